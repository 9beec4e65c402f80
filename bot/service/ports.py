"""What the service asks of the stores, the open week and the sender, and what they exchange."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from bot.core.effects import Due, Reason, Show, Tell
from bot.core.fields import Language
from bot.core.project import Project, Slot, State
from bot.core.report import Tally
from bot.core.rights import Role
from bot.service.deeds import Deed, Later
from bot.service.office_ports import OfficePost, OfficeStore
from bot.service.release_ports import ReleaseStore
from bot.service.subscribers import Contact, Subscribers

Result = Literal["sent", "held", "unknown"]


@dataclass(frozen=True, repr=False)
class Person:
    """Somebody in Slack. Only the sender (to answer) and the open week (to hash) look inside."""

    team: str
    user: str


@dataclass(frozen=True, repr=False)
class Door:
    """Where an answer can go: what Slack gave with a press. Only the sender looks inside.

    `address` is a response_url, good for five answers in thirty minutes; `channel` the conversation
    in which somebody typed. `home` is Home, no conversation: it shows itself what came of a press.
    """

    trigger: str | None = None
    address: str | None = None
    view: str | None = None
    hash: str | None = None
    channel: str | None = None
    home: bool = False


@dataclass(frozen=True)
class Profile:
    """What the sender learned of somebody: their language, and whether they can count at all.

    Guests, bots and people of other workspaces do not count.
    """

    language: Language | None
    counts: bool


@dataclass(frozen=True)
class Filed:
    """A project as the store keeps it; `seen` is the instant up to which its slots were planned.

    `later` is what it will be from the first day of a period on, where a change of it waits.
    """

    project: Project
    state: State
    seen: datetime
    later: Later | None = None

    @property
    def meant(self) -> Project:
        """The project as it is meant to be, the change that waits included."""
        return self.later.project if self.later else self.project


def alive(filed: Iterable[Filed]) -> tuple[Project, ...]:
    """Return the projects that may still prompt, as they are and as they are to become."""
    goes_on = [each for each in filed if each.state != "ended"]
    both = (project for each in goes_on for project in (each.project, each.meant))
    return tuple(dict.fromkeys(both))


@dataclass(frozen=True)
class Claim:
    """A planned prompt: one row per slot and place, whoever planned it.

    It goes out at `goes`, which is later than `due` where a large wave is spread over its window.
    """

    slot: Slot
    place: str
    due: datetime
    until: datetime
    closes: datetime
    ts: str | None = None
    goes: datetime | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a prompt: `sent` with Slack's `ts`, `held` with a reason, or `unknown`."""

    result: Result
    ts: str | None = None
    reason: Reason | None = None


@dataclass(frozen=True)
class Offer:
    """What a prompt says: the slot it opens, how long the session takes (seconds), its language.

    `closes` is when the slot closes for the one person that a direct message goes to, else None.
    """

    slot: Slot
    seconds: int
    language: Language
    closes: datetime | None = None


@dataclass(frozen=True, repr=False)
class Reminder:
    """A pause to be offered again at `due`, wherever `address` leads, unless it `dies` before.

    The address is a response_url or a direct conversation; it is kept in the open week only.
    `closes` is when the slot closes for the one who asked, where their prompt said so.
    """

    address: str
    due: datetime
    dies: datetime
    slot: Slot | None
    language: Language
    closes: datetime | None = None


class Store(OfficeStore, Subscribers, ReleaseStore, Protocol):
    """The durable store. It never learns who took part."""

    async def apply(
        self,
        project: Project,
        now: datetime,
        later: Later | None = None,
        deed: Deed | None = None,
    ) -> None:
        """File a project, new or changed; it counts from the next tick after `now`.

        `later` is what it becomes; a change that waited before is forgotten.
        """

    async def adopt(self, name: str, on: date) -> bool:
        """Make a project what it becomes, where that was to be on `on` or before; say whether."""

    async def projects(self) -> Sequence[Filed]:
        """Return all projects, in order of id."""

    async def project(self, name: str) -> Filed | None:
        """Return one project."""

    async def end(self, name: str, deed: Deed | None = None) -> bool:
        """End a project for good; False where it is unknown or has ended."""

    async def plan(self, project: str, since: datetime, now: datetime, due: Iterable[Due]) -> bool:
        """Write what is due between `since` and `now`, all or nothing.

        False, and nothing written, where another tick has already moved `seen` past `since`. A slot
        and place that are claimed already stay as they are. What is held back is tallied here.
        """

    async def waiting(self) -> Sequence[Claim]:
        """Return the claims that are planned and not yet being sent, by due time."""

    async def take(self, claim: Claim, now: datetime) -> bool:
        """Move a claim from *planned* to *sending*; True for exactly one caller."""

    async def settle(self, claim: Claim, outcome: Outcome) -> bool:
        """Write what became of a claim that was taken, and tally it; True for exactly one caller.

        False where the claim has lapsed, and is *unknown* for good.
        """

    async def release(self, claim: Claim) -> None:
        """Move a claim that was taken back to *planned*: Slack refused it clearly, for now."""

    async def drop(self, claim: Claim, reason: Reason) -> bool:
        """Hold back a claim that is still planned, and tally why; True for exactly one caller."""

    async def discard(self, claim: Claim) -> bool:
        """Delete a claim that is still planned, with no trace of why; True for one caller."""

    async def lapse(self, before: datetime) -> Sequence[tuple[Slot, str]]:
        """Make every claim taken before `before` and never settled *unknown*.

        Return the slot and place of each, to exactly one caller.
        """

    async def expire(self, before: datetime) -> Sequence[tuple[Slot, str]]:
        """Hold back as *too-late* every claim due before `before` that nobody took.

        Return the slot and place of each, to exactly one caller.
        """

    async def closing(self, now: datetime) -> Sequence[Claim]:
        """Return sent claims whose slot has closed and whose post is still to be taken back."""

    async def closed(self, claim: Claim) -> None:
        """Note that a post was taken back, or that it was tried."""

    async def purge(self, before: datetime) -> int:
        """Delete claims whose slot was before `before`; return how many."""

    async def tally(self, project: str) -> Mapping[str, int]:
        """Return what became of a project's prompts: *sent*, *unknown* and *held:reason*."""

    async def delivered(self, project: str) -> Tally:
        """Return what became of prompts in channels, by arm, ISO week and outcome."""

    async def roles(self) -> Mapping[str, Role]:
        """Return the role of each user who holds one."""

    async def seed_roles(self, roles: Mapping[str, Role]) -> None:
        """Write the roles of the settings, only where no role was ever written."""

    async def close(self) -> None:
        """Let go of the database."""


class Sender(OfficePost, Contact, Protocol):
    """Everything that goes out to Slack."""

    async def turn(self, place: str) -> None:
        """Wait until the limits let a prompt go to `place`."""

    async def prompt(self, place: str, offer: Offer) -> Outcome | None:
        """Post a prompt at most once and say what became of it; None where Slack says: not now."""

    async def take_back(self, place: str, ts: str) -> None:
        """Delete a post of ours; that it fails is no matter."""

    async def open(self, door: Door, show: Show) -> None:
        """Answer a press on a message with a screen."""

    async def update(self, door: Door, show: Show) -> None:
        """Answer a press on a button inside a screen with another screen."""

    async def tell(self, door: Door, tell: Tell) -> None:
        """Answer with a sentence that only this person sees."""

    async def close(self, door: Door) -> None:
        """Take away the ephemeral screen whose button was pressed."""

    async def remind(self, reminder: Reminder) -> None:
        """Offer a pause again, privately; that it fails is no matter."""

    async def language(self, who: Person) -> Language | None:
        """Return somebody's language if it is known within the time a press allows."""

    def profile(self, who: Person) -> Awaitable[Profile | None]:
        """Return what is known of somebody, waiting for it; None where it cannot be had."""
