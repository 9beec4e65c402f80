"""What somebody who subscribed wants: own pauses, days and hours, language, a break, seated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from bot.core.fields import Language, Text
from bot.core.project import Day


@dataclass(frozen=True)
class Hours:
    """Working hours of a day, wall times; `ends` is the first minute after them."""

    starts: time
    ends: time

    def hold(self, at: time) -> bool:
        """Return whether a wall time lies in these hours; a night shift passes midnight."""
        if self.starts <= self.ends:
            return self.starts <= at < self.ends
        return at >= self.starts or at < self.ends


@dataclass(frozen=True)
class Wishes:
    """What somebody chose. What is empty follows the project; a language that is None, Slack.

    `hours` are those of Monday to Sunday, None for a day without prompts. `until` is the first day
    with prompts again.
    """

    pauses: tuple[time, ...] = ()
    hours: tuple[Hours | None, ...] = ()
    language: Language | None = None
    until: date | None = None
    seated: bool = False


@dataclass(frozen=True, repr=False)
class Subscription:
    """That somebody wants prompts, and when; nothing of what they do with them.

    `id` is random and names the place in claims. `zone` is what Slack said last, or the project's.
    `due` is the instant of the next prompt, None where the project has none left.
    """

    id: str
    user: str
    project: str
    wishes: Wishes
    zone: str
    due: datetime | None = None


def is_subscription(place: str) -> bool:
    """Return whether a place of a claim is a subscription's random id, and no channel."""
    return place.startswith("s")


@dataclass(frozen=True, repr=False)
class Mine:
    """What somebody's own Home says: their subscription, or the projects they can subscribe to.

    `times` are the pauses as they are now, `most` how many there can be, `days` the project's.
    """

    language: Language
    subscription: Subscription | None
    offered: tuple[tuple[str, Text], ...]
    today: date
    title: Text | None = None
    days: tuple[Day, ...] = ()
    times: tuple[time, ...] = ()
    most: int = 0


@dataclass(frozen=True)
class Shared:
    """What a project that runs shares with HR, and where its prompts go."""

    title: Text
    deliver: Literal["channel", "dm"]
    with_hr: bool
    effect_question: bool
