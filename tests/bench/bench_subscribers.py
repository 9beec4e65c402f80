"""A tick over 100,000 subscribers, idle and with a minute's share due, beside a job per person."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from apscheduler.executors.debug import DebugExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.base import BaseScheduler

from bot.core.project import Project
from bot.core.subscription import Subscription, Wishes
from bot.service.direct import Direct, digest
from bot.service.ports import Sender
from bot.service.report_ports import Reporter
from bot.store.durable import DurableStore, open_store, tables
from bot.store.week import open_week
from tests import fakes
from tests.bench import Row

TITLE = "A tick over 100,000 subscribers, beside one APScheduler job per person"
PEOPLE = 100_000
SHARE = PEOPLE // 60
"""What is due in one minute of an hour over which everybody's pauses are spread."""
KEPT_JOBS = 2_000
"""Jobs in a database: each is a commit, and 100,000 take a quarter of an hour."""
NOW = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
TRIES = 20


def run() -> Iterator[Row]:
    """Measure the tick, then the jobs."""
    with tempfile.TemporaryDirectory() as folder:
        made, idle, due = asyncio.run(_ticks(Path(folder)))
    yield Row(f"{PEOPLE:,} subscriptions written", f"{made:.1f} s", "-", True)
    yield Row("tick, nobody due (median)", f"{idle * 1000:.1f} ms", "under 20 ms", idle < 0.02)
    yield Row(f"tick, {SHARE:,} due", f"{due * 1000:.0f} ms", "under 1,000 ms", due < 1)
    added, woken = _jobs(PEOPLE, None)
    yield Row(f"{PEOPLE:,} jobs in memory: added", f"{added:.1f} s", "-", True)
    yield Row(f"… {SHARE:,} due, each an empty call", f"{woken * 1000:.0f} ms", "-", True)
    with tempfile.TemporaryDirectory() as folder:
        added, woken = _jobs(KEPT_JOBS, Path(folder) / "jobs.db")
    yield Row(f"{KEPT_JOBS:,} jobs in SQLite: added", f"{added:.1f} s", "-", True)
    yield Row(f"… {KEPT_JOBS // 60:,} due, each an empty call", f"{woken * 1000:.0f} ms", "-", True)


def project() -> Project:
    """A project in direct messages, with three pauses a day."""
    arms = [{"name": "a", "protocol": "drie", "pauses": ["10:30", "12:30", "15:00"]}]
    return fakes.project(deliver="dm", arms=arms)


async def _ticks(folder: Path) -> tuple[float, float, float]:
    store = await open_store(f"sqlite:///{folder / 'bench.db'}")
    week = await open_week("memory:", b"0" * 32, identity="bench")
    try:
        one = project()
        await store.apply(one, NOW)
        began = time.perf_counter()
        await _subscribe(store, one)
        made = time.perf_counter() - began
        sender = cast(Sender, None)  # a tick plans, and sends nothing
        service = Direct(
            store,
            week,
            sender,
            fakes.library(),
            lambda: NOW,
            60,
            b"0" * 32,
            reporter=cast(Reporter, None),
        )
        await service.arrange(NOW - MINUTE)
        idle = []
        for _ in range(TRIES):
            began = time.perf_counter()
            await service.arrange(NOW - MINUTE)
            idle.append(time.perf_counter() - began)
        began = time.perf_counter()
        await service.arrange(NOW)
        due = time.perf_counter() - began
        assert len(await store.waiting()) == SHARE
        return made, sorted(idle)[TRIES // 2], due
    finally:
        await week.close()
        await store.close()


async def _subscribe(store: DurableStore, one: Project) -> None:
    under = digest(one)
    rows = [
        store._subscribed(
            Subscription(
                f"s{number:06}", f"U{number:06}", one.id, Wishes(), "Europe/Amsterdam",
                NOW if number < SHARE else NOW + timedelta(minutes=1 + number % 59),
            ),
            under,
        )
        for number in range(PEOPLE)
    ]  # fmt: skip
    async with store._write() as connection:
        await connection.execute(store._insert(tables.subscription), rows)


class Awake(BaseScheduler):  # type: ignore[misc]  # APScheduler has no types
    """A scheduler without a thread of its own: it looks at its jobs when it is told to."""

    def wakeup(self) -> None:
        """Do nothing; the bench wakes it."""

    def shutdown(self, wait: bool = True) -> None:
        """Let go of the jobs."""
        super().shutdown(wait)

    def look(self) -> None:
        """Run what is due, here and now."""
        self._process_jobs()


def _jobs(people: int, database: Path | None) -> tuple[float, float]:
    """Seconds to add a job per person, and to run those that are due in one minute."""
    scheduler = Awake(timezone=UTC, executors={"default": DebugExecutor()})
    if database is not None:
        scheduler.add_jobstore(SQLAlchemyJobStore(f"sqlite:///{database}"))
    scheduler.start()
    began = time.perf_counter()
    soon = datetime.now(UTC) - timedelta(seconds=1)
    calls.clear()
    for number in range(people):
        at = soon if number < people // 60 else soon + timedelta(hours=1)
        scheduler.add_job(
            _call, "cron", minute=number % 60, next_run_time=at, misfire_grace_time=None
        )
    added = time.perf_counter() - began
    began = time.perf_counter()
    scheduler.look()
    woken = time.perf_counter() - began
    assert len(calls) == people // 60, "the jobs that were due did not run"
    scheduler.shutdown(wait=False)
    return added, woken


calls: list[None] = []


def _call() -> None:
    """What a job calls here."""
    calls.append(None)
