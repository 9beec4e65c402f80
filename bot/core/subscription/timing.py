"""When a subscriber's prompts come, and the first reason of several why one does not.

The n-th pause of somebody's day is the n-th slot of their arm: own times move a pause and never add
one, so that nobody is prompted more often than the project says.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.effects import Due, HoldBack, Reason, Send
from bot.core.project import Arm, Project, Slot, State
from bot.core.schedule.freedays import free_day
from bot.core.schedule.slots import DAY, OPEN_FOR, instant, is_day
from bot.core.subscription.wishes import Subscription, Wishes

BEFORE_CLOSE = timedelta(seconds=1)


@dataclass(frozen=True)
class Arranged:
    """What is due for a subscriber, and the instant of the prompt after that."""

    due: tuple[Due, ...]
    next: datetime | None


def arm_of(project: Project, name: str, key: bytes) -> Arm:
    """Return the arm of the subscription with id `name`: drawn by HMAC, and never a choice.

    `key` is the secret of the environment; each project has one of its own, made from it.
    """
    own = hmac.digest(key, f"arms\x1f{project.id}".encode(), "sha256")
    drawn = int.from_bytes(hmac.digest(own, name.encode(), "sha256"), "big")
    return project.arms[drawn % len(project.arms)]


def times(wishes: Wishes, arm: Arm) -> tuple[time, ...]:
    """Return the wall times of somebody's pauses: their own, at most as many as the arm has."""
    return wishes.pauses[: len(arm.pauses)] or arm.pauses


def next_due(
    project: Project, arm: Arm, wishes: Wishes, zone: ZoneInfo, after: datetime
) -> datetime | None:
    """Return when the first prompt after `after` is due (UTC); None where the project has no more.

    Days off, holidays and breaks do not matter here: what is not sent is counted by reason.
    """
    first = max(after.astimezone(zone).date() - DAY, project.starts)
    for on in _days(first, project.ends):
        later = [due for _, due in _moments(project, arm, wishes, zone, on) if due > after]
        if later:
            return min(later)
    return None


def arrange(project: Project, state: State, arm: Arm, one: Subscription, now: datetime) -> Arranged:
    """Return what is due for a subscriber until `now`, and when the prompt after that is due.

    However late it is called, every pause is there once: sent, or held back for its first reason.
    """
    zone = ZoneInfo(one.zone)
    if state == "ended" or one.due is None:
        return Arranged((), None)
    due: list[Due] = []
    first = max(one.due.astimezone(zone).date() - DAY, project.starts)
    last = min(now.astimezone(zone).date() + DAY, project.ends)
    moments = [
        (Slot(project.id, arm.name, on, pause), at)
        for on in _days(first, last)
        for pause, at in _moments(project, arm, one.wishes, zone, on)
    ]
    for slot, at in sorted(moments, key=lambda each: each[1]):
        if one.due <= at <= now:
            closes = min([at + OPEN_FOR, *(other for _, other in moments if other > at)])
            due.append(_decide(project, state, one, slot, at, closes, now))
    return Arranged(tuple(due), next_due(project, arm, one.wishes, zone, now))


def _decide(
    project: Project,
    state: State,
    one: Subscription,
    slot: Slot,
    at: datetime,
    closes: datetime,
    now: datetime,
) -> Due:
    until = min(at + timedelta(minutes=project.window), closes - BEFORE_CLOSE)
    reason = _reason(project, state, one.wishes, slot.on, at.astimezone(ZoneInfo(one.zone)))
    if reason is None and now <= until:
        return Send(slot, one.id, due=at, until=until, closes=closes)
    return HoldBack(slot, one.id, due=at, reason=reason or "too-late")


def _reason(
    project: Project, state: State, wishes: Wishes, on: date, local: datetime
) -> Reason | None:
    """Return the first reason not to prompt, in the order of DESIGN (time), up to own hours."""
    if state == "paused":
        return "paused"
    hours = wishes.hours[on.weekday()] if wishes.hours else None
    if wishes.hours and hours is None:
        return "not-a-day"
    free = free_day(project, on)
    if free is not None:
        return free.reason
    if wishes.until is not None and on < wishes.until:
        return "on-a-break"
    if hours is not None and not hours.hold(local.time()):
        return "not-in-hours"
    return None


def _moments(
    project: Project, arm: Arm, wishes: Wishes, zone: ZoneInfo, on: date
) -> list[tuple[int, datetime]]:
    """Return the pauses of a date by number; of two that a gap puts on one instant, the first."""
    if not is_day(project, on):
        return []
    own = times(wishes, arm)
    before = {instant(on - DAY, at, zone) for at in own} if is_day(project, on - DAY) else set()
    found: dict[datetime, int] = {}
    for pause, at in enumerate(own):
        due = instant(on, at, zone)
        if due not in before:
            found.setdefault(due, pause)
    return [(pause, due) for due, pause in found.items()]


def _days(first: date, last: date) -> Iterator[date]:
    for day in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(day)
