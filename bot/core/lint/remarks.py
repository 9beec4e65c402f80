"""What an editorial check is: a rule over a document that yields remarks with a path into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.core.exercise import Exercise
from bot.core.fields import Path
from bot.core.programme import Library, Programme
from bot.core.project import Project

Level = Literal["error", "warning"]
Document = Exercise | Programme | Project

Said = Iterator[tuple[Path, str]]
"""What a rule yields: where in the document, and a sentence for its author."""


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
    message: str
    level: Level
