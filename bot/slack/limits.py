"""Slack's rate limits as we keep them: one limiter per workspace, priorities, Retry-After.

Slack publishes tiers per method and workspace, in windows of a minute (docs.slack.dev, rate
limits). For chat.postMessage it publishes one message a second and channel and "several hundred"
a minute and workspace; we assume 240, which is what people measured (slackapi/bolt-js#1882).
"""

from __future__ import annotations

import asyncio
import heapq
from collections import Counter, deque
from collections.abc import Callable, Mapping
from enum import IntEnum
from itertools import count

MINUTE = 60.0
MARGIN = 0.5
"""Seconds that Slack's window may lie off ours."""
GAP = 10
"""Calls that waited go with a tenth of their share of the minute between them."""
LOOK = 1.0
"""Seconds after which those who wait look at the clock again: the demo's jumps."""
AT_ONCE = 60
"""Prompts of one wave that go without waiting: what goes out in five seconds, with a burst.

A wave of more is spread over its window, mostly because the presses that answer it come in a rush.
"""

PER_MINUTE: Mapping[str, int] = {
    "chat.postMessage": 240,
    "chat.update": 50,
    "chat.delete": 50,
    "chat.postEphemeral": 100,
    "views.open": 100,
    "views.update": 100,
    "views.publish": 100,
    "users.info": 100,
    "users.list": 20,
    "conversations.info": 50,
    "conversations.join": 50,
    "conversations.members": 100,
    "dnd.teamInfo": 20,
    "files.getUploadURLExternal": 100,
    "files.completeUploadExternal": 100,
    "files.info": 100,
}
"""Calls a minute and workspace; a method that is not here is not limited by us."""
PER_PLACE = 1.0
"""Seconds between two messages in one conversation."""


class Priority(IntEnum):
    """Who goes first where calls must wait."""

    ANSWER = 0
    PROMPT = 1
    HOME = 2
    FILE = 3


class Window:
    """At most `most` calls in any minute; time is an argument, in seconds of a steady clock."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._calls: deque[float] = deque()
        self._closed_until = 0.0

    def wait(self, now: float) -> float:
        """Return the seconds until a call fits; 0 where it fits now."""
        while self._calls and self._calls[0] <= now - MINUTE - MARGIN:
            self._calls.popleft()
        full = len(self._calls) >= self._most
        room = self._calls[-self._most] + MINUTE + MARGIN - now if full else 0.0
        return max(room, self._closed_until - now, 0.0)

    def take(self, now: float) -> None:
        """Count a call."""
        self._calls.append(now)

    def refused(self, now: float, seconds: float) -> None:
        """Slack said to wait: nobody calls before then."""
        self._closed_until = max(self._closed_until, now + seconds)


class Lane:
    """The calls of one method: a window, and those who wait for it, the most urgent first."""

    def __init__(self, most: int, steady: Callable[[], float]) -> None:
        self.window = Window(most)
        self._steady = steady
        self._waiting: list[tuple[Priority, int, asyncio.Future[None]]] = []
        self._order = count()
        self._gap = MINUTE / most / GAP
        self._next = 0.0
        self._timer: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def at_once(self) -> bool:
        """Take a place now if there is one and nobody waits for it; say whether."""
        now = self._steady()
        if self._waiting or self.window.wait(now) > 0:
            return False
        self.window.take(now)
        return True

    async def take(self, priority: Priority) -> None:
        """Wait for a place."""
        if self.at_once():
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (priority, next(self._order), turn))
        self.pump()
        await turn

    def refused(self, seconds: float) -> None:
        """Slack said to wait: everybody waits."""
        self.window.refused(self._steady(), seconds)

    def pump(self) -> None:
        """Let go who may go now, and come back when the next one may.

        Those who wait go with a little time between them: let go all at once, they would be a
        minute's calls in one second, and again a minute later, when Slack still counts the first.
        """
        if self._timer is not None:
            self._timer.cancel()
        while self._waiting:
            now = self._steady()
            wait = max(self.window.wait(now), self._next - now)
            if wait > 0:
                self._timer = asyncio.get_running_loop().call_later(min(wait, LOOK), self.pump)
                return
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():
                self._next = now + self._gap
                self.window.take(now)
                turn.set_result(None)


class Limiter:
    """All lanes of one workspace. `throttled` counts Slack's refusals by method."""

    def __init__(
        self, steady: Callable[[], float], per_minute: Mapping[str, int] = PER_MINUTE
    ) -> None:
        self.steady = self._steady = steady
        self._lanes = {method: Lane(most, steady) for method, most in per_minute.items()}
        self._places: dict[str, float] = {}
        self.throttled: Counter[str] = Counter()

    def at_once(self, method: str) -> bool:
        """Take a place for `method` if there is one now; say whether."""
        lane = self._lanes.get(method)
        return lane is None or lane.at_once()

    async def take(self, method: str, priority: Priority, place: str | None = None) -> None:
        """Wait for a place for `method`, and for `place` to have had its second of rest."""
        if place is not None:
            await self._rest(place)
        if lane := self._lanes.get(method):
            await lane.take(priority)

    def refused(self, method: str, seconds: float) -> None:
        """Slack answered 429: the method waits for everybody."""
        self.throttled[method] += 1
        if lane := self._lanes.get(method):
            lane.refused(seconds)

    def waiting(self) -> int:
        """How many calls wait, over all methods."""
        return sum(lane.waiting for lane in self._lanes.values())

    async def _rest(self, place: str) -> None:
        now = self._steady()
        free = self._places.get(place, 0.0)
        self._places[place] = max(free, now) + PER_PLACE
        if len(self._places) > 10_000:
            self._places = {each: at for each, at in self._places.items() if at > now}
        if free > now:
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            asyncio.get_running_loop().call_later(free - now, turn.set_result, None)
            await turn
