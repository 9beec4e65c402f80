"""What the open week forgets is gone from every file, byte by byte; and no order is kept.

Each scan first shows, on a file made the naive way, that it finds what is there to be found.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import structlog

from bot.store.week import WeekStore, open_week
from bot.store.week.codes import effect_mark, slot_mark, week_code
from tests.store.kit import SECRET, WEEK, found, person, slot

pytestmark = pytest.mark.skipif(os.name != "posix", reason="there the week has no file")
PEOPLE = 200


def path_of(week: WeekStore) -> Path:
    assert week.directory is not None
    return week.directory


@contextmanager
def reading(week: WeekStore) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path_of(week) / "week.db", isolation_level=None)) as connection:
        yield connection


async def busy(week: WeekStore, people: int = PEOPLE, projects: Sequence[str] = ("lente",)) -> None:
    """A day of colleagues: every third finishes, and projects are mixed as they are in life."""
    for pause in range(3):
        for number in range(people):
            for name in projects:
                done = number % 3 == 0
                at = slot(pause, project=name)
                await week.count(at, person(number), reached=0, finished=False)
                await week.count(at, person(number), reached=2, finished=done, felt="worse")


def traces(week: WeekStore, project: str = "lente", people: int = PEOPLE) -> dict[str, list[bytes]]:
    """Return everything of a week that must not survive it, recomputed as an attacker would."""
    with reading(week) as connection:
        (salt,) = connection.execute(
            "SELECT salt FROM week WHERE project = ?", (project,)
        ).fetchone()
        keys = [
            (slot(pause, project=project), key)
            for pause, key in connection.execute(
                "SELECT pause, key FROM slot WHERE project = ? AND key IS NOT NULL", (project,)
            )
        ]
    everybody = [person(number) for number in range(people)]
    return {
        "salt": [salt],
        "codes": [week_code(SECRET, salt, project, who) for who in everybody],
        "answers": [effect_mark(SECRET, salt, project, who) for who in everybody],
        "keys": [key for _, key in keys],
        "marks": [
            slot_mark(SECRET, key, at, who, part)
            for at, key in keys
            for who in everybody
            for part in ("start", "1", "2", "felt")
        ],
    }


async def test_the_codes_are_the_ones_the_scan_looks_for(week: WeekStore) -> None:
    await busy(week)
    for name, needles in traces(week).items():
        assert found(path_of(week), needles) == len(needles), name


async def test_a_closed_slot_leaves_no_key_and_no_mark(week: WeekStore) -> None:
    await busy(week)
    before = traces(week)
    for pause in range(3):
        await week.close_slot(slot(pause))
    assert found(path_of(week), before["keys"]) == 0
    assert found(path_of(week), before["marks"]) == 0
    assert found(path_of(week), before["codes"]) == PEOPLE, "the week itself goes on"


@pytest.mark.parametrize("closed", [0, 1, 3])
async def test_a_destroyed_week_leaves_nothing(week: WeekStore, closed: int) -> None:
    await busy(week, projects=("lente", "herfst"))
    gone, stays = traces(week), traces(week, "herfst")
    for pause in range(closed):
        await week.close_slot(slot(pause))
    await week.destroy("lente", WEEK)
    for name, needles in gone.items():
        assert found(path_of(week), needles) == 0, name
    for name, needles in stays.items():
        assert found(path_of(week), needles) == len(needles), name
    assert sorted(path.name for path in path_of(week).iterdir()) == ["lock", "week.db"]


async def test_a_destroyed_week_leaves_nothing_with_a_reader_in_the_way(week: WeekStore) -> None:
    await busy(week)
    gone = traces(week)
    with reading(week) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM person").fetchone() == (PEOPLE,)
        await week._run(lambda: week._counting._connection.execute("PRAGMA busy_timeout = 50"))
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            await week.destroy("lente", WEEK)
        assert await week.weeks() == [("lente", WEEK)], "so that it is tried again"
        reader.execute("COMMIT")
    await week.destroy("lente", WEEK)
    for name, needles in gone.items():
        assert found(path_of(week), needles) == 0, name


async def test_a_reader_in_the_way_of_the_sweep_is_said_and_it_is_swept_later(
    week: WeekStore,
) -> None:
    for number in range(20):
        await week.count(slot(), person(number), reached=0, finished=False)
    connection = week._counting._connection
    await week._run(lambda: connection.execute("PRAGMA busy_timeout = 50"))
    with reading(week) as reader, structlog.testing.capture_logs() as logs:
        week._counting._unswept = True
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM person").fetchone()
        await week._run(week._counting.sweep)
        assert [entry["log_level"] for entry in logs] == ["warning"]
        reader.execute("COMMIT")
    assert abs(tau(arrival(week))) > 0.9
    await week.close_slot(slot())
    assert abs(tau(arrival(week))) < 0.7


async def test_what_a_killed_process_left_to_sweep_is_swept_by_the_next(
    tmp_path: Path, mounts: Path
) -> None:
    """Deleted but not yet rewritten: the next process that closes anything rewrites the file."""
    week = await open_week(str(tmp_path), SECRET, identity="a bot", mounts=mounts)
    for number in range(20):
        await week.count(slot(), person(number), reached=0, finished=False)
    week._counting.sweep = lambda: True  # type: ignore[method-assign]  # killed just before
    await week.close_slot(slot())
    assert abs(tau(arrival(week))) > 0.9
    await week.close()
    again = await open_week(str(tmp_path), SECRET, identity="a bot", mounts=mounts)
    await again.close_slot(slot(1))
    assert abs(tau(arrival(again))) < 0.7
    await again.close()


@pytest.mark.parametrize(
    "pragmas, statement, left",
    [
        (["secure_delete = off"], "DELETE FROM person", 0.9),
        (["journal_mode = wal"], "DELETE FROM person", 0.9),
        (["journal_mode = persist"], "DELETE FROM person", 0.9),
    ],
)
async def test_the_scan_finds_what_naive_settings_leave(
    week: WeekStore, pragmas: list[str], statement: str, left: float
) -> None:
    """The positive control: the same tables and people, one setting changed, and all is there."""
    await busy(week)
    codes = traces(week)["codes"]
    with reading(week) as naive:
        naive.execute("PRAGMA secure_delete = on")
        for pragma in pragmas:
            naive.execute(f"PRAGMA {pragma}")
        naive.execute(statement)
        assert naive.execute("SELECT count(*) FROM person").fetchone() == (0,)
        assert found(path_of(week), codes) >= left * PEOPLE
        naive.execute("PRAGMA journal_mode = delete")


def arrival(week: WeekStore, people: int = 20, project: str = "lente") -> list[int]:
    """Return where in the file each code stands, by the order in which the people came."""
    content = (path_of(week) / "week.db").read_bytes()
    return [content.index(code) for code in traces(week, project, people)["codes"]]


def tau(places: Sequence[int]) -> float:
    """Kendall's tau between the order of arrival and the order in the file."""
    pairs = [(a, b) for a in range(len(places)) for b in range(a)]
    return sum(1 if places[a] > places[b] else -1 for a, b in pairs) / len(pairs)


async def test_no_order_of_arrival_is_left_when_a_slot_has_closed(
    week: WeekStore, amount: Callable[[int, int], int]
) -> None:
    people = amount(600, 1_000)
    for number in range(people):
        await week.count(slot(), person(number), reached=0, finished=True)
    await week.close_slot(slot())
    # Random places give at most about four times the root of 4/9n.
    assert abs(tau(arrival(week, people))) < 0.11


async def test_rows_with_numbers_would_tell_the_order(tmp_path: Path) -> None:
    """The positive control of the order: a table as one usually makes them."""
    with closing(sqlite3.connect(tmp_path / "naive.db")) as naive:
        naive.execute("CREATE TABLE person (code BLOB PRIMARY KEY, sessions INTEGER)")
        codes = [week_code(SECRET, b"salt", "lente", person(number)) for number in range(PEOPLE)]
        for code in codes:
            naive.execute("INSERT INTO person VALUES (?, 0)", (code,))
        rows = [row[0] for row in naive.execute("SELECT code FROM person ORDER BY rowid")]
    assert tau([rows.index(code) for code in codes]) == 1


async def test_nobody_is_in_the_file_by_name(week: WeekStore) -> None:
    await busy(week)
    names = [who.user.encode() for who in map(person, range(PEOPLE))]
    assert found(path_of(week), names) == 0
    assert found(path_of(week), [SECRET]) == 0


async def test_one_person_in_two_weeks_projects_and_slots_looks_like_many(week: WeekStore) -> None:
    """T8: nothing that is kept of somebody comes back anywhere else."""
    with reading(week) as connection:
        for number in range(20):
            for name in ("lente", "herfst"):
                for pause in range(2):
                    at = slot(pause, project=name)
                    await week.count(at, person(number), reached=2, finished=True)
        codes = [row[0] for row in connection.execute("SELECT code FROM person")]
        marks = [row[0] for row in connection.execute("SELECT mark FROM mark")]
    assert len({*codes, *marks}) == len(codes) + len(marks) == 40 + 20 * 4 * 4


async def test_the_same_week_begun_twice_has_other_codes(week: WeekStore) -> None:
    await week.count(slot(), person(), reached=0, finished=False)
    first = traces(week, people=1)
    await week.destroy("lente", WEEK)
    await week._run(lambda: week._counting._connection.execute("DELETE FROM past"))
    await week.count(slot(), person(), reached=0, finished=False)
    second = traces(week, people=1)
    assert not set(first["codes"]) & set(second["codes"])
    assert not set(first["marks"]) & set(second["marks"])


async def test_who_is_forgotten_leaves_no_code_and_no_mark_of_the_week(week: WeekStore) -> None:
    await busy(week, people=20)
    before = traces(week, people=20)
    assert found(path_of(week), before["answers"]) == 20
    await week.forget(person(7))
    mine = [before["codes"][7], before["answers"][7]]
    assert found(path_of(week), mine) == 0
    assert found(path_of(week), [*before["codes"], *before["answers"]]) == 38


async def test_who_is_forgotten_leaves_no_mark_when_the_slot_has_closed(week: WeekStore) -> None:
    await busy(week, people=20)
    marks = {pause: marks_of(week, pause, number=7) for pause in range(3)}
    await week.forget(person(7))
    for pause in range(3):
        # While the slot is open they stay: otherwise a forgotten person could be counted again.
        assert found(path_of(week), marks[pause]) == len(marks[pause])
        await week.close_slot(slot(pause))
        assert found(path_of(week), marks[pause]) == 0


def marks_of(week: WeekStore, pause: int, number: int) -> list[bytes]:
    """Return the marks in a slot that is open of somebody who did not finish."""
    with reading(week) as connection:
        (key,) = connection.execute("SELECT key FROM slot WHERE pause = ?", (pause,)).fetchone()
    parts = ("start", "1", "2", "felt")
    return [slot_mark(SECRET, key, slot(pause), person(number), part) for part in parts]
