"""The bell: it rings at the start, goes on after a mishap, and starts no chore twice."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from bot.ticker import Ticker

NOW = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)


class Chores:
    """Two chores that tests can hold up, and a tick that can fail."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.free = asyncio.Event()
        self.broken = False

    async def tick(self, now: datetime) -> None:
        self.heard.append(f"tick {now:%H:%M}")
        if self.broken:
            raise RuntimeError("the store is away")

    async def slow(self) -> None:
        self.heard.append("slow")
        await self.free.wait()

    async def failing(self) -> None:
        self.heard.append("failing")
        raise RuntimeError("Slack is away")


def bell(chores: Chores) -> Ticker:
    return Ticker(chores.tick, [chores.slow, chores.failing], lambda: NOW)


async def test_it_rings_at_once_and_does_its_chores() -> None:
    chores = Chores()
    ticker = bell(chores)
    await ticker.start()
    chores.free.set()
    await ticker.sent()
    assert chores.heard == ["tick 09:30", "slow", "failing"]
    await ticker.stop(1)


async def test_a_chore_that_still_runs_is_not_started_again_and_a_failed_one_is() -> None:
    chores = Chores()
    ticker = bell(chores)
    for _ in range(2):
        await ticker.ring()
        await asyncio.sleep(0)
    assert chores.heard.count("slow") == 1
    assert chores.heard.count("failing") == 2
    chores.free.set()
    await ticker.stop(1)


async def test_a_tick_that_fails_is_followed_by_its_chores_and_the_next_tick() -> None:
    chores = Chores()
    chores.broken = True
    ticker = bell(chores)
    await ticker.ring()
    await asyncio.sleep(0)
    assert chores.heard == ["tick 09:30", "slow", "failing"]
    chores.free.set()
    await ticker.stop(1)


async def test_stopping_breaks_off_what_only_waits() -> None:
    chores = Chores()
    ticker = bell(chores)
    await ticker.ring()
    await asyncio.wait_for(ticker.stop(0.01), 1)
