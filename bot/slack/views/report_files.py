"""What goes with a report, page or statement as a file: a message before it, names, and failure."""

from __future__ import annotations

from datetime import date

from bot.service import Kind, ProgrammeFile, ReportFile, StatementFile
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


def handed_statement(say: Say) -> Payload:
    """Return the message beneath which the statement for the works council comes."""
    told = say("statement-file.handed")
    return as_message(told, [words(told, "report")])


def statement_name(file: StatementFile, say: Say) -> str:
    """Return the name of the file: for whom, of which day."""
    return say("statement-file.name", day=file.made.isoformat())


def statement_title(file: StatementFile, say: Say) -> str:
    """Return what stands above the file."""
    return say("statement-file.title", day=moments.short(file.made, date.min, say))


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
