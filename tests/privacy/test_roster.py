"""T12: what somebody learns who has a backup, the secret, and a list of all employees."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from fractions import Fraction
from pathlib import Path

from bot.core import privacy
from bot.core.privacy import Limits, Symbol
from bot.store.week.codes import CODE, week_code
from tests import fakes
from tests.privacy.company import WEEKS, Company, arms
from tests.privacy.forensics_kit import WEEK, Amount, Row, durable, files, salt_of
from tests.store.kit import SECRET, person

PROJECT = fakes.project(arms=arms("een"))


def recognised(held: dict[str, bytes], salts: Iterable[bytes], roster: int) -> int:
    """Return how many of a roster an attacker recognises, with everything that may be a salt."""
    content = b"".join(held.values())
    windows = {content[at : at + CODE] for at in range(len(content))}
    return sum(
        week_code(SECRET, salt, "lente", person(one)) in windows
        for salt in salts
        for one in range(roster)
    )


async def test_the_durable_store_and_the_secret_recognise_nobody(
    firm: Company, directory: Path, amount: Amount, verify_table: Row
) -> None:
    roster = amount(300, 5_000)
    await firm.file(PROJECT)
    await firm.live(PROJECT, WEEK, took=40)
    await firm.over(PROJECT, WEEK)
    await firm.live(PROJECT, WEEKS[1], took=40)
    backup = durable(directory)
    with closing(sqlite3.connect(directory / "pauzebot.db")) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        values = [
            value
            for name in tables
            for row in connection.execute(f"SELECT * FROM {name}")
            for value in row
        ]
    guesses = {str(value).encode() for value in values}
    guesses |= {bytes.fromhex(value) for value in values if _is_hex(value)}
    assert len(guesses) > 20
    assert recognised(backup, guesses, roster) == 0
    salt = salt_of(firm, WEEKS[1])
    assert recognised(backup, [salt], roster) == 0
    assert recognised(files(directory), [salt], roster) == 40, (
        "the control: with the memory, everybody"
    )
    verify_table(
        "T12: backup and secret in mid-week: who of a roster is recognised",
        roster,
        "0 recognised; with the memory all who took part",
    )


def _is_hex(value: object) -> bool:
    return (
        isinstance(value, str)
        and len(value) % 2 == 0
        and value != ""
        and set(value) <= set("0123456789abcdef")
    )


Says = Callable[[int, int, Fraction, bool], Symbol | int]
"""What a design writes of a count, of so many invited, with some luck, of an answer or not."""


def by_the_rule(count: int, invited: int, luck: Fraction, answers: bool) -> Symbol:
    return privacy.symbol(count, invited, luck, Limits(), answers)


def as_it_is(count: int, invited: int, luck: Fraction, answers: bool) -> int:
    """The control: a store of exact counts."""
    return count


def stored(path: Path) -> Iterator[tuple[str, int, object]]:
    """Yield every figure of a week or a period that a database holds: cell, invited, and itself."""
    with closing(sqlite3.connect(path)) as connection:
        for (document,) in connection.execute("SELECT document FROM folded").fetchall():
            yield from _figures(json.loads(document)["cells"])
        for (document,) in connection.execute("SELECT document FROM release").fetchall():
            for arm in json.loads(document)["arms"]:
                yield from _figures(arm["period"]["cells"])


def _figures(cells: Mapping[str, list[object]]) -> Iterator[tuple[str, int, object]]:
    for cell, (said, of, number, answers) in cells.items():
        assert isinstance(of, int)
        yield cell, of, (said, of, number, answers)


def possible(says: Says, cell: str, invited: int, figure: object) -> list[int]:
    """Return the counts of people that a design could have written as this figure."""
    answers = cell in privacy.EFFECTS
    return [
        count
        for count in range(invited + 1)
        if any(
            _written(says(count, invited, Fraction(fifth, 5), answers), invited) == figure
            for fifth in range(5)
        )
    ]


def _written(said: Symbol | int, invited: int) -> object:
    if isinstance(said, int):
        return "number", invited, said, False
    return said.said, said.of, said.number, said.answers


async def test_each_symbol_that_is_stored_leaves_many_counts_possible(
    firm: Company, directory: Path, verify_table: Row
) -> None:
    project = fakes.project(arms=arms("een", "twee", "drie"))
    path, invited = directory / "pauzebot.db", [15, 26, 60]
    left, exact, right = [], [], 0
    await firm.file(project, invited)
    for number, week in enumerate(WEEKS[:4]):
        took = [15 - number, 5 * number, 7 * number + 20]
        await firm.live(project, week, took=took)
        await firm.over(project, week)
        left += [len(possible(by_the_rule, *figure)) for figure in stored(path)]
        if number == 3:
            break
        # The control: the same reader where the exact counts were written in their place.
        with closing(sqlite3.connect(path)) as connection:
            naive = directory / f"naive{number}.db"
            with closing(sqlite3.connect(naive)) as copy:
                connection.backup(copy)
        for arm, people, of in zip(project.arms, took, invited, strict=True):
            document = json.dumps({"cells": {"reach": _written(people, of)}})
            with closing(sqlite3.connect(naive, isolation_level=None)) as copy:
                copy.execute("DROP TRIGGER IF EXISTS folded_changed")
                copy.execute(
                    "UPDATE folded SET document = ? WHERE arm = ? AND week = ?",
                    (document, arm.name, week),
                )
                copy.execute("DELETE FROM folded WHERE week != ?", (week,))
        found = [possible(as_it_is, *figure) for figure in stored(naive)]
        exact += [len(counts) for counts in found]
        right += sorted(found) == sorted([people] for people in took)
    assert [one.release.project for one in await firm.store.releases("lente")] == ["lente"]
    verify_table("T12: figures in the durable store, weeks and a release", len(left),
                 f"each allows {min(left)} counts or more; exact counts allow one")  # fmt: skip
    assert min(left) >= 5
    assert set(exact) == {1}
    assert right == 3, "and it is the true one"
