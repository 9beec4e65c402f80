"""Shares of one published figure in another, with all that their symbols leave possible.

What a single symbol leaves open stands in `bot.core.privacy`; here the whole is uncertain too.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from bot.core.privacy.intervals import wilson

Bounds = tuple[float, float]
"""Two shares, the lower one first."""


@dataclass(frozen=True)
class Ratio:
    """A part in a whole: the lowest and the highest share possible, each as part and whole.

    `about` is the share of the published numbers, None where one of them is no number.
    """

    lowest: tuple[int, int]
    highest: tuple[int, int]
    about: float | None

    @property
    def possible(self) -> Bounds:
        """The lowest and the highest share possible."""
        return self.lowest[0] / self.lowest[1], self.highest[0] / self.highest[1]

    @property
    def interval(self) -> Bounds:
        """The 95 % interval over all possible shares.

        Both of Wilson's bounds rise with the part and fall with the whole, so the ends are enough.
        """
        return wilson(*self.lowest)[0], wilson(*self.highest)[1]


def ratio(part: tuple[int, int], whole: tuple[int, int], about: float | None) -> Ratio | None:
    """Return the share of a part in a whole, each given as the fewest and the most people.

    A part is never more than its whole. None where the whole may be nobody.
    """
    (least, most), (fewest, all_) = part, whole
    if fewest <= 0:
        return None
    most = min(most, all_)
    return Ratio((min(least, all_), all_), (most, max(fewest, most)), about)


def difference(one: Ratio, other: Ratio) -> Bounds:
    """Return the 95 % interval of one share minus another.

    Newcombe's hybrid of Wilson's intervals (Statistics in Medicine 1998, 17:873-890, method 10), as
    `bot.core.privacy` has it for two symbols: a number stands for itself, of others the worst
    counts.
    """
    (low, high), (other_low, other_high) = _ends(one), _ends(other)
    first, second = one.interval, other.interval
    least, most = low - other_high, high - other_low
    return (
        max(-1.0, least - hypot(low - first[0], second[1] - other_high)),
        min(1.0, most + hypot(first[1] - high, other_low - second[0])),
    )


def _ends(share: Ratio) -> Bounds:
    return share.possible if share.about is None else (share.about, share.about)
