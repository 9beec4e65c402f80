"""What goes out to role holders: Home, forms, the trial prompt; and what they ask of Slack."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.service import Door, Ground, Person, Trial
from bot.service.offices import Home, Screen
from bot.slack.channels import Channels
from bot.slack.directory import Directory
from bot.slack.files import FileSender
from bot.slack.limits import Limiter, Priority
from bot.slack.people import read_profile
from bot.slack.views import forms, home, trials
from bot.texts import Catalogue


class OfficeSender(FileSender):
    """The part of the sender that serves the offices."""

    def __init__(
        self,
        client: AsyncWebClient,
        limiter: Limiter,
        catalogue: Catalogue,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(client, limiter, catalogue)
        self._channels = Channels(self._channel, now)
        self._directory = Directory(self._listed, limiter.steady)

    async def screen(self, door: Door, screen: Screen) -> None:
        """Show a screen: in the modal whose button was pressed, or in a new one."""
        view = forms.screen(screen, self._catalogue.speak(screen.language))
        if door.view is not None:
            await self._limiter.take("views.update", Priority.ANSWER)
            call = self._client.views_update(view_id=door.view, hash=door.hash, view=view)
            await self._try("views.update", call)
        elif self._limiter.at_once("views.open"):
            # A trigger lives three seconds: what cannot be opened now is pressed again.
            call = self._client.views_open(trigger_id=door.trigger, view=view)
            await self._try("views.open", call)

    async def publish(self, who: Person, shown: Home) -> None:
        """Put a Home before somebody."""
        await self._limiter.take("views.publish", Priority.HOME)
        say, pictures = self._catalogue.speak(shown.language), await self.pictures(who, shown)
        view = home.home(shown, say, pictures)
        call = self._client.views_publish(user_id=who.user, view=view)
        if not await self._try("views.publish", call) and pictures:
            # A picture may be deleted, or be one that Slack does not show here.
            self.forget_pictures(who, pictures)
            view = home.home(shown, say)
            call = self._client.views_publish(user_id=who.user, view=view)
            await self._try("views.publish", call)

    async def trial(self, who: Person, trial: Trial) -> bool:
        """Send somebody a trial prompt; False where Slack refuses it."""
        payload = trials.trial(trial, self._catalogue.speak(trial.language))
        await self._limiter.take("chat.postMessage", Priority.ANSWER, who.user)
        call = self._client.chat_postMessage(channel=who.user, **payload)
        return await self._try("chat.postMessage", call)

    async def admin(self, who: Person) -> bool:
        """Ask Slack anew whether somebody administers the workspace."""
        user = await self._user(who.user)
        if user is None or not read_profile(user, who.team).counts:
            return False
        return bool(user.get("is_admin") or user.get("is_owner"))

    async def ground(self, place: str) -> Ground | None:
        """Return how a channel stands; None where Slack does not say."""
        standing = await self._channels.standing(place)
        if standing is None:
            return None
        return Ground(standing.shared, standing.archived, standing.member)

    async def colleagues(self, users: Collection[str]) -> frozenset[str] | None:
        """Return those of `users` who are colleagues; None where Slack does not say."""
        return await self._directory.colleagues(users)

    async def headcount(self, places: Sequence[str], without: Collection[str]) -> int | None:
        """Count the colleagues in some channels, each once; keep no list."""
        return await self._directory.headcount(places, without)

    async def _listed(self, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any] | None:
        return await self._ask(method, arguments, Priority.HOME)

    async def _channel(self, place: str) -> Mapping[str, Any] | None:
        # A prompt does not wait for this: where there is no room, it goes without knowing.
        if not self._limiter.at_once("conversations.info"):
            return None
        answer = await self._ask_now("conversations.info", {"channel": place})
        found = (answer or {}).get("channel")
        return found if isinstance(found, dict) else None
