"""A tick over 1,000 projects, idle and with pauses due, beside one APScheduler job per pause."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore

from bot.core import schedule
from bot.service import Reporter, Sender, Service
from bot.store.durable import open_store
from bot.store.week import open_week
from tests import fakes
from tests.bench import Row
from tests.bench.bench_subscribers import Awake

TITLE = "A tick over 1,000 projects on disk, beside one APScheduler job per pause"
PROJECTS = 1_000
STAGGERED = 33
"""Projects whose pause begins in an ordinary minute: two in three of an office's half hour."""
PAUSE = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
"""10:30 in Amsterdam: the first pause of most of the projects."""
MINUTE = timedelta(minutes=1)
TRIES = 20
IN_TIME = 5.0
"""Seconds after the minute in which prompts that are few go out."""
SOON = 3.0
"""Seconds in which a press must be acknowledged; a tick may hold none up for long."""


@dataclass(frozen=True)
class Took:
    """Seconds a tick took, and the longest time in it in which nothing else went on."""

    whole: float
    block: float


def run() -> Iterator[Row]:
    """Measure the ticks, then the jobs."""
    with tempfile.TemporaryDirectory() as folder:
        idle, some, every, mark = asyncio.run(_ticks(Path(folder)))
    for words, took, most in (
        ("nobody due (median)", idle, 0.25),
        (f"{STAGGERED} due", some, IN_TIME),
        (f"all {PROJECTS:,} due", every, IN_TIME),
        ("nobody due for an hour: each noted", mark, IN_TIME),
    ):
        yield Row(f"tick, {words}", _time(took.whole), f"under {_time(most)}", took.whole < most)
        block = f"under {SOON / 10:.1f} s"
        yield Row("… longest hold-up of presses", _time(took.block), block, took.block < SOON / 10)
    with tempfile.TemporaryDirectory() as folder:
        added, asleep, woken = _jobs(Path(folder) / "jobs.db")
    yield Row(f"{3 * PROJECTS:,} jobs in SQLite: added", _time(added), "-", True)
    yield Row("… none due", _time(asleep), "-", True)
    yield Row(
        f"… {PROJECTS:,} due, each an empty call; all of it holds presses up",
        _time(woken),
        "-",
        True,
    )


async def _ticks(folder: Path) -> tuple[Took, Took, Took, Took]:
    async with _service(folder) as service:
        before = PAUSE - 10 * MINUTE
        await _timed(service.tick, before - MINUTE)
        idle = [await _timed(service.tick, before) for _ in range(TRIES)]
        some = await _timed(service.tick, PAUSE - MINUTE)
        every = await _timed(service.tick, PAUSE)
        await _timed(service.tick, PAUSE + MINUTE)
        mark = await _timed(service.tick, PAUSE + timedelta(hours=1))
    whole, block = median(one.whole for one in idle), max(one.block for one in idle)
    return Took(whole, block), some, every, mark


@asynccontextmanager
async def _service(folder: Path) -> AsyncIterator[Service]:
    store = await open_store(f"sqlite:///{folder / 'bench.db'}")
    week = await open_week("memory:", b"0" * 32, identity="bench")
    try:
        for number in range(PROJECTS):
            at = "10:29" if number < STAGGERED else "10:30"
            arm = {
                "name": "een",
                "protocol": "drie",
                "pauses": [at, "12:30", "15:00"],
                "channels": [f"C0{number:06d}"],
            }
            holidays = {"country": "NL" if number % 2 else "BE"}
            made = fakes.project(id=f"p{number:04d}", arms=[arm], holidays=holidays)
            await store.apply(made, PAUSE - timedelta(minutes=20))
            schedule.free_day(made, PAUSE.date())  # as the bot does when it starts
        sender: Sender = None  # type: ignore[assignment]  # a tick plans, and sends nothing
        reporter: Reporter = None  # type: ignore[assignment]  # nor does it make reports
        yield Service(
            store, week, sender, fakes.library(), lambda: PAUSE, 60, b"0" * 32, reporter=reporter
        )
    finally:
        await week.close()
        await store.close()


async def _timed(tick: Callable[[datetime], Awaitable[None]], now: datetime) -> Took:
    """Do a tick, with a heart that beats beside it every millisecond."""
    longest, done = 0.0, False

    async def beat() -> None:
        nonlocal longest
        while not done:
            last = time.perf_counter()
            await asyncio.sleep(0.001)
            longest = max(longest, time.perf_counter() - last - 0.001)

    heart = asyncio.ensure_future(beat())
    await asyncio.sleep(0)
    began = time.perf_counter()
    await tick(now)
    whole = time.perf_counter() - began
    done = True
    await heart
    return Took(whole, longest)


def _jobs(database: Path) -> tuple[float, float, float]:
    """Seconds to add a job per pause, to look when none is due, and to run a pause of them all."""
    scheduler = Awake(timezone=UTC, executors={"default": DebugExecutor()})
    scheduler.add_jobstore(SQLAlchemyJobStore(f"sqlite:///{database}"))
    scheduler.start()
    now = datetime.now(UTC)
    began = time.perf_counter()
    for number in range(3 * PROJECTS):
        at = now + timedelta(hours=1 + number % 3)
        scheduler.add_job(_empty, "cron", hour=at.hour, next_run_time=at, id=str(number))
    added = time.perf_counter() - began
    began = time.perf_counter()
    scheduler.look()
    asleep = time.perf_counter() - began
    for number in range(0, 3 * PROJECTS, 3):
        scheduler.modify_job(str(number), next_run_time=now, misfire_grace_time=None)
    began = time.perf_counter()
    scheduler.look()
    woken = time.perf_counter() - began
    scheduler.shutdown()
    return added, asleep, woken


def _empty() -> None:
    """What a job does: nothing, so that only its being a job is measured."""


def _time(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
