"""The only clock, the only APScheduler: it says what time it is, and rings once a minute."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger("bot.ticker")

Tick = Callable[[datetime], Awaitable[None]]
Chore = Callable[[], Awaitable[object]]

MINUTE = 60.0
"""Seconds from one bell to the next."""


def now() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def steady() -> float:
    """Return seconds of a clock that never jumps, for limits."""
    return time.monotonic()


@dataclass(frozen=True)
class Beat:
    """How the bell goes: ticks done, how many of them failed, and two times in seconds.

    `lag` is how late the last tick began, `age` how long ago it ended (or the ticker was made).
    """

    ticks: int
    failed: int
    lag: float
    age: float


class Ticker:
    """Ring `tick` at the start of every minute and at the start of the program.

    APScheduler knows one job and nothing else: what is due is computed from rows, so a bell that
    comes late or twice does no harm. The `chores` (sending, say) go on beside the bell, for they
    may take longer than a minute; one that still runs is not started again.
    """

    def __init__(
        self,
        tick: Tick,
        chores: Sequence[Chore],
        clock: Callable[[], datetime] = now,
        steady: Callable[[], float] = steady,
    ) -> None:
        self._tick = tick
        self._chores = chores
        self._clock = clock
        self._steady = steady
        self._ticks, self._failed, self._lag = 0, 0, 0.0
        self._began = self._ended = steady()
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._ringing = asyncio.Lock()
        self._running: dict[Chore, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Ring once, so that what was missed is settled, and then every minute."""
        self._scheduler.add_job(
            self.ring,
            "cron",
            second=0,
            coalesce=True,
            max_instances=1,
            # The default grace of one second would drop a bell whenever the loop was busy.
            misfire_grace_time=None,
        )
        self._scheduler.start()
        await self.ring()

    async def ring(self) -> None:
        """Do one tick, and see to it that the chores are being done."""
        async with self._ringing:
            await self._ring()

    async def _ring(self) -> None:
        began = self._steady()
        self._lag = max(0.0, began - self._began - MINUTE)
        self._began = began
        try:
            await self._tick(self._clock())
        except Exception as error:  # noqa: BLE001  the next minute must come whatever this one did
            self._failed += 1
            log.error("tick failed", error=type(error).__name__)
        self._ticks += 1
        self._ended = self._steady()
        for chore in self._chores:
            task = self._running.get(chore)
            if task is None or task.done():
                self._running[chore] = asyncio.create_task(_done(chore))

    def beat(self) -> Beat:
        """Return how the bell goes."""
        return Beat(self._ticks, self._failed, self._lag, self._steady() - self._ended)

    async def sent(self) -> None:
        """Wait until the chores that are being done have been done."""
        for task in list(self._running.values()):
            await asyncio.shield(task)

    async def stop(self, patience: float) -> None:
        """Ring no more, and finish what is being done, for at most `patience` seconds.

        A chore that only waits its turn is broken off: it has done nothing yet that could be lost.
        """
        if self._scheduler.running:
            # Shutting down breaks off a tick that is under way: let it end first.
            self._scheduler.pause()
            with suppress(TimeoutError):
                async with asyncio.timeout(patience), self._ringing:
                    pass
            self._scheduler.shutdown(wait=False)
        left = [task for task in self._running.values() if not task.done()]
        if left:
            _, late = await asyncio.wait(left, timeout=patience)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


async def _done(chore: Chore) -> None:
    try:
        await chore()
    except Exception as error:  # noqa: BLE001  what a chore left undone, the next one finds again
        log.error("chore failed", chore=getattr(chore, "__name__", ""), error=type(error).__name__)
