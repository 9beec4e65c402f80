"""The small language the phrases are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from bot.core.replies.phrases.groups import GROUPS

_MARKS = re.compile(r"[\[\]()|]|[^\s\[\]()|]+")
_GROUP = re.compile(r"<(\w+)>")


@dataclass(frozen=True)
class Phrases:
    """Ways to say one thing, one pattern a line: `[may be left out]`, `(this|or this)`, `<group>`.

    A pattern holds words as `hearing` gives them: lower case, no accents, compounds apart. In
    braces stands what was read before: `{minutes}`, `{number}`, `{clock}`, `{day}`, `{span}`.
    `both` are the words that Dutch and English share.
    """

    nl: str = ""
    en: str = ""
    both: str = ""

    def spellings(self) -> Iterator[tuple[str, ...]]:
        """Every way to say it, as words."""
        for text in (self.nl, self.en, self.both):
            yield from spellings(text)


def spellings(text: str) -> Iterator[tuple[str, ...]]:
    """Return every way to say the patterns of `text`, one pattern a line."""
    for line in text.strip().splitlines():
        ways, left = _sequence(_MARKS.findall(_opened(line)))
        assert not left, f"a bracket too many in: {line.strip()}"
        yield from ways


def words_of(text: str) -> frozenset[str]:
    """Return the words that the patterns of `text` use, without what stands in braces."""
    return frozenset(word for word in _MARKS.findall(_opened(text)) if word[0] not in "[](){|")


def _opened(line: str) -> str:
    """The pattern with its groups written out; a group may hold a group."""
    while _GROUP.search(line):
        line = _GROUP.sub(lambda name: GROUPS[name[1]], line)
    return line


_Ways = list[tuple[str, ...]]


def _sequence(marks: list[str]) -> tuple[_Ways, list[str]]:
    """The ways to say the marks up to a closing bracket or bar, and the marks from there."""
    parts: list[_Ways] = []
    while marks and marks[0] not in "])|":
        mark, marks = marks[0], marks[1:]
        if mark in "[(":
            ways, marks = _choice(marks)
            parts.append([*ways, ()] if mark == "[" else ways)
        else:
            parts.append([(mark,)])
    return [sum(way, ()) for way in product(*parts)], marks


def _choice(marks: list[str]) -> tuple[_Ways, list[str]]:
    """The ways between brackets, and what follows the closing one."""
    ways, marks = _sequence(marks)
    while marks[0] == "|":
        more, marks = _sequence(marks[1:])
        ways += more
    return ways, marks[1:]
