"""What the offices ask of the store and the sender: drafts, deeds, roles, numbers, screens."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from bot.core.fields import Language
from bot.core.project import State
from bot.core.rights import Role
from bot.service.deeds import Deed
from bot.service.films import Standing
from bot.service.report_ports import Kind, ProgrammeFile, ReportFile, StatementFile, Summary

if TYPE_CHECKING:
    from bot.service.offices.screens import Home, Screen
    from bot.service.ports import Door, Person


@dataclass(frozen=True)
class Trial:
    """What a trial prompt says: the project, its arms, how long a session takes (seconds)."""

    project: str
    arms: tuple[str, ...]
    seconds: int
    language: Language


@dataclass(frozen=True)
class Ground:
    """How a channel stands: in it is another company, it is archived, the bot is a member."""

    shared: bool
    archived: bool
    member: bool


class OfficeStore(Protocol):
    """The part of the durable store that the offices use."""

    async def turn(self, name: str, was: State, becomes: State, deed: Deed) -> bool:
        """Move a project from one state to another; False where it is not in the first."""

    async def give(self, user: str, role: Role, deed: Deed) -> bool:
        """Give somebody a role; False where they hold one already."""

    async def take_away(self, user: str, deed: Deed) -> bool:
        """Take somebody's role; False where they hold none, or are the last of HR."""

    async def claim_hr(self, user: str, deed: Deed) -> bool:
        """Give HR to somebody who has no role; False where anybody holds HR."""

    async def deeds(self, skip: int, most: int) -> Sequence[Deed]:
        """Return what was done, the latest first."""

    async def keep_draft(self, name: str, document: str, now: datetime) -> None:
        """Keep a form as far as it is filled in."""

    async def draft(self, name: str) -> str | None:
        """Return a form that was kept."""

    async def drop_drafts(self, before: datetime, name: str | None = None) -> None:
        """Forget the forms that nobody touched since `before`, and the one called `name`."""

    async def freeze(self, project: str, arm: str, period: int, count: int) -> bool:
        """Write how many an arm invites in a period, once; False where that was known."""

    async def invited(self, project: str) -> Mapping[tuple[str, int], int]:
        """Return how many were invited, by arm and period."""


class OfficePost(Protocol):
    """The part of the sender that the offices use."""

    async def screen(self, door: Door, screen: Screen) -> None:
        """Show a role holder a screen: in the view whose button was pressed, or in a new one."""

    async def publish(self, who: Person, home: Home) -> None:
        """Put a Home before somebody."""

    async def trial(self, who: Person, trial: Trial) -> bool:
        """Send somebody a trial prompt; False where Slack refuses it."""

    async def hand(self, who: Person, file: ReportFile) -> bool:
        """Put a report in somebody's own conversation with the bot; False where Slack refuses."""

    async def hand_page(self, who: Person, file: ProgrammeFile) -> bool:
        """Put a programme's page in somebody's own conversation, as `hand` does a report."""

    async def hand_statement(self, who: Person, file: StatementFile) -> bool:
        """Put the works council's sheet in somebody's own conversation, as `hand` does a report."""

    async def lost(self, who: Person, language: Language, kind: Kind = "report") -> None:
        """Tell somebody that a file they asked for does not come."""

    async def depict(self, summary: Summary, content: bytes, alt: str) -> bool:
        """Upload a picture that Home may show, and send nobody anything; False where Slack refuses.

        Nobody but the bot has the file; `alt` says what it shows.
        """

    async def depicted(self, summary: Summary) -> Standing | None:
        """Return how an uploaded picture stands with Slack; None where there is none."""

    def depicts(self, summary: Summary, who: Person) -> bool:
        """Return whether there is a picture for somebody's Home, as far as is known here."""

    async def admin(self, who: Person) -> bool:
        """Ask Slack anew whether somebody administers the workspace; False where it is silent."""

    async def ground(self, place: str) -> Ground | None:
        """Return how a channel stands; None where Slack does not say."""

    async def colleagues(self, users: Collection[str]) -> frozenset[str] | None:
        """Return those of `users` who are colleagues; None where Slack does not say."""

    async def headcount(self, places: Sequence[str], without: Collection[str]) -> int | None:
        """Count the colleagues in some channels, each once, leaving out `without`; keep no list.

        Bots, guests, deactivated people and people of other companies are no colleagues here. None
        where Slack does not say.
        """
