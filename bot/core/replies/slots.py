"""What a phrase leaves open: lengths of time, days and numbers, taken out of a row of words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from bot.core.replies import days, numbers
from bot.core.replies.days import Day

_CLOCK = re.compile(r"[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?")
_HOUR_OF_DAY = re.compile(r"[0-9]{1,2}")
_TWO_DIGITS = re.compile(r"[0-9]{2}")
_AFTER_HOUR = frozenset("pm am oclock".split())


@dataclass(frozen=True)
class Slots:
    """What was taken out: minutes (the last that were named) and days, in their order."""

    today: date
    minutes: float | None = None
    days: tuple[Day, ...] = ()


def slotted(words: tuple[str, ...], today: date) -> tuple[tuple[str, ...], Slots]:
    """Put `{minutes}`, `{number}`, `{clock}`, `{day}` and `{span}` where they are said."""
    shape: list[str] = []
    slots = Slots(today)
    at = 0
    while at < len(words):
        before = words[at - 1] if at else ""
        name, slots, used = _slot(words[at : at + 8], before, slots)
        shape.append(name or words[at])
        at += used
    return tuple(shape), slots


def _slot(words: tuple[str, ...], before: str, slots: Slots) -> tuple[str, Slots, int]:
    """The slot that `words` begin with, with what is taken by then and how many words it took."""
    day = days.day(words, before, slots.today)
    if day is None or day[0].date is None:
        # A length or a time first: *14.30* is no day of a thirtieth month.
        if clock := _clock(words):
            return "{clock}", slots, clock
        if minutes := numbers.minutes(words):
            return "{minutes}", replace(slots, minutes=minutes[0]), minutes[1]
    if day:
        return "{day}", replace(slots, days=(*slots.days, day[0])), day[1]
    if span := days.span(words, slots.today):
        return "{span}", replace(slots, days=(*slots.days, span[0])), span[1]
    if number := numbers.number(words):
        return "{number}", replace(slots, minutes=number[0]), number[1]
    return "", slots, 1


def _clock(words: tuple[str, ...]) -> int:
    """How many words a time of day takes: *14:30 uur*, *3 pm*, *14u30*, *half drie*."""
    first, second, third = (*words[:3], "", "", "")[:3]
    if _CLOCK.fullmatch(first) and second not in numbers.MINUTE:
        return 2 if second in numbers.HOUR or second in _AFTER_HOUR else 1
    if _HOUR_OF_DAY.fullmatch(first) and second in _AFTER_HOUR:
        return 2
    if _HOUR_OF_DAY.fullmatch(first) and second in ("u", "h") and _TWO_DIGITS.fullmatch(third):
        return 3
    if first == "half" and _hour(second) and third not in numbers.HOUR:
        return 2
    return 3 if first == "kwart" and second in ("voor", "over") and _hour(third) else 0


def _hour(word: str) -> bool:
    return bool(_HOUR_OF_DAY.fullmatch(word)) or word in numbers.UNITS
