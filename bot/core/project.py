"""The format `project/1`: HR's use of a programme, with its days, pauses, arms and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, model_validator

from bot.core.fields import (
    Date,
    Format,
    Id,
    Language,
    Line,
    Mistake,
    Path,
    Text,
    TimeOfDay,
    Waivers,
    near,
    refuse,
)
from bot.core.privacy.limits import INVITED, PEOPLE, Limits
from bot.core.programme import Protocol

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
State = Literal["running", "paused", "ended"]
Standing = Literal["early", "open", "closed", "ended", "unknown"]
"""Where a slot stands at an instant: not yet, now, over; its project over; or no such slot."""
ChannelId = Annotated[
    str,
    Field(
        pattern=r"^[CG][A-Z0-9]{4,20}$",
        description="A channel's id, not its name: in Slack under channel details, at the bottom.",
    ),
]


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _known_zone(name: str) -> str:
    if name not in _zones():
        places = (zone for zone in _zones() if "/" in zone and not zone.startswith("Etc/"))
        meant = near(name, places) or " for example Europe/Amsterdam or Europe/Brussels"
        raise ValueError(f"this is no time zone;{meant}")
    return name


Zone = Annotated[str, AfterValidator(_known_zone)]


class Holidays(Format):
    """Public holidays on which nothing is sent, with named exceptions and added dates."""

    country: Literal["NL", "BE"]
    region: Line | None = None
    school: bool = False
    exclude: Annotated[tuple[Line, ...], Field(max_length=40)] = ()
    extra: Annotated[tuple[Date, ...], Field(max_length=400)] = ()

    @model_validator(mode="after")
    def _region_for_school(self) -> Self:
        if self.school and self.region is None:
            raise ValueError("school holidays differ by region: say which under `region`")
        return self


class WorksCouncil(Format):
    """The works council's agreement (OR; CPBW in Belgium), without which no project starts."""

    reference: Line
    date: Date


class Tighter(Format):
    """Limits of the release rule, from which on anything is said; the defaults are the loosest."""

    people: Annotated[
        int, Field(ge=PEOPLE, le=100, description="The fewest people a figure may be about.")
    ] = PEOPLE
    invited: Annotated[
        int, Field(ge=INVITED, le=1000, description="The smallest group that reports.")
    ] = INVITED

    @model_validator(mode="after")
    def _two_sides(self) -> Self:
        if self.invited < 3 * self.people:
            message = f"with `people: {self.people}` a group that reports has {3 * self.people}"
            refuse([Mistake(("invited",), "WRONG_VALUE", f"{message} invited or more")])
        return self

    @property
    def rule(self) -> Limits:
        """The limits as the release rule takes them."""
        return Limits(self.people, self.invited)


class Reports(Format):
    """What a project shares with HR, whether the effect question is asked, and stricter limits."""

    share_with_hr: bool = False
    shared_from: (
        Annotated[
            Date,
            Field(description="HR reads figures of periods that begin on this day or later."),
        ]
        | None
    ) = None
    effect_question: bool = False
    limits: Tighter = Tighter()


class Arm(Format):
    """A group that follows one protocol; in channel delivery a set of channels."""

    name: Id
    protocol: Id
    pauses: Annotated[tuple[TimeOfDay, ...], Field(min_length=1, max_length=8)]
    channels: Annotated[tuple[ChannelId, ...], Field(max_length=500)] = ()
    hold: Annotated[int, Field(ge=3, le=60, description="Only for an open protocol.")] | None = None
    repetitions: Annotated[int, Field(ge=1, le=10)] | None = None

    def asks(self, protocol: Protocol | None) -> tuple[int | None, int | None]:
        """Return the hold, in seconds, and the repetitions: its own, or else its protocol's."""
        if protocol is None:
            return self.hold, self.repetitions
        return self.hold or protocol.hold, self.repetitions or protocol.repetitions

    @model_validator(mode="after")
    def _whole(self) -> Self:
        refuse([*self._in_order(), *_twice(self.channels, ("channels",), "this channel is named")])
        return self

    def _in_order(self) -> Iterator[Mistake]:
        for number, (earlier, later) in enumerate(pairwise(self.pauses), start=1):
            if later <= earlier:
                message = "pauses go from early to late, each time once"
                yield Mistake(("pauses", number), "WRONG_VALUE", message)


class Project(Format):
    """A project as HR files it; dates are inclusive, times are wall times in `timezone`."""

    format: Literal["project/1"] = Field(alias="schema")
    id: Id
    title: Text
    programme: Id
    starts: Date
    ends: Date
    timezone: Zone
    language: Language = "nl"
    days: Annotated[tuple[Day, ...], Field(min_length=1, max_length=7)]
    holidays: Holidays | None = None
    closed: Annotated[tuple[Date, ...], Field(max_length=400)] = ()
    deliver: Literal["channel", "dm"]
    window: Annotated[int, Field(ge=1, le=60, description="Minutes a prompt may be late.")] = 15
    works_council: WorksCouncil
    arms: Annotated[tuple[Arm, ...], Field(min_length=1, max_length=20)]
    reports: Reports = Reports()
    waive: Waivers = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        refuse([*self._dates(), *self._names(), *self._places()])
        return self

    def _dates(self) -> Iterator[Mistake]:
        if self.ends < self.starts:
            yield Mistake(("ends",), "WRONG_VALUE", "`ends` is before `starts`")
        yield from _twice(self.days, ("days",), "this day is named")

    def _names(self) -> Iterator[Mistake]:
        names = [arm.name for arm in self.arms]
        for number, name in enumerate(names):
            if name in names[:number]:
                path = ("arms", number, "name")
                yield Mistake(path, "DUPLICATE", f"another arm is called `{name}` too")

    def _places(self) -> Iterator[Mistake]:
        seen: set[str] = set()
        for number, arm in enumerate(self.arms):
            path = ("arms", number, "channels")
            if self.deliver == "channel" and not arm.channels:
                message = "with `deliver: channel` every arm needs `channels`"
                yield Mistake(path, "MISSING", message)
            if self.deliver == "dm" and arm.channels:
                message = "with `deliver: dm` an arm has no channels: people subscribe"
                yield Mistake(path, "WRONG_VALUE", message)
            for place, channel in enumerate(arm.channels):
                if channel in seen:
                    message = "a channel belongs to one arm only, and another arm has this one"
                    yield Mistake((*path, place), "DUPLICATE", message)
            seen.update(arm.channels)

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which this project's days and times are meant."""
        return ZoneInfo(self.timezone)

    def arm(self, name: str) -> Arm | None:
        """Return the arm called `name`, or None."""
        return next((arm for arm in self.arms if arm.name == name), None)


def _twice(values: Sequence[str], path: Path, what: str) -> Iterator[Mistake]:
    for number, value in enumerate(values):
        if value in values[:number]:
            yield Mistake((*path, number), "DUPLICATE", f"{what} twice")


@dataclass(frozen=True, order=True)
class Slot:
    """A pause on a date: the `pause`-th of the day (from 0) of one arm."""

    project: str
    arm: str
    on: date
    pause: int
