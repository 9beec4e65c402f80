"""What the bot keeps: every row of every table, durable and of the open week, and a byte search."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from bot.demo.world import World
from bot.store.durable.tables import Instant, metadata

Json = dict[str, Any]

ROWS = 200
"""Rows of one table that are sent; more than anybody reads, and the number is said."""
SHORTEST = 2
"""Letters below which a search finds everything and says nothing."""


async def kept(world: World, find: str) -> Json:
    """Everything that is kept at this moment, and how often `find` stands in it, byte for byte."""
    week = await world.week._run(lambda: _tables(_week_connection(world), "week"))
    durable = await asyncio.to_thread(_durable, world.folder)
    found = await asyncio.to_thread(_search, world, find.strip())
    return {"tables": [*week, *durable], "files": _shown_files(world), "find": found}


async def forget(world: World) -> None:
    """Destroy all that the open week holds, as the end of the week does."""
    async with world.turn:
        await world.bot.service.quiet()
        for project, week in await world.week.weeks():
            await world.week.destroy(project, week)


def _week_connection(world: World) -> sqlite3.Connection:
    # The store has no way to be looked into, and should have none: this is the demo's own.
    return world.week._counting._connection


def _durable(folder: Path) -> list[Json]:
    found: list[Json] = []
    for path in sorted(folder.glob("*.db")):
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            found += _tables(connection, "durable")
    return found


def _tables(connection: sqlite3.Connection, store: str) -> list[Json]:
    named = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        " ORDER BY name"
    ).fetchall()
    return [_table(connection, store, name) for (name,) in named]


def _table(connection: sqlite3.Connection, store: str, name: str) -> Json:
    quoted = name.replace('"', '""')
    (count,) = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608 - a name that SQLite itself gave
    rows = connection.execute(f'SELECT * FROM "{quoted}" LIMIT {ROWS}')  # noqa: S608 - a name that SQLite itself gave
    columns = [column[0] for column in rows.description]
    instants = _instants(name)
    cells = [
        [
            _cell(value, instant=column in instants)
            for column, value in zip(columns, row, strict=True)
        ]
        for row in rows
    ]
    return {"store": store, "name": name, "columns": columns, "rows": cells, "count": count}


def _instants(table: str) -> set[str]:
    known = metadata.tables.get(table)
    return {
        column.name
        for column in (known.columns if known is not None else ())
        if isinstance(column.type, Instant)
    }


def _cell(value: object, *, instant: bool) -> Json:
    match value:
        case None:
            return {"kind": "nothing", "text": ""}
        case bytes():
            return {"kind": "bytes", "text": value.hex(), "size": len(value)}
        case int() if instant:
            return {"kind": "instant", "text": str(value), "at": value / 1_000_000}
        case str() if "\n" in value or value.startswith("{"):
            return {"kind": "document", "text": value}
        case _:
            return {"kind": "plain", "text": str(value)}


def _files(world: World) -> Iterator[tuple[str, Path]]:
    """Every file that the bot has written, and whether it lies on disk or in memory."""
    directory = world.week.directory
    for where, folder in (("disk", world.folder), ("memory", directory)):
        if folder is not None:
            yield from ((where, path) for path in sorted(folder.rglob("*")) if path.is_file())


def _shown_files(world: World) -> list[Json]:
    return [
        {"where": where, "name": path.name, "size": size}
        for where, path in _files(world)
        if (size := _read(path, len)) is not None
    ]


def _search(world: World, term: str) -> Json | None:
    """Count `term` in the bytes of every file, in capitals or not; None where it is too short."""
    if len(term) < SHORTEST:
        return None
    wanted = term.lower().encode()
    counts = [
        (size, hits)
        for _, path in _files(world)
        if (size := _read(path, len)) is not None
        and (hits := _read(path, lambda data: data.lower().count(wanted))) is not None
    ]
    return {
        "term": term,
        "files": len(counts),
        "size": sum(size for size, _ in counts),
        "hits": sum(hits for _, hits in counts),
    }


def _read(path: Path, use: Callable[[bytes], int]) -> int | None:
    try:
        return use(path.read_bytes())
    except OSError:  # a journal lives for one transaction only
        return None
