"""All words that are known here: which language they show, and which slips they explain."""

from __future__ import annotations

import re
from typing import Final

from bot.core.fields import Language
from bot.core.replies import commands, days, numbers, slips
from bot.core.replies.hearing import LINK, Clause, Heard, apart
from bot.core.replies.patterns import Phrases, words_of
from bot.core.replies.phrases import ordinary
from bot.core.replies.telling import KINDS, PLAIN, TERM_WORDS

_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_ALL: tuple[Phrases, ...] = (*(row.phrases for row in commands.ROWS), *KINDS.values())


def language_of(words: tuple[str, ...]) -> Language | None:
    """Return the language that more of `words` belong to; None where neither has more."""
    dutch = sum(word in _DUTCH for word in words)
    english = sum(word in _ENGLISH for word in words)
    if dutch == english:
        return None
    return "nl" if dutch > english else "en"


def corrected(heard: Heard, targets: slips.Targets) -> Heard | None:
    """Return `heard` with its slips of `targets` put right, or None where it has none."""
    clauses = tuple(
        Clause(tuple(_right(word, targets) for word in apart(clause.words)), clause.question)
        for clause in heard.clauses
    )
    right = Heard(clauses, heard.signs, heard.question)
    return right if right.words != heard.words else None


def _right(word: str, targets: slips.Targets) -> str:
    if word in _KNOWN or not word.isalpha():
        return word
    for letters in (r"\1", r"\1\1"):
        short = _DRAWN_OUT.sub(letters, word)
        if short in _OURS:
            return short
    return targets.near(word) or word


def _words(language: str) -> frozenset[str]:
    return words_of(" ".join(getattr(phrases, language) for phrases in _ALL))


_CALENDAR = frozenset((*days.WEEKDAYS, *days.MONTHS, *numbers.NUMBERS))
_UNITS = numbers.MINUTE | numbers.HOUR | numbers.QUARTER | numbers.HALF_HOURS | numbers.SECOND
_COMMAND_WORDS = frozenset(
    word
    for row in commands.ROWS
    for language in ("nl", "en", "both")
    for word in words_of(getattr(row.phrases, language))
)
_DUTCH = (_words("nl") - _words("en") - _words("both") - ordinary.ENGLISH) | ordinary.DUTCH
_ENGLISH = (_words("en") - _words("nl") - _words("both") - ordinary.DUTCH) | ordinary.ENGLISH
_OURS = (
    _COMMAND_WORDS
    | _CALENDAR
    | _UNITS
    | PLAIN
    | TERM_WORDS
    | commands.SOFT
    | ordinary.DUTCH
    | ordinary.ENGLISH
)
_KNOWN = _OURS | ordinary.NEIGHBOURS | {LINK}
COMMAND_SLIPS: Final = slips.Targets(_COMMAND_WORDS | _CALENDAR | _UNITS)
_SHORT_SYMPTOMS = frozenset("pijn pain dizzy hurts".split())
SYMPTOM_SLIPS: Final = slips.Targets(
    _SHORT_SYMPTOMS
    | {
        way[0]
        for kind in ("feeling", "complaint", "alarm")
        for way in KINDS[kind].spellings()
        if len(way) == 1 and len(way[0]) >= 7
    },
    alike=True,
)
"""Symptom words of which a slip is hardly another word; which of them it is makes no difference."""
