"""What comes next: for Home, for `project show`, and for a clock that jumps."""

from __future__ import annotations

import pytest

from bot.core.project import Project, State
from bot.core.schedule import next_event, next_pauses
from tests.spec.schedule_kit import EVERY_DAY, SECOND, arm, project, wall, zulu


def next_ones(one: Project, now: str, count: int, state: State = "running") -> list[str]:
    found = next_pauses(one, state, wall(now), count)
    return [
        f"{each.slot.arm} {each.due.astimezone(one.zone):%m-%d %H:%M}"
        f"-{each.closes.astimezone(one.zone):%H:%M}"
        for each in found
    ]


def test_the_next_pauses_of_all_arms_in_order_and_those_of_now_are_past() -> None:
    one = project(arms=(arm("a", "10:30", "15:00"), arm("b", "10:30", channels=("C0BRAVO",))))
    assert next_ones(one, "2027-01-11 10:29", 3) == [
        "a 01-11 10:30-12:30",
        "b 01-11 10:30-12:30",
        "a 01-11 15:00-17:00",
    ]
    assert next_ones(one, "2027-01-11 10:30", 2) == ["a 01-11 15:00-17:00", "a 01-12 10:30-12:30"]
    assert next_ones(one, "2027-01-11 10:30", 0) == []


@pytest.mark.parametrize(
    "now, first",
    [
        ("2026-06-01 00:00", ["a 01-11 10:30-12:30"]),  # before the project
        ("2027-01-15 10:30", ["a 01-18 10:30-12:30"]),  # over a weekend
        ("2027-01-18 10:30", ["a 01-20 10:30-12:30"]),  # over a closing day
        ("2027-03-26 10:29", ["a 03-30 10:30-12:30"]),  # over Easter
        ("2027-04-02 10:30", []),  # the last one is past
        ("2030-01-01 00:00", []),
    ],
)
def test_the_next_pause_is_never_on_a_day_without_prompts(now: str, first: list[str]) -> None:
    one = project(
        "10:30", closed=("2027-01-19",), holidays={"country": "NL", "extra": ("2027-03-26",)}
    )
    assert next_ones(one, now, 1) == first


@pytest.mark.parametrize("state", ["paused", "ended"])
def test_a_project_that_does_not_run_has_no_next_pause(state: State) -> None:
    assert next_ones(project("10:30"), "2027-01-11 00:00", 5, state) == []


def test_an_arm_of_a_project_in_dms_has_its_next_pause_too() -> None:
    one = project(deliver="dm", arms=(arm("a", "10:30", channels=()),))
    assert next_ones(one, "2027-01-11 00:00", 1) == ["a 01-11 10:30-12:30"]


def test_a_pause_pushed_past_midnight_comes_after_the_first_of_the_new_day() -> None:
    one = project(
        "00:10",
        "23:30",
        starts="2027-03-27",
        ends="2027-03-28",
        days=EVERY_DAY,
        timezone="America/Nuuk",
    )
    found = next_pauses(one, "running", zulu("2027-03-28 00:00"), 1)
    assert [(each.slot.on.day, each.slot.pause) for each in found] == [(28, 0)]
    assert next_event(one, "running", zulu("2027-03-28 01:10")) == zulu("2027-03-28 01:30")


@pytest.mark.parametrize(
    "state, now, event",
    [
        ("running", "2027-01-01 00:00", "2027-01-11 10:30"),
        ("running", "2027-01-11 10:30", "2027-01-11 11:30"),  # due ends the slot before it
        ("running", "2027-01-11 11:30", "2027-01-11 13:30"),  # closing
        ("running", "2027-01-11 13:30", "2027-01-12 10:30"),
        ("running", "2027-04-02 11:30", "2027-04-02 13:30"),
        ("running", "2027-04-02 13:30", None),
        ("paused", "2027-01-11 10:00", None),
        ("paused", "2027-01-11 11:45", "2027-01-11 13:30"),  # what is open still closes
        ("ended", "2027-01-11 11:45", "2027-01-11 13:30"),
        ("ended", "2027-01-11 13:30", None),
        # On a free day nothing happens.
        ("running", "2027-01-12 13:30", "2027-01-14 10:30"),
        ("running", "2027-01-13 10:31", "2027-01-14 10:30"),
    ],
)
def test_the_next_event_is_the_next_slot_due_or_closing(
    state: State, now: str, event: str | None
) -> None:
    one = project("10:30", "11:30", closed=("2027-01-13",))
    found = next_event(one, state, wall(now))
    assert found == (wall(event) if event else None)


def test_after_midnight_the_next_event_is_the_closing_of_yesterdays_last_slot() -> None:
    one = project("10:30", "23:30")
    assert next_event(one, "running", wall("2027-01-12 00:30")) == wall("2027-01-12 01:30")


def test_a_clock_that_jumps_from_event_to_event_sees_every_slot_open_and_close() -> None:
    one = project("10:30", "11:30", "15:00", ends="2027-01-12")
    now, seen = wall("2027-01-01 00:00"), []
    while (event := next_event(one, "running", now)) is not None:
        assert event >= now + SECOND
        seen.append(f"{event.astimezone(one.zone):%d %H:%M}")
        now = event
    times = ["10:30", "11:30", "13:30", "15:00", "17:00"]
    assert seen == [f"{day} {each}" for day in (11, 12) for each in times]
