"""Slots: when one is open, how a press on one stands, and in which week it falls."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.core.project import Slot, State
from bot.core.schedule import (
    closes_at,
    exists,
    is_open,
    is_over,
    project_week,
    slot_instant,
    standing,
)
from bot.core.week import iso_week, week_over
from tests.spec.schedule_kit import EVERY_DAY, SECOND, arm, project, slot, wall, zulu


@pytest.mark.parametrize(
    "pauses, on, pause, closes",
    [
        (["10:30"], "2027-01-11", 0, "2027-01-11 12:30"),  # two hours
        (["10:30", "12:30"], "2027-01-11", 0, "2027-01-11 12:30"),
        (["10:30", "12:29"], "2027-01-11", 0, "2027-01-11 12:29"),  # the next prompt
        (["10:30", "10:31"], "2027-01-11", 0, "2027-01-11 10:31"),
        (["10:30", "10:31"], "2027-01-11", 1, "2027-01-11 12:31"),
        (["10:30", "15:00"], "2027-01-11", 0, "2027-01-11 12:30"),
        # Past midnight: the next prompt is tomorrow's first, if tomorrow is a day of the project.
        (["00:15", "23:30"], "2027-01-11", 1, "2027-01-12 00:15"),
        (["00:15", "23:30"], "2027-01-15", 1, "2027-01-16 01:30"),
        (["00:15", "23:30"], "2027-04-02", 1, "2027-04-03 01:30"),
        # Two hours are two hours, also over a change of the clock.
        (["01:30"], "2027-03-28", 0, "2027-03-28 04:30"),
    ],
)
def test_a_slot_closes_after_two_hours_or_at_its_arms_next_prompt(
    pauses: list[str], on: str, pause: int, closes: str
) -> None:
    days = EVERY_DAY if on == "2027-03-28" else ("mon", "tue", "wed", "thu", "fri")
    one = project(*pauses, days=days)
    assert closes_at(one, slot(on, pause)) == wall(closes)


def test_another_arms_prompt_closes_nothing() -> None:
    one = project(arms=(arm("a", "10:30"), arm("b", "11:00", channels=("C0BRAVO",))))
    assert closes_at(one, slot("2027-01-11")) == wall("2027-01-11 12:30")


@pytest.mark.parametrize(
    "now, open_now",
    [("10:29:59", False), ("10:30:00", True), ("12:29:59", True), ("12:30:00", False)],
)
def test_a_slot_is_open_from_the_second_it_is_due_until_the_second_it_closes(
    now: str, open_now: bool
) -> None:
    at = wall(f"2027-01-11 {now}")
    one = project("10:30")
    assert is_open(one, slot("2027-01-11"), at) is open_now
    assert is_open(one, slot("2027-01-11"), at.astimezone(one.zone)) is open_now


def test_a_free_day_named_after_the_prompt_went_out_does_not_close_its_slot() -> None:
    one = project("10:30", closed=("2027-01-11",))
    assert is_open(one, slot("2027-01-11"), wall("2027-01-11 11:00"))


STRANGE = [
    slot("2027-01-11", arm="z"),
    slot("2027-01-11", pause=1),
    slot("2027-01-11", pause=-1),
    slot("2027-01-08"),  # before the first day
    slot("2027-04-05"),  # after the last
    slot("2027-01-16"),  # a Saturday
    slot("0001-01-01"),
    slot("9999-12-31"),
    Slot("another", "a", date(2027, 1, 11), 0),
]


@pytest.mark.parametrize("strange", STRANGE)
def test_a_slot_the_project_does_not_have_is_unknown_and_never_open(strange: Slot) -> None:
    one = project("10:30")
    for now in (wall("2027-01-01 11:00"), wall("2027-01-11 11:00"), wall("2027-01-16 11:00")):
        assert standing(one, "running", strange, now) == "unknown"
        assert not is_open(one, strange, now)
        assert not exists(one, strange)


@pytest.mark.parametrize("strange", STRANGE[:3])
def test_an_arm_or_pause_that_is_not_there_has_no_instant(strange: Slot) -> None:
    with pytest.raises(LookupError):
        slot_instant(project("10:30"), strange)
    with pytest.raises(LookupError):
        closes_at(project("10:30"), strange)


@pytest.mark.parametrize(
    "state, on, now, expected",
    [
        ("running", "2027-01-12", "2027-01-12 10:29", "early"),
        ("running", "2027-01-12", "2027-01-01 10:30", "early"),
        ("running", "2027-01-12", "2027-01-12 10:30", "open"),
        ("running", "2027-01-12", "2027-01-12 12:30", "closed"),
        ("running", "2027-01-11", "2027-01-12 10:31", "closed"),  # yesterday's prompt
        ("running", "2027-01-11", "2027-04-02 23:59", "closed"),
        ("running", "2027-01-11", "2027-04-03 00:00", "ended"),
        ("running", "2027-04-02", "2027-04-02 11:00", "open"),
        # A paused project sends no more, but what it sent goes on.
        ("paused", "2027-01-12", "2027-01-12 10:30", "open"),
        ("paused", "2027-01-12", "2027-01-12 12:30", "closed"),
        # Ended by hand, it is over at once.
        ("ended", "2027-01-12", "2027-01-12 10:29", "ended"),
        ("ended", "2027-01-12", "2027-01-12 10:30", "ended"),
        ("ended", "2027-01-12", "2027-01-13 10:30", "ended"),
    ],
)
def test_how_a_press_on_a_prompt_stands(state: State, on: str, now: str, expected: str) -> None:
    assert standing(project("10:30"), state, slot(on), wall(now)) == expected


@pytest.mark.parametrize(
    "now, expected",
    [
        ("2027-04-02 23:29", "early"),
        ("2027-04-02 23:59", "open"),
        ("2027-04-03 01:29", "open"),  # open until its two hours are over, though the day is
        ("2027-04-03 01:30", "ended"),
    ],
)
def test_the_last_slot_of_the_last_day_stays_open_past_midnight(now: str, expected: str) -> None:
    assert standing(project("23:30"), "running", slot("2027-04-02"), wall(now)) == expected


def test_once_a_project_is_over_that_is_the_answer_whatever_else_is_unknown() -> None:
    shortened = project("10:30", ends="2027-01-12")
    assert standing(shortened, "running", slot("2027-01-13"), wall("2027-01-13 11:00")) == "ended"
    assert standing(shortened, "ended", slot("2027-01-11", arm="z"), wall("2027-01-11 11:00")) == (
        "ended"
    )


@pytest.mark.parametrize(
    "zone, state, now, over",
    [
        ("Europe/Amsterdam", "running", "2027-04-02 21:59", False),
        ("Europe/Amsterdam", "running", "2027-04-02 22:00", True),
        ("Europe/Amsterdam", "paused", "2027-04-02 22:00", True),
        ("Europe/Amsterdam", "ended", "2027-01-11 12:00", True),
        ("America/New_York", "running", "2027-04-03 03:59", False),
        ("America/New_York", "running", "2027-04-03 04:00", True),
    ],
)
def test_a_project_is_over_when_its_last_day_is_in_its_own_zone(
    zone: str, state: State, now: str, over: bool
) -> None:
    assert is_over(project("10:30", timezone=zone), state, zulu(now)) is over


@pytest.mark.parametrize(
    "changes, on, week",
    [
        ({}, "2027-01-11", 0),
        ({}, "2027-01-17", 0),  # Sunday still
        ({}, "2027-01-18", 1),
        ({}, "2027-04-02", 11),
        # A project that starts on a Thursday has a first week of two days.
        ({"starts": "2027-01-14"}, "2027-01-15", 0),
        ({"starts": "2027-01-14"}, "2027-01-18", 1),
        # Over the turn of a year, with ISO week 53.
        ({"starts": "2026-12-28"}, "2027-01-03", 0),
        ({"starts": "2026-12-28"}, "2027-01-04", 1),
        # HR's trial before the start.
        ({}, "2027-01-10", 0),
        ({}, "2026-11-02", 0),
    ],
)
def test_the_projects_week_counts_from_the_monday_of_its_first(
    changes: dict[str, Any], on: str, week: int
) -> None:
    assert project_week(project("10:30", **changes), date.fromisoformat(on)) == week


@pytest.mark.parametrize(
    "on, week",
    [
        ("2027-01-11", "2027-W02"),
        ("2027-01-17", "2027-W02"),
        ("2027-01-18", "2027-W03"),
        ("2026-12-31", "2026-W53"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("2029-12-31", "2030-W01"),
        ("2028-02-29", "2028-W09"),
    ],
)
def test_the_iso_week_of_a_date(on: str, week: str) -> None:
    assert iso_week(date.fromisoformat(on)) == week


@pytest.mark.parametrize(
    "week, zone, monday",
    [
        ("2027-W02", "Europe/Amsterdam", "2027-01-17 23:00"),
        ("2027-W02", "America/New_York", "2027-01-18 05:00"),
        ("2026-W53", "Europe/Brussels", "2027-01-03 23:00"),
        ("2027-W12", "Europe/Amsterdam", "2027-03-28 22:00"),  # the Sunday of 23 hours
        ("2027-W43", "Europe/Amsterdam", "2027-10-31 23:00"),  # and of 25
        ("2027-W12", "Asia/Beirut", "2027-03-28 21:00"),
    ],
)
def test_a_week_is_over_when_the_next_monday_begins_in_the_projects_zone(
    week: str, zone: str, monday: str
) -> None:
    at, local = zulu(monday), ZoneInfo(zone)
    for moment in (at, at.astimezone(local)):
        assert week_over(week, local, moment)
        assert not week_over(week, local, moment - SECOND)


@pytest.mark.parametrize("week", ["", "2027", "2027-02", "2027-W54", "2027-W00", "week 2"])
def test_what_is_no_iso_week_is_refused(week: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        week_over(week, ZoneInfo("Europe/Amsterdam"), zulu("2027-01-11 00:00"))
