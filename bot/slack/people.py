"""What Slack says of a person: their language, and whether they can count; in memory, for a day."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime
from typing import Any

import structlog

from bot.core.fields import Language
from bot.service import Person, Profile

log = structlog.get_logger("bot.slack.people")

PATIENCE = 0.5
"""Seconds that a press may wait for a language; Slack's trigger lives three."""

ASKERS = 20
"""Questions under way at the same time; beyond a few Slack's limits decide how fast it goes."""

Ask = Callable[[str], Awaitable[Mapping[str, Any] | None]]
"""Ask Slack for a user by id: the `user` object, or None where it cannot be had."""


class People:
    """Profiles of people, asked for once a day each, however many presses wait for the answer.

    After a rush Slack lets a hundred a minute be asked for. Those who wait are a row in a queue: a
    task of its own for each weighs ten times as much.
    """

    def __init__(self, ask: Ask, now: Callable[[], datetime]) -> None:
        self._ask = ask
        self._now = now
        self._day: date | None = None
        self._known: dict[Person, asyncio.Future[Profile | None]] = {}
        self._queue: deque[tuple[str, str, asyncio.Future[Profile | None]]] = deque()
        self._askers: set[asyncio.Task[None]] = set()

    def profile(self, who: Person) -> Awaitable[Profile | None]:
        """Return what Slack says of somebody, to be waited for; None where it would not say."""
        return asyncio.shield(self._found(who))

    async def language(self, who: Person) -> Language | None:
        """Return somebody's language, if Slack says it soon enough."""
        done, _ = await asyncio.wait({self._found(who)}, timeout=PATIENCE)
        profile = next(iter(done)).result() if done else None
        return profile.language if profile else None

    def _found(self, who: Person) -> asyncio.Future[Profile | None]:
        today = self._now().date()
        if today != self._day:
            self._day, self._known = today, {}
        found = self._known.get(who)
        if found is None or (found.done() and found.result() is None):
            found = self._known[who] = asyncio.get_running_loop().create_future()
            self._queue.append((who.user, who.team, found))
            if len(self._askers) < ASKERS:
                asker = asyncio.get_running_loop().create_task(self._work())
                self._askers.add(asker)
                asker.add_done_callback(self._askers.discard)
        return found

    async def _work(self) -> None:
        """Ask for one after the other until nobody waits."""
        while self._queue:
            user, team, found = self._queue.popleft()
            profile = None
            try:
                said = await self._ask(user)
                profile = read_profile(said, team) if said is not None else None
            except Exception as error:  # noqa: BLE001  the others are still to be asked for
                log.error("a profile could not be read", error=type(error).__name__)
            found.set_result(profile)


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
