"""Folders and files of a library, the references between them, projects and the bot's texts."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.core.exercise import Exercise
from bot.core.fields import LANGUAGES, Format, Language, near
from bot.core.figure import Poses
from bot.core.programme import Library, Programme
from bot.core.project import Project
from bot.core.schedule.freedays import UnknownName, unknown_exclusions, unknown_region
from bot.loader.explain import build
from bot.loader.figures import poses_fit
from bot.loader.findings import FileError, Finding, quoted
from bot.loader.strict import Document, read
from bot.texts import Entry

FORMATS: dict[str, type[Format]] = {
    "exercise/1": Exercise,
    "figure/1": Poses,
    "programme/1": Programme,
    "project/1": Project,
}
LOCALE = Path(__file__).parent.parent / "locale"
PLURAL = {"one", "other"}


@dataclass(frozen=True)
class Loaded:
    """A file and the model it describes."""

    document: Document
    model: Exercise | Programme | Project | Poses


@dataclass
class Shelf:
    """A library while it is being read: what could be loaded, and what is wrong with the rest."""

    loaded: list[Loaded] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def add(self, path: Path, wanted: type[Format] | None = None) -> None:
        """Read one file; what is wrong with it is noted, not raised.

        The name of a broken exercise is noted too, so that others may still refer to it. A figure
        has its exercise's name, and nothing refers to it.
        """
        if wanted is not Poses:
            self.names.add(path.stem)
        try:
            self.loaded.append(load(path, wanted))
        except FileError as error:
            self.findings.extend(error.findings)

    @property
    def library(self) -> Library:
        """What could be loaded, by id."""
        models = [each.model for each in self.loaded]
        return Library(
            exercises={each.id: each for each in models if isinstance(each, Exercise)},
            programmes={each.id: each for each in models if isinstance(each, Programme)},
            figures={each.id: each for each in models if isinstance(each, Poses)},
        )

    def library_with(self, given: Shelf) -> Library:
        """What could be loaded, with what stands on another shelf in its place."""
        own, others = self.library, given.library
        return Library(
            exercises={**own.exercises, **others.exercises},
            programmes={**own.programmes, **others.programmes},
            figures={**own.figures, **others.figures},
        )


def load(path: Path, wanted: type[Format] | None = None) -> Loaded:
    """Read a file by the format it names, or by the one that is `wanted`. Raises FileError."""
    document = read(path)
    given = document.data.get("schema")
    model = FORMATS.get(given) if isinstance(given, str) else None
    if model is None or model is not (wanted or model):
        raise FileError([*document.mistakes, _no_format(document, given, wanted)])
    built = build(document, model)
    assert isinstance(built, (Exercise, Programme, Project, Poses))
    return Loaded(document, built)


def load_library(folder: Path) -> Library:
    """Read the exercises, figures and programmes of a folder, and check every reference.

    Raises FileError with all that is wrong with all of it.
    """
    shelf = shelve(folder)
    if shelf.findings:
        raise FileError(shelf.findings)
    return shelf.library


def load_project(path: Path, library: Library) -> Project:
    """Read a project file; its programme and protocols must be in `library`. Raises FileError."""
    loaded = load(path, Project)
    findings = list(references(loaded, library, set()))
    if findings:
        raise FileError(findings)
    assert isinstance(loaded.model, Project)
    return loaded.model


def shelve(folder: Path) -> Shelf:
    """Read a folder of programmes as far as it can be read."""
    shelf = Shelf()
    for path in yaml_files(folder / "exercises"):
        shelf.add(path, Exercise)
    for path in yaml_files(folder):
        shelf.add(path, Programme)
    for path in yaml_files(folder / "figures"):
        shelf.add(path, Poses)
    if not shelf.names:
        here = os.path.isdir(folder)
        what = "there are no programmes to read in this folder" if here else "no such folder"
        shelf.findings.append(Finding(str(folder), 1, 1, "NOT_FOUND", what))
    library = shelf.library
    for each in shelf.loaded:
        shelf.findings.extend(file_name(each))
        shelf.findings.extend(references(each, library, shelf.names))
    return shelf


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder itself, by name; hidden ones are not its author's."""
    try:
        inside = list(folder.iterdir())
    except (OSError, ValueError):
        return []
    return sorted(
        path
        for path in inside
        if path.suffix in (".yaml", ".yml") and not path.name.startswith(".")
    )


def references(loaded: Loaded, library: Library, names: set[str]) -> Iterator[Finding]:
    """Check that what a file refers to is in `library`; `names` are known but could not be read."""
    document, model = loaded.document, loaded.model
    if isinstance(model, Exercise):
        if model.easier:
            yield from _named(document, ("easier",), model.easier, library.exercises, names)
        yield from _circle(document, model, library)
    elif isinstance(model, Programme):
        for number, session in enumerate(model.sessions):
            way = ("sessions", number)
            yield from _named(document, (*way, "seated"), session.seated, library.exercises, names)
            for place, name in enumerate(session.exercises):
                here = (*way, "exercises", place)
                yield from _named(document, here, name, library.exercises, names)
    elif isinstance(model, Poses):
        yield from _named(document, ("id",), model.id, library.exercises, names)
        yield from poses_fit(document, model, library)
    else:
        yield from _arms(document, model, library, names)


def _arms(
    document: Document, project: Project, library: Library, names: set[str]
) -> Iterator[Finding]:
    way = ("programme",)
    yield from _named(document, way, project.programme, library.programmes, names)
    programme = library.programmes.get(project.programme)
    for number, arm in enumerate(project.arms):
        if programme is not None:
            here = ("arms", number, "protocol")
            yield from _named(document, here, arm.protocol, programme.protocols, set())
    yield from _holidays(document, project)


def _holidays(document: Document, project: Project) -> Iterator[Finding]:
    for unknown in unknown_exclusions(project):
        assert project.holidays is not None
        number = project.holidays.exclude.index(unknown.name)
        message = f"no holiday here is called {quoted(unknown.name)}{_perhaps(unknown)}"
        yield document.at(("holidays", "exclude", number), "UNKNOWN_REFERENCE", message)
    region = unknown_region(project)
    if region is not None:
        message = f"{quoted(region.name)} is no region with school holidays{_perhaps(region)}"
        yield document.at(("holidays", "region"), "UNKNOWN_REFERENCE", message)


def _perhaps(unknown: UnknownName) -> str:
    return f"; perhaps {', '.join(unknown.near)}" if unknown.near else ""


def _named(
    document: Document,
    way: tuple[str | int, ...],
    name: str,
    known: Mapping[str, Any],
    names: set[str],
) -> Iterator[Finding]:
    if name not in known and name not in names:
        kind = next(part for part in reversed(way) if isinstance(part, str))
        what = {"programme": "programme", "protocol": "protocol"}.get(kind, "exercise")
        meant = near(name, known) or f" known: {', '.join(sorted(known)) or 'none'}"
        message = f"no {what} is called {quoted(name)};{meant}"
        yield document.at(way, "UNKNOWN_REFERENCE", message)


def _circle(document: Document, exercise: Exercise, library: Library) -> Iterator[Finding]:
    seen = [exercise.id]
    while (following := library.exercises[seen[-1]].easier) in library.exercises:
        if following == exercise.id:
            ring = " → ".join([*seen, following])
            yield document.at(("easier",), "CIRCULAR", f"easier variants go round: {ring}")
        if following is None or following in seen:
            return
        seen.append(following)


def file_name(loaded: Loaded) -> Iterator[Finding]:
    """Check that a file of a library is called by its id."""
    path = Path(loaded.document.file)
    if path.name != f"{loaded.model.id}.yaml":
        message = f"this file is called {quoted(path.name)}; its id asks `{loaded.model.id}.yaml`"
        yield loaded.document.at(("id",), "WRONG_FILE_NAME", message)


def _no_format(document: Document, given: Any, wanted: type[Format] | None) -> Finding:
    known = [name for name, model in FORMATS.items() if model is (wanted or model)]
    said = " or ".join(f"`schema: {name}`" for name in known)
    if "schema" not in document.data:
        return document.at((), "UNKNOWN_FORMAT", f"a file here begins with {said}")
    message = f"{quoted(given)} is no format that belongs here; write {said}"
    return document.at(("schema",), "UNKNOWN_FORMAT", message)


def load_texts(folder: Path = LOCALE) -> dict[Language, dict[str, Entry]]:
    """Read the bot's own words, one file per language, under dotted keys. Raises FileError."""
    texts: dict[Language, dict[str, Entry]] = {}
    findings: list[Finding] = []
    for language in LANGUAGES:
        try:
            document = read(folder / f"{language}.yaml")
        except FileError as error:
            findings.extend(error.findings)
            continue
        findings.extend(document.mistakes)
        texts[language] = {}
        findings.extend(_flatten(document, document.data, (), texts[language]))
    if findings:
        raise FileError(findings)
    return texts


def load_sheets() -> dict[Language, dict[str, Entry]]:
    """Read the words of sheets to print, and the bot's own beside them. Raises FileError."""
    own, sheets = load_texts(), load_texts(LOCALE / "sheets")
    return {language: {**own[language], **sheets[language]} for language in LANGUAGES}


def _flatten(
    document: Document, group: Mapping[str, Any], way: tuple[str, ...], into: dict[str, Entry]
) -> Iterator[Finding]:
    for key, value in group.items():
        here = (*way, key)
        if isinstance(value, dict) and not PLURAL & set(value):
            yield from _flatten(document, value, here, into)
        elif isinstance(value, str) or (isinstance(value, dict) and _plural(value)):
            into[".".join(here)] = value
        else:
            message = f"{quoted('.'.join(here))} must be a text, or texts under `one` and `other`"
            yield document.at(here, "WRONG_TYPE", message)


def _plural(value: Mapping[str, Any]) -> bool:
    return set(value) == PLURAL and all(isinstance(text, str) for text in value.values())
