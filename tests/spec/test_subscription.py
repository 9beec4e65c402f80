"""When a subscriber is prompted, every reason why not, and in which order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core import schedule
from bot.core.effects import Send
from bot.core.project import DAYS, Slot, State
from bot.core.subscription import arm_of, arrange, is_subscription, times
from tests.spec.schedule_kit import EVERY_DAY, wall, zulu
from tests.spec.subscription_kit import (
    ID,
    decided,
    minute_by_minute,
    project,
    subscriber,
    wishes,
)

MONDAY = "2027-01-11"
HOLIDAYS = {"country": "NL", "extra": (MONDAY,)}


@pytest.mark.parametrize(
    "state, changes, wants, late, expected",
    [
        ("running", {}, {}, 0, "send"),
        ("running", {}, {}, 15, "send"),
        # Each reason alone.
        ("paused", {}, {}, 0, "paused"),
        ("running", {}, {"hours": "tue 09:00-17:00"}, 0, "not-a-day"),
        ("running", {"holidays": HOLIDAYS}, {}, 0, "holiday"),
        ("running", {"closed": (MONDAY,)}, {}, 0, "closed"),
        ("running", {}, {"until": "2027-01-12"}, 0, "on-a-break"),
        ("running", {}, {"hours": "mon 11:00-17:00"}, 0, "not-in-hours"),
        ("running", {}, {}, 16, "too-late"),
        # Of two reasons the first of the order is told.
        ("paused", {}, {"hours": "tue 09:00-17:00"}, 0, "paused"),
        ("running", {"holidays": HOLIDAYS}, {"hours": "tue 09:00-17:00"}, 0, "not-a-day"),
        ("running", {"holidays": HOLIDAYS, "closed": (MONDAY,)}, {}, 0, "holiday"),
        ("running", {"holidays": HOLIDAYS}, {"until": "2027-01-12"}, 0, "holiday"),
        ("running", {}, {"until": "2027-01-12", "hours": "mon 11:00-17:00"}, 0, "on-a-break"),
        ("running", {}, {"hours": "mon 11:00-17:00"}, 60, "not-in-hours"),
        ("paused", {}, {}, 60, "paused"),
        # The ends of a break and of hours.
        ("running", {}, {"until": MONDAY}, 0, "send"),
        ("running", {}, {"hours": "mon 10:30-17:00"}, 0, "send"),
        ("running", {}, {"hours": "mon 08:00-10:30"}, 0, "not-in-hours"),
        ("running", {}, {"hours": "mon 22:00-10:31"}, 0, "send"),
        ("running", {}, {"hours": "mon 22:00-06:00"}, 0, "not-in-hours"),
    ],
)
def test_every_reason_not_to_prompt_and_their_order(
    state: State, changes: dict[str, Any], wants: dict[str, Any], late: int, expected: str
) -> None:
    one = project("10:30", **changes)
    since, due = wall(f"{MONDAY} 00:00"), wall(f"{MONDAY} 10:30")
    found = decided(one, wishes(**wants), since, due + timedelta(minutes=late), state)
    assert found == [f"{MONDAY} 09:30 #0 {expected}"]


def test_a_project_that_has_ended_prompts_nobody_any_more() -> None:
    one = project()
    who = subscriber(one, wishes(), wall(f"{MONDAY} 00:00"))
    arranged = arrange(one, "ended", one.arms[0], who, wall(f"{MONDAY} 18:00"))
    assert (arranged.due, arranged.next) == ((), None)


def test_a_weekday_without_the_project_is_no_slot_at_all() -> None:
    one = project("10:30", days=("mon", "wed"))
    assert decided(one, wishes(), wall(f"{MONDAY} 00:00"), wall("2027-01-15 23:00")) == [
        "2027-01-11 09:30 #0 too-late",
        "2027-01-13 09:30 #0 too-late",
    ]


@pytest.mark.parametrize(
    "own, expected",
    [
        ((), ["10:30", "12:30", "15:00"]),
        (("09:00", "11:00", "16:00"), ["09:00", "11:00", "16:00"]),
        # Fewer is always possible, more never.
        (("11:15",), ["11:15"]),
        (("09:00", "10:00", "11:00", "12:00"), ["09:00", "10:00", "11:00"]),
    ],
)
def test_own_times_move_a_pause_and_never_add_one(
    own: tuple[str, ...], expected: list[str]
) -> None:
    one = project()
    assert [f"{at:%H:%M}" for at in times(wishes(*own), one.arms[0])] == expected
    found = minute_by_minute(one, wishes(*own), wall(f"{MONDAY} 00:00"), wall(f"{MONDAY} 23:59"))
    assert [line.split()[2] for line in found] == [f"#{pause}" for pause in range(len(expected))]
    assert all(line.endswith("send") for line in found)


def test_a_prompt_slides_inside_its_window_and_closes_at_the_next_own_pause() -> None:
    one = project("10:30", "12:30", window=60)
    who = subscriber(one, wishes("10:30", "11:00"), wall(f"{MONDAY} 00:00"))
    (sent,) = arrange(one, "running", one.arms[0], who, wall(f"{MONDAY} 10:40")).due
    assert isinstance(sent, Send)
    assert (sent.place, sent.due) == (ID, wall(f"{MONDAY} 10:30"))
    assert sent.until == wall(f"{MONDAY} 11:00") - timedelta(seconds=1)
    assert sent.closes == wall(f"{MONDAY} 11:00")


def test_days_that_nobody_ticked_are_each_counted_once_when_it_ticks_again() -> None:
    one = project("10:30")
    since, now = wall(f"{MONDAY} 00:00"), wall("2027-01-14 10:31")
    assert decided(one, wishes(until="2027-01-13"), since, now) == [
        "2027-01-11 09:30 #0 on-a-break",
        "2027-01-12 09:30 #0 on-a-break",
        "2027-01-13 09:30 #0 too-late",
        "2027-01-14 09:30 #0 send",
    ]


def test_the_arm_is_drawn_and_nearly_even_and_another_project_draws_anew() -> None:
    arms = tuple({"name": f"arm{n}", "protocol": "umcg", "pauses": ("10:30",)} for n in range(3))
    one, other = project(arms=arms), project(arms=arms, id="q")
    names = [f"s{number:04}" for number in range(3000)]
    drawn = [arm_of(one, name, b"key").name for name in names]
    assert drawn == [arm_of(one, name, b"key").name for name in names]
    for arm in one.arms:
        assert 900 < drawn.count(arm.name) < 1100
    same = sum(a == arm_of(other, name, b"key").name for a, name in zip(drawn, names, strict=True))
    assert 900 < same < 1100
    assert drawn != [arm_of(one, name, b"another key").name for name in names]


def test_a_large_wave_is_scattered_over_its_window_by_a_hash() -> None:
    one = project("10:30")
    due = wall(f"{MONDAY} 10:30")
    goes = []
    for number in range(1000):
        who = replace(subscriber(one, wishes(), wall(f"{MONDAY} 00:00")), id=f"s{number:04}")
        (sent,) = arrange(one, "running", one.arms[0], who, due).due
        assert isinstance(sent, Send)
        scattered = schedule.scatter(sent)
        assert scattered == schedule.scatter(sent)
        assert scattered.goes is not None
        goes.append(scattered.goes)
    assert due <= min(goes)
    assert max(goes) < due + timedelta(minutes=14)
    by_minute = Counter((at - due) // timedelta(minutes=1) for at in goes)
    assert len(by_minute) == 14
    assert all(40 < count < 110 for count in by_minute.values())


def test_a_subscription_is_no_channel() -> None:
    assert is_subscription(ID)
    assert not is_subscription("C0ALPHA")


def test_a_slot_in_direct_messages_is_open_while_its_date_lasts_anywhere() -> None:
    one, slot = project(days=DAYS), Slot("p", "a", wall("2027-01-12 12:00").date(), 0)
    standing = [
        schedule.standing(one, "running", slot, zulu(text))
        for text in (
            "2027-01-11 09:59", "2027-01-11 10:00", "2027-01-13 13:59", "2027-01-13 14:00",
        )
    ]  # fmt: skip
    assert standing == ["early", "open", "open", "closed"]


@pytest.mark.parametrize("day", EVERY_DAY)
def test_the_prompts_of_a_day_do_not_depend_on_when_it_ticks(day: str) -> None:
    one = project(days=(day,))
    since, now = wall(f"{MONDAY} 00:00"), wall("2027-01-18 00:00")
    found = minute_by_minute(one, wishes("09:05", "17:30"), since, now)
    assert [line[-7:] for line in found] == ["#0 send", "#1 send"]
