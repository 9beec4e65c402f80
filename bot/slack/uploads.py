"""Uploads in Slack's three steps: an address, the bytes, and that they are complete.

Slack looks at a file for a while after its upload, and refuses blocks that show it before
(slackapi/python-slack-sdk#1658): it is ready when Slack says what kind of file it is.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.service.films import Standing
from bot.slack import failures
from bot.slack.calls import ASKS, Calls
from bot.slack.limits import Priority

log = structlog.get_logger("bot.slack.sender")

GONE = ("file_not_found", "file_deleted")


class Uploads(Calls):
    """The part of the sender that uploads; it goes last wherever calls must wait."""

    async def upload(self, name: str, content: bytes, alt: str) -> str | None:
        """Put a file in Slack that only the bot sees, and return its id; None where it refuses.

        `alt` says what it shows. Blocks may show it once it is `ready`: see `standing`.
        """
        id_ = await self._bring(name, content, alt)
        return id_ if id_ is not None and await self._complete(id_, name) else None

    async def standing(self, file: str) -> Standing:
        """Return how a file of ours stands with Slack; unknown where it does not say."""
        for _ in range(ASKS):
            await self._limiter.take("files.info", Priority.FILE)
            try:
                answer = await self._client.files_info(file=file)
            except failures.FAILURES as error:
                if self._told_to_wait("files.info", error):
                    continue
                gone = isinstance(error, SlackApiError) and failures.name(error) in GONE
                return "gone" if gone else "unknown"
            found = answer.get("file") or {}
            return "ready" if found.get("mimetype") else "waiting"
        return "unknown"

    async def _bring(self, name: str, content: bytes, alt: str) -> str | None:
        """Send the bytes of a file to Slack, and return the id that it will have."""
        size = len(content)
        ticket = await self._patiently(
            "files.getUploadURLExternal",
            lambda: self._client.files_getUploadURLExternal(
                filename=name, length=size, alt_txt=alt or None
            ),
        )
        if ticket is None or not await self._put(str(ticket.get("upload_url")), content):
            return None
        return str(ticket.get("file_id"))

    async def _complete(self, id_: str, title: str, place: str | None = None) -> bool:
        """Say that a file is complete, in a conversation or, without one, for the bot alone."""
        row: dict[str, str | None] = {"id": id_, "title": title}
        done = await self._patiently(
            "files.completeUploadExternal",
            lambda: self._client.files_completeUploadExternal(files=[row], channel_id=place),
        )
        return done is not None

    async def _patiently(
        self,
        method: str,
        call: Callable[[], Awaitable[AsyncSlackResponse]],
        place: str | None = None,
    ) -> AsyncSlackResponse | None:
        """Call Slack when the limits allow it, again where it says to wait; None for a no."""
        for _ in range(ASKS):
            await self._limiter.take(method, Priority.FILE, place)
            try:
                return await call()
            except failures.FAILURES as error:
                if not self._told_to_wait(method, error):
                    log.warning("call failed", method=method, error=failures.name(error))
                    return None
        return None

    async def _put(self, address: str, content: bytes) -> bool:
        """Send the bytes to where Slack wants them; the address itself is the secret."""
        session = self._client.session
        if session is None:
            raise RuntimeError("the client has no session of its own")
        try:
            async with session.post(address, data=content, proxy=self._client.proxy) as answer:
                if answer.status != 200:
                    log.warning("upload refused", status=answer.status)
                return answer.status == 200
        except failures.FAILURES as error:
            log.warning("upload failed", error=failures.name(error))
            return False
