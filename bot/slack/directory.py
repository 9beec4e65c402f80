"""How many colleagues are in some channels: counted in memory, a number out and never a list."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any

from bot.slack.people import read_profile

PAGE = 200
"""People or members asked for at a time; what Slack advises."""
EVERYBODY_LASTS = 3600.0
MEMBERS_LAST = 300.0
"""Seconds for which an answer of Slack is used again."""

Call = Callable[[str, Mapping[str, Any]], Awaitable[Mapping[str, Any] | None]]
"""Call a method of Slack that lists something, within the limits; None where it refuses."""


class Directory:
    """The members of channels and the colleagues among them. Nothing of it leaves memory."""

    def __init__(self, call: Call, steady: Callable[[], float]) -> None:
        self._call = call
        self._steady = steady
        self._colleagues: tuple[float, frozenset[str]] | None = None
        self._members: dict[str, tuple[float, frozenset[str]]] = {}

    async def headcount(self, places: Sequence[str], without: Collection[str]) -> int | None:
        """Count the colleagues in some channels, each once; None where Slack does not say."""
        inside: set[str] = set()
        for place in places:
            members = await self._in(place)
            if members is None:
                return None
            inside |= members
        colleagues = await self._everybody()
        return None if colleagues is None else len((inside & colleagues) - set(without))

    async def colleagues(self, users: Collection[str]) -> frozenset[str] | None:
        """Return those of `users` who are colleagues; None where Slack does not say."""
        everybody = await self._everybody() if users else frozenset()
        return None if everybody is None else everybody & frozenset(users)

    async def _in(self, place: str) -> frozenset[str] | None:
        known = self._members.get(place)
        now = self._steady()
        if known is not None and now - known[0] < MEMBERS_LAST:
            return known[1]
        found: set[str] = set()
        async for page in self._pages("conversations.members", {"channel": place}):
            if page is None:
                return None
            found.update(str(each) for each in page.get("members") or ())
        if len(self._members) > 1000:
            self._members = {}
        self._members[place] = (now, frozenset(found))
        return frozenset(found)

    async def _everybody(self) -> frozenset[str] | None:
        now = self._steady()
        if self._colleagues is not None and now - self._colleagues[0] < EVERYBODY_LASTS:
            return self._colleagues[1]
        found: set[str] = set()
        async for page in self._pages("users.list", {}):
            if page is None:
                return None
            people = (each for each in page.get("members") or () if isinstance(each, dict))
            found.update(str(each.get("id")) for each in people if read_profile(each, "").counts)
        self._colleagues = (now, frozenset(found))
        return self._colleagues[1]

    async def _pages(
        self, method: str, arguments: Mapping[str, Any]
    ) -> AsyncIterator[Mapping[str, Any] | None]:
        """Yield the pages of a list; None, and no more, where Slack refuses one."""
        cursor = ""
        while True:
            page = await self._call(method, {**arguments, "limit": PAGE, "cursor": cursor})
            yield page
            cursor = str(((page or {}).get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return
