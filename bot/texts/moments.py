"""Days and times as people say them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from bot.core.project import DAYS
from bot.texts.catalogue import Say
from bot.texts.phrases import listed

SOON = timedelta(days=180)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def day(on: date, today: date, say: Say) -> str:
    """Return a day with its weekday, and with its year unless it is this year's or soon."""
    values = {
        "weekday": say(f"date.{DAYS[on.weekday()]}"),
        "day": on.day,
        "month": say(f"date.{MONTHS[on.month - 1]}"),
    }
    if on.year == today.year or timedelta() <= on - today < SOON:
        return say("date.day", **values)
    return say("date.day-year", year=on.year, **values)


def short(on: date, today: date, say: Say) -> str:
    """Return a day without its weekday, and with its year unless it is this year's."""
    values = {"day": on.day, "month": say(f"date.{MONTHS[on.month - 1]}")}
    if on.year == today.year:
        return say("date.short", **values)
    return say("date.short-year", year=on.year, **values)


def moment(at: datetime, today: date, say: Say) -> str:
    """Return a day with a time, both of the zone that `at` carries."""
    return say("date.moment", day=day(at.date(), today, say), time=f"{at:%H:%M}")


def times(pauses: Iterable[time], say: Say) -> str:
    """Return times of the day in a row, as a sentence has them."""
    return listed([f"{pause:%H:%M}" for pause in pauses], "and", say)
