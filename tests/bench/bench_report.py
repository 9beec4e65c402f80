"""Reports: of one project of many, after a year, in a process that has just begun."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from statistics import median

from bot.core import privacy
from bot.core.privacy import ArmRelease, ArmWeek, Counts, Limits, Release
from bot.core.project import Project
from bot.store.durable import DurableStore, open_store
from tests import fakes
from tests.bench import Row, kit

TITLE = "A report, after a year of 40 projects and 10,000 employees"
NOTE = "From an empty process to the last file written; all five in one process, or by the command."
PROJECTS, EMPLOYEES, PERIODS = 40, 10_000, 13
ROUNDS = 3
MOST = 5.0
"""Seconds for five formats together."""
FIRST = date(2027, 1, 4)
ARMS = ("noord", "oost", "zuid", "west")
ALL_FIVE = """
import asyncio, sys
from datetime import UTC, datetime
from pathlib import Path
from bot.loader import load_library, load_texts
from bot.reports import render
from bot.service import reporting
from bot.settings import shipped_programmes
from bot.store.durable import open_store
from bot.texts import Catalogue

async def made():
    store = await open_store(sys.argv[1])
    library = load_library(shipped_programmes())
    found = await reporting.report(store, library, sys.argv[2], datetime.now(UTC), "bench")
    await store.close()
    return found

found, say = asyncio.run(made()), Catalogue(load_texts()).speak("nl")
for to in ("html", "pdf", "xlsx", "csv", "json"):
    Path(sys.argv[3], f"report.{to}").write_bytes(render(found, to, "nl", say))
"""


def run() -> Iterator[Row]:
    """Fill a store with a year, then report on one project from cold."""
    with tempfile.TemporaryDirectory(prefix="pauzebot-bench-") as name:
        folder = Path(name)
        address = f"sqlite:///{folder / 'pauzebot.db'}"
        asyncio.run(_year(address))
        size = sum(file.stat().st_size for file in folder.glob("pauzebot.db*")) / 2**20
        together = [
            _seconds("-c", ALL_FIVE, address, "project-7", str(folder)) for _ in range(ROUNDS)
        ]
        env = {**os.environ, "PAUZEBOT_DATA": str(folder)}
        out = str(folder / "one.pdf")
        words = ("-m", "bot", "report", "project-7", "--format", "pdf", "--out", out)
        alone = [_seconds(*words, env=env) for _ in range(ROUNDS)]
    yield Row(
        "five formats in one process, cold",
        f"{median(together):.2f} s (slowest {max(together):.2f})",
        f"at most {MOST} s",
        median(together) <= MOST,
    )
    yield Row(
        "`pauzebot report --format pdf`, cold",
        f"{median(alone):.2f} s (slowest {max(alone):.2f})",
        f"at most {MOST} s",
        median(alone) <= MOST,
    )
    yield Row("the store with it all", f"{size:.1f} MB", "none", True)


def _seconds(*arguments: str, env: dict[str, str] | None = None) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=kit.ROOT, env=env, check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    return time.perf_counter() - began


def _project(number: int) -> Project:
    arms = [
        {"name": name, "protocol": "umcg" if at % 2 else "kuleuven",
         "pauses": ["10:30", "12:30", "15:00"] if at % 2 else ["10:30", "15:00"],
         "channels": [f"C{number:03}{at}X"]}
        for at, name in enumerate(ARMS)
    ]  # fmt: skip
    last = FIRST + timedelta(weeks=4 * PERIODS, days=-3)
    return fakes.project(
        id=f"project-{number}", programme="staande-bekkenrek", starts=str(FIRST), ends=str(last),
        arms=arms, reports={"effect_question": True},
    )  # fmt: skip


async def _year(address: str) -> None:
    store = await open_store(address)
    try:
        for number in range(PROJECTS):
            project = _project(number)
            await store.apply(project, datetime(2027, 1, 4, tzinfo=UTC))
            await _released(store, project)
    finally:
        await store.close()


async def _released(store: DurableStore, project: Project) -> None:
    every: dict[str, list[ArmWeek]] = {name: [] for name in ARMS}
    for period in range(PERIODS):
        arms = [_arm(name, period, every[name]) for name in ARMS]
        begins = FIRST + timedelta(weeks=4 * period)
        ends = begins + timedelta(days=25)
        made = Release(project.id, period, begins, ends, 4, Limits(), tuple(arms))
        on = begins + timedelta(weeks=4)
        await store.publish(made, on, frozenset(), project.ends + timedelta(days=730), ())
        for name in ARMS:
            await store.freeze(project.id, name, period, EMPLOYEES // PROJECTS // len(ARMS))


def _arm(name: str, period: int, every: list[ArmWeek]) -> ArmRelease:
    invited, luck = EMPLOYEES // PROJECTS // len(ARMS), lambda _: Fraction(1, 3)
    share = {"noord": 60, "oost": 45, "zuid": 30, "west": 15}[name] - 2 * period
    people = max(1, invited * share // 100)
    counts = Counts(
        15, {14: people // 2, 6: people // 4, 1: people - people // 2 - people // 4},
        people * 9, people * 7, (people * 9, people * 8, people * 7),
        {"better": people // 2, "same": people // 3, "worse": 2},
    )  # fmt: skip
    weeks = [
        privacy.fold(name, f"week {period} {week}", counts, invited, PERIODS, luck, Limits())
        for week in range(4)
    ]
    every += weeks
    whole = every if period == PERIODS - 1 else None
    return privacy.release_arm(name, invited, PERIODS, weeks, whole, luck, Limits())
