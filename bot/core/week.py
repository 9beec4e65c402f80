"""The rules of the open week: what counts, and in which week."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def iso_week(on: date) -> str:
    """Return the ISO 8601 week of a date, for example "2027-W02"; it may belong to another year."""
    year, week, _ = on.isocalendar()
    return f"{year:04}-W{week:02}"


def week_over(week: str, zone: ZoneInfo, now: datetime) -> bool:
    """Return whether the Monday after `week` ("2027-W02") has begun in `zone`.

    Raises ValueError where `week` is no ISO week.
    """
    monday = date.fromisoformat(f"{week}-1") + timedelta(weeks=1)
    # Through UTC: two instants of one zone would be compared by their wall clocks.
    return datetime.combine(monday, time(), zone).astimezone(UTC) <= now
