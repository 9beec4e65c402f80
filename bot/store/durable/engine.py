"""The connection to the durable store: addresses, and how SQLite must be spoken to."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.store.errors import StoreError

READ = "pauzebot_read"
"""Execution option of a transaction that only reads: it waits for no writer."""

PRAGMAS = {
    "busy_timeout": 10_000,  # first: the ones below may have to wait for another process
    "journal_mode": "wal",
    "synchronous": 1,
    "foreign_keys": 1,
    "secure_delete": 1,
}
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")
_SQLITE = ("sqlite", "sqlite+aiosqlite")


def engine_for(url: str) -> AsyncEngine:
    """Return an engine for a path, a `sqlite:///` or a `postgresql://` address.

    Raises StoreError for any other address, and where the file or the driver is out of reach.
    """
    address = _address(url)
    if address.drivername in _SQLITE:
        return _sqlite(address)
    try:
        return create_async_engine(
            address.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True
        )
    except ModuleNotFoundError as missing:
        raise StoreError(
            f"PostgreSQL needs the driver {missing.name}: pip install 'psycopg[binary]'"
        ) from None


def _address(url: str) -> URL:
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreError("DATABASE_URL cannot be read as an address of a database") from None
    if address.drivername not in _SQLITE + _POSTGRESQL:
        raise StoreError(
            f"DATABASE_URL begins with {address.drivername}://; the durable store is a SQLite file"
            " (sqlite:///path) or PostgreSQL (postgresql://…)"
        )
    return address


def _sqlite(address: URL) -> AsyncEngine:
    if not address.database or address.database == ":memory:":
        raise StoreError("DATABASE_URL names no file; for example sqlite:///data/pauzebot.db")
    _touch(Path(address.database))
    # One connection: in one process writers queue here, in order, instead of polling for the lock.
    engine = create_async_engine(
        URL.create("sqlite+aiosqlite", database=address.database),
        pool_size=1,
        max_overflow=0,
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "connect", _configure)
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def _touch(path: Path) -> None:
    """Make the file, readable to nobody else, before SQLite makes one by the umask."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(f"the database {path} cannot be written: {error.strerror}") from None


def _configure(connection: Any, _record: object) -> None:
    """Set every pragma and assert it: defaults differ per build of SQLite, silently."""
    connection.isolation_level = None  # the driver's own transactions lose updates
    cursor = connection.cursor()
    try:
        for name, wanted in PRAGMAS.items():
            _set(cursor, f"PRAGMA {name} = {wanted}")
            cursor.execute(f"PRAGMA {name}")
            found = cursor.fetchone()[0]
            if found != wanted:
                raise StoreError(f"this SQLite answers {found!r} to PRAGMA {name} = {wanted}")
    except BaseException:
        connection.close()  # nobody else knows of it yet
        raise
    cursor.close()


def _set(cursor: Any, pragma: str) -> None:
    """Set a pragma, waiting for another process that is making the same new file."""
    for _ in range(10):
        try:
            cursor.execute(pragma)
        except sqlite3.OperationalError as error:
            # The switch to a write-ahead log gives up at once where a transaction would wait.
            if "locked" not in str(error):
                raise
            cursor.execute("BEGIN IMMEDIATE")
            cursor.execute("ROLLBACK")
        else:
            return
    raise StoreError("the database is locked by another process")


def _begin(connection: Connection) -> None:
    """Begin as a writer: a transaction that reads first and then writes would fail or lose."""
    reads = connection.get_execution_options().get(READ, False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
