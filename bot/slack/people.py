"""What Slack says of a person: their language, and whether they can count; in memory, for a day."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from typing import Any

from bot.core.fields import Language
from bot.service import Person, Profile

PATIENCE = 0.5
"""Seconds that a press may wait for a language; Slack's trigger lives three."""

Ask = Callable[[str], Awaitable[Mapping[str, Any] | None]]
"""Ask Slack for a user by id: the `user` object, or None where it cannot be had."""


class People:
    """Profiles of people, asked for once a day each, however many presses wait for the answer."""

    def __init__(self, ask: Ask, now: Callable[[], datetime]) -> None:
        self._ask = ask
        self._now = now
        self._day: date | None = None
        self._known: dict[Person, asyncio.Task[Profile | None]] = {}
        self._asking: set[asyncio.Task[Profile | None]] = set()

    async def profile(self, who: Person) -> Profile | None:
        """Return what Slack says of somebody; None where it would not say."""
        return await asyncio.shield(self._task(who))

    async def language(self, who: Person) -> Language | None:
        """Return somebody's language, if Slack says it soon enough."""
        done, _ = await asyncio.wait({self._task(who)}, timeout=PATIENCE)
        profile = next(iter(done)).result() if done else None
        return profile.language if profile else None

    def _task(self, who: Person) -> asyncio.Task[Profile | None]:
        today = self._now().date()
        if today != self._day:
            self._day, self._known = today, {}
        task = self._known.get(who)
        if task is None or (task.done() and task.result() is None):
            task = asyncio.get_running_loop().create_task(self._profile(who))
            self._known[who] = task
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)
        return task

    async def _profile(self, who: Person) -> Profile | None:
        user = await self._ask(who.user)
        return None if user is None else read_profile(user, who.team)


def read_profile(user: Mapping[str, Any], team: str) -> Profile:
    """Read a `user` object of Slack; what it leaves out is taken as Slack's default."""
    guest = user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger")
    elsewhere = bool(team) and user.get("team_id", team) != team
    other = user.get("is_bot") or user.get("deleted") or elsewhere
    return Profile(language=read_language(user.get("locale")), counts=not (guest or other))


def read_language(locale: object) -> Language | None:
    """Return the language of a Slack locale ("nl-NL"): Dutch for Dutch, English for any other."""
    if not isinstance(locale, str) or not locale:
        return None
    return "nl" if locale.lower().startswith("nl") else "en"
