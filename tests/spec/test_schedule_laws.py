"""Laws of the schedule for any project: it agrees with a walk along the clock, minute by minute."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.effects import HoldBack, Reason, Send
from bot.core.project import DAYS, Project, Slot, State
from bot.core.schedule import closes_at, due, is_open, next_event, next_pauses, standing
from tests.spec.schedule_kit import HOUR, MINUTE, SECOND, arm, project, zulu

DAY = timedelta(days=1)
# Days around which clocks change, and one on which none does.
MIDDLES = {
    "Europe/Amsterdam": ["2027-03-28", "2027-10-31", "2027-01-13"],
    "Europe/Brussels": ["2030-03-31", "2030-10-27"],
    "America/New_York": ["2027-03-14", "2027-11-07", "2026-12-31"],
    "Australia/Lord_Howe": ["2027-10-03", "2027-04-04"],
    "Africa/Cairo": ["2027-04-30", "2027-10-29"],
    "Pacific/Apia": ["2020-09-27", "2021-04-04"],
    "America/Nuuk": ["2027-03-28", "2027-10-31"],
    "America/Santiago": ["2027-09-05", "2027-04-04"],
    "Antarctica/Troll": ["2027-03-28", "2027-10-31"],
    "Asia/Kathmandu": ["2028-02-29"],
}
# Mostly times at which something is wrong: around midnight and in the hours that clocks change.
AWKWARD = [f"{hour:02}:{minute:02}" for hour in (0, 1, 2, 3, 22, 23) for minute in (0, 15, 30, 59)]
TIMES = st.one_of(
    st.sampled_from(AWKWARD), st.times().map(lambda at: f"{at.hour:02}:{at.minute:02}")
)
PAUSES = st.lists(TIMES, min_size=1, max_size=6, unique=True).map(sorted)


class Case(NamedTuple):
    """A project, the state it is in, and two ticks of which the first may be long ago."""

    project: Project
    state: State
    since: datetime
    now: datetime


@st.composite
def cases(draw: st.DrawFn) -> Case:
    zone = draw(st.sampled_from(sorted(MIDDLES)))
    middle = date.fromisoformat(draw(st.sampled_from(MIDDLES[zone])))
    near = st.integers(-3, 3).map(lambda days: middle + timedelta(days=days))
    starts, ends = middle - DAY * draw(st.integers(0, 3)), middle + DAY * draw(st.integers(0, 3))
    arms = [arm("a", *draw(PAUSES), channels=("C0ALPHA", "C0BRAVO"))]
    if draw(st.booleans()):
        arms.append(arm("b", *draw(PAUSES), channels=("C0CHARLIE",)))
    one = project(
        arms=tuple(arms),
        timezone=zone,
        starts=str(starts),
        ends=str(ends),
        days=tuple(draw(st.lists(st.sampled_from(DAYS), min_size=4, max_size=7, unique=True))),
        closed=tuple({str(each) for each in draw(st.lists(near, max_size=1))}),
        window=draw(st.integers(1, 60)),
    )
    noon = datetime.combine(middle, time(12), ZoneInfo("UTC"))
    since = noon + DAY * draw(st.integers(-4, 3)) + SECOND * draw(st.integers(0, 86399))
    # A tick of the ordinary kind, or one that comes after hours in which something was due.
    missed = draw(st.one_of(st.integers(0, 300), st.integers(6 * 3600, 86400)))
    now = since + timedelta(seconds=missed)
    return Case(one, draw(st.sampled_from(["running", "running", "paused", "ended"])), since, now)


def walked(zone: ZoneInfo, wanted: set[datetime], start: datetime) -> dict[datetime, datetime]:
    """Walk along a wall clock until two days past the last wanted time; return when each happens.

    The first time its hands stand there; where they jumped over it, as much later as they jumped.
    """
    found: dict[datetime, datetime] = {}
    at, before = start, start.astimezone(zone).replace(tzinfo=None)
    while before < max(wanted) + 2 * DAY:
        at += MINUTE
        hands = at.astimezone(zone).replace(tzinfo=None)
        if hands > before + MINUTE:
            for skipped in wanted:
                if before < skipped < hands:
                    found[skipped] = at + (skipped - before - MINUTE)
        if hands in wanted:
            found.setdefault(hands, at)
        before = hands
    return found


def by_brute_force(one: Project) -> dict[Slot, tuple[datetime, datetime]]:
    """When each slot of a short project is due and closes, without any of the core's arithmetic."""
    walls: dict[Slot, datetime] = {}
    for each in one.arms:
        on = one.starts
        while on <= one.ends:
            if on.strftime("%a").lower() in one.days:
                for pause, at in enumerate(each.pauses):
                    walls[Slot("p", each.name, on, pause)] = datetime.combine(on, at)
            on += DAY
    start = datetime.combine(one.starts, time(), ZoneInfo("UTC")) - 2 * DAY
    happens = walked(one.zone, set(walls.values()), start) if walls else {}
    return dict(without_twins({slot: happens[at] for slot, at in walls.items()}))


def without_twins(at: dict[Slot, datetime]) -> Iterator[tuple[Slot, tuple[datetime, datetime]]]:
    for slot, instant in at.items():
        own = {other: when for other, when in at.items() if other.arm == slot.arm}
        if min(other for other, when in own.items() if when == instant) == slot:
            later = [when for when in own.values() if instant < when < instant + 2 * HOUR]
            yield slot, (instant, min(later, default=instant + 2 * HOUR))


def reason(case: Case, slot: Slot, at: datetime, closes: datetime) -> Reason | None:
    if slot.on in case.project.closed:
        return "closed"
    if case.state == "paused":
        return "paused"
    late = case.now > at + case.project.window * MINUTE or case.now > closes - SECOND
    return "too-late" if late else None


def order(one: Send | HoldBack) -> tuple[datetime, Slot, str]:
    return one.due, one.slot, one.place


def expected(case: Case) -> list[Send | HoldBack]:
    found: list[Send | HoldBack] = []
    for slot, (at, closes) in by_brute_force(case.project).items():
        its_arm = case.project.arm(slot.arm)
        assert its_arm is not None
        if case.since < at <= case.now and case.state != "ended":
            until = min(at + case.project.window * MINUTE, closes - SECOND)
            why = reason(case, slot, at, closes)
            found += [
                HoldBack(slot, place, at, why) if why else Send(slot, place, at, until, closes)
                for place in its_arm.channels
            ]
    return found


def test_what_is_due_is_what_a_walk_along_the_clock_finds(
    amount: Callable[[int, int], int], verify_table: Callable[[str, int, str], None]
) -> None:
    slots = 0

    @settings(max_examples=amount(100, 5_000))
    @given(cases())
    def law(case: Case) -> None:
        nonlocal slots
        found = due(*case)
        assert sorted(found, key=order) == sorted(expected(case), key=order)
        assert [one.due for one in found] == sorted(one.due for one in found)
        slots += len(found)

    law()
    assert slots > 0
    tries = amount(100, 5_000)
    verify_table(
        "projects over changes of the clock, against a walk minute by minute",
        tries,
        f"the same {slots:,} prompts, sent or held back for the same reason",
    )


@given(cases(), st.floats(0, 1))
def test_two_ticks_find_together_what_one_tick_finds_alone(case: Case, part: float) -> None:
    between = case.since + (case.now - case.since) * part
    both = [
        *due(case.project, case.state, case.since, between),
        *due(case.project, case.state, between, case.now),
    ]
    once = due(case.project, case.state, case.since, case.now)
    assert [(one.slot, one.place, one.due) for one in both] == [
        (one.slot, one.place, one.due) for one in once
    ]
    # They differ in nothing but lateness: what was sent in time, one late tick may hold back.
    for early, late in zip(both, once, strict=True):
        if early != late:
            assert isinstance(early, Send)
            assert isinstance(late, HoldBack)
            assert late.reason == "too-late"


@given(cases())
def test_a_tick_a_week_late_finds_every_slot_of_the_week(case: Case) -> None:
    week = due(case.project, case.state, case.since - 7 * DAY, case.now)
    days = [
        due(case.project, case.state, case.since - n * DAY, case.since - (n - 1) * DAY)
        for n in range(7, 0, -1)
    ]
    last = due(case.project, case.state, case.since, case.now)
    pieces = [one for each in days for one in each] + last
    assert [(one.slot, one.place) for one in week] == [(one.slot, one.place) for one in pieces]


@given(cases())
def test_presses_and_closings_agree_with_the_walk_along_the_clock(case: Case) -> None:
    for slot, (at, closes) in by_brute_force(case.project).items():
        assert closes_at(case.project, slot) == closes
        assert is_open(case.project, slot, case.now) is (at <= case.now < closes)
        stands = standing(case.project, case.state, slot, case.now)
        assert (stands == "open") is (at <= case.now < closes and case.state != "ended")
        assert (stands == "early") <= (case.now < at)
        assert stands != "unknown"


@given(cases())
def test_what_comes_next_agrees_with_the_walk_along_the_clock(case: Case) -> None:
    sent = {
        slot: (at, closes)
        for slot, (at, closes) in by_brute_force(case.project).items()
        if slot.on not in case.project.closed
    }
    coming = sorted(at for at, _ in sent.values() if at > case.now)
    if case.state != "running":
        coming = []
    found = next_pauses(case.project, case.state, case.now, 100)
    assert [one.due for one in found] == coming
    assert all(sent[one.slot] == (one.due, one.closes) for one in found)
    assert [one.due for one in next_pauses(case.project, case.state, case.now, 2)] == coming[:2]
    closing = [closes for at, closes in sent.values() if at <= case.now < closes]
    first = min([*coming, *closing], default=None)
    assert next_event(case.project, case.state, case.now) == first


@pytest.mark.parametrize(
    "zone, wanted, at",
    [
        ("Europe/Amsterdam", "2027-03-28 02:30", "2027-03-28 01:30"),
        ("Europe/Amsterdam", "2027-10-31 02:30", "2027-10-31 00:30"),
        ("America/Nuuk", "2027-03-27 23:30", "2027-03-28 01:30"),
    ],
)
def test_the_walk_along_the_clock_itself_skips_and_repeats(zone: str, wanted: str, at: str) -> None:
    hands = datetime.fromisoformat(wanted)
    found = walked(ZoneInfo(zone), {hands}, zulu(wanted) - 3 * DAY)
    assert found == {hands: zulu(at)}
