"""The release rule: what may be said of a count of people, and what it leaves possible."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.privacy import (
    Limits,
    Symbol,
    chance,
    feasible,
    hidden,
    middle,
    release_luck,
    rounded,
    symbol,
    week_luck,
)
from bot.core.privacy.symbols import bounds

RULE = Limits()


@pytest.mark.parametrize(
    "count,luck,said",
    [
        # A multiple of five stays what it is, whatever the luck.
        ("0", "0", 0),
        ("5", "0", 5),
        ("40", "0.99", 40),
        # 7 is two fifths of the way from 5 to 10: up with luck under 0.4.
        ("7", "0.39", 10),
        ("7", "0.4", 5),
        # 9 of 15 rounds up with luck under 0.8; 1 with luck under 0.2.
        ("9", "0.79", 10),
        ("9", "0.8", 5),
        ("1", "0.19", 5),
        ("1", "0.2", 0),
        # Means are rounded by their exact place: 11.25 is a quarter of the way from 10 to 15.
        ("11.25", "0.24", 15),
        ("11.25", "0.25", 10),
    ],
)
def test_a_count_is_rounded_to_fives_by_luck(count: str, luck: str, said: int) -> None:
    assert rounded(Fraction(count), Fraction(luck)) == said


counts = st.fractions(min_value=0, max_value=500, max_denominator=400)


@given(counts)
def test_rounding_is_unbiased(count: Fraction) -> None:
    low = rounded(count, Fraction((1 << 56) - 1, 1 << 56))
    high = rounded(count, Fraction(0))
    up = (count - low) / 5 if high > low else Fraction(0)
    # Luck is uniform, and rounding goes up exactly where luck is below `up`.
    if high > low:
        assert rounded(count, up) == low
        assert rounded(count, up - Fraction(1, 10**9)) == high
    assert up * high + (1 - up) * low == count


@pytest.mark.parametrize(
    "invited,low,high",
    [
        *[(15, 5, 10), (16, 5, 11), (19, 5, 14), (20, 5, 15), (25, 5, 20), (26, 6, 20)],
        *[(40, 8, 32), (44, 9, 35), (48, 10, 38), (60, 12, 48), (80, 16, 64), (120, 24, 96)],
    ],
)
def test_from_where_to_where_numbers_are_said(invited: int, low: int, high: int) -> None:
    assert bounds(invited, RULE) == (low, high)


@pytest.mark.parametrize(
    "invited,count,luck,said",
    [
        (14, 7, "0", hidden(14)),
        (15, 0, "0", Symbol("low", 15)),
        (15, 7, "0.4", Symbol("low", 15)),
        (15, 7, "0.3", Symbol("high", 15)),
        (15, 15, "0.5", Symbol("high", 15)),
        (25, 10, "0.5", Symbol("number", 25, 10)),
        (25, 17, "0.5", Symbol("number", 25, 15)),
        (25, 17, "0.3", Symbol("high", 25)),
        (60, 33, "0.7", Symbol("number", 60, 30)),
        (60, 33, "0.5", Symbol("number", 60, 35)),
        # What lies outside 0 … invited counts as the nearest end.
        (60, 75, "0", Symbol("high", 60)),
        (60, -3, "0", Symbol("low", 60)),
    ],
)
def test_what_is_said_of_a_count(invited: int, count: int, luck: str, said: Symbol) -> None:
    assert symbol(count, invited, Fraction(luck), RULE) == said


@pytest.mark.parametrize(
    "invited,low_to,high_from",
    [(15, 9, 6), (25, 9, 16), (40, 9, 31), (60, 14, 46), (80, 19, 61), (120, 24, 96)],
)
def test_what_the_coded_ends_leave_possible(invited: int, low_to: int, high_from: int) -> None:
    assert feasible(Symbol("low", invited), RULE) == range(low_to + 1)
    assert feasible(Symbol("high", invited), RULE) == range(high_from, invited + 1)


def test_what_a_number_leaves_possible_and_what_nothing_does() -> None:
    assert feasible(Symbol("number", 60, 30), RULE) == range(26, 35)
    assert feasible(Symbol("number", 16, 10), RULE) == range(6, 15)
    assert feasible(hidden(60), RULE) == range(61)


def everything_said(invited: int, limits: Limits) -> dict[Symbol, set[int]]:
    """Every symbol of an arm with the counts that some luck turns into it."""
    found: dict[Symbol, set[int]] = {}
    for count in range(invited + 1):
        for fifth in range(5):
            said = symbol(count, invited, Fraction(fifth, 5), limits)
            found.setdefault(said, set()).add(count)
    return found


@pytest.mark.parametrize("limits", [RULE, Limits(people=7, invited=21), Limits(10, 30, 6)])
def test_the_range_that_is_printed_is_the_range_that_is_possible(limits: Limits) -> None:
    for invited in range(limits.invited, 65):
        for said, possible in everything_said(invited, limits).items():
            assert set(feasible(said, limits)) == possible


sizes = st.integers(min_value=0, max_value=500)
lucks = st.integers(min_value=0, max_value=(1 << 56) - 1).map(lambda bits: Fraction(bits, 1 << 56))


@given(sizes, st.data(), lucks)
def test_what_is_left_possible_always_holds_the_truth(
    invited: int, data: st.DataObject, luck: Fraction
) -> None:
    count = data.draw(st.integers(min_value=0, max_value=invited))
    assert count in feasible(symbol(count, invited, luck, RULE), RULE)


@pytest.mark.parametrize(
    "said,value",
    [
        (Symbol("number", 60, 35), 35),
        (Symbol("low", 60), 6),
        (Symbol("high", 60), 54),
        (Symbol("low", 15), Fraction(5, 2)),
        (Symbol("high", 15), Fraction(25, 2)),
        (Symbol("high", 16), 15),
    ],
)
def test_with_what_a_symbol_goes_into_a_mean(said: Symbol, value: Fraction) -> None:
    assert middle(said, RULE) == value


@pytest.mark.parametrize("limits", [RULE, Limits(people=7, invited=21), Limits(10, 30, 6)])
def test_weeks_that_all_say_the_same_make_a_mean_that_says_it(limits: Limits) -> None:
    for invited in range(limits.invited, 150):
        low, high = bounds(invited, limits)
        said = [Symbol("low", invited), Symbol("high", invited)]
        said += [Symbol("number", invited, n) for n in range(-(-low // 5) * 5, high, 5) if n > low]
        for one in said:
            for luck in (Fraction(0), Fraction(99, 100)):
                assert symbol(middle(one, limits), invited, luck, limits) == one


def test_nothing_goes_into_no_mean_and_only_numbers_have_numbers() -> None:
    with pytest.raises(ValueError, match="no middle"):
        middle(hidden(60), RULE)
    for broken in [("low", 5), ("number", None)]:
        with pytest.raises(ValueError, match="a number has its number"):
            Symbol(broken[0], 60, broken[1])  # type: ignore[arg-type]  # that is what is refused


def test_chances_are_the_same_for_the_same_cell_and_differ_between_cells_and_keys() -> None:
    luck = chance(b"key", "project", "3")
    assert luck("reach") == chance(b"key", "project", "3")("reach")
    others = [luck("most"), chance(b"other", "project", "3")("reach")]
    # Lengths stand before the parts: these are different cells, glued together they look the same.
    others += [chance(b"key", "project3")("reach"), chance(b"key", "project", "3", "re")("ach")]
    assert luck("reach") not in others
    assert len(set(others)) == len(others)


@pytest.mark.parametrize("number", [41, -5, 65])
def test_a_number_that_was_never_rounded_is_no_symbol(number: int) -> None:
    """So an exact count that somebody writes into the store is not read as a figure."""
    with pytest.raises(ValueError, match="was never rounded"):
        Symbol("number", 60, number)


def test_the_luck_of_weeks_is_another_than_that_of_releases() -> None:
    lucks = [make(b"key", "project", arm) for make in (week_luck, release_luck) for arm in "ab"]
    assert len({luck("reach") for luck in lucks}) == 4


@given(sizes, st.data(), st.integers(0, 4))
def test_one_more_in_every_week_is_the_same_as_luck_that_moved_by_a_fifth(
    invited: int, data: st.DataObject, fifth: int
) -> None:
    """So with one luck for all weeks, being in all of them or in none shows one time in five."""
    weeks = data.draw(st.lists(st.integers(0, max(invited - 1, 0)), min_size=1, max_size=12))
    luck = data.draw(st.integers(0, (1 << 56) // 5 - 1)) / Fraction(1 << 56) + Fraction(fifth, 5)

    def said(more: int, luck: Fraction) -> list[Symbol]:
        return [symbol(count + more, invited, luck, RULE) for count in weeks]

    if luck >= Fraction(1, 5):
        assert said(1, luck) == said(0, luck - Fraction(1, 5))


def test_chances_fill_the_unit_evenly() -> None:
    luck = chance(b"key", "project")
    tenths = [int(luck(str(cell)) * 10) for cell in range(2_000)]
    # 200 are expected in each tenth; five standard deviations are 67.
    assert all(133 < tenths.count(tenth) < 267 for tenth in range(10))


@pytest.mark.parametrize(
    "limits", [(4, 15, 4), (5, 14, 4), (5, 15, 3), (6, 15, 4), (10, 29, 4), (0, 0, 0)]
)
def test_limits_looser_than_the_rule_are_refused(limits: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match=r"tightened only|three times"):
        Limits(*limits)


tight = st.builds(
    lambda people, more, weeks: Limits(people, 3 * people + more, weeks),
    st.integers(5, 12),
    st.integers(0, 20),
    st.integers(4, 12),
)


@given(tight, tight)
def test_limits_follow_each_other_in_one_direction(before: Limits, after: Limits) -> None:
    tighter = (
        after.people >= before.people
        and after.invited >= before.invited
        and after.weeks >= before.weeks
    )
    assert before.allows(after) == tighter
    assert not (before.allows(after) and after.allows(before)) or before == after
