"""Checks of words: translations, sides, hard words, long sentences, claims, markup."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.core.exercise import SIDED, Exercise
from bot.core.fields import Language, Texts
from bot.core.lint.claims import claims
from bot.core.lint.pieces import pieces, words_of
from bot.core.lint.reading import reading_level
from bot.core.lint.remarks import Around, Check, Document, Said, told
from bot.core.lint.words import abbreviations, hard_words
from bot.core.project import Project

MOST_WORDS = 15
# An alt text describes start, movement and end to somebody who has time to listen.
MOST_WORDS_ALT = 20
# Shorter texts may well be the same in both languages: "Desk reset".
WORDS_THAT_DIFFER = 4

LEFT: Mapping[Language, str] = {"nl": r"links\w*|linker\w*", "en": r"left(?!over)"}
RIGHT: Mapping[Language, str] = {
    "nl": r"rechts\w*|rechter(?! zitten| staan| op)\w*",
    "en": r"(?<!all )right(?! away| now| before| after| below| above| at)",
}
OTHER: Mapping[Language, str] = {
    "nl": r"(?:andere|ene|beide) kant(?:en)?",
    "en": r"(?:other|one|both|each) sides?|(?:other|one) (?:arm|leg|hand|knee|foot)",
}
MARKUP = re.compile(
    r"<[!@#/a-z][^>]*>|https?://|(?<!\w)[*_~`][^\s*_~`][^*_~`]*[*_~`](?!\w)|(?<!\w):[a-z_+-]+:(?!\w)",
    re.IGNORECASE,
)


def translation_missing(document: Document, _: Around) -> Said:
    """Every text of an exercise or programme also stands in English, and is not the Dutch one."""
    for path, words in () if isinstance(document, Project) else words_of(document):
        if words.en is None:
            yield path, told("translation-missing")
        elif words.en == words.nl and len(str(words.nl).split()) >= WORDS_THAT_DIFFER:
            yield (*path, "en"), told("translation-missing-same")


def translation_differs(document: Document, _: Around) -> Said:
    """Dutch and English lists have as many sentences, and go left and right alike."""
    for path, words in words_of(document):
        if not isinstance(words, Texts) or words.en is None:
            continue
        if len(words.nl) != len(words.en):
            lengths = {"dutch": len(words.nl), "english": len(words.en)}
            yield (*path, "en"), told("translation-differs", **lengths)
        for number, (dutch, english) in enumerate(zip(words.nl, words.en, strict=False)):
            if _turns(dutch, "nl") != _turns(english, "en"):
                yield (*path, "en", number), told("translation-differs-sides")


def _turns(text: str, language: Language) -> list[bool]:
    return [bool(re.match(LEFT[language], pair[1], re.IGNORECASE)) for pair in SIDED.finditer(text)]


def side_missing(document: Document, _: Around) -> Said:
    """A text that speaks of left, right or the other side has `sides: each` or `alternating`."""
    if isinstance(document, Exercise) and document.sides == "none":
        for piece in pieces(document):
            sides = (LEFT, RIGHT, OTHER)
            pattern = "|".join(side[piece.language] for side in sides)
            found = re.search(rf"(?<!\w)(?:{pattern})(?!\w)", piece.text, re.IGNORECASE)
            if found and piece.to_employees:
                yield piece.path, told("side-missing", word=found[0])


def side_named(document: Document, _: Around) -> Said:
    """With `sides: each` a text never names one side: the same words stand beside both."""
    if isinstance(document, Exercise) and document.sides == "each":
        for piece in pieces(document):
            pattern = f"{LEFT[piece.language]}|{RIGHT[piece.language]}"
            bare = SIDED.sub("", piece.text)
            found = re.search(rf"(?<!\w)(?:{pattern})(?!\w)", bare, re.IGNORECASE)
            if found and piece.to_employees:
                yield piece.path, told("side-named", word=found[0])


def hard_word(document: Document, _: Around) -> Said:
    """Texts to employees use plain words; the table of hard ones gives the plain one."""
    for piece in pieces(document):
        if piece.to_employees:
            for word, plain in hard_words(piece.text, piece.language):
                yield piece.path, told("hard-word", word=word, plain=plain)


def abbreviation(document: Document, _: Around) -> Said:
    """Texts to employees are read aloud, so words are written out."""
    for piece in pieces(document):
        if piece.to_employees:
            for short, full in abbreviations(piece.text, piece.language):
                yield piece.path, told("abbreviation", word=short, full=full)


def long_sentence(document: Document, _: Around) -> Said:
    """A sentence to employees has at most 15 words, in an alt text 20."""
    for piece in pieces(document):
        most = MOST_WORDS_ALT if "alt" in piece.path else MOST_WORDS
        for sentence in piece.sentences if piece.to_employees else ():
            count = len(re.findall(r"[\w'’{|}-]+", sentence))
            if count > most:
                yield piece.path, told("long-sentence", count=count, most=most)


def formal(document: Document, _: Around) -> Said:
    """Dutch texts to employees say "je", not "u"."""
    for piece in pieces(document):
        found = re.search(r"(?<![\w-])[Uu]w?(?![\w-])", piece.text)
        if found and piece.language == "nl" and piece.to_employees:
            plain = "je" if found[0] in "uU" else "jouw"
            yield piece.path, told("formal", word=found[0], plain=plain)


def slash(document: Document, _: Around) -> Said:
    """Texts to employees have no slash between words: it cannot be read aloud."""
    for piece in pieces(document):
        found = re.search(r"[^\W\d]+ ?/ ?[^\W\d]+", piece.text)
        if found and piece.to_employees:
            yield piece.path, told("slash", word=found[0])


def claim(document: Document, _: Around) -> Said:
    """No text promises an effect on health, aims at a complaint, or cites a law that is gone."""
    for piece in pieces(document):
        found = claims(piece.text, piece.language, cited=piece.cited)
        if found:
            yield piece.path, told("claim", words="`, `".join(found))


def markup(document: Document, _: Around) -> Said:
    """Texts are plain: no markup of Slack or the web, no addresses, no emoji codes."""
    for piece in pieces(document):
        found = MARKUP.search(piece.text)
        if found:
            yield piece.path, told("markup", word=found[0])


WORDING = {
    "TRANSLATION_MISSING": Check(translation_missing, "error"),
    "TRANSLATION_DIFFERS": Check(translation_differs, "error"),
    "SIDE_MISSING": Check(side_missing, "error"),
    "SIDE_NAMED": Check(side_named, "error"),
    "HARD_WORD": Check(hard_word, "warning"),
    "ABBREVIATION": Check(abbreviation, "warning"),
    "LONG_SENTENCE": Check(long_sentence, "warning"),
    "READING_LEVEL": Check(reading_level, "warning"),
    "FORMAL": Check(formal, "warning"),
    "SLASH": Check(slash, "warning"),
    "CLAIM": Check(claim, "error", waivable=False),
    "MARKUP": Check(markup, "error", waivable=False),
}
