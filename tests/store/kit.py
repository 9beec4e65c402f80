"""Slots, instants, prompts and byte scans that the tests of the stores share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from bot.core.effects import Due, HoldBack, Reason, Send
from bot.core.project import Slot
from bot.service import Claim, Person
from bot.store.durable import DurableStore

NOW = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
SECRET = b"0123456789abcdef0123456789abcdef"
MONDAY = date(2027, 1, 11)
WEEK = "2027-W02"


def slot(pause: int = 0, arm: str = "een", project: str = "lente", on: date = MONDAY) -> Slot:
    return Slot(project, arm, on, pause)


def send(place: str = "C0ALPHA", pause: int = 0, arm: str = "een", at: datetime = NOW) -> Send:
    return Send(slot(pause, arm), place, at, at + 15 * MINUTE, at + 2 * HOUR)


def hold(place: str = "C0ALPHA", pause: int = 0, reason: Reason = "holiday") -> HoldBack:
    return HoldBack(slot(pause), place, NOW, reason)


def person(number: int = 1, team: str = "T1") -> Person:
    return Person(team, f"U{number:06}")


async def planned(store: DurableStore, *due: Due) -> list[Claim]:
    """Plan `due` and return what waits."""
    filed = await store.project("lente")
    assert filed is not None
    assert await store.plan("lente", filed.seen, filed.seen + MINUTE, due)
    return list(await store.waiting())


async def states(store: DurableStore) -> Mapping[str, int]:
    """Return how many claims there are of each state, straight from the table."""
    async with store._read() as connection:
        rows = await connection.execute(
            text("SELECT state, count(*) AS n FROM claim GROUP BY state")
        )
        return {row.state: row.n for row in rows}


async def assert_adds_up(store: DurableStore, project: str = "lente") -> None:
    """What was planned is what became of it and what is still open, whatever happened."""
    now = await states(store)
    still_open = now.get("planned", 0) + now.get("sending", 0)
    tally = await store.tally(project)
    assert await store.planned(project) == sum(tally.values()) + still_open, (tally, now)


def memory_claim(tmp_path: Path) -> Path:
    """Return a table of mounts by which `tmp_path` lies in memory, wherever it lies."""
    device = tmp_path.stat().st_dev
    mounts = tmp_path / "mountinfo"
    number = f"{os.major(device)}:{os.minor(device)}"
    mounts.write_text(f"36 25 {number} / {tmp_path} rw,nosuid - tmpfs tmpfs rw\n")
    return mounts


def quick() -> Path | None:
    """Return a place for files that need no disk, or None: on a busy one each sync takes long."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2**30
    return memory if roomy and os.access(memory, os.W_OK) else None


def found(directory: Path, needles: Iterable[bytes]) -> int:
    """Return how many of the needles, by their first eight bytes, are in any file below."""
    files = [path.read_bytes() for path in directory.rglob("*") if path.is_file()]
    return sum(any(needle[:8] in content for content in files) for needle in needles)
