"""What goes out for the sake of subscribers, and what Slack is asked of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime

import structlog

from bot.core.effects import Reason
from bot.core.fields import Language
from bot.core.programme import Programme
from bot.core.project import Project
from bot.core.subscription import Mine, Shared
from bot.service import Door, Outcome
from bot.slack import failures, views
from bot.slack.calls import Calls
from bot.slack.channels import read_standing
from bot.slack.limits import Priority
from bot.slack.presence import Presence, Questions, Row
from bot.slack.replies import Replies

log = structlog.get_logger("bot.slack.sender")

PAGE = 200
"""People on a page of users.list; Slack advises no more."""


class SubscriberSender(Calls):
    """The part of the sender that knows of subscribers; the rest of it has the calls."""

    _replies: Replies

    def _meet(self, now: Callable[[], datetime]) -> None:
        self.presence = Presence(Questions(self._quiet, self._user, self._everybody), now)

    async def look(self, users: Sequence[str]) -> None:
        """Learn what may hold back prompts to these people; it waits for Slack only so long."""
        await self.presence.look(users)

    def reason(self, user: str) -> Reason | None:
        """Return why somebody is not to be prompted now."""
        return self.presence.reason(user)

    def gone(self, user: str) -> bool:
        """Return whether an account was deactivated."""
        return self.presence.gone(user)

    def zone(self, user: str) -> str | None:
        """Return the zone that somebody is in, where it is known."""
        return self.presence.zone(user)

    def speaks(self, user: str) -> Language | None:
        """Return somebody's language in Slack, where it is known."""
        return self.presence.speaks(user)

    async def settings(self, door: Door, mine: Mine) -> None:
        """Open the form of somebody's own pauses."""
        view = views.settings(mine, self._catalogue.speak(mine.language))
        if not await self._open(door, view):
            say = self._catalogue.speak(mine.language)
            await self._replies.post(door, views.pressed_again(say), replace=False)

    async def choose(self, door: Door, language: Language, programmes: Sequence[Programme]) -> bool:
        """Let somebody choose a programme; False where no modal could be opened."""
        view = views.choice(programmes, language, self._catalogue.speak(language))
        return door.trigger is not None and await self._open(door, view)

    async def explain(self, door: Door, language: Language, shared: Sequence[Shared]) -> None:
        """Say what is kept and who sees what, by the projects that run."""
        payload = views.privacy(language, shared, self._catalogue.speak(language))
        if door.address is not None:
            await self._replies.post(door, payload, replace=False)
        elif door.channel is not None:
            await self._limiter.take("chat.postMessage", Priority.ANSWER, door.channel)
            call = self._client.chat_postMessage(channel=door.channel, **payload)
            await self._try("chat.postMessage", call)
        else:
            await self._open(door, views.sheet(payload, self._catalogue.speak(language)))

    async def announce(self, place: str, project: Project) -> Outcome:
        """Say in a channel that a project begins, what it keeps, and how to take part."""
        payload = views.announcement(project, place, self._catalogue.speak(project.language))
        await self._limiter.take("chat.postMessage", Priority.PROMPT, place)
        try:
            await self._client.chat_postMessage(channel=place, **payload)
        except failures.FAILURES as error:
            self._told_to_wait("chat.postMessage", error)
            log.warning("announcement not posted", error=failures.name(error))
            return failures.outcome(error)
        return Outcome("sent")

    async def join(self, place: str) -> bool:
        """Enter a public channel; False for one that is private, archived or shared."""
        asked = {"channel": place}
        answer = await self._ask("conversations.info", asked, Priority.PROMPT)
        channel = (answer or {}).get("channel")
        if not isinstance(channel, dict):
            return False
        standing = read_standing(channel)
        if standing.shared or standing.archived:
            return False
        await self._limiter.take("conversations.join", Priority.PROMPT)
        call = self._client.conversations_join(channel=place)
        return await self._try("conversations.join", call)

    async def _open(self, door: Door, view: views.Payload) -> bool:
        if door.trigger is None or not self._limiter.at_once("views.open"):
            return False
        call = self._client.views_open(trigger_id=door.trigger, view=view)
        return await self._try("views.open", call)

    async def _quiet(self, users: Sequence[str]) -> Mapping[str, Row] | None:
        arguments = {"users": ",".join(users)}
        answer = await self._ask("dnd.teamInfo", arguments, Priority.PROMPT)
        found = (answer or {}).get("users")
        return found if isinstance(found, dict) else None

    async def _everybody(self) -> AsyncIterator[Row]:
        cursor: str | None = ""
        while cursor is not None:
            arguments = {"limit": PAGE, "cursor": cursor, "include_locale": "true"}
            page = await self._ask("users.list", arguments, Priority.PROMPT) or {}
            for row in page.get("members") or ():
                yield row
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
