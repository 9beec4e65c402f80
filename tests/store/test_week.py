"""Counting in the open week."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.service import Person, Week
from bot.store.week import Figures, WeekStore, open_week
from tests.store.kit import MONDAY, SECRET, WEEK, person, slot

NOTHING = Figures(starts={}, completions={}, reached={}, sessions={})


def test_it_is_the_week_the_service_asks_for(week: WeekStore) -> None:
    asked: Week = week
    assert asked is week


async def test_a_start_is_one_person_who_has_finished_nothing(week: WeekStore) -> None:
    await week.count(slot(), person(), reached=0, finished=False)
    assert await week.figures("lente", WEEK) == Figures(
        starts={("een", MONDAY, 0): 1}, completions={}, reached={}, sessions={"een": {0: 1}}
    )
    assert await week.slots() == [slot()]
    assert await week.weeks() == [("lente", WEEK)]


async def test_a_walk_counts_each_thing_once_however_often_it_is_told(week: WeekStore) -> None:
    for reached, finished in [(0, False), (1, False), (1, False), (3, False), (2, False)]:
        await week.count(slot(), person(), reached=reached, finished=finished)
    for _ in range(2):
        await week.count(slot(), person(), reached=3, finished=True)
    assert await week.figures("lente", WEEK) == Figures(
        starts={("een", MONDAY, 0): 1},
        completions={("een", MONDAY, 0): 1},
        reached={("een", 1): 1, ("een", 2): 1, ("een", 3): 1},
        sessions={"een": {1: 1}},
    )


async def test_what_was_missed_is_made_up_for(week: WeekStore) -> None:
    await week.count(slot(), person(), reached=2, finished=True)
    assert await week.figures("lente", WEEK) == Figures(
        starts={("een", MONDAY, 0): 1},
        completions={("een", MONDAY, 0): 1},
        reached={("een", 1): 1, ("een", 2): 1},
        sessions={"een": {1: 1}},
    )


async def test_a_hundred_presses_at_once_are_one(week: WeekStore) -> None:
    await asyncio.gather(
        *(week.count(slot(), person(), reached=n % 5, finished=n % 2 == 0) for n in range(100))
    )
    figures = await week.figures("lente", WEEK)
    assert figures.starts == {("een", MONDAY, 0): 1}
    assert figures.sessions == {"een": {1: 1}}
    assert set(figures.reached.values()) == {1}


async def test_people_are_told_apart_by_every_part_of_who_they_are(week: WeekStore) -> None:
    # Run together these would be one: the fields of a code carry their lengths.
    people = [Person("T1", "U1"), Person("T1U", "1"), Person("T", "1U1"), Person("", "T1U1")]
    for who in people:
        await week.count(slot(), who, reached=0, finished=True)
    assert (await week.figures("lente", WEEK)).sessions == {"een": {1: 4}}


async def test_sessions_add_up_over_the_week_per_person(week: WeekStore) -> None:
    for day in range(5):
        for pause in range(3):
            at = slot(pause, on=MONDAY + timedelta(days=day))
            await week.count(at, person(1), reached=1, finished=True)
            await week.count(at, person(2), reached=1, finished=pause == 0)
    await week.count(slot(), person(3), reached=0, finished=False)
    figures = await week.figures("lente", WEEK)
    assert figures.sessions == {"een": {15: 1, 5: 1, 0: 1}}
    assert figures.reached == {("een", 1): 30}
    assert figures.completions[("een", MONDAY, 0)] == 2
    assert figures.starts[("een", MONDAY, 0)] == 3


async def test_a_person_counts_all_week_under_the_arm_first_pressed(week: WeekStore) -> None:
    await week.count(slot(0, "een"), person(), reached=1, finished=True)
    await week.count(slot(1, "twee"), person(), reached=1, finished=True)
    await week.count(slot(1, "twee"), person(2), reached=1, finished=True)
    figures = await week.figures("lente", WEEK)
    assert figures.sessions == {"een": {2: 1}, "twee": {1: 1}}
    assert figures.starts == {
        ("een", MONDAY, 0): 1,
        ("een", MONDAY, 1): 1,
        ("twee", MONDAY, 1): 1,
    }
    assert figures.reached == {("een", 1): 2, ("twee", 1): 1}


async def test_the_next_week_is_another_week(week: WeekStore) -> None:
    # The Sunday before and the Monday of week 2; the second year begins in week 53 of the first.
    await week.count(slot(arm="een", on=date(2027, 1, 10)), person(), reached=0, finished=True)
    await week.count(slot(arm="twee"), person(), reached=0, finished=True)
    await week.count(slot(on=date(2027, 1, 1)), person(), reached=0, finished=False)
    assert await week.weeks() == [
        ("lente", "2026-W53"),
        ("lente", "2027-W01"),
        ("lente", "2027-W02"),
    ]
    assert (await week.figures("lente", "2027-W01")).sessions == {"een": {1: 1}}
    assert (await week.figures("lente", "2027-W02")).sessions == {"twee": {1: 1}}


async def test_projects_do_not_know_each_others_people(week: WeekStore, tmp_path: Path) -> None:
    await week.count(slot(), person(), reached=0, finished=True)
    await week.count(slot(project="herfst"), person(), reached=0, finished=True)
    for name in ("lente", "herfst"):
        assert (await week.figures(name, WEEK)).sessions == {"een": {1: 1}}


@pytest.mark.parametrize("reached", [-1, 101, 10**9])
async def test_a_step_no_session_has_counts_nothing(week: WeekStore, reached: int) -> None:
    with pytest.raises(ValueError, match="number of exercises"):
        await week.count(slot(), person(), reached=reached, finished=True)
    assert await week.weeks() == []


async def test_a_slot_that_has_closed_counts_nothing_more(week: WeekStore) -> None:
    await week.count(slot(), person(), reached=1, finished=False)
    before = await week.figures("lente", WEEK)
    await week.close_slot(slot())
    await week.count(slot(), person(), reached=3, finished=True)
    await week.count(slot(), person(2), reached=0, finished=False)
    assert await week.figures("lente", WEEK) == before
    assert await week.slots() == []
    assert await week.weeks() == [("lente", WEEK)]
    await week.close_slot(slot())
    await week.count(slot(1), person(), reached=0, finished=True)
    assert (await week.figures("lente", WEEK)).sessions == {"een": {1: 1}}


async def test_a_slot_nobody_pressed_can_be_closed_too(week: WeekStore) -> None:
    await week.close_slot(slot())
    await week.count(slot(), person(), reached=0, finished=False)
    assert await week.figures("lente", WEEK) == NOTHING
    assert await week.slots() == []


async def test_a_week_that_was_destroyed_does_not_begin_again(week: WeekStore) -> None:
    sunday = slot(on=date(2027, 1, 10))
    await week.count(sunday, person(), reached=1, finished=False)
    await week.count(slot(), person(), reached=1, finished=False)
    await week.destroy("lente", "2027-W01")
    # A walk that began in a slot that never closed, and goes on after the week is over.
    await week.count(sunday, person(), reached=4, finished=True)
    await week.close_slot(sunday)
    assert await week.figures("lente", "2027-W01") == NOTHING
    assert await week.weeks() == [("lente", WEEK)]
    assert await week.slots() == [slot()]
    await week.count(slot(), person(), reached=2, finished=True)
    assert (await week.figures("lente", WEEK)).sessions == {"een": {1: 1}}
    # An older one destroyed afterwards, once more, opens nothing either.
    await week.destroy("lente", "2026-W40")
    await week.count(sunday, person(), reached=4, finished=True)
    assert await week.weeks() == [("lente", WEEK)]


async def test_to_destroy_a_week_nobody_knows_is_no_mistake(week: WeekStore) -> None:
    await week.destroy("herfst", WEEK)
    assert await week.weeks() == []


async def test_the_week_goes_on_after_a_restart(tmp_path: Path, mounts: Path) -> None:
    memories = set()
    for finished in (False, True, True):
        week = await open_week(str(tmp_path), SECRET, identity="a bot", mounts=mounts)
        memories.add(week.memory)
        assert week.lost is None
        await week.count(slot(), person(), reached=1, finished=finished)
        await week.close()
    week = await open_week(str(tmp_path), SECRET, identity="a bot", mounts=mounts)
    assert (await week.figures("lente", WEEK)).sessions == {"een": {1: 1}}
    assert (await week.figures("lente", WEEK)).reached == {("een", 1): 1}
    assert memories == {week.memory}
    await week.close()


async def test_processes_share_one_week(tmp_path: Path, mounts: Path) -> None:
    both = [
        await open_week(str(tmp_path), SECRET, identity="a bot", mounts=mounts) for _ in range(2)
    ]
    await asyncio.gather(
        *(
            week.count(slot(), person(n), reached=1, finished=True)
            for n in range(50)
            for week in both
        )
    )
    for week in both:
        assert (await week.figures("lente", WEEK)).sessions == {"een": {1: 50}}
    await both[0].close_slot(slot())
    await both[1].count(slot(), person(99), reached=1, finished=True)
    assert (await both[0].figures("lente", WEEK)).sessions == {"een": {1: 50}}
    for week in both:
        await week.close()


async def test_a_press_that_is_given_up_leaves_the_week_whole(week: WeekStore) -> None:
    tasks = [
        asyncio.ensure_future(week.count(slot(), person(n), reached=1, finished=True))
        for n in range(50)
    ]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    figures = await week.figures("lente", WEEK)
    assert figures.starts == figures.completions
    assert figures.starts[("een", MONDAY, 0)] == figures.sessions["een"][1] >= 25


async def test_who_moved_on_their_own_account_did_the_session(week: WeekStore) -> None:
    for _ in range(2):
        await week.count(slot(), person(1), reached=0, finished=False, moved=True)
    figures = await week.figures("lente", WEEK)
    assert figures.moved == {("een", MONDAY, 0): 1}
    assert (figures.starts, figures.completions) == ({}, {})
    assert figures.sessions == {"een": {1: 1}}


async def test_walking_and_moving_in_one_pause_is_one_session(week: WeekStore) -> None:
    await week.count(slot(), person(1), reached=2, finished=True)
    await week.count(slot(), person(1), reached=0, finished=False, moved=True)
    await week.count(slot(), person(2), reached=0, finished=False, moved=True)
    await week.count(slot(), person(2), reached=2, finished=True)
    figures = await week.figures("lente", WEEK)
    assert figures.sessions == {"een": {1: 2}}
    assert figures.completions == figures.moved == {("een", MONDAY, 0): 1}
    assert figures.starts == {("een", MONDAY, 0): 2}


async def test_somebody_sees_their_own_sessions_and_nobody_elses(week: WeekStore) -> None:
    for pause in range(3):
        await week.count(slot(pause), person(1), reached=0, finished=True)
    await week.count(slot(project="herfst"), person(1), reached=0, finished=False)
    await week.count(slot(), person(2), reached=0, finished=True)
    assert await week.mine(person(1)) == {"lente": 3, "herfst": 0}
    assert await week.mine(person(2)) == {"lente": 1}
    assert await week.mine(person(3)) == {}
    assert await week.mine(person(1, team="T2")) == {}


async def test_who_is_forgotten_is_not_written_down_again_by_the_walk_that_goes_on(
    week: WeekStore,
) -> None:
    await week.count(slot(), person(1), reached=1, finished=False)
    await week.count(slot(), person(2), reached=1, finished=False)
    await week.forget(person(1))
    await week.forget(person(3))
    assert await week.mine(person(1)) == {}
    await week.count(slot(), person(1), reached=3, finished=True)
    await week.count(slot(), person(1), reached=0, finished=False, moved=True)
    figures = await week.figures("lente", WEEK)
    assert figures.sessions == {"een": {0: 1}}
    assert figures.starts == {("een", MONDAY, 0): 2}, "and is not counted twice"
    assert figures.completions == {("een", MONDAY, 0): 1}
    # The next pause is another matter: they press, so they take part.
    await week.count(slot(1), person(1), reached=0, finished=True)
    assert await week.mine(person(1)) == {"lente": 1}
