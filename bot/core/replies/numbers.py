"""Numbers and lengths of time as people write them, in Dutch and English, with words or figures."""

from __future__ import annotations

import re

MOST = 999_999
"""A number is cut here: more digits than that is a joke, and Python refuses thousands of them."""

_DUTCH = """
    nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien
    zestien zeventien achttien negentien
    """.split()
_ENGLISH = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
    """.split()
_SMALL = dict(zip(_DUTCH[1:10], range(1, 10), strict=True))
UNITS = {
    word: value
    for names in (_DUTCH, _ENGLISH)
    for value, word in enumerate(names)
    if word != "een"  # also the article
}
TENS_NL = {"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60}
TENS_EN = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
NUMBERS: dict[str, int] = {
    **UNITS,
    **TENS_NL,
    **TENS_EN,
    **{
        f"{one}en{ten}": more + tens
        for one, more in _SMALL.items()
        for ten, tens in TENS_NL.items()
    },
}
ONE = frozenset(("een", "n", "a", "an"))
"""Words that mean one, but only before a unit: *een uur*, *an hour*."""

MINUTE = frozenset("min mins minuut minuten minuutje minuutjes minute minutes m".split())
HOUR = frozenset("uur uren uurtje uurtjes u h hour hours hr hrs".split())
SECOND = frozenset("sec secs seconde seconden second seconds s".split())
QUARTER = frozenset("kwartier kwartiertje kwartieren kwartiertjes quarter quarters".split())
HALF_HOURS = frozenset("halfuur halfuurtje".split())
A_FEW = frozenset("paar few couple".split())
_HALF = frozenset("half halve".split())
_DECIMAL = re.compile(r"-?[0-9]{1,4}(?:[.,][0-9]{1,4})?|-?[0-9]+")
_RANGE = re.compile(r"[0-9]{1,3}-([0-9]{1,3})")

FEW_MINUTES = 5
Taken = tuple[float, int]
"""A number and how many words it took."""


def number(words: tuple[str, ...]) -> Taken | None:
    """Read the number that `words` begin with: *20*, *7,5*, *twintig*, *vijf en twintig*."""
    first, second, third = (*words[:3], "", "", "")[:3]
    if _DECIMAL.fullmatch(first):
        return _figure(first), 1
    if ranged := _RANGE.fullmatch(first):
        return float(ranged[1]), 1
    if first in _SMALL and second == "en" and third in TENS_NL:
        return float(_SMALL[first] + TENS_NL[third]), 3
    if first in TENS_EN and 0 < UNITS.get(second, 0) < 10:
        return float(TENS_EN[first] + UNITS[second]), 2
    return (float(NUMBERS[first]), 1) if first in NUMBERS else None


def minutes(words: tuple[str, ...]) -> Taken | None:
    """Read the minutes that `words` begin with, unit and all: *een kwartier*, *anderhalf uur*."""
    short = _short(words)
    if short:
        return short
    for taken in (number(words), _one(words)):
        if taken and (unit := _unit(words[taken[1] :])):
            return taken[0] * unit[0], taken[1] + unit[1]
    return None


def _short(words: tuple[str, ...]) -> Taken | None:
    """Lengths that name no number: *kwartier*, *half uur*, *half an hour*, *een paar minuten*."""
    skip = 1 if words[0] in ONE else 0
    rest = (*words[skip : skip + 4], "", "", "")
    if rest[0] in QUARTER:
        return 15.0, skip + 1 + _hour_tail(rest[1:])
    if rest[0] in HALF_HOURS:
        return 30.0, skip + 1
    if rest[0] in _HALF:
        article = 1 if rest[1] in ONE else 0
        return (30.0, skip + article + 2) if rest[1 + article] in HOUR else None
    if rest[0] == "anderhalf" and rest[1] in HOUR:
        return 90.0, skip + 2
    if rest[0] in A_FEW:
        of = 1 if rest[1] == "of" else 0
        return (float(FEW_MINUTES), skip + of + 2) if rest[1 + of] in MINUTE else None
    return None


def _hour_tail(rest: tuple[str, ...]) -> int:
    """How many words *of an hour* takes after *a quarter*."""
    if rest[0] == "hour":
        return 1
    return 3 if rest[:3] == ("of", "an", "hour") else 0


def _one(words: tuple[str, ...]) -> Taken | None:
    return (1.0, 1) if words[0] in ONE else None


def _unit(words: tuple[str, ...]) -> Taken | None:
    """Minutes in the unit that `words` begin with."""
    if not words:
        return None
    for unit, worth in ((MINUTE, 1.0), (HOUR, 60.0), (QUARTER, 15.0), (SECOND, 1 / 60)):
        if words[0] in unit:
            return worth, 1
    return None


def _figure(word: str) -> float:
    low = word.startswith("-")
    digits = word.lstrip("-")
    value = float(digits.replace(",", ".")) if len(digits) <= 9 else float(MOST)
    return max(-MOST, -value) if low else min(MOST, value)
