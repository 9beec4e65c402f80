"""The bot's own words: a catalogue per language, plural forms, and Dutch where English lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from bot.core.fields import Language

Entry = str | Mapping[str, str]
"""One text, or its forms under `one` and `other`, chosen by the value called `count`."""


class Say(Protocol):
    """Speak one language: a key and the values of its placeholders in, a sentence out."""

    def __call__(self, key: str, **values: Any) -> str:
        """Return the text under `key`, with its placeholders filled."""


@dataclass(frozen=True)
class Catalogue:
    """All texts in all languages, by dotted key."""

    entries: Mapping[Language, Mapping[str, Entry]]

    def speak(self, language: Language) -> Say:
        """Return the function that says texts in `language`, the same one each time.

        A key that no language has is a mistake in the program: KeyError.
        """
        if language not in self._spoken:
            self._spoken[language] = self._say(language)
        return self._spoken[language]

    @cached_property
    def _spoken(self) -> dict[Language, Say]:
        return {}

    def _say(self, language: Language) -> Say:
        own, base = self.entries.get(language, {}), self.entries["nl"]

        def say(key: str, **values: Any) -> str:
            entry = own.get(key) or base[key]
            if not isinstance(entry, str):
                # CLDR: Dutch and English use "one" for exactly 1.
                entry = entry["one" if values["count"] == 1 else "other"]
            return entry.format(**values)

        return say
