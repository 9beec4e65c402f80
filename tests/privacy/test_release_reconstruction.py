"""T3: integer programmes that try to find exact counts from everything that is kept and published.

The attacker has every weekly symbol of a project, knows who is invited, how people's counts hang
together, and that an arm's luck is the same in every week. What is published is made from those
symbols, so it can only narrow the answer less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from bot.core.privacy import EFFECTS, Limits, Symbol, fold
from bot.core.privacy.counts import Counts
from bot.core.privacy.symbols import bounds
from tests.privacy.unknowns import Sum, Unknowns

RULE = Limits()
SLOTS, WEEKS, PERIOD = 15, 12, 4
BINS = ("none", "some", "third", "most")
"""How many people: nobody of them began, under a third of the pauses, under two thirds, more."""
OVER = {"reach": BINS[1:], "third": BINS[2:], "most": BINS[3:]}
STEPS = tuple(f"step-{number}" for number in range(1, 7))
WALKS = ("sent", "starts", *STEPS, "finishes")
"""Sums over all pauses of a week, each no more than the one before it."""
LUCKS = (*OVER, *WALKS, *EFFECTS)
FINISHED = {"none": (0, 0), "some": (0, 4), "third": (5, 9), "most": (10, 15)}
"""Least and most sessions that one person of a bin finished."""
SIZES = (15, 16, 19, 24, 25, 26, 40, 49, 59, 60, 80, 99, 100, 119, 120, 180, 299, 300)
ENOUGH = 9
"""As many counts as a rounded number leaves open by itself: what has them is not narrowed."""
Amount = Callable[[int, int], int]
Row = Callable[[str, int, str], None]
Exact = Mapping[str, int]
Widths = Mapping[tuple[str, range], int]


def project(invited: int) -> Unknowns:
    """Return the counts of all weeks and the luck of every cell, and how they hang together.

    A luck is the whole number, of people or of walks, that is added before rounding down to five:
    0 to 4 people.
    """
    tops: dict[Any, int] = {}
    for week in range(WEEKS):
        tops |= {(week, cell): invited for cell in (*BINS, *EFFECTS)}
        tops |= {(week, cell): invited * SLOTS for cell in WALKS}
    for cell in LUCKS:
        tops["luck", cell] = 5 * (SLOTS if cell in WALKS else 1) - 1
    unknown = Unknowns(tops)
    for week in range(WEEKS):
        began = {(week, one): -1 for one in OVER["reach"]}
        unknown.know({(week, one): 1 for one in BINS}, invited, invited)
        for end, sign in enumerate((1, -1)):
            least = {(week, one): -sign * FINISHED[one][end] for one in BINS}
            unknown.know({(week, "finishes"): sign, **least}, 0)
        for more, less in pairwise(WALKS):
            unknown.know({(week, more): 1, (week, less): -1}, 0)
        unknown.know({(week, "starts"): 1, **began}, 0)
        unknown.know({(week, "starts"): -1, **dict.fromkeys(began, SLOTS)}, 0)
        unknown.know({**{(week, one): 1 for one in EFFECTS}, **began}, -np.inf, 0)
    return unknown


def read(unknown: Unknowns, week: int, cell: str, said: Symbol) -> None:
    """Write down what a symbol says: count + luck lies in the five above its rounded number."""
    scale = SLOTS if cell in WALKS else 1
    low, high = bounds(said.of, RULE, said.answers)
    least, most = 0.0, np.inf
    if said.said == "low":
        most = low // 5 * 5 + 5
    elif said.said == "high":
        least = -(-high // 5) * 5
    elif said.number is not None:
        least, most = said.number, said.number + 5
    unknown.know({**people(week, cell), ("luck", cell): 1}, scale * least, scale * most - 1)


def people(week: int, cell: str) -> Sum:
    """Return the unknowns of which a cell is the sum."""
    return {(week, one): 1 for one in OVER.get(cell, (cell,))}


def week_of(
    invited: int, rng: np.random.Generator, habits: npt.NDArray[np.float64]
) -> tuple[Counts, Exact]:
    """Return a week of colleagues (Beta(.8, 1.2), as facts have them), and its exact cells."""
    done = rng.binomial(SLOTS, habits)
    begun = np.minimum(SLOTS, done + rng.binomial(3, 0.3, invited))
    sessions = {int(n): int(((done == n) & (begun > 0)).sum()) for n in range(SLOTS + 1)}
    took, third, most = (int(each.sum()) for each in (begun > 0, done >= 5, done >= 10))
    stops = rng.multinomial((begun - done).sum(), [1 / len(STEPS)] * len(STEPS))
    reached = [int(done.sum() + stops[at:].sum()) for at in range(len(STEPS))]
    sent = int(np.maximum(begun, rng.binomial(SLOTS, 0.95, invited)).sum())
    felt = rng.multinomial(rng.binomial(took, 0.7), [0.5, 0.4, 0.1])
    exact = {
        **dict(zip(BINS, (invited - took, took - third, third - most, most), strict=True)),
        **dict(zip(WALKS, (sent, int(begun.sum()), *reached, int(done.sum())), strict=True)),
        **dict(zip(EFFECTS, map(int, felt), strict=True)),
    }
    effects = {answer: exact[answer] for answer in EFFECTS}
    starts, finishes = exact["starts"], exact["finishes"]
    return Counts(SLOTS, sessions, starts, finishes, tuple(reached), effects, sent), exact


def attacked(invited: int, asked: bool, direct: bool, rng: np.random.Generator) -> Widths:
    """Return how many values each exact figure of a project can have, of weeks and of periods.

    The figures are the bins of adherence and all that is said in such an arm. Where there are
    `ENOUGH` or more, there are at least so many.
    """
    habits = rng.beta(0.8, 1.2, invited)
    lucks = {cell: Fraction(int(rng.integers(1 << 40)), 1 << 40) for cell in LUCKS}
    unknown, cells = project(invited), set(BINS)
    fives = {cell: 5 * (SLOTS if cell in WALKS else 1) for cell in LUCKS}
    truth: dict[Any, float] = {
        ("luck", cell): fives[cell] - 1 - int(fives[cell] * lucks[cell]) for cell in LUCKS
    }
    for week in range(WEEKS):
        counts, exact = week_of(invited, rng, habits)
        truth |= {(week, cell): count for cell, count in exact.items()}
        effects = counts.effects if asked else {}
        counts = replace(counts, effects=effects, sent=counts.sent if direct else None)
        kept = fold("a", str(week), counts, invited, WEEKS // PERIOD, lucks.__getitem__, RULE)
        for cell, said in kept.cells.items():
            read(unknown, week, cell, said)
        cells |= set(kept.cells)
    assert unknown.fits(truth), "the attacker is not led astray"
    times = [range(week, week + 1) for week in range(WEEKS)]
    times += [range(week, week + PERIOD) for week in range(0, WEEKS, PERIOD)]
    figures: dict[tuple[str, range], Sum] = {
        (cell, when): {one: 1 for week in when for one in people(week, cell)}
        for cell in sorted(cells)
        for when in times
    }
    groups = [[(cell, when) for when in times[:WEEKS]] for cell in sorted(cells)]
    found = unknown.ranges(figures, groups, ENOUGH)
    return {name: most - least + 1 for name, (least, most) in found.items()}


@pytest.mark.parametrize("asked", [False, True], ids=["not asked", "asked"])
def test_no_figure_of_any_week_or_period_can_be_found_from_all_symbols(
    asked: bool, amount: Amount, verify_table: Row
) -> None:
    projects, rng = amount(4, 250), np.random.default_rng(3 + asked)
    people, walks = [], []
    for number in range(projects):
        # Each size at its turn, the largest first, with and without messages of people's own.
        turn, at = divmod(number, len(SIZES))
        widths = attacked(SIZES[-1 - at], asked, (at + turn) % 3 == 0, rng)
        people += [width for (cell, _), width in widths.items() if cell not in WALKS]
        walks += [width for (cell, _), width in widths.items() if cell in WALKS]
    unique = (people + walks).count(1)
    seen = f"{unique} found; narrowest {min(people)} counts of people, {min(walks)} of walks"
    what = f"T3: figures of all weeks and periods of {projects} projects of {WEEKS} weeks"
    what += ", with the effect question" if asked else ""
    verify_table(what, len(people + walks), seen)
    assert unique == 0
    assert min(people + walks) >= RULE.people


def naive(weeks: int, invited: int, rng: np.random.Generator) -> float:
    """Return which share of the hidden cells is found, of exact tables that hide cells under 5.

    Two arms by four bins; those who read them know how many are in each arm and each bin.
    """
    habits = [rng.beta(0.8, 1.2, invited) for _ in range(2)]
    found = hidden = 0
    for _ in range(weeks):
        exact = [week_of(invited, rng, habits[arm])[1] for arm in range(2)]
        table = {(arm, one): exact[arm][one] for arm in range(2) for one in BINS}
        unknown = Unknowns(dict.fromkeys(table, invited))
        small = [cell for cell, count in table.items() if count < RULE.people]
        for cell, count in table.items():
            shown = (0, RULE.people - 1) if cell in small else (count, count)
            unknown.know({cell: 1}, *shown)
        for one in (0, 1, *BINS):
            of = [cell for cell in table if one in cell]
            total = sum(table[cell] for cell in of)
            unknown.know(dict.fromkeys(of, 1), total, total)
        ends = unknown.ranges({cell: {cell: 1} for cell in small}, [], ENOUGH)
        hidden += len(ends)
        found += sum(least == most for least, most in ends.values())
    return found / hidden


def test_the_same_attack_finds_what_exact_tables_hide(amount: Amount, verify_table: Row) -> None:
    """The control: cells under five hidden in exact tables, totals shown."""
    weeks, rng = amount(8, 120), np.random.default_rng(4)
    for invited in (15, 25, 40):
        share = naive(weeks, invited, rng)
        verify_table(f"T3: control, exact tables of two arms of {invited}", weeks,
                     f"{share:.0%} of the hidden cells found")  # fmt: skip
        assert share >= 0.44
