"""T4, T6, T7, T9, T10 on the rule itself, each beside a design that the same attack breaks."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from bot.core.privacy import (
    ArmRelease,
    Counts,
    Limits,
    Release,
    Symbol,
    feasible,
    fold,
    release_arm,
    release_luck,
    symbol,
    week_luck,
    write,
)
from bot.core.privacy.symbols import bounds

Amount = Callable[[int, int], int]
Row = Callable[[str, int, str], None]
RULE = Limits()


# A symbol tells of nobody because it tells of everybody (T4).


def symbols(n: int) -> Iterator[Symbol]:
    """Yield everything that can be said of an arm."""
    low, high = bounds(n, RULE)
    yield from (Symbol("low", n), Symbol("high", n))
    for number in range(low // 5 * 5 + 5, high, 5):
        yield Symbol("number", n, number)


def test_no_symbol_tells_that_nearly_all_or_nearly_none_took_part(verify_table: Row) -> None:
    fewest, seen = 1_000, 0
    for n in range(15, 501):
        for said in symbols(n):
            possible = feasible(said, RULE)
            assert possible[0] <= 0.8 * n, said
            assert possible[-1] >= 0.2 * n, said
            fewest, seen = min(fewest, len(possible)), seen + 1
    verify_table("T4: symbols of arms of 15 to 500", seen, f"each leaves {fewest} counts or more")
    assert fewest == 6


@pytest.mark.parametrize("count,invited", [(8, 8), (0, 8), (15, 15), (0, 15), (40, 40), (0, 40)])
def test_all_and_none_are_told_from_nothing_else(count: int, invited: int) -> None:
    for fifth in range(5):
        said = symbol(count, invited, Fraction(fifth, 5), RULE)
        assert len(feasible(said, RULE)) >= min(invited, 10)


def test_with_bounds_that_are_not_whole_some_symbols_tell_too_much(verify_table: Row) -> None:
    """The control: the first draft compared with .2n and .8n."""
    broken = 0
    for n in range(15, 501):
        low, high = max(5, 0.2 * n), min(n - 5, 0.8 * n)
        most = max(count for count in range(n + 1) if count // 5 * 5 <= low)
        least = min(count for count in range(n + 1) if -(-count // 5) * 5 >= high)
        broken += most < 0.2 * n or least > 0.8 * n
    verify_table("T4: control, bounds that are not whole", 486, f"{broken} sizes tell too much")
    assert broken == 152


# Differences between releases and between arms (T6).


def week(n: int, people: int) -> Counts:
    """Return a week in which so many of `n` invited did all of fifteen pauses."""
    return Counts(15, {15: people, 0: 0}, 15 * people, 15 * people, (15 * people,) * 4)


def released(counts: list[Counts], invited: int, key: bytes = b"key") -> Release:
    luck, final = week_luck(key, "p", "a"), release_luck(key, "p", "a")
    weeks = [fold("a", str(at), each, invited, 3, luck, RULE) for at, each in enumerate(counts)]
    arm = release_arm("a", invited, 3, weeks, None, final, RULE)
    return Release("p", 0, date(2027, 1, 11), date(2027, 2, 7), 4, RULE, (arm,))


def test_a_release_is_the_same_to_the_byte_however_often_and_whatever_comes_late() -> None:
    counts = [week(60, people) for people in (30, 31, 29, 30)]
    luck, final = week_luck(b"key", "p", "a"), release_luck(b"key", "p", "a")
    weeks = [fold("a", str(at), each, 60, 3, luck, RULE) for at, each in enumerate(counts)]
    once = write(
        replace(released(counts, 60), arms=(release_arm("a", 60, 3, weeks, None, final, RULE),))
    )
    counts[3] = week(60, 45)  # somebody presses after the fold: the weeks that are kept do not know
    again = write(
        replace(released(counts[:4], 60), arms=(release_arm("a", 60, 3, weeks, None, final, RULE),))
    )
    assert once == again
    # The control: a report made anew from raw counts shows it.
    assert write(released(counts, 60)) != once


def test_an_arm_that_is_too_small_cannot_be_found_by_taking_the_others_away() -> None:
    large, small = released([week(60, 30)] * 4, 60), released([week(14, 9)] * 4, 14)
    assert small.arms == (ArmRelease("a", 14, replace(small.arms[0].period, cells={})),)
    said = json.loads(write(replace(large, arms=large.arms + small.arms)))
    assert [sorted(arm["period"]["cells"]) != [] for arm in said["arms"]] == [True, False]
    assert set(said) == {"schema", "project", "period", "begins", "ends", "weeks", "limits", "arms"}
    # The control: an exact total beside an exact arm gives the other one.
    assert (30 + 9) - 30 == 9


def test_two_counts_that_differ_by_one_are_mostly_said_alike(verify_table: Row) -> None:
    differ = sum(
        symbol(30, 60, Fraction(at, 1_000), RULE) != symbol(31, 60, Fraction(at, 1_000), RULE)
        for at in range(1_000)
    )
    verify_table(
        "T6: 30 or 31 of 60, over all luck", 1_000, f"said differently {differ / 1_000:.0%}"
    )
    assert differ == 200, "exact counts differ always"


# Events are no people (T7).


def test_few_people_who_do_much_are_never_a_number(amount: Amount, verify_table: Row) -> None:
    tries, rng = amount(300, 4_000), np.random.default_rng(7)
    naive = shown = 0
    for at in range(tries):
        people, invited = int(rng.integers(1, 5)), int(rng.integers(15, 121))
        pressed = rng.random((people, 15)) < rng.beta(3, 2, people)[:, None]
        done = pressed.sum(1)
        starts = int(done.sum())
        sessions = {int(n): int((done == n).sum()) for n in set(done.tolist()) if n}
        counts = Counts(15, sessions, starts, starts, (starts,) * 6)
        naive += starts >= 5
        luck = week_luck(b"key", str(at), "a")
        cells = fold("a", "w", counts, invited, 3, luck, RULE).cells.values()
        shown += any(said.said != "low" for said in cells)
    seen = f"{shown} shown as more than low; five events or more: {naive / tries:.0%}"
    verify_table("T7: weeks of 1 to 4 people who do much", tries, seen)
    assert shown == 0
    assert naive / tries >= 0.93, "the control: a threshold on events"


# One person among helpers (T9).


def test_an_arm_of_fourteen_says_nothing_whoever_is_in_it() -> None:
    for people in range(15):
        assert released([week(14, people)] * 4, 14).arms[0].period.cells == {}
    one, four = ([people >= 5 for people in (4 + more, 4)] for more in (1, 0))
    # The control: one person and four helpers under "shown from five".
    assert (one, four) == ([True, False], [False, False])


def test_one_person_and_helpers_who_fill_up_an_arm_are_said_alike_four_times_in_five(
    verify_table: Row,
) -> None:
    """Fourteen helpers know themselves: the most that anybody can know."""
    worst = Fraction(0)
    for helpers in range(15):
        alike = [
            symbol(helpers, 15, Fraction(at, 100), RULE)
            == symbol(helpers + 1, 15, Fraction(at, 100), RULE)
            for at in range(100)
        ]
        worst = max(worst, Fraction(alike.count(False), 100))
    verify_table("T9: a person among 14 helpers, over all luck", 1_500, f"advantage {float(worst)}")
    assert worst == Fraction(1, 5)


# Limits go one way (T10).


def test_no_limits_are_looser_than_the_rule() -> None:
    for people, invited, weeks in itertools.product(range(8), range(18), range(6)):
        loose = people < 5 or invited < 15 or weeks < 4 or invited < 3 * people
        if loose:
            with pytest.raises(ValueError, match=r"tightened|three times"):
                Limits(people, invited, weeks)
        else:
            assert RULE.allows(Limits(people, invited, weeks))
            assert Limits(people, invited, weeks) == RULE or not Limits(
                people, invited, weeks
            ).allows(RULE)


def test_without_that_check_an_arm_of_six_is_published() -> None:
    """The control: the same limits, written past the check."""
    loose: Any = object.__new__(Limits)
    for name, value in (("people", 1), ("invited", 5), ("weeks", 1)):
        object.__setattr__(loose, name, value)
    assert symbol(4, 6, Fraction(0), loose).said == "high"
    assert symbol(4, 6, Fraction(0), RULE).said == "hidden"
