"""T15: what the tables of both stores may hold, read from the tables themselves."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import closing

from sqlalchemy import Column, DateTime, Integer, MetaData, Table, Text

from bot.store.durable.tables import Instant, metadata
from bot.store.week.memory import SCHEMA

Row = Callable[[str, int, str], None]

USER = re.compile(r"user|person|member|email|name|who|slack|team", re.IGNORECASE)
TIME = re.compile(
    r"time|_at$|^at$|^ts$|seen|created|updated|stamp|when|seq|rowid|order", re.IGNORECASE
)
PARTICIPANTS = {
    *("person", "mark", "slot_count", "step_count", "message_count", "slot", "week"),
    *("effect_mark", "effect_count"),
}
# Where and when somebody asked to be reminded: not of taking part, and gone in half an hour.
ASKED_FOR = {"reminder"}


def offences(schema: str) -> Iterator[str]:
    """Name what a table about participants must not have."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema)
        tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        for table, sql in tables.fetchall():
            if not sql.rstrip().endswith("WITHOUT ROWID"):
                yield f"{table} keeps the order of its rows"
            for _, column, kind, *_ in connection.execute(f"PRAGMA table_info({table})"):
                if USER.search(column):
                    yield f"{table}.{column} names a person"
                if TIME.search(column) or kind not in ("TEXT", "INTEGER", "BLOB"):
                    yield f"{table}.{column} tells a time"


NAIVE = "CREATE TABLE press (id INTEGER PRIMARY KEY, user_id TEXT, created_at TEXT)"


def columns(schema: str) -> int:
    """Return how many columns some tables have."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(schema)
        (found,) = connection.execute(
            "SELECT count(*) FROM sqlite_master AS m, pragma_table_info(m.name)"
            " WHERE m.type = 'table'"
        ).fetchone()
        return int(found)


def test_the_open_week_has_no_users_no_times_and_no_row_numbers(verify_table: Row) -> None:
    found = list(offences(SCHEMA))
    verify_table(
        "T15: columns of the open week",
        columns(SCHEMA),
        f"{len(found)} name a person or tell a time or an order;"
        f" {len(list(offences(NAIVE)))} findings in a table as one usually makes it",
    )
    assert found == []


def test_the_lint_finds_the_tables_one_usually_makes() -> None:
    assert list(offences(NAIVE)) == [
        "press keeps the order of its rows",
        "press.user_id names a person",
        "press.created_at tells a time",
    ]


def test_a_new_table_of_the_open_week_is_looked_at_by_somebody() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA)
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    tables = {name for name in names if not name.startswith("sqlite_")}
    assert tables == PARTICIPANTS | {"memory", "past"} | ASKED_FOR


def users(tables: MetaData) -> set[str]:
    return {
        f"{table.name}.{column.name}"
        for table in tables.tables.values()
        for column in table.columns
        if USER.search(column.name)
    }


def test_the_durable_store_knows_users_by_their_role_and_what_they_did_with_it_only(
    verify_table: Row,
) -> None:
    verify_table(
        "T15: columns of the durable store",
        sum(len(table.columns) for table in metadata.tables.values()),
        f"users in {', '.join(sorted(users(metadata)))} only",
    )
    assert users(metadata) == {"role.user", "deed.user", "deed.about_user", "subscription.user"}


def telling(tables: MetaData, names: Collection[str]) -> set[str]:
    """The columns of some tables that are about a person or an instant."""
    return {
        f"{name}.{column.name}"
        for name in names
        for column in tables.tables[name].columns
        if USER.search(column.name)
        or TIME.search(column.name)
        or isinstance(column.type, Instant | DateTime)
    }


def test_what_is_said_of_people_stands_without_users_and_without_times() -> None:
    assert telling(metadata, ["folded", "memory", "release", "limits"]) == set()


def test_the_lint_finds_users_and_times_in_the_durable_store_too() -> None:
    naive = MetaData()
    Table(
        "folded",
        naive,
        Column("week", Text),
        Column("user_id", Text),
        Column("created_at", Integer),
        Column("on", DateTime),
    )
    assert telling(naive, ["folded"]) == {"folded.user_id", "folded.created_at", "folded.on"}


def test_every_row_of_the_durable_store_knows_its_workspace() -> None:
    for table in metadata.tables.values():
        assert "workspace" in {column.name for column in table.primary_key}, table.name


def test_instants_are_whole_numbers() -> None:
    instants = {
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, Instant)
    }
    assert instants == {
        "project.seen",
        *("deed.at", "draft.touched", "subscription.due"),
        *("claim.due", "claim.until", "claim.closes", "claim.taken", "claim.goes"),
    }
