"""Everything that can be asked for; the counterpart of effects are events.

Effects are imperatives. `Show` and `Count` answer a press; `Send` and `HoldBack` come from the
clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from bot.core.events import Felt, Variant, Walk
from bot.core.exercise import Caution, Dose, Exercise, Side
from bot.core.fields import Language, Text
from bot.core.programme import Programme, Session
from bot.core.project import Slot

Notice = Literal["expired", "ended", "unknown"]
"""Why there is no walk: the programme changed, the project is over, nobody knows it."""

Topic = Literal[
    "already-subscribed",
    "break",
    "channel-only",
    "did-you-mean",
    "emergency",
    "ended",
    "forgotten",
    "greeting",
    "help",
    "later",
    "later-range",
    "moved",
    "moved-over",
    "invite-me",
    "my-week",
    "my-week-none",
    "my-week-privately",
    "my-week-small",
    "not-subscribed",
    "not-today",
    "not-understood",
    "now",
    "reminder",
    "resumed",
    "settings",
    "settings-kept",
    "stop-advice",
    "subscribed",
    "unknown",
    "unsubscribed",
    "use-the-button",
    "welcome",
    "which-day",
    "which-project",
]
"""What the bot can say in a sentence or two; the words are in the locale, under `tell`."""

Value = str | int | date | Text | tuple[time, ...]
"""What a sentence is filled with; dates, times and texts are said in its language."""

Reason = Literal[
    "ended",
    "holiday",
    "closed",
    "paused",
    "too-late",
    "refused",
    "not-in-channel",
    "archived",
    "shared",
    "no-access",
    "not-a-day",
    "on-a-break",
    "not-in-hours",
    "do-not-disturb",
    "meeting",
    "away",
]
"""Why a prompt that was planned did not go out; from *not-a-day* on it is a person's own reason."""


@dataclass(frozen=True)
class Introduction:
    """The first screen: what it is, how long, and for whom not."""

    programme: Programme
    session: Session
    exercises: tuple[Exercise, ...]
    seconds: int
    cautions: tuple[Caution, ...]
    variants: tuple[Variant, ...]
    late: bool = False


@dataclass(frozen=True)
class Step:
    """One exercise on one side; `number` of `total` counts exercises, from 1.

    `other` is the variant that a press on this screen changes to, where this exercise has one.
    """

    programme: Programme
    exercise: Exercise
    side: Side | None
    dose: Dose
    number: int
    total: int
    other: Variant | None


@dataclass(frozen=True)
class Thanks:
    """The last screen; it `asks` the effect question, or the question was `answered` on it."""

    programme: Programme
    asks: bool = False
    answered: bool = False


@dataclass(frozen=True)
class StopAdvice:
    """What a stop says: the programme's advice, whatever else is known."""

    programme: Programme | None


@dataclass(frozen=True)
class Kindly:
    """One kind sentence instead of a walk."""

    notice: Notice


Screen = Introduction | Step | Thanks | StopAdvice | Kindly


@dataclass(frozen=True)
class Show:
    """Put `screen` before the person who pressed; `walk` is what the next press will bring back."""

    screen: Screen
    walk: Walk | None
    language: Language


@dataclass(frozen=True)
class Count:
    """Count somebody's part in `slot`: started, `reached` exercises seen, perhaps finished.

    `moved` says that they moved on their own account instead, `felt` what they answered on the last
    screen. It says how far they are, not what changed, so that it may be repeated and none is ever
    missed.
    """

    slot: Slot
    reached: int = 0
    finished: bool = False
    moved: bool = False
    felt: Felt | None = None


@dataclass(frozen=True)
class Send:
    """Plan the prompt of `slot` at `place`, due at `due`, worth sending until `until` (both UTC).

    `closes` is when the slot closes and the post goes. `goes` is set where a large wave is spread:
    then it is sent no earlier.
    """

    slot: Slot
    place: str
    due: datetime
    until: datetime
    closes: datetime
    goes: datetime | None = None


@dataclass(frozen=True)
class HoldBack:
    """Do not prompt `place` for `slot`, and count why."""

    slot: Slot
    place: str
    due: datetime
    reason: Reason


@dataclass(frozen=True)
class Tell:
    """Say something kind, privately; `offer` puts a button under it, mostly to begin a pause now.

    `choices` are projects to subscribe to, by id. Nothing that is told may say that somebody took
    part: some of it stays in Slack.
    """

    topic: Topic
    language: Language
    values: tuple[tuple[str, Value], ...] = ()
    offer: bool = False
    choices: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True)
class Remind:
    """Offer the pause again after some minutes, privately, wherever the press was answered.

    `closes` is when the slot closes for this person, where their prompt said so.
    """

    minutes: int
    slot: Slot | None
    language: Language
    closes: datetime | None = None


@dataclass(frozen=True)
class Begin:
    """Begin a pause that no prompt offered; it never counts. `hint` is a programme, if named."""

    language: Language
    hint: str | None = None


Wish = Literal["subscribe", "unsubscribe", "until", "resume", "settings"]
"""What somebody can want of their own prompts."""


@dataclass(frozen=True)
class Arrange:
    """Do what somebody wants of their own prompts; `until` is the first day with prompts again."""

    wish: Wish
    language: Language
    until: date | None = None


@dataclass(frozen=True)
class Explain:
    """Say what is kept and who sees what, from the settings that run now."""

    language: Language


@dataclass(frozen=True)
class LookUp:
    """Tell somebody, and nobody else, what the open week holds of them."""

    language: Language


@dataclass(frozen=True)
class Forget:
    """Destroy what the open week holds of somebody, and say so."""

    language: Language


Answer = Show | Count | Tell | Remind | Begin | Arrange | Explain | LookUp | Forget
Due = Send | HoldBack
