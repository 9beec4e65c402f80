"""Every text of a document, one piece per sentence-bearing value and language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.core.fields import LANGUAGES, Format, Language, Passage, Path, Text, Texts

Words = Text | Texts | Passage

# Parts that physiotherapists and HR read; all else is said to employees.
BEHIND_THE_SCENES = frozenset({"background", "protocols", "evidence", "author", "reviewed"})


@dataclass(frozen=True)
class Piece:
    """A text in one language, and where it stands."""

    path: Path
    language: Language
    text: str

    @property
    def to_employees(self) -> bool:
        """Whether employees read it."""
        return not BEHIND_THE_SCENES & set(self.path)

    @property
    def cited(self) -> bool:
        """Whether it says what somebody else found."""
        return "evidence" in self.path

    @property
    def sentences(self) -> list[str]:
        """Its sentences; a question and its answer are two."""
        return [part for part in re.split(r"(?<=[.!?])\s+", self.text) if part]


def words_of(document: Format) -> Iterator[tuple[Path, Words]]:
    """Return each value that holds Dutch and perhaps English, with its path."""
    return _within(document, ())


def pieces(document: Format) -> Iterator[Piece]:
    """Return each text of a document in each language it is given in."""
    for path, words in words_of(document):
        for language in LANGUAGES:
            value = getattr(words, language)
            if isinstance(value, str):
                yield Piece((*path, language), language, value)
            elif value is not None:
                for number, text in enumerate(value):
                    yield Piece((*path, language, number), language, text)


def _within(value: Any, path: Path) -> Iterator[tuple[Path, Words]]:
    if isinstance(value, Text | Texts | Passage):
        yield path, value
    elif isinstance(value, Format):
        for name, field in type(value).model_fields.items():
            yield from _within(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _within(item, (*path, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _within(item, (*path, key))
