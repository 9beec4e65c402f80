"""What role holders see: Home and the screens of HR's forms, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.core.drafting import Draft, Forecast, Step, Trouble
from bot.core.fields import Language
from bot.core.lint import Remark
from bot.core.programme import Library, Programme
from bot.core.project import Project, State
from bot.core.rights import Denial, Role
from bot.core.subscription import Mine
from bot.service.deeds import Deed
from bot.service.release_ports import Published

NoticeKey = Literal[
    "no-right",
    "gone",
    "no-project",
    "no-programme",
    "changed",
    "filed-new",
    "filed",
    "trial-sent",
    "trial-failed",
    "roles-saved",
    "claimed",
    "not-claimed",
    "last-period",
    "report-coming",
    "page-coming",
    "statement-coming",
    "figures-later",
    "no-figures",
    "figures-altered",
]


@dataclass(frozen=True)
class Notice:
    """A kind sentence or two instead of a screen."""

    key: NoticeKey
    language: Language
    on: date | None = None
    today: date | None = None


@dataclass(frozen=True)
class Form:
    """One screen of HR's form; `name` is the draft's, `arm` counts groups from 0.

    `started` says that some fields are fixed; `begins` when a change of groups begins to count,
    None where it counts at once.
    """

    step: Step
    name: str
    draft: Draft
    arm: int
    library: Library
    language: Language
    started: bool = False
    begins: date | None = None
    today: date = date.min


@dataclass(frozen=True)
class Counting:
    """The invited are being counted; the last screen follows."""

    name: str
    language: Language


@dataclass(frozen=True)
class Overview:
    """The last screen: what will happen, or why it cannot."""

    name: str
    draft: Draft
    project: Project | None
    forecast: Forecast | None
    troubles: tuple[Trouble, ...]
    begins: date | None
    today: date
    language: Language


@dataclass(frozen=True, repr=False)
class RolesForm:
    """Who holds which role, and a form to change that."""

    roles: Mapping[str, Role]
    me: str
    language: Language
    denied: Denial | None = None


@dataclass(frozen=True, repr=False)
class Log:
    """What role holders did, the latest first, a page at a time."""

    deeds: Sequence[Deed]
    page: int
    more: bool
    language: Language


Screen = Notice | Form | Counting | Overview | RolesForm | Log


@dataclass(frozen=True)
class ReportSight:
    """How far a project's figures are: its `latest` release, and when more are `coming`.

    `altered` says that they are not as they were published, so that none is shown.
    """

    latest: Published | None
    coming: date | None
    altered: bool = False


@dataclass(frozen=True)
class ProjectSight:
    """A project as Home shows it.

    `upcoming` are instants in its zone; `tally` what became of its prompts, None where those
    numbers are not for HR (direct messages); `report` is None for who may not read it.
    """

    project: Project
    state: State
    over: bool
    programme: Programme | None
    upcoming: tuple[datetime, ...]
    tally: Mapping[str, int] | None
    changes: date | None
    report: ReportSight | None = None


@dataclass(frozen=True)
class ProgrammeSight:
    """A programme as the physio's Home shows it, with its editorial findings."""

    programme: Programme
    findings: tuple[Remark, ...]


@dataclass(frozen=True)
class Checklist:
    """What must be there before a first project runs."""

    hr: int
    physio: int
    programmes: int
    projects: int
    council: bool
    running: bool


@dataclass(frozen=True)
class Home:
    """The Home of one person: by role, a page at a time; nothing in it is about taking part."""

    language: Language
    role: Role | None
    today: date
    page: int = 0
    pages: int = 1
    projects: tuple[ProjectSight, ...] = ()
    checklist: Checklist | None = None
    programmes: tuple[ProgrammeSight, ...] = ()
    programme_page: int = 0
    programme_pages: int = 1
    claim: bool = False
    own: Mine | None = None
