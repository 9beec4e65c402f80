"""What somebody filled in about their own pauses, read into wishes or into complaints by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from bot.core.fields import LANGUAGES
from bot.core.project import DAYS, Day
from bot.core.subscription.wishes import Hours, Wishes

Form = Mapping[str, str]
"""Raw values by field: `pauses`, `language`, `until`, `seated`, and the days under their names."""
Why = Literal["time", "twice", "too-many", "hours", "same", "past", "date", "gone"]

_TIME = re.compile(r"([01]?\d|2[0-3])(?:[:.hu]([0-5]\d)|[hu])?", re.ASCII)
_BETWEEN = re.compile(r"\s*(?:-|–|—|\btot\b|\bto\b|\buntil\b)\s*")
_COMMAS = re.compile(r"[\s,;]+")
_FILLERS = re.compile(r"\b(?:en|and|om|at|uur|van|from)\b")
LONGEST = 200
"""Characters; who fills in more has filled in something else."""


@dataclass(frozen=True)
class Complaint:
    """What is wrong with a field; `most` is the number of pauses, where there are too many."""

    why: Why
    most: int = 0


def read(
    form: Form, days: tuple[Day, ...], most: int, today: date
) -> Wishes | dict[str, Complaint]:
    """Read a form for a project with these `days` and at most `most` pauses a day.

    A day that the project does not have is taken as a day off; all its days left empty follow the
    project. Nothing of what was filled in comes back in a complaint.
    """
    wrong: dict[str, Complaint] = {}
    pauses = _pauses(form.get("pauses", ""), most, wrong)
    hours = _week(form, days, wrong)
    until = _until(form.get("until", ""), today, wrong)
    if wrong:
        return wrong
    language = next((known for known in LANGUAGES if known == form.get("language")), None)
    return Wishes(pauses, hours, language, until, seated=bool(form.get("seated")))


def _pauses(text: str, most: int, wrong: dict[str, Complaint]) -> tuple[time, ...]:
    words = [word for word in _COMMAS.split(_plain(text)) if word]
    found = [_time(word) for word in words]
    if len(text) > LONGEST or None in found:
        wrong["pauses"] = Complaint("time")
        return ()
    times = sorted(at for at in found if at is not None)
    if len(set(times)) < len(times):
        wrong["pauses"] = Complaint("twice")
    elif len(times) > most:
        wrong["pauses"] = Complaint("too-many", most)
    return tuple(times)


def _week(
    form: Form, days: tuple[Day, ...], wrong: dict[str, Complaint]
) -> tuple[Hours | None, ...]:
    asked = {day: form.get(day, "").strip() for day in DAYS if day in days}
    if not any(asked.values()):
        return ()
    return tuple(_hours(day, asked.get(day, ""), wrong) for day in DAYS)


def _hours(day: Day, text: str, wrong: dict[str, Complaint]) -> Hours | None:
    if not text:
        return None
    ends = _BETWEEN.split(_plain(text)) if len(text) <= LONGEST else []
    found = [_time(word) for word in ends]
    if len(found) != 2 or found[0] is None or found[1] is None:
        wrong[day] = Complaint("hours")
        return None
    if found[0] == found[1]:
        wrong[day] = Complaint("same")
    return Hours(found[0], found[1])


def _until(text: str, today: date, wrong: dict[str, Complaint]) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        wrong["until"] = Complaint("date")
        return None
    if day <= today:
        wrong["until"] = Complaint("past")
    return day


def _plain(text: str) -> str:
    return _FILLERS.sub(" ", text.lower()).strip()


def _time(word: str) -> time | None:
    found = _TIME.fullmatch(word.strip())
    return time(int(found[1]), int(found[2] or 0)) if found else None
