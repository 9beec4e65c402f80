"""T4, T6, T7, T9, T10 on the rule itself, each beside a design that the same attack breaks."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np
import pytest

from bot.core.privacy import (
    Counts,
    Limits,
    Release,
    Symbol,
    feasible,
    fold,
    read,
    release_arm,
    release_luck,
    symbol,
    week_luck,
    write,
)
from bot.core.privacy.symbols import bounds
from bot.core.project import Slot
from bot.core.week import monday
from tests import fakes
from tests.privacy.company import WEEKS, Company, arms
from tests.privacy.unknowns import Unknowns

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


async def changed_by(
    press: Callable[[], Awaitable[None]], report: Callable[[], Awaitable[str]]
) -> bool:
    """Whether who reads a report before and after a press learns of the press."""
    before = await report()
    await press()
    return await report() != before


async def test_a_report_says_nothing_of_who_comes_late(firm: Company) -> None:
    project = fakes.project(arms=arms("een"))
    on = monday(WEEKS[3])

    async def late(number: int) -> None:
        await firm.press(Slot("lente", "een", on, 1), [number])
        await firm.tick(firm.clock[0] + timedelta(minutes=1))

    async def raw() -> str:
        """The control: a report made from the counts, whenever somebody asks for it."""
        figures = await firm.week.figures("lente", WEEKS[3])
        return repr((figures.sessions, sum(figures.starts.values())))

    async def ours() -> str:
        (made,) = await firm.store.releases("lente")
        return made.previous + write(made.release) + made.digest

    await firm.file(project)
    for week in WEEKS[:4]:
        await firm.live(project, week)
        if week == WEEKS[3]:
            assert await changed_by(partial(late, 500), raw)
        await firm.over(project, week)
    assert not await changed_by(partial(late, 501), ours)


def behind(
    arms: Mapping[str, int], said: Mapping[tuple[str, ...], range]
) -> dict[str, tuple[int, int]]:
    """Return between which counts each arm lies, of so many, by what is said of arms and sums."""
    unknown = Unknowns(arms)
    for of, counts in said.items():
        unknown.know(dict.fromkeys(of, 1), counts[0], counts[-1])
    return unknown.ranges({arm: {arm: 1} for arm in arms}, [], enough=1_000)


def test_an_arm_that_is_too_small_cannot_be_found_by_taking_the_others_away() -> None:
    large, small = released([week(60, 30)] * 4, 60), released([week(14, 9)] * 4, 14)
    small = replace(small, arms=(replace(small.arms[0], arm="b"),))
    text = write(replace(large, arms=large.arms + small.arms))
    # An attacker goes through all that is published, and finds arms, but no sum of them.
    published = json.loads(text)
    parts = {"schema", "project", "period", "begins", "ends", "weeks", "limits", "arms"}
    assert set(published) == parts
    for arm in published["arms"]:
        assert set(arm) == {"arm", "invited", "period", "whole"}
    release, invited = read(text), {"a": 60, "b": 14}
    for cell in ("reach", "third", "most", "starts", "finishes"):
        found: dict[tuple[str, ...], range] = {
            (arm.arm,): feasible(arm.period.cells[cell], RULE)
            for arm in release.arms
            if cell in arm.period.cells
        }
        assert behind(invited, found)["b"] == (0, 14), cell
        assert list(found) == [("a",)]
    # The control: exact counts with their total, from which the small arm itself is left out.
    naive = {("a",): range(30, 31), ("a", "b"): range(39, 40)}
    assert behind(invited, naive)["b"] == (9, 9)


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


Says = Callable[[int, Fraction], object]
"""What is said of a count of people, with some luck."""
LUCKS = [Fraction(at, 100) for at in range(100)]


def advantage(says: Says, helpers: int) -> Fraction:
    """Return how well it shows whether one person took part, beside helpers of whom all is known.

    It is the most any attacker can reach, over all luck: how far what is said with the person is
    from what is said without.
    """
    with_, without = (Counter(says(helpers + more, luck) for luck in LUCKS) for more in (1, 0))
    return Fraction((with_ - without).total(), len(LUCKS))


def test_one_person_and_four_helpers_show_under_shown_from_five(verify_table: Row) -> None:
    """The control: an arm of a person and four helpers, exact from five on and hidden below."""
    worst = advantage(lambda people, _: people if people >= 5 else "hidden", helpers=4)
    verify_table("T9: control, a person and 4 helpers, shown from five", 100, f"advantage {worst}")
    assert worst == 1


def test_an_arm_of_fourteen_says_nothing_whoever_is_in_it() -> None:
    for people in range(15):
        assert released([week(14, people)] * 4, 14).arms[0].period.cells == {}
    assert max(advantage(ours(14), helpers) for helpers in range(14)) == 0


def ours(invited: int) -> Says:
    return lambda people, luck: symbol(people, invited, luck, RULE)


def test_one_person_and_helpers_who_fill_up_an_arm_are_said_alike_four_times_in_five(
    verify_table: Row,
) -> None:
    """Fourteen helpers know themselves: the most that anybody can know."""
    worst = max(advantage(ours(15), helpers) for helpers in range(15))
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
