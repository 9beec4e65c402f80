"""The only clock, the only APScheduler: it says what time it is, and rings once a minute."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger("bot.ticker")

Tick = Callable[[datetime], Awaitable[None]]
Deliver = Callable[[], Awaitable[None]]


def now() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


class Ticker:
    """Ring `tick` at the start of every minute and at the start of the program, then `deliver`.

    APScheduler knows one job and nothing else: what is due is computed from rows, so a bell that
    comes late or twice does no harm. Sending goes on beside the bell, for it may take longer than a
    minute.
    """

    def __init__(self, tick: Tick, deliver: Deliver, clock: Callable[[], datetime] = now) -> None:
        self._tick = tick
        self._deliver = deliver
        self._clock = clock
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._sending: asyncio.Task[None] | None = None

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
        """Do one tick, and see to it that what is planned is being sent."""
        try:
            await self._tick(self._clock())
        except Exception as error:  # noqa: BLE001  the next minute must come whatever this one did
            log.error("tick failed", error=type(error).__name__)
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send())

    async def sent(self) -> None:
        """Wait until the wave that is being sent, if any, has gone out."""
        if self._sending is not None:
            await asyncio.shield(self._sending)

    async def stop(self) -> None:
        """Ring no more, and finish what is being sent."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        await self.sent()

    async def _send(self) -> None:
        try:
            await self._deliver()
        except Exception as error:  # noqa: BLE001  a failed wave is settled by the next one
            log.error("sending failed", error=type(error).__name__)
