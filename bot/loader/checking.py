"""`pauzebot check`: everything there is to say about files and folders, without an exception."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from bot.core.exercise import Exercise
from bot.core.figure import Poses
from bot.core.lint import lint
from bot.core.programme import Library
from bot.core.project import Project
from bot.core.schedule.freedays import school_years_missing
from bot.loader.figures import without_poses
from bot.loader.findings import Finding
from bot.loader.library import (
    Loaded,
    Shelf,
    file_name,
    load_texts,
    references,
    shelve,
    yaml_files,
)
from bot.settings import shipped_programmes
from bot.texts import Catalogue, Say


def check(paths: Sequence[Path], today: date, library: Path | None = None) -> list[Finding]:
    """Return everything that is wrong with files and folders, by file and place.

    A folder with `exercises/` in it is a library and is checked with the `projects/` in it; of any
    other folder the files are. A file that stands in a library is checked against that one, all
    else against `library`, by default the shipped one. Whether a file stops the bot is a matter of
    level: see `errors`.
    """
    findings: list[Finding] = []
    files: list[Path] = []
    for path in paths:
        if os.path.isdir(path / "exercises"):  # False, never an error
            findings.extend(_library(path, today))
        elif os.path.isdir(path):
            inside = yaml_files(path)
            files.extend(inside)
            if not inside:
                message = "there are no .yaml files to read in this folder"
                findings.append(Finding(str(path), 1, 1, "NOT_FOUND", message))
        else:
            files.append(path)
    findings.extend(_files(files, today, library or shipped_programmes()))
    return sorted(set(findings))


def errors(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that make a file unfit for use; the rest are warnings."""
    return [finding for finding in findings if finding.level == "error"]


def _library(folder: Path, today: date) -> Iterator[Finding]:
    shelf = shelve(folder)
    yield from shelf.findings
    for each in shelf.loaded:
        yield from remarks(each, shelf.library, today)
        if isinstance(each.model, Exercise):
            yield from without_poses(each.document, each.model, shelf.library)
    projects = Shelf()
    for path in yaml_files(folder / "projects"):
        projects.add(path, Project)
    yield from projects.findings
    for each in projects.loaded:
        yield from references(each, shelf.library, shelf.names)
        yield from remarks(each, shelf.library, today)


def _files(files: Sequence[Path], today: date, default: Path) -> Iterator[Finding]:
    """Check single files, each against its library and against the other files given."""
    given = Shelf()
    homes: dict[Path, Shelf] = {}
    for path in files:
        given.add(path)
    yield from given.findings
    for each in given.loaded:
        own = home(Path(each.document.file))
        folder = own or default
        if folder not in homes:
            homes[folder] = shelve(folder)
        shelf = homes[folder]
        library = shelf.library_with(given)
        if own and not isinstance(each.model, Project):
            yield from file_name(each)
        yield from references(each, library, shelf.names | given.names)
        yield from remarks(each, library, today)


def home(path: Path) -> Path | None:
    """The library in which a file stands, or None."""
    folder = path.absolute().parent
    above = folder.parent if folder.name in ("exercises", "figures", "projects") else folder
    return above if (above / "exercises").is_dir() else None


@cache
def _english() -> Say:
    """Findings on files are in English, as the files' own words are; Home says them in Dutch."""
    return Catalogue(load_texts()).speak("en")


def remarks(
    loaded: Loaded, library: Library, today: date, say: Say | None = None
) -> Iterator[Finding]:
    """Yield what the editorial checks say of a file, in English or as `say` says it."""
    if isinstance(loaded.model, Poses):
        return
    document, say = loaded.document, say or _english()
    for remark in lint(loaded.model, library, today):
        message = say(remark.key, **remark.values)
        yield document.at(remark.path, remark.code, message, remark.level)
    if isinstance(loaded.model, Project):
        for year in school_years_missing(loaded.model):
            message = f"the school holidays of {year} are not published yet: none are kept free"
            yield document.at(("holidays", "school"), "NO_SCHOOL_HOLIDAYS", message, "warning")
