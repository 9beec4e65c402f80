"""The rule itself: what may be said of a count of people, and what it still leaves possible.

Random rounding to base 5 with both ends coded. Everything is computed with whole numbers and
fractions; the integer thresholds leave at least six true counts open for every symbol of every
arm from 15 invited on.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from bot.core.privacy.limits import Limits

BASE = 5
BITS = 56
"""Bits of a chance: more than any count can tell apart."""

Said = Literal["number", "low", "high", "hidden"]
Chance = Callable[[str], Fraction]
"""From a cell's name to its chance in [0, 1), the same every time it is asked."""


@dataclass(frozen=True)
class Symbol:
    """What is said of a count of `of` invited people: a rounded number, *low*, *high*, or nothing.

    Made by `symbol` alone. `hidden` has one meaning for every reason, because a reason would tell.
    `answers` marks a count of those who gave an answer: *low* begins lower for it.
    """

    said: Said
    of: int
    number: int | None = None
    answers: bool = False

    def __post_init__(self) -> None:
        if (self.said == "number") != (self.number is not None):
            raise ValueError("a number has its number, and nothing else has one")
        if self.number is not None and (self.number % BASE or not 0 <= self.number <= self.of):
            raise ValueError(f"{self.number} of {self.of} was never rounded")


def hidden(invited: int) -> Symbol:
    """Return the symbol that says nothing."""
    return Symbol("hidden", invited)


def chance(key: bytes, *context: str) -> Chance:
    """Return chances that stay the same for a key and a context, and differ between cells.

    The key is kept by whoever runs the bot: with it a rounded number means five counts instead of
    nine.
    """

    def of(cell: str) -> Fraction:
        message = b"".join(
            len(part.encode()).to_bytes(4, "big") + part.encode() for part in (*context, cell)
        )
        digest = hmac.digest(key, message, "sha256")
        return Fraction(int.from_bytes(digest[: BITS // 8], "big"), 1 << BITS)

    return of


def week_luck(key: bytes, *group: str) -> Chance:
    """Return the luck with which the weeks of a group of people are folded: the same in every week.

    With luck of its own every week, twelve rounded weeks together tell who is in them nearly as
    well as exact ones. With one luck for all, adding a person to every week is the same as moving
    the luck by a fifth: whatever else one knows, four times in five nothing shows.
    """
    return chance(key, "week", *group)


def release_luck(key: bytes, *group: str) -> Chance:
    """Return the luck with which releases of a group are made: the same in every period."""
    return chance(key, "release", *group)


def rounded(count: Fraction, luck: Fraction) -> int:
    """Return a count rounded up or down to a multiple of five by `luck` in [0, 1), unbiased."""
    low = int(count // BASE) * BASE
    return low + BASE if luck < (count - low) / BASE else low


def symbol(
    count: Fraction | int, invited: int, luck: Fraction, limits: Limits, answers: bool = False
) -> Symbol:
    """Return what may be said of a count of people (or a mean of such counts).

    `answers` is for how many gave one answer out of several, which are said together or not at
    all. More than `invited` count as `invited`. The code is decided on the rounded number, so that
    it tells nothing more than that number would.
    """
    if invited < limits.invited:
        return hidden(invited)
    number = rounded(Fraction(min(max(count, 0), invited)), luck)
    low, high = bounds(invited, limits, answers)
    if number <= low:
        return Symbol("low", invited, answers=answers)
    if number >= high:
        return Symbol("high", invited, answers=answers)
    return Symbol("number", invited, number, answers)


def bounds(invited: int, limits: Limits, answers: bool = False) -> tuple[int, int]:
    """Return the highest rounded number that is *low*, and the lowest that is *high*."""
    low = limits.people if answers else max(limits.people, -(-invited // 5))
    return low, min(invited - limits.people, 4 * invited // 5)


def feasible(said: Symbol, limits: Limits) -> range:
    """Return the whole counts that can lie behind a symbol: what it leaves possible."""
    if said.said == "hidden":
        return range(said.of + 1)
    low, high = bounds(said.of, limits, said.answers)
    if said.said == "low":
        return range(low // BASE * BASE + BASE)
    if said.said == "high":
        return range(-(-high // BASE) * BASE - BASE + 1, said.of + 1)
    number = said.number or 0
    return range(number - BASE + 1, min(number + BASE, said.of + 1))


def middle(said: Symbol, limits: Limits) -> Fraction:
    """Return the value with which a symbol goes into a mean.

    A number stands for itself, *low* for half its bound, *high* for midway between its bound and
    all (but no less than a number that is *high* itself, so that weeks that all say the same make
    a release that says it too). Raises ValueError for a symbol that says nothing.
    """
    low, high = bounds(said.of, limits, said.answers)
    if said.number is not None:
        return Fraction(said.number)
    if said.said == "low":
        return Fraction(low, 2)
    if said.said == "high":
        return max(Fraction(high + said.of, 2), Fraction(-(-high // BASE) * BASE))
    raise ValueError("a symbol that says nothing has no middle")
