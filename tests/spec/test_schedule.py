"""What is due: every slot once, sent or held back with the first reason that applies."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.core.effects import HoldBack, Send
from bot.core.project import State
from bot.core.schedule import due
from tests.spec.schedule_kit import (
    EVERY_DAY,
    HOUR,
    MINUTE,
    SECOND,
    arm,
    project,
    said,
    ticked,
    wall,
    zulu,
)

MONDAY = "2027-01-11"


def test_a_prompt_is_due_at_its_wall_time_in_every_channel_of_its_arm() -> None:
    both = project(
        arms=(
            arm("a", "10:30", "12:30", channels=("C0ALPHA", "C0BRAVO")),
            arm("b", "10:30", channels=("C0CHARLIE",)),
        )
    )

    found = due(both, "running", wall("2027-01-11 10:29"), wall("2027-01-11 10:30"))

    assert [(one.slot.arm, one.place) for one in found] == [
        ("a", "C0ALPHA"),
        ("a", "C0BRAVO"),
        ("b", "C0CHARLIE"),
    ]
    first = found[0]
    assert isinstance(first, Send)
    assert (first.due, first.until, first.closes) == (
        zulu("2027-01-11 09:30"),
        zulu("2027-01-11 09:45"),
        zulu("2027-01-11 11:30"),
    )


@pytest.mark.parametrize(
    "since, now, slots",
    [
        ("10:28:00", "10:29:00", []),
        ("10:29:00", "10:29:59", []),
        ("10:29:00", "10:30:00", ["2027-01-11 #0 send"]),
        ("10:29:00", "10:30:01", ["2027-01-11 #0 send"]),
        ("10:29:59", "10:31:00", ["2027-01-11 #0 send"]),
        ("10:30:00", "10:31:00", []),  # `since` itself was the last tick's
        ("10:30:00", "10:30:00", []),
        ("10:31:00", "10:29:00", []),  # a clock set back: nothing, and nothing twice
        ("10:29:00", "10:45:00", ["2027-01-11 #0 send"]),  # fifteen minutes late is not too late
        ("10:29:00", "10:45:01", ["2027-01-11 #0 too-late"]),
        ("10:29:00", "12:30:00", ["2027-01-11 #0 too-late", "2027-01-11 #1 send"]),
    ],
)
def test_a_tick_looks_from_the_last_tick_up_to_and_including_now(
    since: str, now: str, slots: list[str]
) -> None:
    one = project("10:30", "12:30")
    assert ticked(one, "running", wall(f"{MONDAY} {since}"), wall(f"{MONDAY} {now}")) == slots


@pytest.mark.parametrize("minutes", [1, 15, 60])
def test_a_prompt_may_be_as_late_as_the_window_and_no_second_later(minutes: int) -> None:
    one = project("10:30", window=minutes)
    since, last = wall(f"{MONDAY} 10:00"), wall(f"{MONDAY} 10:30") + minutes * MINUTE
    assert ticked(one, "running", since, last) == ["2027-01-11 #0 send"]
    assert ticked(one, "running", since, last + SECOND) == ["2027-01-11 #0 too-late"]


def test_a_prompt_is_never_sent_for_a_slot_that_has_closed_though_its_window_is_longer() -> None:
    one = project("10:30", "10:35")
    since = wall(f"{MONDAY} 10:00")

    [first] = due(one, "running", since, wall(f"{MONDAY} 10:34:59"))
    assert isinstance(first, Send)
    assert first.until < first.closes == wall(f"{MONDAY} 10:35")
    assert ticked(one, "running", since, wall(f"{MONDAY} 10:35")) == [
        "2027-01-11 #0 too-late",
        "2027-01-11 #1 send",
    ]


def test_a_tick_that_comes_twice_decides_the_same_so_that_the_store_can_keep_one() -> None:
    one = project("10:30")
    since, now = wall(f"{MONDAY} 10:29"), wall(f"{MONDAY} 10:30")
    assert due(one, "running", since, now) == due(one, "running", since, now)
    assert ticked(one, "running", now, now + MINUTE) == []


def test_after_a_week_without_ticks_all_that_was_missed_is_counted_and_only_the_last_sent() -> None:
    one = project("10:30", "15:00", holidays={"country": "NL", "extra": ("2027-01-13",)})
    since, now = wall("2027-01-11 12:00"), wall("2027-01-18 10:31")
    assert ticked(one, "running", since, now) == [
        "2027-01-11 #1 too-late",
        "2027-01-12 #0 too-late",
        "2027-01-12 #1 too-late",
        "2027-01-13 #0 holiday",
        "2027-01-13 #1 holiday",
        "2027-01-14 #0 too-late",
        "2027-01-14 #1 too-late",
        "2027-01-15 #0 too-late",
        "2027-01-15 #1 too-late",
        "2027-01-18 #0 send",
    ]


def test_prompts_come_by_due_time_then_by_arm_and_channel_as_filed() -> None:
    one = project(
        arms=(
            arm("z", "10:30", "10:32", channels=("C0ZULU", "C0ALPHA")),
            arm("b", "10:31", "10:32", channels=("C0BRAVO",)),
        )
    )
    found = due(one, "running", wall(f"{MONDAY} 10:00"), wall(f"{MONDAY} 10:32"))
    assert [(f"{one.due:%H:%M}", one.place) for one in found] == [
        ("09:30", "C0ZULU"),
        ("09:30", "C0ALPHA"),
        ("09:31", "C0BRAVO"),
        ("09:32", "C0ZULU"),
        ("09:32", "C0ALPHA"),
        ("09:32", "C0BRAVO"),
    ]


HOLIDAY = {"country": "NL", "extra": ("2027-01-11",)}
CLOSED = ("2027-01-11",)
NO_MONDAY = ("tue", "wed")


@pytest.mark.parametrize(
    "state, changes, late, outcome",
    [
        # DESIGN: not running → not a day → holiday → paused → too late. The first that applies.
        ("ended", {"holidays": HOLIDAY, "closed": CLOSED}, True, []),
        ("ended", {}, False, []),
        ("running", {"days": NO_MONDAY, "holidays": HOLIDAY, "closed": CLOSED}, True, []),
        ("paused", {"starts": "2027-01-12", "holidays": HOLIDAY}, True, []),
        ("paused", {"starts": "2027-01-04", "ends": "2027-01-10"}, True, []),
        ("paused", {"holidays": HOLIDAY, "closed": CLOSED}, True, ["holiday"]),
        ("paused", {"closed": CLOSED}, True, ["closed"]),
        ("running", {"closed": CLOSED}, False, ["closed"]),
        ("running", {"holidays": {"country": "NL"}, "closed": CLOSED}, False, ["closed"]),
        ("paused", {}, True, ["paused"]),
        ("paused", {"holidays": {"country": "BE"}}, False, ["paused"]),
        ("running", {}, True, ["too-late"]),
        ("running", {}, False, ["send"]),
    ],
)
def test_the_first_reason_in_order_is_the_one_that_is_counted(
    state: State, changes: dict[str, Any], late: bool, outcome: list[str]
) -> None:
    one = project("10:30", **changes)
    now = wall(f"{MONDAY} 11:00" if late else f"{MONDAY} 10:30")
    found = ticked(one, state, wall(f"{MONDAY} 10:00"), now)
    assert found == [f"2027-01-11 #0 {word}" for word in outcome]


def test_a_prompt_held_back_says_which_one_where_and_when_it_was_due() -> None:
    [held] = due(project("10:30"), "paused", wall(f"{MONDAY} 10:00"), wall(f"{MONDAY} 10:30"))
    assert isinstance(held, HoldBack)
    assert (held.slot.on, held.place, held.due, held.reason) == (
        date(2027, 1, 11),
        "C0ALPHA",
        wall(f"{MONDAY} 10:30"),
        "paused",
    )


@pytest.mark.parametrize(
    "starts, ends, pauses, since, now, slots",
    [
        # The first and the last day count, the days around them do not.
        ("2027-01-12", "2027-01-13", ["10:30"], "2027-01-11 00:00", "2027-01-12 10:30",
         ["2027-01-12 #0 send"]),
        ("2027-01-12", "2027-01-13", ["10:30"], "2027-01-12 12:00", "2027-01-13 10:30",
         ["2027-01-13 #0 send"]),
        ("2027-01-12", "2027-01-13", ["10:30"], "2027-01-13 12:00", "2027-02-13 10:30", []),
        ("2027-01-12", "2027-01-12", ["00:00", "23:59"], "2027-01-01 00:00", "2027-01-12 23:59",
         ["2027-01-12 #0 too-late", "2027-01-12 #1 send"]),
        # Near midnight: a tick just after it still has yesterday's last pause, on the last day too.
        ("2027-01-12", "2027-01-12", ["23:59"], "2027-01-12 23:58", "2027-01-13 00:01",
         ["2027-01-12 #0 send"]),
        ("2027-01-12", "2027-01-13", ["00:00", "23:50"], "2027-01-12 23:49", "2027-01-13 00:00",
         ["2027-01-12 #1 too-late", "2027-01-13 #0 send"]),
        # A leap day is a day, as is the turn of a year, also the one in ISO week 53.
        ("2028-02-28", "2028-03-01", ["10:30"], "2028-02-28 11:00", "2028-03-01 10:30",
         ["2028-02-29 #0 too-late", "2028-03-01 #0 send"]),
        ("2026-12-31", "2027-01-01", ["00:00", "23:59"], "2026-12-31 12:00", "2027-01-01 00:00",
         ["2026-12-31 #1 too-late", "2027-01-01 #0 send"]),
    ],
)  # fmt: skip
def test_the_edges_of_days_and_of_the_project(
    starts: str, ends: str, pauses: list[str], since: str, now: str, slots: list[str]
) -> None:
    one = project(*pauses, starts=starts, ends=ends, days=EVERY_DAY)
    assert ticked(one, "running", wall(since), wall(now)) == slots


@pytest.mark.parametrize(
    "day, on",
    [("mon", 11), ("tue", 12), ("wed", 13), ("thu", 14), ("fri", 15), ("sat", 16), ("sun", 17)],
)
def test_only_the_projects_weekdays_are_days(day: str, on: int) -> None:
    one = project("10:30", days=(day,), ends="2027-01-17")
    found = ticked(one, "running", wall("2027-01-01 00:00"), wall("2027-02-01 00:00"))
    assert found == [f"2027-01-{on} #0 too-late"]


def test_the_days_are_those_of_the_projects_zone_not_of_utc() -> None:
    one = project("08:30", timezone="Pacific/Auckland", days=("mon",))
    now = wall("2027-01-18 08:30", "Pacific/Auckland")
    assert now.weekday() == 6
    assert ticked(one, "running", now - MINUTE, now) == ["2027-01-18 #0 send"]


def test_an_instant_may_come_in_any_zone_but_must_have_one() -> None:
    one = project("10:30")
    since, now = wall(f"{MONDAY} 10:29"), wall(f"{MONDAY} 10:30")
    local = [at.astimezone(one.zone) for at in (since, now)]
    assert ticked(one, "running", *local) == ticked(one, "running", since, now) != []
    with pytest.raises(ValueError, match="without a zone"):
        due(one, "running", since, datetime(2027, 1, 11, 10, 30))  # noqa: DTZ001 - the mistake itself


def test_an_arm_without_channels_has_no_places_yet() -> None:
    one = project(deliver="dm", arms=(arm("a", "10:30", channels=()),))
    assert due(one, "running", wall(f"{MONDAY} 10:29"), wall(f"{MONDAY} 10:30")) == []


def test_a_tick_years_late_still_counts_every_prompt_and_only_the_projects_own() -> None:
    one = project("10:30", starts="2027-01-01", ends="2027-12-31")
    found = due(one, "running", datetime(1970, 1, 1, tzinfo=UTC), zulu("2035-01-01 00:00"))
    assert len(found) == len({said.slot for said in found}) == 261
    assert {line.split()[-1] for line in said(found)} == {"too-late"}


def test_hour_by_hour_over_a_quarter_every_slot_comes_once_whatever_the_hour() -> None:
    one = project("10:30", "12:30", "15:00")
    now, seen = wall("2027-01-10 00:17"), []
    while now < wall("2027-04-05 00:00"):
        seen += [found.slot for found in due(one, "running", now, now + HOUR)]
        now += HOUR
    workdays = [date(2027, 1, 11) + timedelta(days=n) for n in range(82)]
    workdays = [on for on in workdays if on.weekday() < 5]
    assert [(each.on, each.pause) for each in seen] == [
        (on, n) for on in workdays for n in range(3)
    ]
