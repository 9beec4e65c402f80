"""T1, T8: what somebody finds who has the files, the secret and a list of all employees.

Each search is also done on a design that is not careful, to show that it finds what is there.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from bot.store.week.codes import week_code
from tests import fakes
from tests.privacy.company import WEEKS, Company, arms, company, midnight, next_week
from tests.privacy.forensics_kit import WEEK, Amount, Row, durable, memory, traces
from tests.store.kit import SECRET, found, person

PROJECT = fakes.project(arms=arms("een"))


def well(firm: Company) -> bool:
    """What the page about the bot's health goes by."""
    return firm.service.folds


async def impatient(firm: Company) -> None:
    """Let the memory wait for another reader no longer than a moment."""
    connection = firm.week._counting._connection
    await firm.week._run(lambda: connection.execute("PRAGMA busy_timeout = 50"))


# T1: after the fold


async def test_after_the_fold_no_file_holds_a_code_or_the_salt(
    directory: Path, amount: Amount, verify_table: Row
) -> None:
    people = amount(300, 2_000)
    async with company(directory) as firm:
        await firm.file(PROJECT, people)
        await firm.live(PROJECT, WEEK, took=people)
        needles = traces(firm, people)
        assert found(directory, needles) == people + 1, "the search finds nothing"
        await firm.over(PROJECT, WEEK)
        assert found(directory, needles) == 0
        assert firm.week._counting._memory.luck not in b"".join(durable(directory).values())
    assert found(directory, needles) == 0, "nor after the bot has stopped"
    verify_table(
        "T1: byte search of every file for the codes and salt of a folded week",
        people,
        "0 found; all of them before the fold",
    )


async def test_with_a_reader_in_the_way_the_fold_fails_loudly_and_is_done_later(
    firm: Company, directory: Path
) -> None:
    await firm.file(PROJECT)
    await firm.live(PROJECT, WEEK, took=50)
    await firm.tick(midnight(next_week(WEEK), PROJECT) - timedelta(minutes=1))
    needles = traces(firm, 50)
    await impatient(firm)
    with memory(firm) as reader, structlog.testing.capture_logs() as logs:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM person").fetchone() == (50,)
        await firm.over(PROJECT, WEEK)
        errors = [each["event"] for each in logs if each["log_level"] == "error"]
        assert errors == ["a week could not be folded"]
        assert [each.complete for each in await firm.store.folded("lente")] == [True]
        assert not well(firm)
        assert found(directory, needles) == len(needles), "it is still there, and that was said"
        reader.execute("COMMIT")
    before = await firm.store.folded("lente")
    await firm.tick(midnight(next_week(WEEK), PROJECT) + timedelta(minutes=1))
    assert found(directory, needles) == 0
    assert well(firm)
    assert await firm.store.folded("lente") == before


async def test_a_reader_in_the_way_of_the_sweep_is_told_too(firm: Company) -> None:
    await firm.file(PROJECT)
    await firm.live(PROJECT, WEEK)
    await firm.over(PROJECT, WEEK)
    await impatient(firm)
    firm.week._counting._unswept = True  # a reader came between deleting and sweeping
    later = midnight(next_week(WEEK), PROJECT) + timedelta(minutes=1)
    with memory(firm) as reader, structlog.testing.capture_logs() as logs:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM past").fetchone()
        await firm.tick(later)
        assert [each["event"] for each in logs if each["log_level"] == "error"] == [
            "the open week could not be swept: another process is reading its file"
        ]
        assert not well(firm)
        reader.execute("COMMIT")
    await firm.tick(later + timedelta(minutes=1))
    assert well(firm)


LEFT = {
    # The settings of a usual database, those that promise to delete, and ours: what is found after
    # everything was deleted, of the codes and of the salt.
    "journal_mode = wal; secure_delete = off": (1.0, True),
    "journal_mode = delete; secure_delete = off": (1.0, True),
    "journal_mode = persist; secure_delete = on": (0.9, False),
    "journal_mode = delete; secure_delete = fast": (0.9, False),
    "journal_mode = delete; secure_delete = on": (0.0, False),
}


@pytest.mark.parametrize("settings", LEFT)
def test_a_fold_that_only_deletes_leaves_most_of_them(
    directory: Path, settings: str, amount: Amount, verify_table: Row
) -> None:
    """The control: the same codes in a usual database, deleted at the end of the week."""
    people, salt = amount(300, 2_000), b"the salt of the week of a naive "
    codes = [week_code(SECRET, salt, "lente", who) for who in map(person, range(people))]
    with closing(usual(directory, settings, salt, codes)) as naive:
        naive.execute("BEGIN")
        naive.execute("DELETE FROM person")
        naive.execute("DELETE FROM week")
        naive.execute("COMMIT")
        left, its_salt = found(directory, codes), found(directory, [salt]) == 1
    share, with_salt = LEFT[settings]
    verify_table(f"T1: a usual table, {settings}", people,
                 f"{left:,} found after DELETE, the salt{'' if its_salt else ' not'}")  # fmt: skip
    assert left == 0 if share == 0 else left >= share * people
    assert its_salt or not with_salt


def usual(
    directory: Path, settings: str, salt: bytes, codes: Sequence[bytes]
) -> sqlite3.Connection:
    """Make a database of codes, as one usually does, but for some settings."""
    naive = sqlite3.connect(directory / "naive.db", isolation_level=None)
    for setting in settings.split("; "):
        naive.execute(f"PRAGMA {setting}")
    naive.execute("CREATE TABLE week (salt BLOB)")
    naive.execute("CREATE TABLE person (code BLOB PRIMARY KEY, n INTEGER) WITHOUT ROWID")
    naive.execute("INSERT INTO week VALUES (?)", (salt,))
    naive.execute("BEGIN")
    naive.executemany("INSERT INTO person VALUES (?, 0)", [(code,) for code in codes])
    naive.execute("COMMIT")
    assert found(directory, [salt, *codes]) == len(codes) + 1
    return naive


def test_a_log_that_a_reader_holds_open_keeps_everything(directory: Path) -> None:
    """The control: a write-ahead log, emptied as one should, while somebody reads."""
    codes = [week_code(SECRET, b"salt", "lente", person(one)) for one in range(50)]
    settings = "journal_mode = wal; secure_delete = on; wal_autocheckpoint = 0; busy_timeout = 50"
    empty = "PRAGMA wal_checkpoint(TRUNCATE)"
    with closing(usual(directory, settings, b"salt", codes)) as naive:
        with closing(sqlite3.connect(directory / "naive.db", isolation_level=None)) as reader:
            reader.execute("BEGIN")
            assert reader.execute("SELECT count(*) FROM person").fetchone() == (50,)
            naive.execute("DELETE FROM person")
            busy, log, done = naive.execute(empty).fetchone()
            assert busy == 1
            assert log > done
            assert found(directory, codes) == 50
            reader.execute("COMMIT")
        assert naive.execute(empty).fetchone() == (0, 0, 0)
        assert found(directory, codes) == 0


# T8: one person in two weeks


async def test_nothing_of_one_week_comes_back_in_another(firm: Company) -> None:
    await firm.file(PROJECT)
    seen: list[set[bytes]] = []
    for week in WEEKS[:3]:
        await firm.live(PROJECT, week)
        seen.append(set(traces(firm, 20, week)))
        await firm.over(PROJECT, week)
    assert not seen[0] & seen[1] | seen[1] & seen[2] | seen[0] & seen[2]


def test_codes_of_one_person_are_the_same_in_no_two_weeks(
    amount: Amount, verify_table: Row
) -> None:
    pairs, luck = amount(2_000, 100_000), random.Random(7)

    def same(salts: Callable[[], bytes]) -> int:
        who = person()
        return sum(
            week_code(SECRET, salts(), "lente", who) == week_code(SECRET, salts(), "lente", who)
            for _ in range(pairs)
        )

    assert same(lambda: luck.randbytes(32)) == 0
    assert same(lambda: b"one for ever") == pairs, "the control: a salt that never changes"
    verify_table("T8: codes of one person in two weeks", pairs, "0 the same; with one salt all")
