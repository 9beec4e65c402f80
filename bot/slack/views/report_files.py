"""What goes with a report as a file: the message before it, its names, and that it did not come."""

from __future__ import annotations

from bot.service import ReportFile
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


def lost(say: Say) -> Payload:
    """Return the message that a report does not come."""
    told = say("report-file.lost")
    return as_message(told, [words(told, "report")])


def name(file: ReportFile) -> str:
    """Return the name of the file: whose figures, up to which day."""
    return f"{file.project}-{file.ends.isoformat()}.{file.to}"


def title(file: ReportFile, say: Say) -> str:
    """Return what stands above the file."""
    return say("report-file.title", project=file.project, number=file.period)
