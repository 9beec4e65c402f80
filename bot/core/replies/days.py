"""Days and weeks as people write them, counted from a `today` that is given."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.core.replies.numbers import ONE, number

NEAR = timedelta(days=183)
"""A date that is past this year is next year's without asking, if that is at most so far away."""
FAR = timedelta(days=366)
"""A break longer than this is asked about first."""

_WEEKDAYS = (
    ("maandag", "monday"),
    ("dinsdag", "tuesday"),
    ("woensdag", "wednesday"),
    ("donderdag", "thursday"),
    ("vrijdag", "friday"),
    ("zaterdag", "saturday"),
    ("zondag", "sunday"),
)
WEEKDAYS = {name: index for index, names in enumerate(_WEEKDAYS) for name in names}
# *do* and *sun* mean other things too, so these stand for days only behind a word that wants one.
_SHORT = (("ma", "mon"), ("di", "tue", "tues"), ("wo", "wed"), ("do", "thu", "thur", "thurs"))
_SHORT_REST = (("vr", "fri"), ("za", "sat"), ("sun",))
SHORT_WEEKDAYS = {name: index for index, names in enumerate(_SHORT + _SHORT_REST) for name in names}
_MONTHS = (
    "januari january jan",
    "februari february feb",
    "maart march mrt mar",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "augustus august aug",
    "september sept sep",
    "oktober october okt oct",
    "november nov",
    "december dec",
)
MONTHS = {name: index for index, names in enumerate(_MONTHS, 1) for name in names.split()}
WANTS_A_DAY = frozenset("tot until till til untill met m tm through vanaf from op on".split())
NEXT = frozenset("volgende volgend next komende aankomende aanstaande coming".split())
_THIS = frozenset("deze this".split())
_ORDINALS = frozenset("e de ste th st nd rd".split())
_OF = frozenset("of van the".split())
_UNITS = {
    **dict.fromkeys("dag dagen dagje dagjes day days".split(), 1),
    **dict.fromkeys("week weken weekje weekjes weeks wk".split(), 7),
}
_MONTH_UNITS = frozenset("maand maanden maandje month months".split())
_FIGURES = re.compile(r"([0-9]{1,4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{2,4}))?")


@dataclass(frozen=True)
class Day:
    """A day somebody named: None where there is no such day ahead; `sure` where nobody need ask.

    It is `whole` with its weekday, month and year, which agree: as the bot asks about it.
    """

    date: date | None
    sure: bool = True
    whole: bool = False


Taken = tuple[Day, int]
"""A day and how many words it took."""


def day(words: tuple[str, ...], before: str, today: date) -> Taken | None:
    """Read the day that `words` begin with; `before` is the word in front of it.

    A weekday is the next such day after `today`. A day of a month is the next one; where that is
    more than half a year away because it is past, it is not sure.
    """
    wanted = before in WANTS_A_DAY
    return (
        _relative(words, today)
        or _weekday(words, wanted, today)
        or _written(words, today)
        or _figures(words[0], wanted, today)
        or (_month(words[0], today) if wanted else None)
    )


def span(words: tuple[str, ...], today: date) -> Taken | None:
    """Read how many days the break that `words` begin with takes: *twee weken*, *this week*."""
    if words[0] in _THIS and len(words) > 1 and words[1] in ("week", "maand", "month"):
        return (_monday(today) if words[1] == "week" else _first_of_next_month(today)), 2
    if words[0] in ("de", "the") and len(words) > 1 and words[1] == "week":
        return _monday(today), 2
    taken = number(words) or ((1.0, 1) if words[0] in ONE else None)
    if taken is None or len(words) <= taken[1]:
        return None
    count, used = int(taken[0]), taken[1]
    unit = words[used]
    if unit in _UNITS:
        return _ahead(today, count * _UNITS[unit]), used + 1
    return (_months_ahead(today, count), used + 1) if unit in _MONTH_UNITS else None


def after(found: Day) -> Day:
    """Return the day after: *tot en met vrijdag* means prompts again on Saturday."""
    if found.date is None:
        return found
    return Day(_ahead(found.date, 1).date, found.sure)


def judged(found: Day, today: date) -> Day:
    """Return `found` as a day to come back on: none that is not ahead, none far ahead unasked."""
    if found.date is None or found.date <= today:
        return Day(None)
    return Day(found.date, found.whole or (found.sure and found.date - today <= FAR))


def _relative(words: tuple[str, ...], today: date) -> Taken | None:
    first, second = (*words[:2], "", "")[:2]
    rest = words[1:] if first in ("het", "the", "de") else words
    if first in ("morgen", "tomorrow"):
        return _ahead(today, 1), 1
    if first == "overmorgen":
        return _ahead(today, 2), 1
    if rest[:3] == ("day", "after", "tomorrow"):
        return _ahead(today, 2), 3 + len(words) - len(rest)
    if rest[:1] == ("weekend",):
        return _next_weekday(5, today), 1 + len(words) - len(rest)
    if first in NEXT and second == "week":
        return _in_a_week(words, today)
    if first in NEXT and second in ("maand", "month"):
        return _first_of_next_month(today), 2
    if first in NEXT and second in ("jaar", "year"):
        return _date(today.year + 1, 1, 1), 2
    if first in ("na", "after") and words[1:3] in (("het", "weekend"), ("the", "weekend")):
        return _monday(today), 3
    return None


def _in_a_week(words: tuple[str, ...], today: date) -> Taken:
    """*volgende week*, with or without a weekday behind it."""
    monday = _monday(today)
    named = WEEKDAYS.get(words[2]) if len(words) > 2 else None
    if named is None:
        return monday, 2
    return (_ahead(monday.date, named) if monday.date else monday), 3


def _weekday(words: tuple[str, ...], wanted: bool, today: date) -> Taken | None:
    skip = 1 if words[0] in NEXT | _THIS and len(words) > 1 else 0
    name = words[skip]
    named = WEEKDAYS.get(name)
    if named is None and (wanted or skip):
        named = SHORT_WEEKDAYS.get(name)
    if named is None:
        return None
    tail = words[skip + 1 : skip + 3]
    if len(tail) == 2 and tail[0] in NEXT and tail[1] == "week":
        monday = _monday(today).date
        return (_ahead(monday, named) if monday else Day(None)), skip + 3
    found, used = _next_weekday(named, today), skip + 1
    # *maandag 11 januari*: the date is what counts, the weekday is a courtesy.
    dated = _written(tail + words[skip + 3 : skip + 6], today) if tail else None
    return (_agreed(dated[0], named), used + dated[1]) if dated else (found, used)


def _agreed(dated: Day, weekday: int) -> Day:
    """A date that was said with its weekday: who has both right, has looked it up."""
    agrees = dated.date is not None and dated.date.weekday() == weekday
    return replace(dated, whole=dated.sure and agrees)


def _written(words: tuple[str, ...], today: date) -> Taken | None:
    """*12 januari*, *de 12e*, *Jan 12th*, *the 12th of January 2028*."""
    skip = 1 if words[0] in ("de", "the") else 0
    rest = words[skip:]
    if rest and rest[0] in MONTHS and len(rest) > 1:
        return _month_first(rest, skip, today)
    taken = number(rest) if rest else None
    if taken is None:
        return None
    of_month, used = int(taken[0]), taken[1]
    ordinal = rest[used : used + 1] and rest[used] in _ORDINALS
    used += 1 if ordinal else 0
    while used < len(rest) and rest[used] in _OF and used < 4:
        used += 1
    if used < len(rest) and rest[used] in MONTHS:
        found, years = _dated(of_month, MONTHS[rest[used]], rest[used + 1 : used + 2], today)
        return found, skip + used + 1 + years
    return (_day_of_month(of_month, today), skip + taken[1] + 1) if ordinal else None


def _month_first(rest: tuple[str, ...], skip: int, today: date) -> Taken | None:
    taken = number(rest[1:])
    if taken is None:
        return None
    used = 1 + taken[1]
    used += 1 if rest[used : used + 1] and rest[used] in _ORDINALS else 0
    found, years = _dated(int(taken[0]), MONTHS[rest[0]], rest[used : used + 1], today)
    return found, skip + used + years


def _dated(of_month: int, month: int, rest: tuple[str, ...], today: date) -> Taken:
    """A day of a month, with its year where the next word is one; and how many words that took."""
    if rest and re.fullmatch(r"[12][0-9]{3}", rest[0]):
        return _date(int(rest[0]), month, of_month), 1
    return _upcoming(of_month, month, today), 0


def _figures(word: str, wanted: bool, today: date) -> Taken | None:
    """*03-03*, *3/3*, *3-3-27*, *2027-03-03*; *3.3* may be a time, unless a day is wanted."""
    match = _FIGURES.fullmatch(word)
    if match is None or ("." in word and not wanted):
        return None
    first, second, third = match.groups()
    if len(first) == 4:
        return _date(int(first), int(second), int(third) if third else 1), 1
    if len(first) > 2:
        return Day(None), 1
    if third is None:
        return _upcoming(int(first), int(second), today), 1
    year = int(third) if len(third) == 4 else 2000 + int(third)
    return _date(year, int(second), int(first)), 1


def _month(word: str, today: date) -> Taken | None:
    if word not in MONTHS:
        return None
    found = _date(today.year, MONTHS[word], 1).date
    ahead = found is not None and found > today
    return _date(today.year + (0 if ahead else 1), MONTHS[word], 1), 1


def _upcoming(of_month: int, month: int, today: date) -> Day:
    this_year = _date(today.year, month, of_month).date
    if this_year is not None and this_year > today:
        return Day(this_year)
    next_year = _date(today.year + 1, month, of_month).date
    near = next_year is not None and next_year - today <= NEAR
    # A leap day that this year lacks is not taken for the next one, a year away.
    return Day(next_year, sure=near) if near or this_year is not None else Day(None)


def _day_of_month(of_month: int, today: date) -> Day:
    """The next day with this number; a month without it is passed over."""
    if not 1 <= of_month <= 31:
        return Day(None)
    for ahead in range(1, 63):
        found = _ahead(today, ahead).date
        if found is not None and found.day == of_month:
            return Day(found)
    return Day(None)


def _next_weekday(index: int, today: date) -> Day:
    return _ahead(today, (index - today.weekday() - 1) % 7 + 1)


def _monday(today: date) -> Day:
    return _next_weekday(0, today)


def _first_of_next_month(today: date) -> Day:
    return _date(today.year + today.month // 12, today.month % 12 + 1, 1)


def _months_ahead(today: date, months: int) -> Day:
    """The same day of a later month, or the last one that month has."""
    if not 0 <= months <= 1200:
        return Day(None)
    years, month = divmod(today.month - 1 + months, 12)
    if today.year + years > date.max.year:
        return Day(None)
    last = monthrange(today.year + years, month + 1)[1]
    return _date(today.year + years, month + 1, min(today.day, last))


def _ahead(today: date, days: int) -> Day:
    try:
        return Day(today + timedelta(days=days))
    except OverflowError:
        return Day(None)


def _date(year: int, month: int, of_month: int) -> Day:
    try:
        return Day(date(year, month, of_month))
    except ValueError:
        return Day(None)
