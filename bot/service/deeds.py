"""What role holders do, as it is written down; never what colleagues do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.core.project import Project

What = Literal[
    "made",
    "changed",
    "paused",
    "resumed",
    "ended",
    "hr-given",
    "physio-given",
    "hr-taken",
    "physio-taken",
    "hr-claimed",
    "question-on",
    "question-off",
]


@dataclass(frozen=True, repr=False)
class Deed:
    """Who did what, when, to which project, or to whose role."""

    at: datetime
    user: str
    what: What
    project: str | None = None
    about: str | None = None


@dataclass(frozen=True)
class Later:
    """What a project becomes, and on which day."""

    project: Project
    on: date
