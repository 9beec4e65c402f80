"""The memory file: gone on with only when it is whole and ours, else destroyed and said."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import structlog

from bot.store.errors import StoreError
from bot.store.week import WeekStore, open_week
from bot.store.week.memory import PRAGMAS, VERSION
from tests.store.kit import SECRET, WEEK, person, slot

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there the week has no file")


def overwrite_page(path: Path) -> None:
    """Garbage in the middle, where a page of somebody's tree was."""
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 4] = os.urandom(4096)
    path.write_bytes(content)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def cut_within_a_page(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 + 100)


def no_database(path: Path) -> None:
    path.write_bytes(b"groceries " * 1000)


def another_version(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()


def without_its_name(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DELETE FROM memory")
    connection.commit()
    connection.close()


async def opened(tmp_path: Path, mounts: Path, secret: bytes = SECRET) -> WeekStore:
    return await open_week(str(tmp_path), secret, identity="a bot", mounts=mounts)


async def filled(tmp_path: Path, mounts: Path) -> tuple[Path, str]:
    """Return the file of a week in which many people were counted, and the memory's id."""
    week = await opened(tmp_path, mounts)
    for number in range(200):
        await week.count(slot(), person(number), reached=1, finished=True)
    await week.close()
    assert week.directory is not None
    return week.directory / "week.db", week.memory


@pytest.mark.parametrize(
    "damage",
    [overwrite_page, cut, cut_within_a_page, no_database, another_version, without_its_name],
)
async def test_what_cannot_be_gone_on_with_is_destroyed_and_said(
    tmp_path: Path, mounts: Path, damage: Callable[[Path], None]
) -> None:
    path, before = await filled(tmp_path, mounts)
    with path.open("rb") as old:
        damage(path)
        with structlog.testing.capture_logs() as logs:
            week = await opened(tmp_path, mounts)
        # Whoever still held the old file finds nothing in it.
        old.seek(0)
        assert set(old.read()) <= {0}
    assert week.lost is not None
    assert [entry["because"] for entry in logs] == [week.lost]
    assert week.memory != before
    assert await week.weeks() == []
    await week.count(slot(), person(), reached=0, finished=True)
    await week.close()
    again = await opened(tmp_path, mounts)
    assert again.lost is None
    assert (await again.figures("lente", WEEK)).sessions == {"een": {1: 1}}
    await again.close()


async def test_under_another_secret_the_codes_mean_nothing_and_go(
    tmp_path: Path, mounts: Path
) -> None:
    await filled(tmp_path, mounts)
    week = await opened(tmp_path, mounts, b"another secret of thirty-two byte")
    assert week.lost == "was made under another secret"
    assert await week.weeks() == []
    await week.close()


async def test_a_file_in_use_is_not_destroyed(tmp_path: Path, mounts: Path) -> None:
    await filled(tmp_path, mounts)
    week = await opened(tmp_path, mounts)
    with pytest.raises(StoreError, match="another bot is using it"):
        await opened(tmp_path, mounts, b"another secret of thirty-two byte")
    assert (await week.figures("lente", WEEK)).sessions == {"een": {1: 200}}
    await week.close()


async def test_a_file_somebody_holds_locked_is_said_and_not_destroyed(
    tmp_path: Path, mounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _ = await filled(tmp_path, mounts)
    monkeypatch.setattr("bot.store.week.memory.PATIENCE", 0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="locked by another process"):
        await opened(tmp_path, mounts)
    other.execute("ROLLBACK")
    other.close()
    week = await opened(tmp_path, mounts)
    assert week.lost is None
    await week.close()


async def test_an_empty_file_is_a_beginning(tmp_path: Path, mounts: Path) -> None:
    path, _ = await filled(tmp_path, mounts)
    os.truncate(path, 0)
    week = await opened(tmp_path, mounts)
    assert week.lost is None
    assert await week.weeks() == []
    await week.close()


async def test_a_journal_left_behind_takes_back_half_a_transaction(
    tmp_path: Path, mounts: Path
) -> None:
    path, _ = await filled(tmp_path, mounts)
    before = path.read_bytes()
    # A process that died while it wrote: pages already changed, the journal still there.
    dying = sqlite3.connect(path, isolation_level=None)
    dying.execute("PRAGMA cache_size = 1")
    dying.execute("BEGIN IMMEDIATE")
    dying.execute("UPDATE person SET sessions = 99, arm = 'drie'")
    half, journal = path.read_bytes(), Path(f"{path}-journal").read_bytes()
    assert half != before
    dying.execute("ROLLBACK")
    dying.close()
    path.write_bytes(half)
    Path(f"{path}-journal").write_bytes(journal)
    week = await opened(tmp_path, mounts)
    assert week.lost is None
    assert (await week.figures("lente", WEEK)).sessions == {"een": {1: 200}}
    assert not Path(f"{path}-journal").exists()
    await week.close()


async def test_every_pragma_is_what_it_should_be(
    tmp_path: Path, mounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    week = await opened(tmp_path, mounts)
    connection = week._counting._connection
    for name, wanted in PRAGMAS.items():
        value = await week._run(
            lambda pragma=name: connection.execute(f"PRAGMA {pragma}").fetchone()[0]  # type: ignore[misc]  # mypy takes no default here
        )
        assert value == wanted, name
    await week.close()
    monkeypatch.setitem(PRAGMAS, "journal_mode", "wal3")
    with pytest.raises(StoreError, match="journal_mode = wal3"):
        await opened(tmp_path, mounts)


async def test_a_failed_write_leaves_no_transaction_open(week: WeekStore) -> None:
    connection = week._counting._connection

    def full() -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    await week._run(full)
    presses = [week.count(slot(), person(n), reached=5, finished=True) for n in range(1_000)]
    failed = [error for error in await asyncio.gather(*presses, return_exceptions=True) if error]
    assert {str(error) for error in failed} == {"database or disk is full"}
    counted = await week.figures("lente", WEEK)
    await week._run(lambda: connection.execute("PRAGMA max_page_count = 1000000"))
    await week.count(slot(), person(5_000), reached=5, finished=True)
    after = await week.figures("lente", WEEK)
    assert sum(after.starts.values()) == sum(counted.starts.values()) + 1
    assert after.sessions["een"][1] == sum(after.completions.values()) == after.reached["een", 5]
