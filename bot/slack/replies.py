"""Answers over a response_url: ephemeral messages, which cost no Web API call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import aiohttp
import structlog

from bot.service import Door

log = structlog.get_logger("bot.slack.replies")

Answer = Literal["shown", "blocks", "lost"]
"""What became of a post: shown, refused for what is in its blocks, or lost some other way."""

OF_BLOCKS = ("invalid_blocks", "invalid_arguments", "invalid slack file")
MOST_SAID = 2000
"""Bytes of a refusal that are read."""


class Replies:
    """Post to response_urls. Bolt's own `respond` would neither raise nor retry on a refusal."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self.lost = 0

    async def post(self, door: Door, payload: Mapping[str, Any], *, replace: bool) -> bool:
        """Show `payload` to the one who pressed; `replace` only inside an ephemeral message.

        Slack would otherwise replace the whole channel's prompt, so both flags are always said.
        """
        answer = await self.offer(door, payload, replace=replace)
        self.lost += answer == "blocks"
        return answer == "shown"

    async def offer(self, door: Door, payload: Mapping[str, Any], *, replace: bool) -> Answer:
        """Show `payload` as `post` does, and say whether it was what is in it that Slack refused.

        That is no loss yet: there may be another way to say it.
        """
        body = {"response_type": "ephemeral", "replace_original": replace, **payload}
        return await self._send(door, body)

    async def delete(self, door: Door) -> bool:
        """Take away the ephemeral message whose button was pressed."""
        return await self._send(door, {"delete_original": True}) == "shown"

    async def _send(self, door: Door, body: Mapping[str, Any]) -> Answer:
        if door.address is None:
            self.lost += 1
            log.warning("nowhere to answer")
            return "lost"
        try:
            async with self._session.post(door.address, json=body) as answer:
                if answer.status == 200:
                    return "shown"
                log.warning("answer refused", status=answer.status)
                said = (await answer.content.read(MOST_SAID)).decode("utf-8", "replace")
                if any(refusal in said for refusal in OF_BLOCKS):
                    return "blocks"
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("answer lost", error=type(error).__name__)
        self.lost += 1
        return "lost"
