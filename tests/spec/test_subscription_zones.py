"""A subscriber's own zone: at home, overseas, travelling, and over the seams of the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.project import Slot
from bot.core.subscription import Hours, Wishes, arrange, next_due
from bot.core.week import iso_week
from tests.spec.schedule_kit import EVERY_DAY, MINUTE, wall, zulu
from tests.spec.subscription_kit import at, minute_by_minute, project, subscriber, wishes

LONG = {"starts": "2026-01-05", "ends": "2029-12-28", "days": EVERY_DAY}


@pytest.mark.parametrize(
    "zone, winter, summer",
    [
        ("Europe/Amsterdam", "09:30", "08:30"),
        ("Europe/Brussels", "09:30", "08:30"),
        # The Caribbean part of the Netherlands and the other countries of the Kingdom.
        ("America/Kralendijk", "14:30", "14:30"),  # Bonaire
        ("America/Lower_Princes", "14:30", "14:30"),  # Saba, Sint Eustatius and Sint Maarten
        ("America/Curacao", "14:30", "14:30"),
        ("America/Aruba", "14:30", "14:30"),
        # Elsewhere.
        ("Europe/London", "10:30", "09:30"),
        ("America/New_York", "15:30", "14:30"),
        ("Asia/Kolkata", "05:00", "05:00"),
        ("Pacific/Auckland", "21:30", "22:30"),
    ],
)
def test_half_past_ten_comes_at_half_past_ten_wherever_somebody_is(
    zone: str, winter: str, summer: str
) -> None:
    one = project("10:30", **LONG)
    for day, expected in (("2027-01-12", winter), ("2027-07-13", summer)):
        before = wall(f"{day} 10:29", zone)
        due = next_due(one, one.arms[0], wishes(), ZoneInfo(zone), before)
        assert due is not None
        assert f"{due:%H:%M}" == expected
        assert due.astimezone(ZoneInfo(zone)).date() == date.fromisoformat(day)


@pytest.mark.parametrize(
    "zone, pauses, since, until, expected",
    [
        # Spring: what the clock skips moves forward, once.
        ("Europe/Amsterdam", ("02:30", "12:00"), "2027-03-27", "2027-03-29", [
            "2027-03-27 01:30", "2027-03-27 11:00", "2027-03-28 01:30", "2027-03-28 10:00"]),
        ("Europe/Brussels", ("02:00", "03:00"), "2027-03-28", "2027-03-29", ["2027-03-28 01:00"]),
        # Autumn: what the clock repeats happens once, the first time.
        ("Europe/Amsterdam", ("02:30", "12:00"), "2027-10-31", "2027-11-01", [
            "2027-10-31 00:30", "2027-10-31 11:00"]),
        ("America/New_York", ("01:30",), "2027-11-07", "2027-11-08", ["2027-11-07 05:30"]),
        ("America/New_York", ("02:30",), "2027-03-14", "2027-03-15", ["2027-03-14 07:30"]),
        # No clock changes in the Caribbean.
        ("America/Curacao", ("02:30",), "2027-03-28", "2027-03-29", ["2027-03-28 06:30"]),
        # A leap day, and a year without one.
        ("Europe/Amsterdam", ("10:30",), "2028-02-28", "2028-03-02", [
            "2028-02-28 09:30", "2028-02-29 09:30", "2028-03-01 09:30"]),
        ("Europe/Amsterdam", ("10:30",), "2027-02-28", "2027-03-02", [
            "2027-02-28 09:30", "2027-03-01 09:30"]),
        # The turn of the year, on both sides of midnight.
        ("Europe/Amsterdam", ("00:15", "23:45"), "2026-12-31", "2027-01-02", [
            "2026-12-30 23:15", "2026-12-31 22:45", "2026-12-31 23:15", "2027-01-01 22:45"]),
    ],
)  # fmt: skip
def test_the_seams_of_the_calendar(
    zone: str, pauses: tuple[str, ...], since: str, until: str, expected: list[str]
) -> None:
    one = project(*(["10:30", "12:30"][: len(pauses)]), **LONG)
    begin, end = wall(f"{since} 00:00", zone) - MINUTE, wall(f"{until} 00:00", zone) - MINUTE
    found = minute_by_minute(one, wishes(*pauses), begin, end, zone)
    assert found == [f"{line} #{number % len(pauses)} send" for number, line in enumerate(expected)]


@pytest.mark.parametrize(
    "day, week",
    [("2026-12-28", "2026-W53"), ("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01")],
)
def test_a_slot_belongs_to_the_iso_week_of_its_own_date(day: str, week: str) -> None:
    one = project("10:30", **LONG)
    who = subscriber(one, wishes(), wall(f"{day} 00:00"))
    (sent,) = arrange(one, "running", one.arms[0], who, wall(f"{day} 10:30")).due
    assert (sent.slot.on, iso_week(sent.slot.on)) == (date.fromisoformat(day), week)


def test_a_day_that_a_zone_skipped_brings_no_pause_twice() -> None:
    """Apia left out 30 December 2011; a project of today stands in with the same gap."""
    one = project("10:30", **LONG).model_copy(
        update={"starts": date(2011, 12, 28), "ends": date(2012, 1, 2)}
    )
    zone, since = "Pacific/Apia", zulu("2011-12-29 00:00")
    found = minute_by_minute(one, wishes(), since, zulu("2012-01-01 00:00"), zone)
    assert found == [
        "2011-12-29 20:30 #0 send",
        "2011-12-30 20:30 #0 send",
        "2011-12-31 20:30 #0 send",
    ]


def test_who_flies_west_keeps_their_day_and_gets_no_pause_of_it_twice() -> None:
    """The slot names the date and the pause, so that a claim of the morning stays the claim."""
    one = project("10:30", "15:00", days=EVERY_DAY)
    home = subscriber(one, wishes(), wall("2027-01-12 00:00"))
    morning = arrange(one, "running", one.arms[0], home, wall("2027-01-12 11:00"))
    landed = wall("2027-01-12 14:00")
    zone = "America/New_York"
    due = next_due(one, one.arms[0], wishes(), ZoneInfo(zone), landed)
    there = replace(home, zone=zone, due=due)
    later = arrange(one, "running", one.arms[0], there, zulu("2027-01-12 22:00"))
    slots = [each.slot for each in (*morning.due, *later.due)]
    assert slots[0] == slots[1] == Slot("p", "a", date(2027, 1, 12), 0)
    assert slots[2] == Slot("p", "a", date(2027, 1, 12), 1)
    assert due == zulu("2027-01-12 15:30")


def test_who_flies_east_misses_what_went_by_and_owes_nothing() -> None:
    one = project("10:30", "15:00", days=EVERY_DAY)
    zone, landed = "Asia/Tokyo", wall("2027-01-13 16:00", "Asia/Tokyo")
    due = next_due(one, one.arms[0], wishes(), ZoneInfo(zone), landed)
    assert due == wall("2027-01-14 10:30", zone)


times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
hours = st.builds(Hours, times, times)
wants = st.builds(
    Wishes,
    pauses=st.lists(times, max_size=4, unique=True).map(lambda found: tuple(sorted(found))),
    hours=st.just(()) | st.tuples(*[hours | st.none()] * 7),
    until=st.none() | st.dates(date(2027, 3, 20), date(2027, 4, 5)),
)
ZONES = (
    "Europe/Amsterdam", "America/Curacao", "America/New_York", "Pacific/Auckland",
    "Australia/Lord_Howe", "Africa/Cairo", "America/Nuuk",
)  # fmt: skip


@given(
    wants=wants,
    zone=st.sampled_from(ZONES),
    ticks=st.lists(st.integers(1, 8 * 24 * 60), max_size=12, unique=True),
)
def test_however_ticks_come_each_pause_is_there_once_and_none_twice(
    wants: Wishes, zone: str, ticks: list[int]
) -> None:
    one: Any = project("10:30", "12:30", "15:00", days=EVERY_DAY, window=60)
    since = zulu("2027-03-25 00:00")
    now = since + 8 * 24 * 60 * MINUTE
    who, found = subscriber(one, wants, since, zone), []
    for tick in sorted({*(since + minutes * MINUTE for minutes in ticks), now}):
        if who.due is not None and who.due <= tick:
            arranged = arrange(one, "running", one.arms[0], who, tick)
            found += [(each.due, each.slot) for each in arranged.due]
            who = replace(who, due=arranged.next)
    whole = arrange(one, "running", one.arms[0], subscriber(one, wants, since, zone), now)
    assert found == [(each.due, each.slot) for each in whole.due]
    assert len({slot for _, slot in found}) == len(found)
    assert len({due for due, _ in found}) == len(found)
    for on in {slot.on for _, slot in found}:
        assert sum(slot.on == on for _, slot in found) <= len(one.arms[0].pauses)


def brute(one: Any, zone: str, since: datetime, now: datetime, pauses: list[str]) -> list[datetime]:
    """Every minute at which a clock on the wall first shows one of the times."""
    shown, found, tick = set(), [], since
    while tick <= now:
        local = tick.astimezone(ZoneInfo(zone))
        if f"{local:%H:%M}" in pauses and (local.date(), local.time()) not in shown:
            shown.add((local.date(), local.time()))
            found.append(tick)
        tick += MINUTE
    return found


@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "Europe/Brussels", "America/Kralendijk"])
def test_against_a_clock_on_the_wall_for_three_weeks_around_each_change(zone: str) -> None:
    one = project("10:30", "12:30", **LONG)
    pauses = ["00:15", "10:45"]  # times that no clock in these zones skips
    for start in ("2027-03-15 00:00", "2027-10-18 00:00"):
        since = zulu(start)
        now = since + 21 * 24 * 60 * MINUTE
        who = subscriber(one, Wishes(pauses=tuple(map(at, pauses))), since - MINUTE, zone)
        found = arrange(one, "running", one.arms[0], who, now).due
        assert [each.due for each in found] == brute(one, zone, since, now, pauses)
