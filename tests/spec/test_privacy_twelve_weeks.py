"""Twelve weeks of a project with three arms, by pencil: counts, weekly symbols, releases.

Luck is a share: a count goes up to the next five where what it is over the five below, divided by
five, is more than the luck. With luck 0.5 that is rounding to the nearest; with 0.3 two over go up
already. An arm keeps its luck in all weeks.

    60 invited: *low* up to 10 (goes into a mean as 6), *high* from 50 (as 54)
    25 invited: *low* up to  5 (as 2.5),                *high* from 20 (as 22.5)
    14 invited: nothing
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.core.privacy import (
    ArmWeek,
    Chance,
    Counts,
    Limits,
    Symbol,
    fold,
    interval,
    release_arm,
)

RULE = Limits()
WEEK_LUCK = {60: "0.5", 25: "0.3", 14: "0.5"}
RELEASE_LUCK = {60: "0.5", 25: "0.4", 14: "0.5"}

REACH = """
invited | weeks 1-4      | symbols          | mean  | release
     60 | 33 34 36 28    | 35 35 35 30      | 33.75 | 35
     25 | 12 11 14 9     | 15 10 15 10      | 12.5  | 15
     14 | 14 13 12 14    |                  |       |
invited | weeks 5-8      | symbols          | mean  | release
     60 | 22 12 24 19    | 20 low 25 20     | 17.75 | 20
     25 | 7 6 5 8        | 10 low low 10    | 6.25  | low
     14 | 0 1 2 0        |                  |       |
invited | weeks 9-12     | symbols          | mean  | release
     60 | 48 51 46 44    | high high 45 45  | 49.5  | high
     25 | lost 16 17 19  | lost 15 high high| 20    | high
     14 | 7 7 7 7        |                  |       |
"""


def rows() -> list[tuple[int, list[str], list[str], str, str]]:
    found = []
    for line in REACH.strip().splitlines():
        if not line.startswith("invited"):
            invited, counts, symbols, mean, release = (part.strip() for part in line.split("|"))
            found.append((int(invited), counts.split(), symbols.split(), mean, release))
    return found


def lucky(luck: str) -> Chance:
    return lambda cell: Fraction(luck)


def week(people: int) -> Counts:
    """Return a week of fifteen pauses in which so many did five each, none of them more."""
    return Counts(15, {5: people}, starts=6 * people, finishes=5 * people, steps=(6 * people,) * 4)


def kept(invited: int, counts: list[str]) -> list[ArmWeek]:
    luck = lucky(WEEK_LUCK[invited])
    return [
        fold("arm", str(at), None if n == "lost" else week(int(n)), invited, 3, luck, RULE)
        for at, n in enumerate(counts)
    ]


def word(said: Symbol | None) -> str:
    return "" if said is None else str(said.number or said.said)


@pytest.mark.parametrize("invited,counts,symbols,mean,release", rows())
def test_a_period_of_an_arm(
    invited: int, counts: list[str], symbols: list[str], mean: str, release: str
) -> None:
    weeks = kept(invited, counts)
    said = [word(one.cells.get("reach")) if one.complete else "lost" for one in weeks]
    assert [one for one in said if one] == symbols
    made = release_arm("arm", invited, 3, weeks, None, lucky(RELEASE_LUCK[invited]), RULE)
    assert word(made.period.cells.get("reach")) == release
    assert made.period.weeks == 4 - counts.count("lost")
    if mean:
        middles = {"low": 6.0, "high": 54.0} if invited == 60 else {"low": 2.5, "high": 22.5}
        shown = [middles.get(one) or float(one) for one in symbols if one != "lost"]
        assert sum(shown) / len(shown) == float(mean)


@pytest.mark.parametrize(
    "invited,cells",
    [
        # Nobody did two thirds of the pauses. Everybody did a third. Two fifths of those who are
        # reached begin a pause (33 · 6 / 15 = 13.2), and a third finish it (11).
        (60, {"reach": "35", "third": "35", "most": "low", "starts": "15", "finishes": "low"}),
        (25, {"reach": "15", "third": "15", "most": "low"}),
        (14, {}),
    ],
)
def test_what_the_first_release_says_of_each_arm(invited: int, cells: dict[str, str]) -> None:
    counts = next(row[1] for row in rows() if row[0] == invited)
    luck = lucky(RELEASE_LUCK[invited])
    made = release_arm("arm", invited, 3, kept(invited, counts), None, luck, RULE)
    assert {cell: word(said) for cell, said in made.period.cells.items()} == cells


@pytest.mark.parametrize(
    "invited,release,truth", [(60, 35, 32.75), (60, 20, 19.25), (25, 15, 11.5)]
)
def test_the_interval_of_a_release_holds_what_the_weeks_were(
    invited: int, release: int, truth: float
) -> None:
    low, high = interval(Symbol("number", invited, release), RULE)
    assert low <= truth / invited <= high
