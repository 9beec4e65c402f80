"""Everything that goes out to Slack: the only client, and what Slack's answers mean to us."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.effects import Show, Tell
from bot.core.fields import Language
from bot.service import Door, Offer, Outcome, Person, Profile, Reminder
from bot.slack import failures, views
from bot.slack.limits import Limiter, Priority
from bot.slack.offices import OfficeSender
from bot.slack.people import People
from bot.slack.replies import Replies
from bot.slack.screens import Screens
from bot.slack.subscribers import SubscriberSender
from bot.texts import Catalogue

log = structlog.get_logger("bot.slack.sender")

Call = Callable[[views.Payload], Awaitable[object]]
"""A call that shows a view."""

TIMEOUT = 10
"""Seconds to wait for Slack; a prompt that takes longer has an unknown outcome."""


class SlackSender(OfficeSender, SubscriberSender):
    """The sender over one workspace's client and limiter."""

    def __init__(
        self,
        client: AsyncWebClient,
        replies: Replies,
        limiter: Limiter,
        catalogue: Catalogue,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(client, limiter, catalogue, now)
        self.screens = Screens(catalogue)
        self._replies = replies
        self._people = People(self._user, now)
        self._meet(now)

    async def turn(self, place: str) -> None:
        """Wait until the limits let a prompt go to `place`."""
        await self._limiter.take("chat.postMessage", Priority.PROMPT, place)

    async def prompt(self, place: str, offer: Offer) -> Outcome | None:
        """Post a prompt at most once and say what became of it; None where Slack says: not now.

        The caller has waited for its `turn`.
        """
        if reason := await self._channels.reason(place):
            return Outcome("held", reason=reason)
        say = self._catalogue.speak(offer.language)
        payload = views.prompt(offer.slot, offer.seconds, say, offer.closes)
        try:
            answer = await self._client.chat_postMessage(
                channel=place, unfurl_links=False, unfurl_media=False, **payload
            )
        except failures.FAILURES as error:
            if self._told_to_wait("chat.postMessage", error):
                return None
            outcome = failures.outcome(error)
            log.warning("prompt not sent", result=outcome.result, reason=outcome.reason)
            return outcome
        return Outcome("sent", ts=str(answer.get("ts", "")) or None)

    async def take_back(self, place: str, ts: str) -> None:
        """Delete a post of ours; that it fails is no matter."""
        await self._limiter.take("chat.delete", Priority.PROMPT)
        await self._try("chat.delete", self._client.chat_delete(channel=place, ts=ts))

    async def open(self, door: Door, show: Show) -> None:
        """Answer a press on a message with a modal, or with an ephemeral message if need be.

        A trigger lives three seconds, so a modal never waits for the limits.
        """
        if not await self._as_modal(
            "views.open",
            show,
            door,
            lambda view: self._client.views_open(trigger_id=door.trigger, view=view),
        ):
            await self._as_message(show, door, replace=False)

    async def update(self, door: Door, show: Show) -> None:
        """Put a screen in the place of the one whose button was pressed."""
        if door.view is None:
            await self._as_message(show, door, replace=True)
        elif not await self._as_modal(
            "views.update",
            show,
            door,
            lambda view: self._client.views_update(view_id=door.view, hash=door.hash, view=view),
        ):
            await self._as_message(show, door, replace=False)

    async def _as_modal(
        self,
        method: str,
        show: Show,
        door: Door,
        call: Call,
    ) -> bool:
        """Show a screen as a modal, at once without its film where Slack refuses that one."""
        if not self._limiter.at_once(method):
            return False
        film = self.screens.film(show)
        error = await self._failure(method, call(self.screens.modal(show, door.address, film)))
        if error is None:
            return True
        if film is None or not failures.of_blocks(error):
            return failures.already_done(error)
        self.screens.refused(film)
        # Whether the refusal used the trigger up, Slack does not say: this time "exchanged" is no.
        bare = self.screens.modal(show, door.address)
        return self._limiter.at_once(method) and await self._failure(method, call(bare)) is None

    async def _as_message(self, show: Show, door: Door, *, replace: bool) -> None:
        """Show a screen to one person, without its film where Slack refuses that one."""
        film = self.screens.film(show)
        if film is not None:
            shown = self.screens.message(show, film)
            if await self._replies.offer(door, shown, replace=replace) != "blocks":
                return
            self.screens.refused(film)
        await self._replies.post(door, self.screens.message(show), replace=replace)

    async def tell(self, door: Door, tell: Tell) -> None:
        """Answer with a sentence: ephemeral, or in the conversation in which somebody typed.

        A press in Home is answered by what changes there.
        """
        if door.home:
            return
        payload = views.told(tell, self._catalogue.speak(tell.language))
        if door.address is None and door.channel is not None:
            await self._post(door.channel, payload)
        else:
            await self._replies.post(door, payload, replace=False)

    async def close(self, door: Door) -> None:
        """Take away the ephemeral screen whose button was pressed."""
        await self._replies.delete(door)

    async def remind(self, reminder: Reminder) -> None:
        """Offer a pause again, privately; that it fails is no matter."""
        say = self._catalogue.speak(reminder.language)
        payload = views.reminder(reminder.slot, say, reminder.closes)
        if "://" in reminder.address:
            await self._replies.post(Door(address=reminder.address), payload, replace=False)
        else:
            await self._post(reminder.address, payload)

    async def language(self, who: Person) -> Language | None:
        """Return somebody's language if Slack says it within the time a press allows."""
        return await self._people.language(who)

    def profile(self, who: Person) -> Awaitable[Profile | None]:
        """Return what Slack says of somebody, to be waited for; None where it would not say."""
        return self._people.profile(who)

    async def _post(self, channel: str, payload: views.Payload) -> None:
        await self._limiter.take("chat.postMessage", Priority.ANSWER, channel)
        await self._try(
            "chat.postMessage", self._client.chat_postMessage(channel=channel, **payload)
        )
