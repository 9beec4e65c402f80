"""From weeks to a release: what reports may know, made here and nowhere else.

A closed week is kept as symbols. The release of a period applies the rule again, to the mean of
its weeks' symbols, so that it never says more than the symbols did.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial

from bot.core.privacy import policy
from bot.core.privacy.counts import EFFECTS, Counts, cells
from bot.core.privacy.limits import Limits
from bot.core.privacy.symbols import Chance, Symbol, hidden, middle, symbol


@dataclass(frozen=True)
class ArmWeek:
    """What is kept of a closed week of an arm until its release: symbols by cell, nothing exact.

    `complete` is False where the memory of the week was lost: such a week has no symbols.
    """

    arm: str
    week: str
    invited: int
    complete: bool
    cells: Mapping[str, Symbol]


@dataclass(frozen=True)
class Said:
    """Symbols by cell, and how many complete weeks they rest on."""

    weeks: int
    cells: Mapping[str, Symbol]


@dataclass(frozen=True)
class ArmRelease:
    """What is published of one arm: of the period, and at the project's end of the whole.

    `invited` is the number at the start of the period.
    """

    arm: str
    invited: int
    period: Said
    whole: Said | None = None


@dataclass(frozen=True)
class Release:
    """The figures of one period of a project (`period` from 0), published once.

    `begins` and `ends` are its first and last day; `weeks` is how many ISO weeks with pauses it
    had.
    """

    project: str
    period: int
    begins: date
    ends: date
    weeks: int
    limits: Limits
    arms: tuple[ArmRelease, ...]


def fold(
    arm: str,
    week: str,
    counts: Counts | None,
    invited: int,
    periods: int,
    luck: Chance,
    limits: Limits,
) -> ArmWeek:
    """Return what may be kept of a week; `counts` is None where the memory of it was lost.

    `periods` is how many the project has; `luck` is `week_luck` of the arm: the same in every week.
    """
    found = {} if counts is None else cells(counts)
    kept = policy.kept(found, invited, periods, limits)
    said = {
        cell: symbol(count, invited, luck(cell), limits, cell in EFFECTS)
        for cell, count in found.items()
        if cell in kept
    }
    return ArmWeek(arm, week, invited, counts is not None, said)


def release_arm(
    arm: str,
    invited: int,
    periods: int,
    period: Sequence[ArmWeek],
    project: Sequence[ArmWeek] | None,
    luck: Chance,
    limits: Limits,
) -> ArmRelease:
    """Return the release of an arm from its weeks; `project` is all its weeks, at its end only.

    `periods` is how many the project has; `luck` is `release_luck` of the arm: the same in every
    period. An incomplete week is left out; a cell that the policy does not say of so many invited
    is absent, as all are without a complete week.
    """
    whole = None
    if project is not None:
        end = partial(policy.once, invited=invited, periods=periods, limits=limits)
        whole = _said(project, end, invited, lambda cell: luck(f"whole {cell}"), limits)
    every = partial(policy.often, invited=invited, periods=periods, limits=limits)
    return ArmRelease(arm, invited, _said(period, every, invited, luck, limits), whole)


def _said(
    weeks: Sequence[ArmWeek],
    says: Callable[[Collection[str]], Collection[str]],
    invited: int,
    luck: Chance,
    limits: Limits,
) -> Said:
    complete = [week for week in weeks if week.complete]
    names = list(dict.fromkeys(cell for week in complete for cell in week.cells))
    said = says(names)
    shares = {
        cell: _mean([week.cells[cell] for week in complete if cell in week.cells], limits)
        for cell in names
        if cell in said
    }
    return Said(
        len(complete),
        {
            cell: hidden(invited)
            if share is None
            else symbol(share * invited, invited, luck(cell), limits, cell in EFFECTS)
            for cell, share in shares.items()
        },
    )


def _mean(symbols: Sequence[Symbol], limits: Limits) -> Fraction | None:
    """Return the mean share of the invited behind symbols; None where none says anything."""
    shares = [middle(one, limits) / one.of for one in symbols if one.said != "hidden"]
    return sum(shares, Fraction()) / len(shares) if shares else None
