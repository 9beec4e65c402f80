"""What the bot offers: programmes that load, and projects whose programme is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot import loader
from bot.core.programme import Library
from bot.core.project import Project
from bot.doctor.verdict import Verdict, error, ok
from bot.settings import Settings


def examine(settings: Settings, running: Sequence[Project], today: date) -> list[Verdict]:
    """Examine the programmes, and what the projects that run ask of them."""
    where = settings.programmes
    try:
        library = loader.load_library(where)
    except loader.FileError as problem:
        first, rest = problem.findings[0], len(problem.findings) - 1
        says = f"{first}" + (f" (and {rest} more)" if rest else "")
        return [error("programmes", says, f"Mend the files; `pauzebot check {where}` lists all.")]
    return [_programmes(settings, library, today), *_missing(library, running)]


def _programmes(settings: Settings, library: Library, today: date) -> Verdict:
    findings = loader.check([settings.programmes], today)
    errors = loader.errors(findings)
    here = f"{len(library.programmes)} programmes, {len(library.exercises)} exercises"
    if errors:
        todo = f"`pauzebot check {settings.programmes}` lists them; a physio decides."
        return error("programmes", f"{here}; {len(errors)} errors", todo)
    return ok("programmes", f"{here}; {len(findings)} warnings for their author")


def _missing(library: Library, running: Sequence[Project]) -> list[Verdict]:
    return [
        error(
            "programmes",
            f"project {project.id} uses {project.programme}, which is not there: no prompt goes",
            "Put the programme back in PAUZEBOT_PROGRAMMES, or end the project.",
        )
        for project in running
        if project.programme not in library.programmes
    ]
