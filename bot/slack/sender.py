"""Everything that goes out to Slack: the only client, and what Slack's answers mean to us."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.effects import Reason, Show
from bot.core.fields import Language
from bot.service import Door, Offer, Outcome, Person, Profile
from bot.slack import views
from bot.slack.people import People
from bot.texts import Catalogue

log = structlog.get_logger("bot.slack.sender")

TIMEOUT = 10
"""Seconds to wait for Slack; a prompt that takes longer has an unknown outcome."""

REASONS: Mapping[str, Reason] = {
    "not_in_channel": "not-in-channel",
    "channel_not_found": "not-in-channel",
    "is_archived": "archived",
    "account_inactive": "no-access",
    "invalid_auth": "no-access",
    "missing_scope": "no-access",
    "not_authed": "no-access",
    "token_expired": "no-access",
    "token_revoked": "no-access",
    "access_denied": "no-access",
}
"""What Slack's refusals mean; any other clear refusal is *refused*."""

UNCLEAR = {"internal_error", "fatal_error", "request_timeout", "service_unavailable"}
"""Errors after which the message may be there all the same."""


class SlackSender:
    """The sender over one workspace's client."""

    def __init__(
        self, client: AsyncWebClient, catalogue: Catalogue, now: Callable[[], datetime]
    ) -> None:
        self._client = client
        self._catalogue = catalogue
        self._people = People(self._user, now)

    async def prompt(self, place: str, offer: Offer) -> Outcome:
        """Post a prompt at most once and say what became of it."""
        payload = views.prompt(offer.slot, offer.seconds, self._catalogue.speak(offer.language))
        try:
            answer = await self._client.chat_postMessage(
                channel=place, unfurl_links=False, unfurl_media=False, **payload
            )
        except (TimeoutError, SlackClientError, aiohttp.ClientError, OSError) as error:
            outcome = read_failure(error)
            log.warning("prompt not sent", result=outcome.result, reason=outcome.reason)
            return outcome
        return Outcome("sent", ts=str(answer.get("ts", "")) or None)

    async def take_back(self, place: str, ts: str) -> None:
        """Delete a post of ours; that it fails is no matter."""
        try:
            await self._client.chat_delete(channel=place, ts=ts)
        except (TimeoutError, SlackClientError, aiohttp.ClientError, OSError) as error:
            log.info("post not taken back", error=error_name(error))

    async def open(self, door: Door, show: Show) -> None:
        """Answer a press on a message with a modal."""
        view = views.modal(show, self._catalogue.speak(show.language))
        try:
            await self._client.views_open(trigger_id=door.trigger, view=view)
        except (TimeoutError, SlackClientError, aiohttp.ClientError, OSError) as error:
            log.warning("screen not opened", error=error_name(error))

    async def update(self, door: Door, show: Show) -> None:
        """Put a screen in the place of the one whose button was pressed."""
        view = views.modal(show, self._catalogue.speak(show.language))
        try:
            await self._client.views_update(view_id=door.view, hash=door.hash, view=view)
        except (TimeoutError, SlackClientError, aiohttp.ClientError, OSError) as error:
            log.warning("screen not changed", error=error_name(error))

    async def language(self, who: Person) -> Language | None:
        """Return somebody's language if Slack says it within the time a press allows."""
        return await self._people.language(who)

    async def profile(self, who: Person) -> Profile | None:
        """Return what Slack says of somebody; None where it would not say."""
        return await self._people.profile(who)

    async def _user(self, user: str) -> Mapping[str, Any] | None:
        try:
            answer = await self._client.users_info(user=user, include_locale=True)
        except (TimeoutError, SlackClientError, aiohttp.ClientError, OSError) as error:
            log.info("profile not known", error=error_name(error))
            return None
        found = answer.get("user")
        return found if isinstance(found, dict) else None


def read_failure(error: BaseException) -> Outcome:
    """Say what a failed post means: a clear refusal is *held*, anything else *unknown*."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return Outcome("held", reason="refused")
    if not isinstance(error, SlackApiError):
        return Outcome("unknown")
    name = error_name(error)
    if name in UNCLEAR or name == "SlackApiError" or error.response.status_code >= 500:
        return Outcome("unknown")
    return Outcome("held", reason=REASONS.get(name, "refused"))


def error_name(error: BaseException) -> str:
    """Return Slack's error code, or the kind of error: never its text, which may quote a body."""
    if isinstance(error, SlackApiError) and isinstance(error.response.data, dict):
        return str(error.response.data.get("error", "SlackApiError"))
    return type(error).__name__
