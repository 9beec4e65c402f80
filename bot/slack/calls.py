"""One workspace's client behind its limits: what every part of the sender calls Slack with."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import failures
from bot.slack.limits import Limiter, Priority
from bot.texts import Catalogue

log = structlog.get_logger("bot.slack.sender")

ASKS = 3
"""How often a question is asked that Slack answers with 429: asking again changes nothing there."""


class Calls:
    """Calls that tell the limiter what Slack says of them, and never raise for Slack's reasons."""

    def __init__(self, client: AsyncWebClient, limiter: Limiter, catalogue: Catalogue) -> None:
        self._client = client
        self._limiter = limiter
        self._catalogue = catalogue

    async def _ask(
        self, method: str, arguments: Mapping[str, Any], priority: Priority
    ) -> Mapping[str, Any] | None:
        """Ask Slack something when the limits allow it; None where it refuses."""
        for _ in range(ASKS):
            await self._limiter.take(method, priority)
            answer, again = await self._asked(method, arguments)
            if not again:
                return answer
        return None

    async def _ask_now(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Ask Slack something; the caller has seen to the limits."""
        return (await self._asked(method, arguments))[0]

    async def _asked(
        self, method: str, arguments: Mapping[str, Any]
    ) -> tuple[Mapping[str, Any] | None, bool]:
        """Ask once; the answer, and whether Slack wants the question later."""
        try:
            answer = await self._client.api_call(method, http_verb="GET", params=dict(arguments))
        except failures.FAILURES as error:
            log.info("not known", method=method, error=failures.name(error))
            return None, self._told_to_wait(method, error)
        return (answer.data if isinstance(answer.data, dict) else None), False

    async def _user(self, user: str) -> Mapping[str, Any] | None:
        arguments = {"user": user, "include_locale": "true"}
        answer = await self._ask("users.info", arguments, Priority.ANSWER)
        found = (answer or {}).get("user")
        return found if isinstance(found, dict) else None

    async def _try(self, method: str, call: Awaitable[object]) -> bool:
        error = await self._failure(method, call)
        return error is None or failures.already_done(error)

    async def _failure(self, method: str, call: Awaitable[object]) -> BaseException | None:
        """Make a call, and return why it failed; None where it did not."""
        try:
            await call
        except failures.FAILURES as error:
            self._told_to_wait(method, error)
            log.warning("call failed", method=method, error=failures.name(error))
            return error
        return None

    def _told_to_wait(self, method: str, error: BaseException) -> bool:
        """Whether Slack answered 429; then the method waits, for everybody."""
        seconds = failures.retry_after(error)
        if seconds is None:
            return False
        self._limiter.refused(method, seconds)
        log.warning("slack asks for patience", method=method, seconds=seconds)
        return True
