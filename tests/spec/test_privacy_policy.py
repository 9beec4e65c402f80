"""What is said of an arm depends on how many are invited; answers merge until nobody stands out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bot.core.privacy import Category, Limits, Symbol, feasible, hidden, merged, middle, symbol
from bot.core.privacy.policy import SHORT, kept, often, once

RULE = Limits()
STEPS = [f"step-{number}" for number in range(1, 12)]
CELLS = ["reach", "third", "most", "starts", "finishes", *STEPS]
ANSWERS = ["better", "same", "worse"]


@pytest.mark.parametrize(
    "invited,every_period,at_the_end",
    [
        (14, "", ""),
        (15, "reach most", ""),
        (24, "reach most", ""),
        (25, "reach most third", ""),
        (59, "reach most third", ""),
        (60, "reach most third starts finishes", ""),
        (99, "reach most third starts finishes", ""),
        (100, "reach most third starts finishes", "step-6"),
        (119, "reach most third starts finishes", "step-6"),
        (120, "reach most third starts finishes step-6", ""),
        (299, "reach most third starts finishes step-6", ""),
        (300, "reach most third starts finishes step-1 step-3 step-5 step-7 step-9 step-11", ""),
    ],
)
def test_what_is_said_of_an_arm(invited: int, every_period: str, at_the_end: str) -> None:
    assert often(CELLS, invited, SHORT, RULE) == set(every_period.split())
    assert once(CELLS, invited, SHORT, RULE) == set(at_the_end.split())
    assert kept(CELLS, invited, SHORT, RULE) == set(every_period.split()) | set(at_the_end.split())


@pytest.mark.parametrize(
    "invited,said",
    [
        (24, "reach most"),
        (39, "reach most third"),
        (40, "reach most better same worse"),
        (60, "reach most better same worse third"),
        (80, "reach most better same worse starts finishes"),
        (120, "reach most better same worse starts finishes third step-6"),
    ],
)
def test_the_effect_question_comes_before_the_lesser_shares(invited: int, said: str) -> None:
    assert often(CELLS + ANSWERS, invited, SHORT, RULE) == set(said.split())


@pytest.mark.parametrize("periods", [SHORT + 1, 13, 40])
@pytest.mark.parametrize(
    "invited,said",
    [
        (14, ""),
        (15, "reach most"),
        (25, "reach most third"),
        (120, "reach most third"),
        (299, "reach most third"),
        (300, "reach most third starts finishes"),
    ],
)
def test_a_long_project_says_less_because_every_period_tells_a_little_more(
    invited: int, said: str, periods: int
) -> None:
    assert often(CELLS, invited, periods, RULE) == set(said.split())
    assert once(CELLS, invited, periods, RULE) == set()


def test_answers_of_a_long_project_take_the_place_of_other_figures() -> None:
    said = [often(CELLS + ANSWERS, invited, 13, RULE) for invited in (39, 40, 300)]
    assert said == [
        {"reach", "most", "third"},
        {"reach", "most", *ANSWERS},
        {"reach", "most", *ANSWERS, "starts", "finishes"},
    ]


def test_where_the_effect_question_is_asked_nothing_waits_for_the_end() -> None:
    assert all(once(CELLS + ANSWERS, invited, SHORT, RULE) == set() for invited in range(15, 320))


@pytest.mark.parametrize(
    "invited,said",
    [
        (60, "reach most starts finishes third"),
        (299, "reach most starts finishes third step-6"),
        (300, "reach most starts finishes third sent step-1 step-3 step-5 step-7 step-9 step-11"),
    ],
)
def test_direct_messages_that_went_out_are_said_of_large_arms_only(invited: int, said: str) -> None:
    assert often([*CELLS, "sent"], invited, SHORT, RULE) == set(said.split())


def test_a_tighter_limit_of_invited_holds_for_everything() -> None:
    assert kept(CELLS, 60, SHORT, Limits(invited=61)) == frozenset()
    assert kept(CELLS, 400, SHORT, Limits(invited=401)) == frozenset()


def test_every_exercise_of_a_short_session_is_said_of_a_large_arm() -> None:
    short = [*CELLS[:5], *STEPS[:6]]
    assert often(short, 300, SHORT, RULE) == set(short)


def test_half_way_of_ten_exercises_or_one_is_a_step() -> None:
    assert "step-6" in often([*CELLS[:5], *STEPS[:10]], 120, SHORT, RULE)
    assert "step-1" in often([*CELLS[:5], "step-1"], 120, SHORT, RULE)


def answers(invited: int, *said: int | str) -> dict[str, Symbol]:
    """A release's symbols of *better*, *same* and *worse*: numbers, `low` or `high`."""
    found = [
        Symbol("number", invited, one, answers=True)
        if isinstance(one, int)
        else Symbol("low" if one == "low" else "high", invited, answers=True)
        for one in said
    ]
    return dict(zip(ANSWERS, found, strict=True))


@pytest.mark.parametrize(
    "said,shown",
    [
        # Each from ten: each is about five people or more.
        ((20, 10, 10), "better 20 · same 10 · worse 10"),
        # Few are worse off: they join those for whom nothing changed.
        ((20, 10, "low"), "better 20 · same/worse 12.5"),
        ((20, "low", 10), "better/same 22.5 · worse 10"),
        ((20, "low", "low"), ""),
        (("low", 20, 10), "better/same 22.5 · worse 10"),
        (("low", 20, "low"), ""),
        (("high", "low", "low"), ""),
        (("low", "low", "low"), ""),
    ],
)
def test_answers_merge_upwards_until_each_is_about_enough_people(
    said: tuple[int | str, ...], shown: str
) -> None:
    found = merged(answers(60, *said), RULE)
    text = " · ".join(f"{'/'.join(one.answers)} {float(one.middle):g}" for one in found)
    assert text == shown
    assert all(one.least >= RULE.people for one in found)


def test_answers_that_are_not_there_or_say_nothing_are_not_shown() -> None:
    assert merged({}, RULE) == ()
    assert merged(answers(60, 20, 10, 10) | {"same": hidden(60)}, RULE) == ()


def test_a_merged_category_says_what_rounding_leaves_possible() -> None:
    assert merged(answers(60, 20, 10, "low"), RULE) == (
        Category(("better",), Fraction(20), 16, 24),
        Category(("same", "worse"), Fraction(25, 2), 6, 23),
    )


def test_low_begins_lower_for_answers_because_they_are_said_together() -> None:
    few = symbol(10, 60, Fraction(0), RULE, answers=True)
    assert few == Symbol("number", 60, 10, answers=True)
    assert symbol(10, 60, Fraction(0), RULE) == Symbol("low", 60)
    low = symbol(4, 60, Fraction(0), RULE, answers=True)
    assert low == Symbol("low", 60, answers=True)
    assert feasible(low, RULE) == range(10)
    assert middle(low, RULE) == Fraction(5, 2)
