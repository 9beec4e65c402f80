"""What goes with a report or page as a file: the message before it, its names, what if it fails."""

from __future__ import annotations

from bot.service import Kind, ProgrammeFile, ReportFile
from bot.slack.views.parts import Payload, as_message, escape, words
from bot.texts import Say, moments


def handed(file: ReportFile, say: Say) -> Payload:
    """Return the message beneath which the file comes."""
    told = say(
        "report-file.handed",
        title=file.title,
        last=moments.short(file.ends, file.today, say),
        format=say(f"home.report.{file.to}"),
    )
    return as_message(escape(told), [words(told, "report")])


def handed_page(file: ProgrammeFile, say: Say) -> Payload:
    """Return the message beneath which a programme's page comes."""
    told = say("programme-file.handed", title=file.title, version=file.version)
    return as_message(escape(told), [words(told, "report")])


def page_name(file: ProgrammeFile) -> str:
    """Return the name of the file: which programme, which version of it."""
    return f"{file.programme}-{file.version}.html"


def page_title(file: ProgrammeFile, say: Say) -> str:
    """Return what stands above the file."""
    return say("programme-file.title", programme=file.programme, version=file.version)


def lost(say: Say, kind: Kind = "report") -> Payload:
    """Return the message that a file does not come."""
    told = say(f"{kind}-file.lost")
    return as_message(told, [words(told, "report")])


def name(file: ReportFile) -> str:
    """Return the name of the file: whose figures, up to which day."""
    return f"{file.project}-{file.ends.isoformat()}.{file.to}"


def title(file: ReportFile, say: Say) -> str:
    """Return what stands above the file."""
    return say("report-file.title", project=file.project, number=file.period)
