"""Subscribers for the manual of direct messages, short enough to stand in a table."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from bot.core.effects import Send
from bot.core.project import DAYS, Project, State
from bot.core.subscription import Hours, Subscription, Wishes, arrange, next_due
from tests.spec import schedule_kit
from tests.spec.schedule_kit import AMSTERDAM, MINUTE

ID = "s0123"


def project(*pauses: str, **changes: Any) -> Project:
    """A project in direct messages, of one arm `a`, 11 January to 2 April 2027."""
    arms = ({"name": "a", "protocol": "umcg", "pauses": pauses or ("10:30", "12:30", "15:00")},)
    return schedule_kit.project(**({"deliver": "dm", "arms": arms} | changes))


def at(text: str) -> time:
    return time.fromisoformat(text)


def wishes(*pauses: str, **changes: Any) -> Wishes:
    """Somebody's wishes; `hours` as "mon 09:00-12:30 wed 13:00-17:00"."""
    hours = changes.pop("hours", "")
    until = changes.pop("until", None)
    return Wishes(
        pauses=tuple(map(at, pauses)),
        hours=week(hours) if hours else (),
        until=date.fromisoformat(until) if until else None,
        **changes,
    )


def week(text: str) -> tuple[Hours | None, ...]:
    words = text.split()
    named = dict(zip(words[::2], words[1::2], strict=True))
    return tuple(Hours(*map(at, named[day].split("-"))) if day in named else None for day in DAYS)


def subscriber(one: Project, wants: Wishes, since: datetime, zone: str = AMSTERDAM) -> Subscription:
    """Somebody whose prompts were arranged up to `since`."""
    from zoneinfo import ZoneInfo

    due = next_due(one, one.arms[0], wants, ZoneInfo(zone), since)
    return Subscription(ID, "U0ANNA", one.id, wants, zone, due)


def decided(
    one: Project,
    wants: Wishes,
    since: datetime,
    now: datetime,
    state: State = "running",
    zone: str = AMSTERDAM,
) -> list[str]:
    """What is decided between two instants, one short line each: instant, pause, outcome."""
    found = arrange(one, state, one.arms[0], subscriber(one, wants, since, zone), now)
    return [
        f"{each.due:%Y-%m-%d %H:%M} #{each.slot.pause}"
        f" {'send' if isinstance(each, Send) else each.reason}"
        for each in found.due
    ]


def minute_by_minute(
    one: Project, wants: Wishes, since: datetime, now: datetime, zone: str = AMSTERDAM
) -> list[str]:
    """The same, by a tick a minute, each from where the last one left off."""
    from dataclasses import replace

    who, found, tick = subscriber(one, wants, since, zone), [], since
    while tick < now:
        tick += MINUTE
        if who.due is not None and who.due <= tick:
            arranged = arrange(one, "running", one.arms[0], who, tick)
            found += [
                f"{each.due:%Y-%m-%d %H:%M} #{each.slot.pause}"
                f" {'send' if isinstance(each, Send) else each.reason}"
                for each in arranged.due
            ]
            who = replace(who, due=arranged.next)
    return found
