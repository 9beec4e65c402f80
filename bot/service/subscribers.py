"""What the service asks of the store and the sender for the sake of subscribers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

from bot.core.effects import Reason
from bot.core.fields import Language
from bot.core.programme import Programme
from bot.core.project import Project
from bot.core.subscription import Arranged, Mine, Shared, Subscription

if TYPE_CHECKING:
    from bot.service.ports import Door, Outcome

Said = Literal["said", "asked"]
"""Whether a project was announced in a channel, or its HR asked to let the bot in."""


class Subscribers(Protocol):
    """The subscriptions in the durable store: that somebody wants prompts, and when."""

    async def subscribe(self, one: Subscription, under: str) -> bool:
        """Write a subscription; False where this person has one.

        `under` is a digest of the project by which its next prompt was found.
        """

    async def subscription(self, user: str) -> Subscription | None:
        """Return somebody's subscription."""

    async def subscriptions(self, names: Iterable[str]) -> Mapping[str, Subscription]:
        """Return subscriptions by id; those that are gone are left out."""

    async def subscribers(self, project: str) -> Mapping[str, str]:
        """Return the users who subscribed to a project, with the id of each subscription.

        It is for counting them by arm, and not for a list.
        """

    async def change(self, one: Subscription, under: str) -> bool:
        """Write somebody's new wishes, zone and next prompt; False where they unsubscribed."""

    async def unsubscribe(self, user: str) -> bool:
        """Delete somebody's subscription and its claims; False where there is none."""

    async def forget_subscribers(self, project: str) -> int:
        """Delete the subscriptions to a project that is over; return how many."""

    async def due_count(self, now: datetime) -> int:
        """Return how many subscribers have a prompt due."""

    async def due_subscriptions(self, now: datetime, most: int) -> Sequence[Subscription]:
        """Return at most `most` subscriptions with a prompt due, the earliest first."""

    async def outdated(self, project: str, under: str, most: int) -> Sequence[Subscription]:
        """Return at most `most` subscriptions of a project arranged by another version of it."""

    async def arrange(
        self, arranged: Sequence[tuple[Subscription, Arranged]], under: Mapping[str, str]
    ) -> None:
        """Claim what is due for subscribers and write when their next prompts are, all or nothing.

        What is held back leaves no row. `under` is the digest of each project, by id.
        """

    async def announced(self, project: str) -> Mapping[str, Said]:
        """Return the channels in which a project was announced, or its HR asked to let us in."""

    async def announce(self, project: str, place: str, said: Said) -> bool:
        """Write that a project is announced in a channel; False where that is what it says."""


class Contact(Protocol):
    """What Slack says of subscribers, in memory; asked for in batches, just in time."""

    async def look(self, users: Sequence[str]) -> None:
        """Learn what may hold back prompts to these people; it waits for Slack only so long."""

    async def settings(self, door: Door, mine: Mine) -> None:
        """Open the form of somebody's own pauses."""

    async def explain(self, door: Door, language: Language, shared: Sequence[Shared]) -> None:
        """Say what is kept and who sees what, by the projects that run."""

    async def choose(self, door: Door, language: Language, programmes: Sequence[Programme]) -> bool:
        """Let somebody choose a programme; False where no modal could be opened."""

    async def announce(self, place: str, project: Project) -> Outcome:
        """Say in a channel that a project begins, what it keeps, and how to take part."""

    async def join(self, place: str) -> bool:
        """Enter a public channel of this company; False where the bot must be invited instead."""

    def reason(self, user: str) -> Reason | None:
        """Return why somebody is not to be prompted now: *do-not-disturb*, *meeting* or *away*."""

    def gone(self, user: str) -> bool:
        """Return whether an account was deactivated."""

    def zone(self, user: str) -> str | None:
        """Return the zone that somebody is in, where it is known."""

    def speaks(self, user: str) -> Language | None:
        """Return somebody's language in Slack, where it is known."""
