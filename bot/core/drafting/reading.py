"""What people type in fields, read with patience: texts, days, times and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from bot.core.drafting.draft import Values, several_of, text_of
from bot.core.fields import FIRST_YEAR, LAST_YEAR, UNSEEN

MOST_LINE = 300
"""Characters in a line of text, as the file formats have it."""
MOST_PAUSES = 8
MOST_DAYS = 400

_TIME = re.compile(r"(\d{1,2})(?:[:.uh](\d{2})|[uh])", re.ASCII | re.IGNORECASE)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
# What may be shown again in an error: digits and the signs around them, and nothing that marks up.
_HARMLESS = re.compile(r"[\d:.uh/-]{1,12}", re.ASCII)


@dataclass(frozen=True)
class Trouble:
    """One thing wrong with one field; `key` names a sentence in the locale, under `form.error`."""

    field: str
    key: str
    values: tuple[tuple[str, str | int], ...] = ()


class Reader:
    """Reads the fields of one screen and collects what is wrong; at most one trouble a field."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._troubles: dict[str, Trouble] = {}

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """Everything that is wrong so far, in the order in which it was read."""
        return tuple(self._troubles.values())

    def wrong(self, field: str, key: str, **values: str | int) -> None:
        """Note a trouble; the first one of a field stays."""
        self._troubles.setdefault(field, Trouble(field, key, tuple(values.items())))

    def raw(self, field: str) -> str:
        """Return a field as typed, without the spaces around it."""
        return text_of(self._values, field).strip()

    def line(self, field: str, *, missing: str | None = "missing") -> str | None:
        """Read one line of text; `missing` names the trouble of an empty one, None allows it."""
        text = self.raw(field)
        if not text:
            if missing is not None:
                self.wrong(field, missing)
        elif len(text) > MOST_LINE:
            self.wrong(field, "long", count=MOST_LINE)
        elif UNSEEN.search(text):
            self.wrong(field, "hidden")
        else:
            return text
        return None

    def choice(self, field: str, among: tuple[str, ...]) -> str | None:
        """Read a choice; nothing, and what is not on offer, is a trouble."""
        value = self.raw(field)
        if value in among:
            return value
        self.wrong(field, "choose")
        return None

    def choices(self, field: str, among: tuple[str, ...]) -> tuple[str, ...]:
        """Read several choices, in the order in which they are on offer."""
        chosen = several_of(self._values, field)
        if set(chosen) - set(among):
            self.wrong(field, "choose")
        return tuple(each for each in among if each in chosen)

    def listed(self, field: str) -> tuple[str, ...]:
        """Return a field of several values, each once."""
        return tuple(dict.fromkeys(several_of(self._values, field)))

    def day(self, field: str, *, missing: str = "missing-day") -> date | None:
        """Read one day."""
        text = self.raw(field)
        found = read_day(text)
        if found is None:
            self.wrong(field, "day" if text else missing)
        return found

    def days(self, field: str) -> tuple[date, ...]:
        """Read days apart by commas or on lines of their own, in order and each once."""
        found: set[date] = set()
        for piece in _pieces(self.raw(field), r"[,;\n]"):
            day = read_day(piece)
            if day is None:
                self._quote(field, "days", piece)
                return ()
            found.add(day)
        if len(found) > MOST_DAYS:
            self.wrong(field, "many-days", count=MOST_DAYS)
        return tuple(sorted(found))

    def times(self, field: str) -> tuple[time, ...]:
        """Read times of the day, from early to late."""
        found: list[time] = []
        for piece in _pieces(self.raw(field), r"[,;\s]|\ben\b|\band\b"):
            at = read_time(piece)
            if at is None:
                self._quote(field, "time", piece)
                return ()
            found.append(at)
        if not found:
            self.wrong(field, "no-times")
        elif len(set(found)) < len(found):
            self.wrong(field, "times-twice")
        elif len(found) > MOST_PAUSES:
            self.wrong(field, "many-times", count=MOST_PAUSES)
        return tuple(sorted(found))

    def number(self, field: str, least: int, most: int, *, optional: bool) -> int | None:
        """Read a whole number; None where it is not there or is wrong."""
        text = self.raw(field)
        if not text and optional:
            return None
        if re.fullmatch(r"\d{1,4}", text, re.ASCII) and least <= int(text) <= most:
            return int(text)
        self.wrong(field, "number", least=least, most=most)
        return None

    def _quote(self, field: str, key: str, piece: str) -> None:
        if _HARMLESS.fullmatch(piece):
            self.wrong(field, key, shown=piece)
        else:
            self.wrong(field, f"{key}-unreadable")


def read_day(text: str) -> date | None:
    """Read a day as people or calendars write it (11-1-2027, 2027-01-11); None where it is none."""
    if found := _DAY_FIRST.fullmatch(text.strip()):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(text.strip()):
        year, month, day = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def read_time(text: str) -> time | None:
    """Read a time of the day (10:30, 10.30, 9u, 9u30), None where it is none."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _pieces(text: str, between: str) -> Iterator[str]:
    return (piece.strip() for piece in re.split(between, text) if piece.strip())
