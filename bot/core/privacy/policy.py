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

ASKED = ((15, 2), (25, 3), (60, 4), (80, 5), (120, 7))
"""The same, where the effect question is asked."""

SHORT = 3
"""Periods of a project up to which the numbers above hold."""

LASTING = ((15, 2), (25, 3), (300, 5))
"""The same of a project of more periods, asked or not: every period tells a little more.

Nothing waits for its end, and no size says everything.
"""

ONCE, ONE_MORE = 100, 6
"""From how many invited on so many are said, the last one once at the project's end.

Not where the effect question is asked. A mean of all weeks is sharper than one of four, so that one
such cell tells as much as two others.
"""

ALL = 300
"""Invited from which on everything is said in every period of a short project."""

EFFECT = 40
"""Invited from which on answers to the effect question are said."""

EXERCISES = 6
"""Of how many exercises of a longer session is said who reached them: the attacks had no more."""


def often(cells: Collection[str], invited: int, periods: int, limits: Limits) -> frozenset[str]:
    """Return which of the cells of a week are said in every one of the project's `periods`."""
    if invited >= max(ALL, limits.invited) and periods <= SHORT:
        return _all(cells)
    budgets = LASTING if periods > SHORT else ASKED if EFFECTS[0] in cells else BUDGET
    return _within(
        cells, max((said for n, said in budgets if invited >= n), default=0), invited, limits
    )


def once(cells: Collection[str], invited: int, periods: int, limits: Limits) -> frozenset[str]:
    """Return which are said only once, at the end of the project, over all its weeks."""
    if not ONCE <= invited < ALL or periods > SHORT or EFFECTS[0] in cells:
        return frozenset()
    return _within(cells, ONE_MORE, invited, limits) - often(cells, invited, periods, limits)


def kept(cells: Collection[str], invited: int, periods: int, limits: Limits) -> frozenset[str]:
    """Return of which cells a week keeps the symbol at all."""
    return often(cells, invited, periods, limits) | once(cells, invited, periods, limits)


def _within(cells: Collection[str], budget: int, invited: int, limits: Limits) -> frozenset[str]:
    """Return the cells that matter most, as many as the budget allows."""
    if invited < limits.invited:
        return frozenset()
    found: set[str] = set()
    for group in _by_importance(cells):
        # Somebody who always gives the same answer is in one of the categories: one cell.
        cost = 1 if group[0] in EFFECTS else len(group)
        if cost <= budget and (invited >= EFFECT or group[0] not in EFFECTS):
            budget -= cost
            found.update(group)
    return frozenset(found)


def _by_importance(cells: Collection[str]) -> Iterator[Sequence[str]]:
    """Yield what there is, in the order in which a physio asks; some only make sense together.

    `sent` is not among them: who gets a message is known from their hours, so that the number tells
    more than others do.
    """
    for group in (("reach",), ("most",), EFFECTS, ("starts", "finishes"), ("third",)):
        if group[0] in cells:
            yield group
    steps = _steps(cells)
    if steps:
        yield steps[len(steps) // 2 :][:1]


def _all(cells: Collection[str]) -> frozenset[str]:
    """Return all cells, but of the exercises of a long session some from the first to the last."""
    steps = _steps(cells)
    if len(steps) <= EXERCISES:
        return frozenset(cells)
    gaps = EXERCISES - 1
    some = {steps[at * (len(steps) - 1) // gaps] for at in range(EXERCISES)}
    return frozenset(cells) - (frozenset(steps) - some)


def _steps(cells: Collection[str]) -> list[str]:
    return sorted((cell for cell in cells if cell.startswith("step-")), key=_number)


def _number(step: str) -> int:
    return int(step.removeprefix("step-"))
