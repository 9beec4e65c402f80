"""T2: in which order people came cannot be read from the bytes of the open week.

Tables sorted by random codes tell nothing to who asks them. Their pages do: SQLite fills a page
from its end, so that rows stand in it in the order in which they came until it is split or the
file is written anew. The attack looks at bytes.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from math import sqrt
from pathlib import Path
from statistics import fmean, median

import numpy as np
import pytest

from bot.core.project import Slot
from bot.core.week import monday
from bot.store.week.codes import slot_mark, week_code
from tests import fakes
from tests.privacy import wal
from tests.privacy.company import WEEKS, Company, arms
from tests.privacy.forensics_kit import Amount, Row, durable, files, memory, salt_of
from tests.store.kit import SECRET, person

PROJECT = fakes.project(arms=arms("een"))


def tau(places: Sequence[int]) -> float:
    """Return Kendall's tau between the order of arrival and the places in a file, -1 to 1."""
    later = np.sign(np.subtract.outer(places, places))
    return float(np.tril(later).sum() / (len(places) * (len(places) - 1) / 2))


def spread(people: int) -> float:
    """Return the standard deviation of tau where places have nothing to do with arrival."""
    return sqrt(2 * (2 * people + 5) / (9 * people * (people - 1)))


def places(firm: Company, week: str, people: int) -> Iterator[list[int]]:
    """Yield where in the memory file the codes stand, and the marks of a slot that is open."""
    assert firm.week.directory is not None
    content, slot = (firm.week.directory / "week.db").read_bytes(), slot_of(week)
    salt, everybody = salt_of(firm, week), [person(number) for number in range(people)]
    yield [content.index(week_code(SECRET, salt, "lente", who)) for who in everybody]
    with memory(firm) as connection:
        (key,) = connection.execute("SELECT key FROM slot WHERE key IS NOT NULL").fetchone()
    yield [content.index(slot_mark(SECRET, key, slot, who, "start")) for who in everybody]


def slot_of(week: str) -> Slot:
    return Slot("lente", "een", monday(week), 0)


@pytest.mark.parametrize("people", [20, 60, 200])
async def test_a_copy_of_the_open_week_does_not_tell_who_came_first(
    firm: Company, people: int, amount: Amount, verify_table: Row
) -> None:
    """A minute after everybody came, while the slot is open, and again when it has closed.

    Chance alone gives a tau of 0.05 at 200 people (and of 0.16 at 20), so that one week in thirty
    is above 0.1 by luck: what is judged is the middle one of several weeks, and at every size that
    their mean is no further from 0 than chance can bring it.
    """
    weeks = amount(7, 12)
    at_once, open_, closed = [], [], []
    await firm.file(PROJECT, 300)
    for week in WEEKS[:weeks]:
        slot = slot_of(week)
        await firm.begin(PROJECT, week)
        await firm.press(slot, range(people))
        at_once += [tau(each) for each in places(firm, week, people)]
        await firm.tick(firm.clock[0] + timedelta(minutes=1))
        open_ += [tau(each) for each in places(firm, week, people)]
        await firm.week.close_slot(slot)
        closed += [tau(next(places(firm, week, people)))]
        await firm.over(PROJECT, week)
    for found in (open_, closed):
        assert abs(fmean(found)) < 5 * spread(people) / sqrt(len(found))
    assert people < 200 or median(map(abs, open_)) < 0.1
    worst = max(at_once, key=abs)
    verify_table(f"T2: order of arrival of {people} people in the bytes of the open week", weeks,
                 f"Kendall's tau {fmean(open_):.2f} a minute later, {fmean(closed):.2f} when the"
                 f" slot has closed; until the next tick {worst:.2f} at worst")  # fmt: skip
    if people == 20:
        assert worst < -0.9, "the control: a page that nobody has written anew tells it all"


async def test_a_press_writes_nothing_outside_the_memory(firm: Company, directory: Path) -> None:
    await firm.file(PROJECT)
    await firm.begin(PROJECT, WEEKS[0])
    before = durable(directory)
    assert before["pauzebot.db"]
    await firm.press(slot_of(WEEKS[0]), range(40))
    assert durable(directory) == before
    assert firm.week.directory is not None
    assert sorted(files(firm.week.directory)) == ["lock", "week.db"], "and keeps no log of it"


def test_a_log_of_a_usual_database_tells_who_came_when(directory: Path, verify_table: Row) -> None:
    """The control: of a counter for each code, every increment is read back in its order."""
    luck, codes = random.Random(7), [bytes([number]) * 16 for number in range(40)]
    came = [luck.choice(codes) for _ in range(300)]
    naive = sqlite3.connect(directory / "naive.db", isolation_level=None)
    with closing(naive):
        naive.execute("PRAGMA journal_mode = wal")
        naive.execute("PRAGMA wal_autocheckpoint = 0")
        naive.execute("CREATE TABLE person (code BLOB PRIMARY KEY, n INTEGER) WITHOUT ROWID")
        naive.executemany("INSERT INTO person VALUES (?, 0)", [(code,) for code in codes])
        for code in came:
            naive.execute("UPDATE person SET n = n + 1 WHERE code = ?", (code,))
        read = wal.increments(directory / "naive.db-wal")
    verify_table("T2: control, presses in a write-ahead log", len(came), "all read in their order")
    assert read == came


def test_rows_with_numbers_tell_the_order(directory: Path, verify_table: Row) -> None:
    """The control: of a table as one usually makes them."""
    codes = [week_code(SECRET, b"salt", "lente", person(number)) for number in range(200)]
    with closing(sqlite3.connect(directory / "naive.db")) as naive:
        naive.execute("CREATE TABLE person (code BLOB PRIMARY KEY, sessions INTEGER)")
        for code in codes:
            naive.execute("INSERT INTO person VALUES (?, 0)", (code,))
        rows = [row[0] for row in naive.execute("SELECT code FROM person ORDER BY rowid")]
    found = tau([rows.index(code) for code in codes])
    verify_table("T2: control, order of arrival in a table with row numbers", 200, f"tau {found}")
    assert found == 1
