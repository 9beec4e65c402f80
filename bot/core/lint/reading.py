"""How easy a text reads, by two published formulas, and the check that asks for level B1.

Flesch, R. (1948), A new readability yardstick, Journal of Applied Psychology 32(3), 221-233,
doi:10.1037/h0057532. Douma, W.H. (1960), De leesbaarheid van landbouwbladen, Bulletin 17 of the
Afdeling Sociologie en Sociografie, Landbouwhogeschool Wageningen: the same for Dutch. Both give
about 100 for the easiest text and 0 for a very hard one, and call 60 to 70 ordinary.
Why no library counts for us: docs/adr/0017.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.core.fields import Language
from bot.core.lint.pieces import Piece, pieces
from bot.core.lint.remarks import Around, Document, Said, Value, told

# "Fairly easy" in both tables begins here; level B1 lies there, ordinary newspapers below.
LEAST_EASE = 70
# The formulas are made for samples of a hundred words; a title or two says nothing.
LEAST_WORDS = 25

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class _Formula:
    """Ease is `top` less a weight times words per sentence and one times syllables per word."""

    name: str
    per_sentence: float
    per_word: float
    top: float = 206.835


FORMULAS: Mapping[Language, _Formula] = {
    "nl": _Formula("Flesch-Douma", 0.93, 77.0),
    "en": _Formula("Flesch", 1.015, 84.6),
}

# What sounds as one, the longest first. A diaeresis begins a syllable by itself: knie-ën.
_DUTCH = re.compile(
    r"aai|ooi|oei|eeu|ieu|eau|éé|aa|ee|oo|uu|ie|oe|eu|ui|ei|ij|ou|au|ai|oi|y(?![aeiou])"
    r"|[aeiouàáâäèéêëìíîïòóôöùúûü]"
)
_ENGLISH = re.compile(r"i(?=a|et|ous|o[^nu]|er$|est$)|(?<=q)u(?=i)i?|[aeiouy]+?(?=ing)|[aeiouy]+")
# What is written in English and not said: move, moved, times, sideways; but table, lifted, places.
_SILENT = re.compile(
    r"(?<=[^aeiouy])e(?=(?:ment|ments|ly|ful|less|ways|body|where|thing|times)?$)(?<![^aeiouylr]le)"
    r"|(?<![aeiouytd])ed$|(?<=[^aeiouysxzcgh])es$(?<![^aeiouylr]les)"
)


def syllables(word: str, language: Language) -> int:
    """Return about how many syllables a word has, at least one: groups of vowels as they sound."""
    word = word.casefold()
    if language == "nl":
        return max(1, len(_DUTCH.findall(word)))
    return max(1, len(_ENGLISH.findall(_SILENT.sub("", word))))


def ease(sentences: Iterable[str], language: Language) -> float | None:
    """Return how easy sentences read, about 0 to 100; None where there are no words in them."""
    said = [words for words in map(WORD.findall, sentences) if words]
    words = [word for sentence in said for word in sentence]
    if not words:
        return None
    formula = FORMULAS[language]
    long = sum(syllables(word, language) for word in words) / len(words)
    return formula.top - formula.per_sentence * len(words) / len(said) - formula.per_word * long


def reading_level(document: Document, _: Around) -> Said:
    """What employees read is fairly easy by Flesch, in Dutch by Flesch-Douma: 70 or more.

    A finding stands at the text of the file that reads hardest.
    """
    for language, formula in FORMULAS.items():
        told_to = [each for each in pieces(document) if _is_said(each, language)]
        whole = ease((said for each in told_to for said in each.sentences), language)
        count = sum(len(WORD.findall(each.text)) for each in told_to)
        if whole is not None and count >= LEAST_WORDS and whole < LEAST_EASE:
            score: dict[str, Value] = {"score": round(whole), "least": LEAST_EASE}
            said = told("reading-level", formula=formula.name, **score)
            yield min(told_to, key=_ease_of).path, said


def _is_said(piece: Piece, language: Language) -> bool:
    """Whether a piece is sentences to employees; a title is none."""
    return piece.language == language and piece.to_employees and piece.text[-1:] in ".!?"


def _ease_of(piece: Piece) -> float:
    found = ease(piece.sentences, piece.language)
    return LEAST_EASE if found is None else found
