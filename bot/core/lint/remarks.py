"""What an editorial check is: a rule over a document that yields remarks with a path into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.core.exercise import Exercise
from bot.core.fields import Path
from bot.core.programme import Library, Programme
from bot.core.project import Project

Level = Literal["error", "warning"]
Document = Exercise | Programme | Project

Value = str | int | date


@dataclass(frozen=True)
class Told:
    """What is wrong: the name of a sentence in the locale, under `finding`, and what fills it."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


Said = Iterator[tuple[Path, Told]]
"""What a rule yields: where in the document, and what to say to its author."""


def told(key: str, **values: Value) -> Told:
    """Return what is wrong; `key` begins with the name of the check, as the locale spells it."""
    return Told(key, tuple(values.items()))


@dataclass(frozen=True)
class Around:
    """What a rule may look at besides the document: the library, and the date of today."""

    library: Library
    today: date


@dataclass(frozen=True)
class Check:
    """A rule with its weight; its docstring is the rule. What guards people cannot be waived."""

    rule: Callable[[Document, Around], Said]
    level: Level
    waivable: bool = True


@dataclass(frozen=True)
class Remark:
    """One remark of one check on a document; `path` leads to the value it is about."""

    path: Path
    code: str
    told: Told
    level: Level

    @property
    def key(self) -> str:
        """The key of its sentence in the locale."""
        return f"finding.{self.told.key}"

    @property
    def values(self) -> Mapping[str, Value]:
        """What fills its sentence."""
        return dict(self.told.values)
