"""What somebody finds who has the files of a company, and what to look for in them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.store.week.codes import week_code
from tests.privacy.company import WEEKS, Company
from tests.store.kit import SECRET, person

WEEK = WEEKS[0]

Amount = Callable[[int, int], int]
Row = Callable[[str, int, str], None]


def files(directory: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and path.name != "mountinfo"
    }


def durable(directory: Path) -> dict[str, bytes]:
    """Everything outside the memory: the database and its log."""
    return {name: held for name, held in files(directory).items() if "pauzebot.db" in name}


@contextmanager
def memory(firm: Company) -> Iterator[sqlite3.Connection]:
    assert firm.week.directory is not None
    path = firm.week.directory / "week.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def salt_of(firm: Company, week: str = WEEK) -> bytes:
    with memory(firm) as connection:
        row = connection.execute("SELECT salt FROM week WHERE week = ?", (week,)).fetchone()
        return bytes(row[0])


def traces(firm: Company, people: int, week: str = WEEK) -> list[bytes]:
    """Return the salt of a week and everybody's code in it."""
    salt = salt_of(firm, week)
    return [salt, *(week_code(SECRET, salt, "lente", person(one)) for one in range(people))]
