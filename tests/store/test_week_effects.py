"""The effect question in the open week: people are counted, one answer a week, and no more is kept.

What counts once per person is tried at length in the model of the week; here are the cases to read.
"""

from __future__ import annotations

from typing import get_args

import pytest

from bot.core.events import Felt
from bot.core.privacy import EFFECTS
from bot.store.week import WeekStore
from tests.store.kit import MONDAY, WEEK, person, slot


async def answer(
    week: WeekStore, felt: Felt, who: int = 1, pause: int = 0, arm: str = "een"
) -> None:
    await week.count(slot(pause, arm), person(who), reached=1, finished=True, felt=felt)


async def answers(week: WeekStore) -> dict[str, dict[str, int]]:
    effects = (await week.figures("lente", WEEK)).effects
    return {arm: dict(by_answer) for arm, by_answer in effects.items()}


def test_the_answers_are_those_of_the_release_rule() -> None:
    assert get_args(Felt) == EFFECTS


async def test_where_nobody_answered_there_is_nothing(week: WeekStore) -> None:
    await week.count(slot(), person(), reached=1, finished=True)
    assert await answers(week) == {}


async def test_the_first_answer_of_the_week_counts(week: WeekStore) -> None:
    await answer(week, "better", who=1)
    await answer(week, "better", who=2)
    await answer(week, "worse", who=3)
    for pause, felt in [(0, "worse"), (1, "same"), (2, "better")]:
        await answer(week, felt, who=1, pause=pause)  # type: ignore[arg-type]  # a table of words
    assert await answers(week) == {"een": {"better": 2, "worse": 1}}


async def test_an_answer_counts_under_the_arm_first_pressed(week: WeekStore) -> None:
    await week.count(slot(0, "een"), person(), reached=1, finished=True)
    await answer(week, "same", pause=1, arm="twee")
    assert await answers(week) == {"een": {"same": 1}}


async def test_the_next_week_and_another_project_ask_again(week: WeekStore) -> None:
    for name, on in [("lente", MONDAY), ("herfst", MONDAY), ("lente", MONDAY.replace(day=18))]:
        at = slot(project=name, on=on)
        await week.count(at, person(), reached=1, finished=True, felt="same")
    for name, of in [("lente", WEEK), ("herfst", WEEK), ("lente", "2027-W03")]:
        assert (await week.figures(name, of)).effects == {"een": {"same": 1}}


async def test_an_answer_after_the_slot_has_closed_does_not_count(week: WeekStore) -> None:
    await week.count(slot(), person(), reached=1, finished=True)
    await week.close_slot(slot())
    await answer(week, "better")
    assert await answers(week) == {}


async def test_who_is_forgotten_does_not_answer_again_in_the_same_pause(week: WeekStore) -> None:
    await answer(week, "better", who=1)
    await answer(week, "same", who=2)
    await week.forget(person(1))
    await answer(week, "better", who=1)
    assert await answers(week) == {"een": {"better": 1, "same": 1}}, "what it was nobody knows"


async def test_who_is_forgotten_on_the_way_answers_for_nobody(week: WeekStore) -> None:
    await week.count(slot(), person(), reached=1, finished=False)
    await week.forget(person())
    await answer(week, "better")
    figures = await week.figures("lente", WEEK)
    assert figures.effects == {}
    assert figures.sessions == {}


async def test_a_word_that_is_no_answer_is_refused_and_nothing_is_counted(week: WeekStore) -> None:
    with pytest.raises(Exception, match="CHECK constraint failed"):
        await answer(week, "fantastic")  # type: ignore[arg-type]  # that is the mistake
    assert await week.weeks() == []
