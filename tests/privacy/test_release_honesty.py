"""T16: what is published about the truth is true: intervals hold it, rounding included."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import sqrt

import numpy as np

from bot.core.privacy import difference, interval
from tests.privacy.release_kit import RULE, Array, numbers, symbol_of

Amount = Callable[[int, int], int]
Row = Callable[[str, int, str], None]
SIZES = (15, 16, 20, 25, 26, 40, 49, 60, 120)
SHARES = np.arange(0.05, 1, 0.1)
Z = 1.959963984540054


def published(n: int, share: float, times: int, regular: bool, rng: np.random.Generator) -> Array:
    """Return the middles of so many published periods of four weeks in which a share takes part.

    `regular` people come in every week or in none; the others decide every week.
    """
    counts = rng.binomial(n, share, (times, 1 if regular else 4))
    weeks = numbers(np.broadcast_to(counts, (times, 4)), n, rng.random((times, 1)))
    return numbers(weeks.mean(1), n, rng.random(times))


@cache
def shares(value: float, n: int) -> tuple[float, float]:
    return interval(symbol_of(value, n), RULE)


@cache
def apart(one: float, n: int, other: float, m: int) -> tuple[float, float]:
    return difference(symbol_of(one, n), symbol_of(other, m), RULE)


def wilson(value: float, n: int) -> tuple[float, float]:
    """The control: Wilson's interval on the rounded number."""
    p, w = min(value / n, 1), Z * Z / n
    middle, reach = p + w / 2, Z * sqrt(p * (1 - p) / n + w / (4 * n))
    return (middle - reach) / (1 + w), (middle + reach) / (1 + w)


def covered(
    values: Array, n: int, share: float, of: Callable[[float, int], tuple[float, float]]
) -> float:
    held = [low <= share <= high for low, high in (of(float(value), n) for value in values)]
    return sum(held) / len(held)


def test_published_intervals_hold_the_truth(amount: Amount, verify_table: Row) -> None:
    times, rng = amount(300, 2_000), np.random.default_rng(16)
    least, naive = 1.0, 1.0
    for n in SIZES:
        for share in SHARES:
            for regular in (True, False):
                values = published(n, share, times, regular, rng)
                least = min(least, covered(values, n, share, shares))
                if n >= 25 and 0.3 < share < 0.7:  # where numbers are said, not *low* and *high*
                    naive = min(naive, covered(values, n, share, wilson))
    seen = f"hold it {least:.1%} or more; Wilson's on the number alone {naive:.1%}"
    verify_table("T16: intervals of a share, per size and truth", times, seen)
    assert least >= 0.93
    assert naive <= 0.75, "the control"


def test_published_differences_hold_the_truth(amount: Amount, verify_table: Row) -> None:
    times, rng = amount(200, 2_000), np.random.default_rng(17)
    least = 1.0
    for n, m in ((15, 15), (16, 60), (25, 25), (25, 60), (60, 60), (120, 60)):
        for one in SHARES[::2]:
            for other in {float(one), 0.5, max(float(one) - 0.2, 0.05)}:
                pairs = zip(
                    published(n, one, times, True, rng),
                    published(m, other, times, True, rng),
                    strict=True,
                )
                ends = [apart(float(first), n, float(second), m) for first, second in pairs]
                held = sum(low <= one - other <= high for low, high in ends) / times
                least = min(least, held)
    verify_table("T16: intervals of a difference", times, f"hold it {least:.1%} or more")
    assert least >= 0.93


def test_numbers_are_right_on_average(amount: Amount, verify_table: Row) -> None:
    times, rng = amount(4_000, 40_000), np.random.default_rng(18)
    worst = 0.0
    for n in (40, 60, 120):
        for share in (0.35, 0.45, 0.5, 0.6):
            worst = max(
                worst, abs(float(published(n, share, times, False, rng).mean()) - share * n)
            )
    verify_table("T16: bias of a number away from the ends", times, f"{worst:.2f} people at most")
    assert worst <= 0.6
