"""What a works council should know, as data: what is kept, who sees it, from which numbers on.

The words are elsewhere. Each row of what is kept names the tables it is about, so that a table
that nobody told the works council of is found by a test.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from bot.core import periods
from bot.core.fields import Text
from bot.core.privacy import EFFECTS, Limits, policy
from bot.core.programme import Library
from bot.core.project import Arm, Project, State

RELEASES_KEPT = 24
"""Months after a project's end that its releases are kept: `folding.RETENTION`, in months."""

Place = Literal["durable", "memory", "log", "slack"]
Need = Literal["always", "channel", "dm", "effect"]
"""With which projects a row has something to say."""
Figure = Literal["reach", "most", "effect", "walks", "third", "sent", "steps"]
"""What a report can say of an arm."""
CELLS: Mapping[Figure, tuple[str, ...]] = {
    "reach": ("reach",),
    "most": ("most",),
    "effect": EFFECTS,
    "walks": ("starts", "finishes"),
    "third": ("third",),
    "sent": ("sent",),
    "steps": ("step-1", "step-2", "step-3", "step-4"),
}
"""The cells of the release rule behind each."""
LARGE = 1000
"""Invited from which on the release rule says the same of every arm."""


@dataclass(frozen=True)
class Kept:
    """Something that is kept: where, in which tables, and with which projects it is there."""

    name: str
    place: Place
    tables: tuple[str, ...] = ()
    need: Need = "always"


KEPT = (
    Kept("projects", "durable", ("project", "invited", "announced", "limits")),
    Kept("drafts", "durable", ("draft",)),
    Kept("roles", "durable", ("role",)),
    Kept("deeds", "durable", ("deed",)),
    Kept("claims", "durable", ("claim",)),
    Kept("tally", "durable", ("tally",)),
    Kept("subscriptions", "durable", ("subscription",)),
    Kept("weeks", "durable", ("folded", "memory")),
    Kept("releases", "durable", ("release",)),
    Kept("films", "durable", ("film",)),
    Kept("version", "durable", ("alembic_version",)),
    Kept("codes", "memory", ("week", "person")),
    Kept("marks", "memory", ("slot", "mark")),
    Kept("sums", "memory", ("slot_count", "step_count")),
    Kept("answers", "memory", ("effect_mark", "effect_count"), "effect"),
    Kept("messages", "memory", ("message_count",), "dm"),
    Kept("reminders", "memory", ("reminder",)),
    Kept("shut", "memory", ("memory", "past")),
    Kept("profiles", "memory"),
    Kept("presence", "memory", (), "dm"),
    Kept("log", "log"),
    Kept("posts", "slack", (), "channel"),
    Kept("direct", "slack", (), "dm"),
    Kept("screens", "slack"),
    Kept("words", "slack"),
    Kept("files", "slack"),
)
"""Everything that is kept anywhere, in the order of the statement.

Every table of the database stands here whatever the projects are, for whoever compares.
"""

PARTIES = ("colleague", "hr", "physio", "host")
SEEN = ("plan", "sent", "figures", "taking-part", "answers", "subscribers", "offices")
"""What may be seen; the words say for each of the parties whether they do."""


@dataclass(frozen=True)
class Running:
    """The settings that run: the version, and where the bot keeps what."""

    version: str
    durable: Literal["sqlite", "postgresql"]
    week: Literal["directory", "process"]
    secret: Literal["environment", "file"]
    slack: Literal["socket", "http"]


@dataclass(frozen=True)
class Saying:
    """What the release rule says of an arm: in every period, and once, at the project's end."""

    often: tuple[Figure, ...]
    once: tuple[Figure, ...]


@dataclass(frozen=True)
class ArmStated:
    """A group: its dose, its pauses, its channels, how many it invites (None where unknown).

    With direct messages those are the subscribers. HR has this sheet, and may not read how many
    there are: the numbers of two periods would tell that somebody subscribed.
    """

    name: str
    protocol: Text | str
    pauses: tuple[time, ...]
    channels: int
    invited: int | None
    saying: Saying | None


@dataclass(frozen=True)
class ProjectStated:
    """A project as the works council agreed to it; `figures` are the days its figures can come.

    Its `limits` may be stricter than those of others.
    """

    project: Project
    state: State
    programme: Text | str
    arms: tuple[ArmStated, ...]
    figures: tuple[date, ...]
    limits: Limits


@dataclass(frozen=True)
class Statement:
    """All of it, as it was on `made`; `host` is who runs the bot, None where nobody said."""

    made: date
    running: Running
    projects: tuple[ProjectStated, ...]
    host: str | None = None

    @property
    def limits(self) -> Limits:
        """What holds for every project on the sheet."""
        return common([each.limits for each in self.projects])

    @property
    def lengths(self) -> tuple[int, ...]:
        """Numbers of periods of which the release rule says different things, the shorter first."""
        lasting = {periods.periods(each.project) > policy.SHORT for each in self.projects}
        return tuple(policy.SHORT + more for more in sorted(lasting)) or (policy.SHORT,)

    @property
    def direct(self) -> bool:
        """Whether any project prompts in direct messages: the promise has one sentence more."""
        return any(each.project.deliver == "dm" for each in self.projects)

    @property
    def kept(self) -> tuple[Kept, ...]:
        """What is kept with these projects, in its order."""
        return tuple(row for row in KEPT if self.has(row.need))

    def has(self, need: Need) -> bool:
        """Return whether any project, or the bot itself, gives a row something to say."""
        match need:
            case "always":
                return True
            case "effect":
                return any(each.project.reports.effect_question for each in self.projects)
            case _:
                return any(each.project.deliver == need for each in self.projects)


def state_project(
    project: Project,
    state: State,
    library: Library,
    invited: Mapping[tuple[str, int], int],
    limits: Limits,
) -> ProjectStated:
    """Return what is stated of a project; `invited` is by arm and period, and the latest counts."""
    programme = library.programmes.get(project.programme)
    numbers = range(periods.periods(project))
    return ProjectStated(
        project,
        state,
        programme.title if programme else project.programme,
        tuple(_arm(arm, project, library, invited, limits) for arm in project.arms),
        tuple(periods.figures_from(project, number) for number in numbers),
        limits,
    )


def figures_of(projects: Collection[Project]) -> tuple[Figure, ...]:
    """Return what there is to say of any of these projects, the release rule willing."""
    asked = any(each.reports.effect_question for each in projects)
    direct = any(each.deliver == "dm" for each in projects)
    absent = {*(() if asked else ("effect",)), *(() if direct else ("sent",))}
    return tuple(figure for figure in CELLS if figure not in absent)


def saying(invited: int, many: int, limits: Limits, figures: Collection[Figure]) -> Saying:
    """Return what is said of an arm that invites so many, asked of the release rule itself.

    `many` is the number of periods of its project.
    """
    cells = [cell for figure in figures for cell in CELLS[figure]]
    often, once = (rule(cells, invited, many, limits) for rule in (policy.often, policy.once))
    return Saying(
        tuple(figure for figure in figures if often & set(CELLS[figure])),
        tuple(figure for figure in figures if once & set(CELLS[figure])),
    )


def levels(
    many: int, limits: Limits, figures: Collection[Figure]
) -> tuple[tuple[int, Saying], ...]:
    """Return from how many invited on something else is said, from none on, and what.

    `many` is the number of periods of the project.
    """
    found: list[tuple[int, Saying]] = []
    for invited in range(LARGE + 1):
        said = saying(invited, many, limits, figures)
        if not found or found[-1][1] != said:
            found.append((invited, said))
    return tuple(found)


def common(limits: Sequence[Limits]) -> Limits:
    """Return the limits that no project goes below: of each the loosest; else the rule's own."""
    rule = Limits()
    return Limits(
        people=min((each.people for each in limits), default=rule.people),
        invited=min((each.invited for each in limits), default=rule.invited),
        weeks=min((each.weeks for each in limits), default=rule.weeks),
    )


def _arm(
    arm: Arm,
    project: Project,
    library: Library,
    invited: Mapping[tuple[str, int], int],
    limits: Limits,
) -> ArmStated:
    programme = library.programmes.get(project.programme)
    protocol = programme.protocols.get(arm.protocol) if programme else None
    known = [count for (name, _), count in sorted(invited.items()) if name == arm.name]
    latest = known[-1] if known and project.deliver == "channel" else None
    return ArmStated(
        arm.name,
        protocol.title if protocol else arm.protocol,
        arm.pauses,
        len(arm.channels),
        latest,
        None
        if latest is None
        else saying(latest, periods.periods(project), limits, figures_of([project])),
    )
