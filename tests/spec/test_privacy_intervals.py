"""How sure a figure is: intervals over everything its symbol leaves possible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.privacy import Limits, Symbol, difference, hidden, interval

RULE = Limits()


def said(word: str, invited: int) -> Symbol:
    """`low`, `high` or a number, as the release rule says it of so many invited."""
    if word in ("low", "high"):
        return Symbol("low" if word == "low" else "high", invited)
    return Symbol("number", invited, int(word))


def rounded(ends: tuple[float, float]) -> tuple[float, float]:
    return round(ends[0], 2), round(ends[1], 2)


@pytest.mark.parametrize(
    "invited,word,week,period",
    [
        # Of one week: as facts of the rule have them. Of a period: one more on either side.
        (15, "low", (0.00, 0.80), (0.00, 0.85)),
        (15, "high", (0.20, 1.00), (0.15, 1.00)),
        (25, "10", (0.11, 0.73), (0.09, 0.77)),
        (25, "15", (0.27, 0.89), (0.23, 0.91)),
        (40, "20", (0.26, 0.74), (0.24, 0.76)),
        (60, "30", (0.32, 0.68), (0.30, 0.70)),
        (60, "low", (0.00, 0.35), (0.00, 0.37)),
        (120, "60", (0.38, 0.62), (0.37, 0.63)),
    ],
)
def test_a_share_lies_between(
    invited: int, word: str, week: tuple[float, float], period: tuple[float, float]
) -> None:
    assert rounded(interval(said(word, invited), RULE, period=False)) == week
    assert rounded(interval(said(word, invited), RULE)) == period


@pytest.mark.parametrize(
    "invited,one,other,between",
    [
        (25, "15", "10", (-0.32, 0.64)),
        (60, "35", "25", (-0.12, 0.43)),
        (120, "80", "50", (0.07, 0.42)),
        (60, "high", "low", (0.33, 1.00)),
        (60, "30", "30", (-0.28, 0.28)),
    ],
)
def test_a_difference_lies_between(
    invited: int, one: str, other: str, between: tuple[float, float]
) -> None:
    assert rounded(difference(said(one, invited), said(other, invited), RULE)) == between


def test_of_what_is_not_shown_anything_is_possible() -> None:
    assert interval(hidden(60), RULE) == (0.0, 1.0)
    assert difference(hidden(60), said("30", 60), RULE) == (-1.0, 1.0)


words = st.sampled_from(["low", "high", "20", "25", "30", "35", "40"])


@given(words, words, st.sampled_from([60, 64]), st.booleans())
def test_a_difference_is_the_other_way_round_with_its_sign_turned(
    one: str, other: str, invited: int, period: bool
) -> None:
    first, second = said(one, invited), said(other, 60)
    low, high = difference(first, second, RULE, period)
    assert difference(second, first, RULE, period) == pytest.approx((-high, -low))
    assert -1 <= low <= high <= 1
