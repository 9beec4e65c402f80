"""Wall times where the clock jumps: a skipped one moves forward, a repeated one happens once."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.core.effects import Send
from bot.core.project import Slot
from bot.core.schedule import closes_at, due, exists, instant, slot_instant
from tests.spec.schedule_kit import EVERY_DAY, MINUTE, arm, project, slot, ticked, zulu

AMSTERDAM, BRUSSELS = "Europe/Amsterdam", "Europe/Brussels"


@pytest.mark.parametrize(
    "zone, on, at, expected",
    [
        # An ordinary day, in winter and in summer.
        (AMSTERDAM, "2027-01-11", "10:30", "2027-01-11 09:30"),
        (BRUSSELS, "2027-07-12", "10:30", "2027-07-12 08:30"),
        # The spring gap of 28 March 2027: 02:00 becomes 03:00.
        (AMSTERDAM, "2027-03-28", "01:59", "2027-03-28 00:59"),
        (AMSTERDAM, "2027-03-28", "02:00", "2027-03-28 01:00"),
        (AMSTERDAM, "2027-03-28", "02:30", "2027-03-28 01:30"),
        (AMSTERDAM, "2027-03-28", "03:00", "2027-03-28 01:00"),
        (BRUSSELS, "2027-03-28", "02:30", "2027-03-28 01:30"),
        (BRUSSELS, "2027-03-28", "03:30", "2027-03-28 01:30"),
        # The hour repeated on 31 October 2027: the first time only.
        (AMSTERDAM, "2027-10-31", "01:59", "2027-10-30 23:59"),
        (AMSTERDAM, "2027-10-31", "02:00", "2027-10-31 00:00"),
        (AMSTERDAM, "2027-10-31", "02:30", "2027-10-31 00:30"),
        (AMSTERDAM, "2027-10-31", "03:00", "2027-10-31 02:00"),
        (BRUSSELS, "2027-10-31", "02:59", "2027-10-31 00:59"),
        # New York changes on other Sundays.
        ("America/New_York", "2027-03-14", "02:30", "2027-03-14 07:30"),
        ("America/New_York", "2027-11-07", "01:30", "2027-11-07 05:30"),
        # Lord Howe moves by half an hour: 02:15 becomes 02:45.
        ("Australia/Lord_Howe", "2027-10-03", "02:15", "2027-10-02 15:45"),
        ("Australia/Lord_Howe", "2027-04-04", "01:45", "2027-04-03 14:45"),
        # Cairo skips the first hour of a Friday and repeats the last one of a Thursday.
        ("Africa/Cairo", "2027-04-30", "00:30", "2027-04-29 22:30"),
        ("Africa/Cairo", "2027-10-28", "23:30", "2027-10-28 20:30"),
        ("Africa/Cairo", "2027-10-29", "00:00", "2027-10-28 22:00"),
        # Nuuk skips the last hour of a Saturday: 23:30 becomes half past midnight on Sunday.
        ("America/Nuuk", "2027-03-27", "23:30", "2027-03-28 01:30"),
        # Apia skipped the whole of 30 December 2011.
        ("Pacific/Apia", "2011-12-29", "10:30", "2011-12-29 20:30"),
        ("Pacific/Apia", "2011-12-30", "10:30", "2011-12-30 20:30"),
        ("Pacific/Apia", "2011-12-31", "10:30", "2011-12-30 20:30"),
    ],
)  # fmt: skip
def test_the_instant_of_a_wall_time(zone: str, on: str, at: str, expected: str) -> None:
    found = instant(date.fromisoformat(on), time.fromisoformat(at), ZoneInfo(zone))
    assert (found, found.tzinfo) == (zulu(expected), UTC)


def test_a_time_marked_as_the_second_of_a_repeated_hour_is_still_the_first() -> None:
    second = time(2, 30, fold=1)
    assert instant(date(2027, 10, 31), second, ZoneInfo(AMSTERDAM)) == zulu("2027-10-31 00:30")


GAP: dict[str, Any] = {"days": EVERY_DAY, "starts": "2027-03-27", "ends": "2027-03-29"}


def test_two_pauses_on_one_instant_are_one_the_first_and_the_others_keep_their_number() -> None:
    one = project("02:30", "03:30", "09:00", **GAP)
    night = zulu("2027-03-27 22:00"), zulu("2027-03-28 07:00")
    assert ticked(one, "running", *night) == ["2027-03-28 #0 too-late", "2027-03-28 #2 send"]

    collapsed = slot("2027-03-28", pause=1)
    assert not exists(one, collapsed)
    assert slot_instant(one, collapsed) == slot_instant(one, slot("2027-03-28"))
    assert exists(one, slot("2027-03-27", pause=1))


def test_a_gap_can_turn_two_pauses_around_and_each_closes_at_the_one_that_comes_next() -> None:
    one = project("02:30", "03:15", **GAP)
    found = due(one, "running", zulu("2027-03-28 00:00"), zulu("2027-03-28 01:15"))
    found += due(one, "running", zulu("2027-03-28 01:15"), zulu("2027-03-28 01:30"))
    assert all(isinstance(each, Send) for each in found)
    assert [(each.slot.pause, closes_at(one, each.slot)) for each in found] == [
        (1, zulu("2027-03-28 01:30")),
        (0, zulu("2027-03-28 03:30")),
    ]


@pytest.mark.parametrize(
    "days, slots",
    [
        (EVERY_DAY, ["2027-03-27 #1 send"]),
        (("sat",), ["2027-03-27 #1 send"]),
        (("sun",), ["2027-03-28 #0 send"]),  # no Saturday, so nothing to fall together with
    ],
)
def test_a_gap_before_midnight_puts_a_pause_on_the_next_day_and_on_its_first_pause(
    days: tuple[str, ...], slots: list[str]
) -> None:
    changes = GAP | {"days": days, "timezone": "America/Nuuk"}
    one = project("00:30", "23:30", **changes)
    at = zulu("2027-03-28 01:30")
    assert ticked(one, "running", at - MINUTE, at) == slots


def test_a_slot_pushed_past_midnight_closes_the_one_before_it_on_the_new_day() -> None:
    one = project("00:10", "23:30", **(GAP | {"timezone": "America/Nuuk"}))
    assert closes_at(one, slot("2027-03-28")) == slot_instant(one, slot("2027-03-27", pause=1))


def test_a_clock_set_back_past_midnight_loses_no_pause_of_the_new_day() -> None:
    # St John's, until 2011: at 00:01 on Sunday it became 23:01 on Saturday once more. The format
    # takes no project that old; the rule is for the next country to think of it.
    one = project("00:00", **(GAP | {"timezone": "America/St_Johns"}))
    old = one.model_copy(update={"starts": date(2010, 11, 6), "ends": date(2010, 11, 8)})
    midnight = zulu("2010-11-07 02:30")
    late = midnight + 5 * MINUTE
    assert late.astimezone(old.zone).date() == date(2010, 11, 6)
    assert ticked(old, "running", midnight - MINUTE, late) == ["2010-11-07 #0 send"]
    assert ticked(old, "running", late, midnight + 61 * MINUTE) == []


OFFSETS = [f"Etc/GMT{hours:+}" for hours in range(-14, 13)]
ODD = ["Asia/Kolkata", "Asia/Kathmandu", "Australia/Eucla", "Pacific/Marquesas", "Asia/Yangon"]
MOVING = [
    # zone, and the two Sundays (or near) of 2027 on which its clock changes
    (AMSTERDAM, "2027-03-28", "2027-10-31"),
    (BRUSSELS, "2027-03-28", "2027-10-31"),
    ("Europe/London", "2027-03-28", "2027-10-31"),
    ("Atlantic/Azores", "2027-03-28", "2027-10-31"),
    ("America/Nuuk", "2027-03-27", "2027-10-30"),
    ("America/New_York", "2027-03-14", "2027-11-07"),
    ("America/St_Johns", "2027-03-14", "2027-11-07"),
    ("America/Havana", "2027-03-14", "2027-11-07"),
    ("America/Santiago", "2027-09-05", "2027-04-04"),
    ("Australia/Lord_Howe", "2027-10-03", "2027-04-04"),
    ("Pacific/Chatham", "2027-09-26", "2027-04-04"),
    ("Africa/Cairo", "2027-04-30", "2027-10-29"),
    ("Asia/Beirut", "2027-03-28", "2027-10-31"),
    ("Antarctica/Troll", "2027-03-28", "2027-10-31"),
]
CHANGES = [(zone, on) for zone, *days in MOVING for on in days]
# Minute by minute where the clock changes, every ten minutes where it does not.
RUNS = [(*change, 1) for change in CHANGES] + [
    (zone, on, 10) for zone in OFFSETS + ODD for on in ("2027-03-28", "2027-10-31")
]


@pytest.mark.parametrize("zone, on, step", RUNS)
def test_fast_forward_over_such_a_weekend_every_slot_is_sent_exactly_once(
    zone: str, on: str, step: int
) -> None:
    middle = date.fromisoformat(on)
    days = [middle + timedelta(days=n) for n in (-1, 0, 1)]
    pauses = ("00:00", "00:40", "02:20", "10:30", "23:10", "23:50")
    one = project(
        arms=(arm("a", *pauses),),
        days=EVERY_DAY,
        starts=str(days[0]),
        ends=str(days[-1]),
        timezone=zone,
        window=step,
    )
    seen: list[Slot] = []
    now = datetime.combine(middle, time(), UTC) - timedelta(days=2)
    while now < datetime.combine(middle, time(), UTC) + timedelta(days=3):
        found = due(one, "running", now, now + step * MINUTE)
        assert all(isinstance(each, Send) for each in found)
        seen += [each.slot for each in found]
        now += step * MINUTE
    assert sorted(seen) == [Slot("p", "a", each, n) for each in days for n in range(len(pauses))]


@pytest.mark.parametrize("zone, on", CHANGES)
def test_each_of_those_weekends_really_changes_the_clock(zone: str, on: str) -> None:
    noon = datetime.combine(date.fromisoformat(on), time(12), ZoneInfo(zone))
    offsets = {(noon + timedelta(hours=hours)).utcoffset() for hours in (-24, 0, 24)}
    assert len(offsets) == 2
