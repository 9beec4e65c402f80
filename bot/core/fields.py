"""The field types that all file formats share: strict, frozen, with sentences for their authors."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")

Path = tuple[str | int, ...]
"""The way from the top of a document to one of its values: keys, and numbers of items from 0."""

# Controls, and the marks that turn the direction of text around: invisible on screen, so that a
# sentence can read otherwise than it is written.
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
FIRST_YEAR, LAST_YEAR = 2020, 2099
A_TIME = 'a time of day is hours and minutes in quotes, for example "09:30"'


@dataclass(frozen=True)
class Mistake:
    """One thing wrong with a value as a whole, at `path` from that value."""

    path: Path
    code: str
    message: str


def refuse(mistakes: Iterable[Mistake]) -> None:
    """Raise one validation error that carries all `mistakes`; nothing where there are none."""
    found = tuple(mistakes)
    if found:
        sentences = "; ".join(mistake.message for mistake in found)
        raise PydanticCustomError(
            "mistakes", "{sentences}", {"sentences": sentences, "mistakes": found}
        )


def near(word: str, known: Iterable[str]) -> str:
    """Return " did you mean `…`?" with the known word closest to `word`, or nothing."""
    close = nearest(word, known)
    return f" did you mean `{close}`?" if close else ""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word closest to `word`, or None where none is close."""
    words = {known_word.casefold(): known_word for known_word in known}
    close = get_close_matches(word.casefold(), list(words), 1, 0.6) if len(word) <= 60 else []
    return words[close[0]] if close else None


def _seen(value: str) -> str:
    hidden = UNSEEN.search(value)
    if hidden:
        what = "a line break" if hidden[0] == "\n" else f"U+{ord(hidden[0]):04X}"
        raise ValueError(f"a text on one line, without hidden characters; this has {what}")
    return value


def _seen_lines(value: str) -> str:
    for line in value.split("\n"):
        _seen(line)
    return value


def _date(value: Any) -> Any:
    # Pydantic alone would also take a number of seconds since 1970 for a date.
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            raise ValueError("a date is year-month-day, for example 2027-01-11")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("there is no such day in the calendar") from None
    return value


def _this_century(value: date) -> date:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}")
    return value


def _time(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII):
            raise ValueError(A_TIME)
        return time.fromisoformat(value)
    return value


def _minute(value: time) -> time:
    if value.second or value.microsecond or value.tzinfo is not None:
        raise ValueError(A_TIME)
    return value


Id = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=40,
        description="Lower-case letters, digits and single hyphens, for example `bureau-reset`.",
    ),
]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(_seen),
]
Paragraph = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=1000),
    AfterValidator(_seen_lines),
]
Date = Annotated[
    date,
    BeforeValidator(_date),
    AfterValidator(_this_century),
    WithJsonSchema({"type": "string", "format": "date"}),
]
TimeOfDay = Annotated[
    time,
    BeforeValidator(_time),
    AfterValidator(_minute),
    PlainSerializer(lambda value: f"{value:%H:%M}", return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
]
Version = Annotated[int, Field(ge=1, le=9999, description="One more after every change.")]
Waivers = tuple[
    Annotated[
        str,
        Field(
            pattern=r"^[A-Z]+(_[A-Z]+)*$",
            max_length=40,
            description="The name of a check, for example `LONG_SENTENCE`.",
        ),
    ],
    ...,
]


class Format(BaseModel):
    """A part of a file format: frozen, and a key it does not know is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


class Text(Format):
    """One sentence or title in Dutch and English; a missing English one falls back to Dutch."""

    nl: Line
    en: Line | None = None

    def say(self, language: Language) -> str:
        """Return the text in `language`, or in Dutch where that translation is missing."""
        return self.en if language == "en" and self.en is not None else self.nl


class Texts(Format):
    """A list of short sentences in Dutch and English, in the same order."""

    nl: Annotated[tuple[Line, ...], Field(min_length=1, max_length=8)]
    en: Annotated[tuple[Line, ...], Field(min_length=1, max_length=8)] | None = None

    def say(self, language: Language) -> tuple[str, ...]:
        """Return the sentences in `language`, or in Dutch where that translation is missing."""
        return self.en if language == "en" and self.en is not None else self.nl


class Passage(Format):
    """Some sentences in Dutch and English; a missing English passage falls back to Dutch."""

    nl: Paragraph
    en: Paragraph | None = None

    def say(self, language: Language) -> str:
        """Return the passage in `language`, or in Dutch where that translation is missing."""
        return self.en if language == "en" and self.en is not None else self.nl


class Review(Format):
    """Who read this file with a professional's eye, when, and until when that holds."""

    by: Line
    on: Date
    next: Date

    @model_validator(mode="after")
    def _in_order(self) -> Review:
        if self.next <= self.on:
            refuse([Mistake(("next",), "WRONG_VALUE", "the next review comes after this one")])
        return self


Reviewed = Annotated[
    Review | None,
    Field(description="Who reviewed this, when, until when; `null` as long as nobody has."),
]


class Evidence(Format):
    """What a file leans on, with its strength; shown to physios, never to employees."""

    source: Line
    level: Literal["review", "rct", "pilot", "expert", "news"]
    strength: Literal["high", "moderate", "low", "very-low", "unknown"]
    supports: Text
    link: (
        Annotated[
            str,
            Field(
                pattern=r"^(https://|doi:)\S+$",
                max_length=300,
                description="An address that begins with https:// or doi:.",
            ),
        ]
        | None
    ) = None
