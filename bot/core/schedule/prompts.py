"""Which prompts are due between two instants, why some are held back, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.core.effects import Due, HoldBack, Reason, Send
from bot.core.project import Arm, Project, Slot, State
from bot.core.schedule.freedays import free_day
from bot.core.schedule.slots import DAY, closing, moments, utc

# The last instant at which a prompt is worth sending lies before its slot closes, so that one
# comparison (`now > until`) says "too late" everywhere.
BEFORE_CLOSE = timedelta(seconds=1)


@dataclass(frozen=True)
class Upcoming:
    """A slot that is not on a free day, when it is due and when it closes (UTC)."""

    slot: Slot
    due: datetime
    closes: datetime


def due(project: Project, state: State, since: datetime, now: datetime) -> list[Due]:
    """Return what to send and what to hold back: every slot due in (since, now] at each place.

    By due time, then in the order of arms and channels. However late the tick is, every slot is
    there once, so that each prompt that was not sent is counted: due(a, c) has the slots of
    due(a, b) and due(b, c). An ended project has none.
    """
    found: list[Due] = []
    if state == "ended":
        return found
    since, now = utc(since), utc(now)
    for on in _dates(project, since, now):
        for arm in project.arms:
            for pause, at, _ in moments(project, arm, on):
                if since < at <= now:
                    slot = Slot(project.id, arm.name, on, pause)
                    found += _prompts(project, state, arm, slot, at, now)
    found.sort(key=lambda one: one.due)
    return found


def next_pauses(project: Project, state: State, now: datetime, count: int) -> list[Upcoming]:
    """Return the next `count` slots due after `now` that will be prompted, by due time.

    Fewer where the project ends before that; none while it is paused or when it has ended.
    """
    found: list[Upcoming] = []
    if state != "running":
        return found
    now = utc(now)
    for on in _dates(project, now, None):
        enough = len(found) >= count
        found += (slot for slot in _upcoming(project, on) if slot.due > now)
        # One day more: a gap in the clock can push a pause past the next day's first.
        if enough:
            break
    return sorted(found, key=lambda one: one.due)[:count]


def next_event(project: Project, state: State, now: datetime) -> datetime | None:
    """Return the first instant after `now` at which a slot is due or closes; None where none is.

    A project that is paused or ended still closes what it opened.
    """
    now = utc(now)
    due_next = [slot.due for slot in next_pauses(project, state, now, 1)]
    closing_next = [
        slot.closes
        for on in _dates(project, now - DAY, now)
        for slot in _upcoming(project, on)
        if slot.due <= now < slot.closes
    ]
    return min(due_next + closing_next, default=None)


def _prompts(
    project: Project, state: State, arm: Arm, slot: Slot, at: datetime, now: datetime
) -> Iterator[Due]:
    """Decide a slot for its places: channels for now, as a DM has hours of its own."""
    if not arm.channels:
        return
    closes = closing(project, arm, slot.on, at)
    until = min(at + timedelta(minutes=project.window), closes - BEFORE_CLOSE)
    reason = _reason(project, state, slot.on, late=now > until)
    for place in arm.channels:
        if reason is None:
            yield Send(slot, place, due=at, until=until, closes=closes)
        else:
            yield HoldBack(slot, place, due=at, reason=reason)


def _reason(project: Project, state: State, on: date, *, late: bool) -> Reason | None:
    """Return the first reason not to prompt, in the order of DESIGN (time)."""
    free = free_day(project, on)
    if free is not None:
        return free.reason
    if state == "paused":
        return "paused"
    return "too-late" if late else None


def _upcoming(project: Project, on: date) -> Iterator[Upcoming]:
    if free_day(project, on) is not None:
        return
    for arm in project.arms:
        for pause, at, _ in moments(project, arm, on):
            slot = Slot(project.id, arm.name, on, pause)
            yield Upcoming(slot, at, closing(project, arm, on, at))


def _dates(project: Project, since: datetime, now: datetime | None) -> Iterator[date]:
    """Yield the project's dates that can have a slot due in (since, now], or after `since`."""
    first = max(_span(project.zone, since)[0], project.starts)
    last = project.ends if now is None else min(_span(project.zone, now)[1], project.ends)
    for day in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(day)


@lru_cache(maxsize=2**12)
def _span(zone: ZoneInfo, at: datetime) -> tuple[date, date]:
    """Return the first and last date whose wall times can happen at an instant.

    That is one date, except near a change of the clock: a gap moves wall times on, even past
    midnight; a repeated hour shows yesterday's date at a time of today.
    """
    around = [(at + day).astimezone(zone) for day in (-DAY, timedelta(), DAY)]
    on = around[1].date()
    if len({local.utcoffset() for local in around}) == 1:
        return on, on
    return on - DAY, on + DAY
