"""Everything that can come in; the counterpart of events are effects.

Events are in the past tense and name no person: who did it travels beside them, sealed, and is
opened only by the adapter that answers and by the open week.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.core.fields import Language
from bot.core.project import Slot

Variant = Literal["usual", "easier", "seated"]
"""How somebody does a session: as written, with easier exercises, or its seated minute instead."""

Felt = Literal["better", "same", "worse"]
"""Answers to the effect question: how the body feels now, beside just before the pause."""


@dataclass(frozen=True)
class Walk:
    """Where somebody stands in a session; it lives in the open view and nowhere else.

    `screen` counts from 0, the introduction. `hold` (seconds) and `repetitions` are what the
    protocol asked at the start, so that a walk needs no project to go on. `slot` is None for a walk
    that no prompt offered; such a walk never counts. `asks` says that it ends with the effect
    question.
    """

    programme: str
    version: int
    session: str
    language: Language
    screen: int = 0
    variant: Variant = "usual"
    hold: int | None = None
    repetitions: int | None = None
    slot: Slot | None = None
    asks: bool = False


@dataclass(frozen=True)
class Pressed:
    """*Doe mee* on the prompt of `slot`; None where its button cannot be read any more.

    `closes` is when the slot closes for this person: a direct message says so.
    """

    slot: Slot | None
    closes: datetime | None = None


@dataclass(frozen=True)
class Postponed:
    """*Over 10 min* on the prompt of `slot`."""

    slot: Slot | None
    closes: datetime | None = None


@dataclass(frozen=True)
class Moved:
    """*Al bewogen* on the prompt of `slot`."""

    slot: Slot | None
    closes: datetime | None = None


@dataclass(frozen=True)
class Advanced:
    """The main button of the screen `walk` stands at; `variant` is the choice on the first one."""

    walk: Walk
    variant: Variant | None = None


@dataclass(frozen=True)
class Switched:
    """*Makkelijker*, or back to the usual variant, on the screen `walk` stands at."""

    walk: Walk


@dataclass(frozen=True)
class Answered:
    """An answer to the effect question, on the last screen of `walk`."""

    walk: Walk
    felt: Felt


@dataclass(frozen=True)
class Stopped:
    """*Stop, dit voelt niet goed*, on any screen, however old."""

    walk: Walk


@dataclass(frozen=True)
class Lost:
    """A press from a view or message that this version cannot read."""

    language: Language


Inside = Advanced | Switched | Answered | Stopped | Lost
"""What can happen inside a walk."""
Event = Pressed | Postponed | Moved | Inside
