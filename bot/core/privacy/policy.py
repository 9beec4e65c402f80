"""Which cells are said of an arm, and how often: as much as joint attacks on all of them allow.

Every cell has luck of its own, and tells a little of a person who is in all of it. What an attacker
learns grows with the number of cells and shrinks with that of the invited; docs/adr/0012 has the
measurements.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from bot.core.privacy.counts import EFFECTS
from bot.core.privacy.limits import Limits

BUDGET = ((15, 2), (25, 3), (60, 5), (120, 7))
"""From how many invited on how many cells are said in every period."""

ONCE, ONCE_BUDGET = 45, 5
"""From how many invited on so many cells are said, the further ones once at the project's end."""

ALL = 240
"""Invited from which on everything is said."""


def often(cells: Collection[str], invited: int, limits: Limits) -> frozenset[str]:
    """Return which of the cells of a week are said in every period."""
    budget = max((said for least, said in BUDGET if invited >= least), default=0)
    return _within(cells, budget, invited, limits)


def once(cells: Collection[str], invited: int, limits: Limits) -> frozenset[str]:
    """Return which are said only once, at the end of the project, over all its weeks."""
    budget = ONCE_BUDGET if invited >= ONCE else 0
    return _within(cells, budget, invited, limits) - often(cells, invited, limits)


def kept(cells: Collection[str], invited: int, limits: Limits) -> frozenset[str]:
    """Return of which cells a week keeps the symbol at all."""
    return often(cells, invited, limits) | once(cells, invited, limits)


def _within(cells: Collection[str], budget: int, invited: int, limits: Limits) -> frozenset[str]:
    if invited < limits.invited:
        return frozenset()
    if invited >= ALL:
        return frozenset(cells)
    found: set[str] = set()
    for group in _by_importance(cells):
        # Somebody who always gives the same answer is in one of the categories: one cell.
        cost = 1 if group[0] in EFFECTS else len(group)
        if cost <= budget:
            budget -= cost
            found.update(group)
    return frozenset(found)


def _by_importance(cells: Collection[str]) -> Iterator[Sequence[str]]:
    """Yield what there is, in the order in which a physio asks; some only make sense together."""
    for group in (("reach",), ("most",), EFFECTS, ("starts", "finishes"), ("third",), ("sent",)):
        if group[0] in cells:
            yield group
    steps = sorted((cell for cell in cells if cell.startswith("step-")), key=_number)
    if steps:
        yield steps[len(steps) // 2 :][:1]


def _number(step: str) -> int:
    return int(step.removeprefix("step-"))
