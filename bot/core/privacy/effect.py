"""Answers to the effect question as they are shown: categories merged upwards, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.core.privacy.counts import EFFECTS
from bot.core.privacy.limits import Limits
from bot.core.privacy.symbols import Symbol, feasible, middle


@dataclass(frozen=True)
class Category:
    """One or more answers taken together: a mean number of people a week.

    `middle` is the number to show and to divide; the rounding leaves `least` to `most` possible.
    """

    answers: tuple[str, ...]
    middle: Fraction
    least: int
    most: int

    def merged(self, other: Category) -> Category:
        """Return this category and a lower one as one."""
        return Category(
            self.answers + other.answers,
            self.middle + other.middle,
            self.least + other.least,
            self.most + other.most,
        )


def merged(cells: Mapping[str, Symbol], limits: Limits) -> tuple[Category, ...]:
    """Return the categories of what was said of the answers, the best first; none if too few.

    From the worst upwards, a category that may be about fewer than `limits.people` joins the one
    above it. With fewer than two left nothing is shown: all of one kind would tell of everybody who
    answered. So there are at least twice `limits.people` answers. Made from symbols alone.
    """
    if any(answer not in cells or cells[answer].said == "hidden" for answer in EFFECTS):
        return ()
    found: list[Category] = []
    below: Category | None = None
    for answer in reversed(EFFECTS):
        said = cells[answer]
        possible = feasible(said, limits)
        one = Category((answer,), middle(said, limits), possible[0], possible[-1])
        below = one if below is None else one.merged(below)
        if below.least >= limits.people:
            found.insert(0, below)
            below = None
    # A best category that is too small has none above it: it takes the next one down.
    if below is not None and found:
        found[0] = below.merged(found[0])
    return tuple(found) if len(found) > 1 else ()
