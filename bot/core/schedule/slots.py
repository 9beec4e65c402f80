"""Slots: which exist, when they are due, when they close, and how a press on one stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.core.project import DAYS, Arm, Project, Slot, Standing, State

DAY = timedelta(days=1)
OPEN_FOR = timedelta(hours=2)
EASTERNMOST, WESTERNMOST = timedelta(hours=14), timedelta(hours=12)
"""How far the zones of the world lie from UTC: a date begins that early, and ends that late."""


class Moment(NamedTuple):
    """The `pause`-th pause of a day, due at an instant (UTC).

    `again` says that a gap in the clock made it fall together with a pause of the day before.
    """

    pause: int
    due: datetime
    again: bool


def instant(on: date, at: time, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) of a wall time in a zone.

    A wall time that the clock skips moves forward by the gap (02:30 becomes 03:30); one that the
    clock repeats happens once, the first time.
    """
    return datetime.combine(on, at.replace(fold=0), zone).astimezone(UTC)


def utc(at: datetime) -> datetime:
    """Return an instant in UTC; raises ValueError where it does not say in which zone it is."""
    if at.tzinfo is None:
        raise ValueError("an instant without a zone")
    return at.astimezone(UTC)


def moments(project: Project, arm: Arm, on: date) -> list[Moment]:
    """Return the pauses of an arm on a date, by number; none where the project has no such day.

    Of two that a gap in the clock puts on one instant only the first is there.
    """
    if not is_day(project, on):
        return []
    return [
        moment
        for moment in _day(project.zone, arm.pauses, on)
        if not (moment.again and is_day(project, on - DAY))
    ]


def closing(project: Project, arm: Arm, on: date, due: datetime) -> datetime:
    """Return when a slot of `on` closes: two hours after `due`, or at the next prompt if earlier.

    The days around it count too: of a pause at 23:30 the next may be at 00:15, and a gap in the
    clock may push yesterday's last pause past midnight.
    """
    around = (moment for day in _around(on) for moment in moments(project, arm, day))
    return min((due + OPEN_FOR, *(moment.due for moment in around if moment.due > due)))


def exists(project: Project, slot: Slot) -> bool:
    """Return whether the project has this slot, be it on a free day."""
    arm = project.arm(slot.arm)
    return (
        slot.project == project.id
        and arm is not None
        and any(moment.pause == slot.pause for moment in moments(project, arm, slot.on))
    )


def slot_instant(project: Project, slot: Slot) -> datetime:
    """Return when a slot is due (UTC); raises LookupError for an arm or pause that is not there."""
    pauses = _arm(project, slot).pauses
    if not 0 <= slot.pause < len(pauses):
        raise LookupError("no such pause")
    return instant(slot.on, pauses[slot.pause], project.zone)


def closes_at(project: Project, slot: Slot) -> datetime:
    """Return when a slot closes (UTC); raises LookupError for an arm or pause that is not there."""
    return closing(project, _arm(project, slot), slot.on, slot_instant(project, slot))


def is_open(project: Project, slot: Slot, now: datetime) -> bool:
    """Return whether a press counts for this slot: from the instant it is due until it closes.

    A free day named after the prompt went out does not undo it. In direct messages each subscriber
    has times and a zone of their own, so there a slot is open while its date lasts anywhere; when
    it closes for one of them, their prompt says itself.
    """
    if not exists(project, slot):
        return False
    opens, closes = _span(project, slot)
    return opens <= utc(now) < closes


def _span(project: Project, slot: Slot) -> tuple[datetime, datetime]:
    if project.deliver == "channel":
        return slot_instant(project, slot), closes_at(project, slot)
    midnight = datetime.combine(slot.on, time(), UTC)
    return midnight - EASTERNMOST, midnight + DAY + WESTERNMOST + OPEN_FOR


def is_over(project: Project, state: State, now: datetime) -> bool:
    """Return whether the project was ended or its last day has passed in its zone."""
    return state == "ended" or utc(now).astimezone(project.zone).date() > project.ends


def standing(project: Project, state: State, slot: Slot, now: datetime) -> Standing:
    """Return how a press on a slot stands.

    A slot late on the last day stays open past midnight, unless the project was ended by hand.
    """
    if slot.project != project.id:
        return "unknown"
    if state != "ended" and is_open(project, slot, now):
        return "open"
    if is_over(project, state, now):
        return "ended"
    if not exists(project, slot):
        return "unknown"
    return "early" if utc(now) < _span(project, slot)[0] else "closed"


def project_week(project: Project, on: date) -> int:
    """Return the week of the project on a date, from 0; weeks begin on Monday.

    Before the project starts (HR's trial) it is week 0.
    """
    return max(0, (_monday(on) - _monday(project.starts)) // 7)


@lru_cache(maxsize=2**14)
def _day(zone: ZoneInfo, pauses: tuple[time, ...], on: date) -> tuple[Moment, ...]:
    before = {instant(on - DAY, at, zone) for at in pauses}
    found: dict[datetime, Moment] = {}
    for pause, at in enumerate(pauses):
        due = instant(on, at, zone)
        found.setdefault(due, Moment(pause, due, due in before))
    return tuple(found.values())


def is_day(project: Project, on: date) -> bool:
    """Return whether a date lies in the project and is one of its weekdays, free or not."""
    return project.starts <= on <= project.ends and DAYS[on.weekday()] in project.days


def _around(on: date) -> Iterator[date]:
    yield from (on - DAY, on, on + DAY)


def _arm(project: Project, slot: Slot) -> Arm:
    arm = project.arm(slot.arm)
    if arm is None:
        raise LookupError("no such arm")
    return arm


def _monday(on: date) -> int:
    return on.toordinal() - on.weekday()
