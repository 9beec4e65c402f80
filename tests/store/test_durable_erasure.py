"""What the durable store deletes is gone from its file and its log; people were never in it."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import structlog
from sqlalchemy import text

from bot.service import Outcome
from bot.store.durable import DurableStore, open_store
from tests.fakes import project
from tests.store.kit import HOUR, MINUTE, NOW, found, planned, send

PLACES = [f"C{number:07}X" for number in range(300)]
NEEDLES = [place.encode() for place in PLACES]


@pytest.fixture
def path(directory: Path) -> Path:
    return directory / "data" / "pauzebot.db"


@pytest.fixture
async def old(path: Path) -> AsyncIterator[DurableStore]:
    """A store with a day of prompts, all sent; every place is in its files."""
    store = await open_store(str(path))
    await store.apply(project(), NOW)
    await planned(store, *(send(place) for place in PLACES), send("C0LATER", at=NOW + HOUR))
    for claim in await store.waiting():
        if claim.place != "C0LATER":
            await store.take(claim, NOW)
            await store.settle(claim, Outcome("sent", ts="1.2"))
    assert found(path.parent, NEEDLES) == len(PLACES)
    yield store
    await store.close()


async def test_purged_claims_are_in_no_file(path: Path, old: DurableStore) -> None:
    assert await old.purge(NOW + MINUTE) == len(PLACES)
    assert found(path.parent, NEEDLES) == 0
    assert found(path.parent, [b"C0LATERX"[:7]]) == 1


@pytest.mark.parametrize("secure, checkpoint", [("off", True), ("on", False)])
async def test_the_scan_finds_what_naive_settings_leave(
    path: Path, old: DurableStore, secure: str, checkpoint: bool
) -> None:
    """The positive control: without secure deletion, or without emptying the log, it is there."""
    with closing(sqlite3.connect(path, isolation_level=None)) as naive:
        naive.execute(f"PRAGMA secure_delete = {secure}")
        naive.execute("PRAGMA wal_autocheckpoint = 0")
        naive.execute("DELETE FROM claim WHERE place <> 'C0LATER'")
        if checkpoint:
            naive.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert found(path.parent, NEEDLES) > len(PLACES) / 2


async def test_a_reader_in_the_way_is_said_and_the_log_emptied_later(
    path: Path, old: DurableStore
) -> None:
    async with old._write() as connection:
        await connection.execute(text("PRAGMA busy_timeout = 50"))
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM claim").fetchone()
        with structlog.testing.capture_logs() as logs:
            assert await old.purge(NOW + MINUTE) == len(PLACES)
        assert [entry["log_level"] for entry in logs] == ["warning"]
        assert found(path.parent, NEEDLES) == len(PLACES), "the reader still sees them"
    assert await old.purge(NOW + MINUTE) == 0
    assert found(path.parent, NEEDLES) == 0


async def test_what_an_earlier_process_left_in_the_log_goes_at_the_first_purge(
    path: Path, old: DurableStore
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as killed:
        killed.execute("PRAGMA secure_delete = on")
        killed.execute("PRAGMA wal_autocheckpoint = 0")
        killed.execute("DELETE FROM claim WHERE place <> 'C0LATER'")
        assert found(path.parent, NEEDLES) == len(PLACES)
        next_process = await open_store(str(path))
        assert await next_process.purge(NOW - HOUR) == 0
        assert found(path.parent, NEEDLES) == 0
        await next_process.close()


async def test_users_are_in_the_roles_and_nowhere_else(path: Path, old: DurableStore) -> None:
    await old.seed_roles({"UCANARYHR": "hr", "UCANARYPHYSIO": "physio"})
    async with old._read() as connection:
        tables = [
            name
            for (name,) in await connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'table'")
            )
        ]
        holding = {
            name
            for name in tables
            for row in await connection.execute(text(f"SELECT * FROM {name}"))
            if "UCANARY" in repr(tuple(row))
        }
    assert holding == {"role"}
