"""Answers over a response_url: ephemeral messages, which cost no Web API call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import aiohttp
import structlog

from bot.service import Door

log = structlog.get_logger("bot.slack.replies")


class Replies:
    """Post to response_urls. Bolt's own `respond` would neither raise nor retry on a refusal."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session
        self.lost = 0

    async def post(self, door: Door, payload: Mapping[str, Any], *, replace: bool) -> bool:
        """Show `payload` to the one who pressed; `replace` only inside an ephemeral message.

        Slack would otherwise replace the whole channel's prompt, so both flags are always said.
        """
        body = {"response_type": "ephemeral", "replace_original": replace, **payload}
        return await self._send(door, body)

    async def delete(self, door: Door) -> bool:
        """Take away the ephemeral message whose button was pressed."""
        return await self._send(door, {"delete_original": True})

    async def _send(self, door: Door, body: Mapping[str, Any]) -> bool:
        if door.address is None:
            self.lost += 1
            log.warning("nowhere to answer")
            return False
        try:
            async with self._session.post(door.address, json=body) as answer:
                ok = answer.status == 200
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("answer lost", error=type(error).__name__)
            ok = False
        else:
            if not ok:
                log.warning("answer refused", status=answer.status)
        self.lost += not ok
        return ok
