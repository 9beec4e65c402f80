"""The ticker tells how its bell goes; health and metrics read it."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.ticker import Beat, Ticker
from bot.web.server import Web
from tests.web.conftest import Patient


class Bell:
    """A ticker whose tick takes as long as a test wants, on a clock that goes when told to."""

    def __init__(self) -> None:
        self.now, self.takes, self.fails = 1000.0, 0.0, False
        self.ticker = Ticker(self.tick, [], lambda: datetime(2027, 1, 11, tzinfo=UTC), self.steady)

    def steady(self) -> float:
        return self.now

    async def tick(self, _: datetime) -> None:
        self.now += self.takes
        if self.fails:
            raise RuntimeError("the store is gone")


async def test_a_bell_that_rings_each_minute_is_not_late() -> None:
    bell = Bell()
    assert bell.ticker.beat() == Beat(ticks=0, failed=0, lag=0.0, age=0.0)
    for minute in range(3):
        await bell.ticker.ring()
        bell.now += 60
        assert bell.ticker.beat() == Beat(ticks=minute + 1, failed=0, lag=0.0, age=60.0)


async def test_a_bell_that_comes_late_says_by_how_much() -> None:
    bell = Bell()
    await bell.ticker.ring()
    bell.now += 95
    await bell.ticker.ring()
    assert bell.ticker.beat().lag == 35
    bell.now += 60
    await bell.ticker.ring()
    assert bell.ticker.beat().lag == 0


async def test_a_tick_that_takes_long_ages_from_its_end_and_one_that_fails_counts() -> None:
    bell = Bell()
    bell.takes, bell.fails = 45.0, True
    await bell.ticker.ring()
    bell.now += 10
    assert bell.ticker.beat() == Beat(ticks=1, failed=1, lag=0.0, age=10.0)


async def test_a_server_that_was_never_opened_closes() -> None:
    await Web(Patient().vitals()).close()
