"""The open week: in which week a day is, when a week is over, and the sums it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Figures:
    """The exact sums of a week of a project. They are for the fold alone: no report takes them.

    `starts`, `completions` and `moved` (people who moved on their own account) by arm, date and
    pause; `reached` by arm and step; `sessions` tells by arm how many people finished how many;
    `effects` by arm and answer (*better*, *same*, *worse*) how many people gave it. Who answered
    and was forgotten may answer again, so the answers can be a few more than the people. `sent` is
    how many direct messages went out, by arm. `key` is what all is rounded with, the same as long
    as the memory lives.
    """

    starts: Mapping[tuple[str, date, int], int]
    completions: Mapping[tuple[str, date, int], int]
    reached: Mapping[tuple[str, int], int]
    sessions: Mapping[str, Mapping[int, int]]
    moved: Mapping[tuple[str, date, int], int] = field(default_factory=dict)
    effects: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    sent: Mapping[str, int] = field(default_factory=dict)
    key: bytes = field(default=b"", repr=False, compare=False)


def iso_week(on: date) -> str:
    """Return the ISO 8601 week of a date, for example "2027-W02"; it may belong to another year."""
    year, week, _ = on.isocalendar()
    return f"{year:04}-W{week:02}"


def monday(week: str) -> date:
    """Return the first day of an ISO week. Raises ValueError where `week` is none."""
    return date.fromisoformat(f"{week}-1")


def week_over(week: str, zone: ZoneInfo, now: datetime) -> bool:
    """Return whether the Monday after `week` ("2027-W02") has begun in `zone`.

    Raises ValueError where `week` is no ISO week.
    """
    after = monday(week) + timedelta(weeks=1)
    # Through UTC: two instants of one zone would be compared by their wall clocks.
    return datetime.combine(after, time(), zone).astimezone(UTC) <= now
