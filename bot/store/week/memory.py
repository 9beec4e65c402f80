"""The memory file: a SQLite database that is whole, private and of this bot, or is made anew."""

from __future__ import annotations

import os
import secrets
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

from bot.store.errors import StoreError
from bot.store.week.codes import SALT, same_secret

VERSION = 5
NAME = "week.db"
PATIENCE = 10.0
"""Seconds to wait for another process that writes."""
PRAGMAS: dict[str, int | str] = {
    "secure_delete": 1,
    "temp_store": 2,
    "foreign_keys": 1,
    # No write-ahead log: it is a diary of who came when. The journal lies in the same memory and
    # is gone after each transaction; kept out of a file, it would be lost with a process that is
    # killed while it writes, and the week with it.
    "journal_mode": "delete",
    # Nothing here outlives the machine, so there is nothing to wait for.
    "synchronous": 0,
}

# Sorted by random codes and without row numbers or times: a query finds no order of arrival. The
# bytes do: SQLite fills a page from its end, so that newer rows stand before older ones until the
# page is split or the file swept. It is swept at every tick after a press and when a slot closes,
# so that a copy of the file tells at most in which order the presses since the last tick came.
SCHEMA = """
CREATE TABLE memory (
    id BLOB PRIMARY KEY,
    made_under BLOB NOT NULL,
    luck BLOB NOT NULL CHECK (length(luck) = 32)
) WITHOUT ROWID;
CREATE TABLE week (
    project TEXT NOT NULL,
    week TEXT NOT NULL,
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    PRIMARY KEY (project, week)
) WITHOUT ROWID;
CREATE TABLE past (
    project TEXT PRIMARY KEY,
    week TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE person (
    project TEXT NOT NULL,
    week TEXT NOT NULL,
    code BLOB NOT NULL CHECK (length(code) = 16),
    arm TEXT NOT NULL,
    sessions INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (project, week, code),
    FOREIGN KEY (project, week) REFERENCES week
) WITHOUT ROWID;
CREATE TABLE slot (
    project TEXT NOT NULL,
    week TEXT NOT NULL,
    arm TEXT NOT NULL,
    on_date TEXT NOT NULL,
    pause INTEGER NOT NULL,
    key BLOB CHECK (length(key) = 32),
    marks BLOB UNIQUE CHECK (length(marks) = 16),
    PRIMARY KEY (project, arm, on_date, pause),
    CHECK ((key IS NULL) = (marks IS NULL))
) WITHOUT ROWID;
CREATE TABLE mark (
    marks BLOB NOT NULL REFERENCES slot (marks),
    mark BLOB NOT NULL CHECK (length(mark) = 16),
    PRIMARY KEY (marks, mark)
) WITHOUT ROWID;
CREATE TABLE slot_count (
    project TEXT NOT NULL,
    week TEXT NOT NULL,
    arm TEXT NOT NULL,
    on_date TEXT NOT NULL,
    pause INTEGER NOT NULL,
    starts INTEGER NOT NULL DEFAULT 0,
    completions INTEGER NOT NULL DEFAULT 0,
    moved INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (project, week, arm, on_date, pause)
) WITHOUT ROWID;
CREATE TABLE step_count (
    project TEXT NOT NULL,
    week TEXT NOT NULL,
    arm TEXT NOT NULL,
    step INTEGER NOT NULL,
    reached INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (project, week, arm, step)
) WITHOUT ROWID;
CREATE TABLE effect_mark (
    project TEXT NOT NULL,
    week TEXT NOT NULL,
    mark BLOB NOT NULL CHECK (length(mark) = 16),
    PRIMARY KEY (project, week, mark),
    FOREIGN KEY (project, week) REFERENCES week
) WITHOUT ROWID;
CREATE TABLE effect_count (
    project TEXT NOT NULL,
    week TEXT NOT NULL,
    arm TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('better', 'same', 'worse')),
    count INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (project, week, arm, answer)
) WITHOUT ROWID;
CREATE TABLE message_count (
    project TEXT NOT NULL,
    week TEXT NOT NULL,
    arm TEXT NOT NULL,
    outcome TEXT NOT NULL,
    count INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (project, week, arm, outcome)
) WITHOUT ROWID;
CREATE TABLE reminder (
    id BLOB PRIMARY KEY,
    address TEXT NOT NULL,
    due INTEGER NOT NULL,
    dies INTEGER NOT NULL,
    closes INTEGER,
    language TEXT NOT NULL,
    project TEXT,
    arm TEXT,
    on_date TEXT,
    pause INTEGER
) WITHOUT ROWID;
"""


class Damaged(Exception):
    """A memory file that cannot be gone on with, and why."""


@dataclass
class Memory:
    """An open memory file, or the memory of this process alone where `directory` is None.

    `id` is another one each time the memory begins anew: a week that saw two has lost something.
    `lost` says why what was there before was destroyed, or is None. `luck` is a random number that
    the rounding is made with, and that is nowhere but in this memory.
    """

    connection: sqlite3.Connection
    directory: Path | None
    id: str
    luck: bytes = field(repr=False)
    lost: str | None = None
    lock: int | None = None

    def close(self) -> None:
        """Let go of the file; it stays for the next process."""
        self.connection.close()
        if self.lock is not None:
            os.close(self.lock)


def open_memory(directory: Path | None, secret: bytes) -> Memory:
    """Open the memory file in `directory`, or the process's own memory.

    A file that is damaged, of another version or made under another secret is destroyed and begun
    anew. Raises StoreError where another process still works with such a file.
    """
    if directory is None:
        connection, (number, luck) = _opened(None, secret)
        return Memory(connection, None, number, luck)
    try:
        return _in(directory, secret)
    except OSError as error:
        raise StoreError(f"the open week in {directory} cannot be used: {error.strerror}") from None


def _in(directory: Path, secret: bytes) -> Memory:
    lock, alone = _lock(directory)
    try:
        lost = None
        try:
            connection, (number, luck) = _opened(directory / NAME, secret)
        except Damaged as damage:
            if not alone:
                raise StoreError(
                    f"the open week in {directory} {damage}, and another bot is using it: stop that"
                    " one, or give each its own PAUZEBOT_DATA"
                ) from None
            lost = str(damage)
            _destroy(directory)
            connection, (number, luck) = _opened(directory / NAME, secret)
        _share(lock)
        return Memory(connection, directory, number, luck, lost, lock)
    except BaseException:
        os.close(lock)
        raise


def _lock(directory: Path) -> tuple[int, bool]:
    """Lock the directory; the second value says whether nobody else has it open."""
    import fcntl  # not on Windows, where no such directory exists

    lock = os.open(directory / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        fcntl.flock(lock, fcntl.LOCK_SH)  # waits until whoever prepares the file has done so
        return lock, False
    return lock, True


def _share(lock: int) -> None:
    import fcntl

    fcntl.flock(lock, fcntl.LOCK_SH)


def _opened(path: Path | None, secret: bytes) -> tuple[sqlite3.Connection, tuple[str, bytes]]:
    """Return a connection to a file that is whole and ours, and the memory's id and luck."""
    if path is not None:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600))
    connection = sqlite3.connect(path or ":memory:", timeout=PATIENCE, isolation_level=None)
    try:
        _configure(connection, path)
        return connection, _recognised(connection, secret)
    except sqlite3.DatabaseError as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            raise StoreError(f"the open week {path} is locked by another process") from None
        raise Damaged("is damaged") from None
    except BaseException:
        connection.close()
        raise


def _configure(connection: sqlite3.Connection, path: Path | None) -> None:
    for name, wanted in PRAGMAS.items():
        if path is None and name == "journal_mode":
            continue  # without a file there is no journal file either
        connection.execute(f"PRAGMA {name} = {wanted}")
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != wanted:
            raise StoreError(f"this SQLite answers {found!r} to PRAGMA {name} = {wanted}")


def _recognised(connection: sqlite3.Connection, secret: bytes) -> tuple[str, bytes]:
    (found,) = connection.execute("PRAGMA integrity_check").fetchone()
    if found != "ok":
        raise Damaged("is damaged")
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if version == 0 and tables == 0:
        _create(connection, secret)
    elif version != VERSION:
        raise Damaged("was made by another version of this program")
    rows = connection.execute("SELECT id, made_under, luck FROM memory").fetchall()
    if len(rows) != 1:
        raise Damaged("is damaged")
    if rows[0][1] != same_secret(secret, rows[0][0]):
        raise Damaged("was made under another secret")
    connection.execute("COMMIT")
    number: bytes = rows[0][0]
    return number.hex(), rows[0][2]


def _create(connection: sqlite3.Connection, secret: bytes) -> None:
    for statement in SCHEMA.split(";"):
        connection.execute(statement)
    number = secrets.token_bytes(16)
    row = (number, same_secret(secret, number), secrets.token_bytes(SALT))
    connection.execute("INSERT INTO memory (id, made_under, luck) VALUES (?, ?, ?)", row)
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _destroy(directory: Path) -> None:
    """Overwrite and remove the file and its journal."""
    for path in sorted(directory.glob(NAME + "*")):
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
        path.unlink()
