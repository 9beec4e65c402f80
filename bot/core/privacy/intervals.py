"""How sure a published figure is: intervals that carry the rounding beside chance.

Wilson's interval for a share, and Newcombe's for a difference of two, each over everything that
the symbols leave possible (E. B. Wilson, 1927; R. G. Newcombe, 1998). On the rounded number alone
Wilson's covers the truth as little as six times in ten.
"""

from __future__ import annotations

from math import hypot, sqrt

from bot.core.privacy.limits import Limits
from bot.core.privacy.symbols import Symbol, feasible

Z = 1.959963984540054
"""Standard deviations on either side that hold 95 % of a normal distribution."""


def interval(said: Symbol, limits: Limits, period: bool = True) -> tuple[float, float]:
    """Return from which to which share of the invited the truth lies, 95 times in a hundred.

    `period` is for the mean of weekly symbols, which lies anywhere within five of its number;
    people count once in it, not once a week. The interval of a hidden symbol is all, 0 to 1.
    """
    low, high = _possible(said, limits, period)
    return wilson(low, said.of)[0], wilson(high, said.of)[1]


def difference(
    one: Symbol, other: Symbol, limits: Limits, period: bool = True
) -> tuple[float, float]:
    """Return between which shares the first is more than the other (less, below 0), likewise.

    A number stands for itself and its rounding widens both sides; of *low* and *high*, which lie
    anywhere, the worst counts.
    """
    if "hidden" in (one.said, other.said):
        return -1.0, 1.0
    (low, high), (other_low, other_high) = _ends(one, limits, period), _ends(other, limits, period)
    first, second = interval(one, limits, period), interval(other, limits, period)
    least, most = low - other_high, high - other_low
    return (
        max(-1.0, least - hypot(low - first[0], second[1] - other_high)),
        min(1.0, most + hypot(first[1] - high, other_low - second[0])),
    )


def _possible(said: Symbol, limits: Limits, period: bool) -> tuple[int, int]:
    """The least and the most people behind a symbol: of a mean, the open ends of the rounding."""
    counts = feasible(said, limits)
    more = 1 if period and said.said != "hidden" else 0
    return max(counts[0] - more, 0), min(counts[-1] + more, said.of)


def _ends(said: Symbol, limits: Limits, period: bool) -> tuple[float, float]:
    if said.number is not None:
        return said.number / said.of, said.number / said.of
    low, high = _possible(said, limits, period)
    return low / said.of, high / said.of


def wilson(count: int, of: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of the share `count` of `of`, which is at least 1."""
    share, weight = count / of, Z * Z / of
    centre = (share + weight / 2) / (1 + weight)
    reach = Z * sqrt(share * (1 - share) / of + weight / (4 * of)) / (1 + weight)
    # At the ends the sums are exact on paper, and a hair off in floating point.
    return (centre - reach if count else 0.0), (centre + reach if count < of else 1.0)
