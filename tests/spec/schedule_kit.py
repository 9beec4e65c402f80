"""Projects and instants for the manual of the schedule, short enough to stand in a table."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.effects import Due, Send
from bot.core.project import Project, Slot, State
from bot.core.schedule import due

AMSTERDAM = "Europe/Amsterdam"
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def arm(name: str, *pauses: str, channels: tuple[str, ...] = ("C0ALPHA",)) -> dict[str, Any]:
    """An arm as it stands in a project file."""
    return {"name": name, "protocol": "umcg", "pauses": pauses, "channels": channels}


def project(*pauses: str, **changes: Any) -> Project:
    """A project of one arm `a` in one channel, Monday 11 January to Friday 2 April 2027."""
    filed = {
        "schema": "project/1",
        "id": "p",
        "title": {"nl": "Fit door het voorjaar"},
        "programme": "staande-bekkenrek",
        "starts": "2027-01-11",
        "ends": "2027-04-02",
        "timezone": AMSTERDAM,
        "days": ("mon", "tue", "wed", "thu", "fri"),
        "deliver": "channel",
        "works_council": {"reference": "OR 2026-11/3", "date": "2026-11-03"},
        "arms": (arm("a", *pauses),),
    }
    return Project.model_validate(filed | changes)


def wall(text: str, zone: str = AMSTERDAM) -> datetime:
    """The instant of the wall time "2027-01-11 10:30"; of a repeated one the first."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def zulu(text: str) -> datetime:
    """The instant "2027-01-11 09:30" in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def slot(on: str, pause: int = 0, arm: str = "a") -> Slot:
    """A slot of the project `p`."""
    return Slot("p", arm, date.fromisoformat(on), pause)


def said(found: list[Due]) -> list[str]:
    """What was decided, one short line each: date, pause, and *send* or the reason."""
    return [
        f"{one.slot.on} #{one.slot.pause} {'send' if isinstance(one, Send) else one.reason}"
        for one in found
    ]


def ticked(one: Project, state: State, since: datetime, now: datetime) -> list[str]:
    """What a tick at `now` decides, the last one having been at `since`."""
    return said(due(one, state, since, now))
