"""What the service asks of whoever renders reports, and of whoever hands them over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from bot.core.fields import Language
from bot.core.programme import Library, Programme
from bot.core.report import Report
from bot.core.statement import ProjectStated

Format = Literal["png", "html", "pdf", "xlsx", "csv", "json"]
Kind = Literal["report", "programme", "statement"]
"""What a file is of."""


class Reporter(Protocol):
    """Makes files of reports. `version` is that of the software."""

    version: str

    def render(self, report: Report, to: Format, language: Language) -> bytes:
        """Return a report as a file. It takes a second or two: not on the event loop."""

    def alt(self, report: Report, language: Language) -> str:
        """Return what the picture says, for those who do not see it."""

    def programme_page(
        self, programme: Programme, library: Library, language: Language, today: date
    ) -> bytes:
        """Return the page of a programme as HTML; it takes up to a second, so as with reports."""

    def statement(
        self, projects: tuple[ProjectStated, ...], language: Language, today: date
    ) -> bytes:
        """Return the statement for a works council as HTML, as long in the making as a page."""


@dataclass(frozen=True)
class Summary:
    """Which picture is meant: of the release with `digest`, the latest of a project, in words."""

    project: str
    digest: str
    language: Language


@dataclass(frozen=True)
class ReportFile:
    """A report of a project up to and including a period (from 1), as a file for one person.

    `digest` is that of its last release; `alt` says what a picture says, empty for other formats.
    """

    project: str
    title: str
    period: int
    begins: date
    ends: date
    digest: str
    to: Format
    content: bytes
    alt: str
    today: date
    language: Language


@dataclass(frozen=True)
class ProgrammeFile:
    """The page of a programme (HTML), as a file for one person."""

    programme: str
    title: str
    version: int
    content: bytes
    language: Language


@dataclass(frozen=True)
class StatementFile:
    """The statement for a works council (HTML), as it was on `made`, for one person."""

    made: date
    content: bytes
    language: Language
