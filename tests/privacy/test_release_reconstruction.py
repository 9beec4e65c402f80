"""T3: integer programmes that try to find exact counts from everything that is kept and published.

The attacker has every weekly symbol of a project, knows who is invited, how people's counts hang
together, and that an arm's luck is the same in every week. What is published is made from those
symbols, so it can only narrow the answer less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]  # ships no types

from bot.core.privacy import Limits, Symbol, fold
from bot.core.privacy.counts import Counts
from bot.core.privacy.symbols import bounds

RULE = Limits()
SLOTS, WEEKS = 15, 12
BINS = ("none", "some", "third", "most")
"""How many people: nobody of them began, under a third of the pauses, under two thirds, more."""
OVER = {"reach": BINS[1:], "third": BINS[2:], "most": BINS[3:]}
TOTALS = ("starts", "finishes")
FINISHED = {"none": (0, 0), "some": (0, 4), "third": (5, 9), "most": (10, 15)}
"""Least and most sessions that one person of a bin finished."""


class Unknowns:
    """Integer unknowns of every week, one luck per cell, and what is known of them.

    A luck is the whole number, of people or of pauses taken part in, that is added before rounding
    down to five: 0 to 5 people.
    """

    def __init__(self, invited: int, weeks: int) -> None:
        self.names = [(week, cell) for week in range(weeks) for cell in (*BINS, *TOTALS)]
        self.names += [(-1, cell) for cell in (*OVER, *TOTALS)]
        self.at = {name: place for place, name in enumerate(self.names)}
        self.top = [
            (5 if week < 0 else invited) * (SLOTS if cell in TOTALS else 1)
            for week, cell in self.names
        ]
        self.rows: list[tuple[dict[tuple[int, str], float], float, float]] = []
        for week in range(weeks):
            self.know({(week, one): 1 for one in BINS}, invited, invited)
            sums = {(week, one): -FINISHED[one][0] for one in BINS}
            self.know({(week, "finishes"): 1, **sums}, 0)
            sums = {(week, one): -FINISHED[one][1] for one in BINS}
            self.know({(week, "finishes"): 1, **sums}, -np.inf, 0)
            self.know({(week, "starts"): 1, (week, "finishes"): -1}, 0)
            self.know({(week, "starts"): 1, **{(week, one): -SLOTS for one in OVER["reach"]}},
                      -np.inf, 0)  # fmt: skip

    def know(self, of: Mapping[tuple[int, str], float], least: float, most: float = np.inf) -> None:
        """Write down that a sum lies between two numbers."""
        self.rows.append((dict(of), least, most))

    def read(self, week: int, cell: str, said: Symbol) -> None:
        """Write down what a symbol says: count + luck lies in the five above its rounded number."""
        parts, scale = OVER.get(cell, (cell,)), 1 if cell in OVER else SLOTS
        low, high = bounds(said.of, RULE)
        least, most = 0.0, np.inf
        if said.said == "low":
            most = low // 5 * 5 + 5
        elif said.said == "high":
            least = -(-high // 5) * 5
        elif said.number is not None:
            least, most = said.number, said.number + 5
        sums = {**{(week, part): 1.0 for part in parts}, (-1, cell): 1.0}
        self.know(sums, scale * least, scale * most - 1)

    def width(self, week: int, cell: str) -> tuple[int, int]:
        """Return the least and the most that a cell can be."""
        matrix = np.zeros((len(self.rows), len(self.names)))
        for row, (of, _, _) in enumerate(self.rows):
            for name, weight in of.items():
                matrix[row, self.at[name]] = weight
        known = LinearConstraint(
            matrix, [row[1] for row in self.rows], [row[2] for row in self.rows]
        )
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(self.names))
            aim[self.at[week, cell]] = sign
            found = milp(
                aim,
                constraints=known,
                bounds=Bounds(0, self.top),
                integrality=1,
                # HiGHS of scipy 1.17 finds too narrow a range with it, three times in 4,000.
                options={"presolve": False},
            )
            assert found.success, found.message
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]


def week_of(
    invited: int, rng: np.random.Generator, habits: npt.NDArray[np.float64]
) -> tuple[Counts, dict[str, int]]:
    """Return a week of colleagues (Beta(.8, 1.2), as facts have them), and its exact bins."""
    done = rng.binomial(SLOTS, habits)
    begun = np.minimum(SLOTS, done + rng.binomial(3, 0.3, invited))
    sessions = {int(n): int(((done == n) & (begun > 0)).sum()) for n in range(SLOTS + 1)}
    counts = Counts(SLOTS, sessions, int(begun.sum()), int(done.sum()))
    took, third, most = (int(each.sum()) for each in (begun > 0, done >= 5, done >= 10))
    return counts, {
        "none": invited - took,
        "some": took - third,
        "third": third - most,
        "most": most,
    }


def test_no_cell_of_any_week_can_be_found_from_all_symbols(
    amount: Callable[[int, int], int], verify_table: Callable[[str, int, str], None]
) -> None:
    projects, rng = amount(8, 500), np.random.default_rng(3)
    widths: list[int] = []
    for _ in range(projects):
        invited = int(rng.choice([15, 16, 25, 26, 40, 49, 60, 80, 120]))
        habits = rng.beta(0.8, 1.2, invited)
        lucks = {cell: Fraction(int(rng.integers(1 << 40)), 1 << 40) for cell in (*OVER, *TOTALS)}
        unknown, truth = Unknowns(invited, WEEKS), []
        for week in range(WEEKS):
            counts, exact = week_of(invited, rng, habits)
            truth.append(exact)
            kept = fold("a", str(week), counts, invited, WEEKS // 4, lucks.__getitem__, RULE)
            for cell, said in kept.cells.items():
                unknown.read(week, cell, said)
        week = int(rng.integers(WEEKS))
        for one in BINS:
            least, most = unknown.width(week, one)
            assert least <= truth[week][one] <= most, "the attack itself is sound"
            widths.append(most - least + 1)
    unique, narrowest = widths.count(1), min(widths)
    verify_table("T3: cells of weeks, from all symbols of 12 weeks", len(widths),
                 f"{unique} found, narrowest {narrowest} counts")  # fmt: skip
    assert unique == 0
    assert narrowest >= RULE.people


def naive(weeks: int, invited: int, rng: np.random.Generator) -> float:
    """Return which share of the hidden cells is found, of exact tables that hide cells under 5.

    Two arms by four bins; those who read them know how many are in each arm and each bin.
    """
    habits = [rng.beta(0.8, 1.2, invited) for _ in range(2)]
    found = hidden = 0
    for _ in range(weeks):
        exact = [week_of(invited, rng, habits[arm])[1] for arm in range(2)]
        table = np.array([[one[name] for name in BINS] for one in exact], float)
        small = (table < RULE.people).ravel()
        sums = np.array(
            [[at // 4 == arm for at in range(8)] for arm in range(2)]
            + [[at % 4 == one for at in range(8)] for one in range(4)],
            float,
        )
        known = LinearConstraint(sums, sums @ table.ravel(), sums @ table.ravel())
        box = Bounds(np.where(small, 0, table.ravel()), np.where(small, 4, table.ravel()))
        for at in np.flatnonzero(small):
            ends = _ends(known, box, int(at))
            hidden += 1
            found += ends[0] == ends[1]
    return found / hidden


def _ends(known: LinearConstraint, box: Bounds, at: int) -> Sequence[int]:
    aim = np.eye(8)[at]
    solved = [milp(sign * aim, constraints=known, bounds=box, integrality=1) for sign in (1, -1)]
    return [round(sign * one.fun) for sign, one in zip((1, -1), solved, strict=True)]


def test_the_same_attack_finds_what_exact_tables_hide(
    amount: Callable[[int, int], int], verify_table: Callable[[str, int, str], None]
) -> None:
    """The control: cells under five hidden in exact tables, totals shown."""
    weeks, rng = amount(8, 120), np.random.default_rng(4)
    for invited in (15, 25, 40):
        share = naive(weeks, invited, rng)
        verify_table(f"T3: control, exact tables of two arms of {invited}", weeks,
                     f"{share:.0%} of the hidden cells found")  # fmt: skip
        assert share >= 0.44
