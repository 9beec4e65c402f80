"""What a report holds: figures without words, each a function of what was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from bot.core.effects import Reason
from bot.core.fields import Text
from bot.core.privacy import Limits
from bot.core.privacy.symbols import Said
from bot.core.project import State

Measure = Literal["reach", "third", "most", "completion"]
Verdict = Literal["unclear", "higher", "lower"]


@dataclass(frozen=True)
class Count:
    """A symbol of a mean of weeks: what it stands for lies between `least` and `most` of `of`.

    *range* is a sum or mean of symbols that are not all numbers.
    """

    said: Said | Literal["range"]
    number: int | None
    least: int
    most: int
    of: int


@dataclass(frozen=True)
class Share:
    """A part of a whole in per cent.

    `about` is there only where part and whole are both numbers; `possible` is what the rounding
    leaves open, `interval` that and chance together (95 %); both are rounded outwards.
    """

    about: int | None
    possible: tuple[int, int]
    interval: tuple[int, int]


@dataclass(frozen=True)
class Answer:
    """One answer to the effect question, or more taken together, as a share of all answers."""

    answers: tuple[str, ...]
    count: Count
    share: Share


@dataclass(frozen=True)
class ArmFigures:
    """The figures of one arm over a period, or over the whole project; None is not shown.

    They rest on `complete` of `weeks` ISO weeks. `reach` is a share of the invited; `third` and
    `most` of those who took part; `completion` of the walks begun; `steps` of the first step, to
    the nearest 5 %; `effect` is None where nobody was asked, and empty where it is not shown.
    """

    arm: str
    invited: int
    complete: int
    weeks: int
    counts: Mapping[str, Count]
    reach: Share | None = None
    third: Share | None = None
    most: Share | None = None
    completion: Share | None = None
    steps: tuple[int | None, ...] = ()
    effect: tuple[Answer, ...] | None = None

    @property
    def detailed(self) -> bool:
        """Whether anything but the reach is shown."""
        return any(one.said != "hidden" for name, one in self.counts.items() if name not in PLAIN)


PLAIN = ("reach", "sent")
"""The cells that do not make figures detailed."""


@dataclass(frozen=True)
class Total:
    """The reach of all arms that show it, added up from what was published of each."""

    arms: int
    count: Count
    share: Share


@dataclass(frozen=True)
class Period:
    """One release; `number` counts from 1, `ends` is its last day.

    `digest` is of its text `document`, which is None for who may not have all of it. `whole` has
    what was published with it of each arm over the whole project, by cell.
    """

    number: int
    begins: date
    ends: date
    document: str | None
    digest: str
    arms: tuple[ArmFigures, ...]
    whole: Mapping[str, Mapping[str, Count]]
    total: Total | None


@dataclass(frozen=True)
class ArmFacts:
    """What a project asks of one arm; `seconds` is the dose a day, None where it is not in seconds.

    `invited` is the latest number known.
    """

    name: str
    protocol: Text | None
    pauses: tuple[time, ...]
    hold: int | None
    repetitions: int | None
    seconds: int | None
    channels: int
    invited: int | None


@dataclass(frozen=True)
class Delivered:
    """What became of the prompts of one arm, exact: it is the bot's own doing."""

    arm: str
    planned: int
    sent: int
    unknown: int
    held: tuple[tuple[Reason, int], ...]

    @property
    def open(self) -> int:
        """How many are still to be sent or held back."""
        return self.planned - self.sent - self.unknown - sum(count for _, count in self.held)


@dataclass(frozen=True)
class Delivery:
    """The prompts of a project in channels, from its first week up to and including `until`."""

    until: str
    arms: tuple[Delivered, ...]


@dataclass(frozen=True)
class Difference:
    """One arm beside the first in one measure, in percentage points, rounded outwards."""

    measure: Measure
    arm: str
    than: str
    about: int | None
    interval: tuple[int, int]
    verdict: Verdict


@dataclass(frozen=True)
class SameDose:
    """Arms whose protocols ask for equally many seconds a day in different ways."""

    seconds: int
    arms: tuple[str, ...]


@dataclass(frozen=True)
class Benchmark:
    """What a published study found, in per cent; `low` and `high` between sites, where told."""

    measure: Literal["reach", "most", "maintenance"]
    study: str
    value: float
    low: float | None
    high: float | None
    source: str


@dataclass(frozen=True)
class Report:
    """Everything a report says of a project. The same releases give the same report for ever.

    `since` is from when on the reader may see figures, where there are older ones; else None.
    """

    project: str
    title: Text
    programme: Text
    programme_version: int | None
    deliver: Literal["channel", "dm"]
    state: State
    starts: date
    ends: date
    works_council: tuple[str, date]
    effect_question: bool
    arms: tuple[ArmFacts, ...]
    same_dose: tuple[SameDose, ...]
    periods: tuple[Period, ...]
    details: tuple[ArmFigures, ...]
    whole: bool
    differences: tuple[Difference, ...]
    delivery: Delivery | None
    limits: Limits
    next_figures: date | None
    version: str
    since: date | None = None
