"""One file with everything that it rests on, for its author: what it shows, and all findings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from bot.core.exercise import Exercise
from bot.core.fields import LANGUAGES, Language
from bot.core.figure import Poses
from bot.core.programme import Library, Programme
from bot.core.project import Project
from bot.core.rehearsal import concerned
from bot.loader.checking import home, remarks
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

FOLDERS = ("exercises", "figures")
Print = tuple[tuple[str, int, int], ...]
"""Files with their time of change and size: a look at whether anything is another."""


@dataclass(frozen=True)
class Place:
    """A finding, and what it is about: an exercise, a session of the programme, or the file."""

    finding: Finding
    exercise: str | None = None
    session: str | None = None


@dataclass(frozen=True)
class Opened:
    """A file as far as it can be used: None where nothing of it can be shown.

    `folder` is the library that it was read with.
    """

    model: Programme | Exercise | None
    library: Library
    folder: Path
    findings: Mapping[Language, tuple[Place, ...]]

    @property
    def errors(self) -> int:
        """How many findings make the files unfit for use."""
        return sum(each.finding.level == "error" for each in self.findings["nl"])

    @property
    def whole(self) -> bool:
        """Whether every exercise that is referred to is there."""
        names = concerned([self.model], self.library) if self.model else ()
        return self.model is not None and all(name in self.library.exercises for name in names)


def open_file(path: Path, today: date, default: Path | None = None) -> Opened:
    """Read a programme, an exercise or a figure, with what `check` says of it and of its parts.

    A file that stands in a library is read with that one, any other with `default`, by default the
    shipped one; the file itself comes before one of the same name there.
    """
    own = home(path)
    folder = own or default or shipped_programmes()
    shelf, given = shelve(folder), Shelf()
    given.add(path)
    loaded = next(iter(given.loaded), None)
    library = shelf.library_with(given)
    model = _shown(loaded, library)
    names = concerned([model], library) if model else ()
    others = [each for each in shelf.loaded if _is_part(each, names, loaded, path)]
    base = [_placed(each, loaded, path) for each in given.findings]
    base += [Place(each, Path(each.file).stem) for each in _broken(shelf, folder, names, path)]
    if loaded is not None and isinstance(loaded.model, Project):
        base.append(Place(_no_screens(loaded)))
    known = shelf.names | given.names
    found: dict[Language, tuple[Place, ...]] = {}
    for language in LANGUAGES:
        say = _texts().speak(language)
        places = list(base)
        for each in [*([loaded] if loaded else ()), *others]:
            named = own is not None or each is not loaded
            said = _findings(each, library, known, today, say, named=named)
            places += [_placed(one, each, path) for one in said]
        found[language] = tuple(sorted(set(places), key=lambda one: _order(one, path)))
    return Opened(model, library, folder, found)


def prints(path: Path, default: Path | None = None) -> Print:
    """Return what tells that a file, or anything in the library it rests on, is another."""
    folder = home(path) or default or shipped_programmes()
    files = [path, *(file for kind in ("", *FOLDERS) for file in yaml_files(folder / kind))]
    found = []
    for file in files:
        try:
            state = os.stat(file)
        except OSError:
            continue
        found.append((str(file), state.st_mtime_ns, state.st_size))
    return tuple(found)


@cache
def _texts() -> Catalogue:
    return Catalogue(load_texts())


def _shown(loaded: Loaded | None, library: Library) -> Programme | Exercise | None:
    if loaded is None or isinstance(loaded.model, Project):
        return None
    return (
        library.exercises.get(loaded.model.id) if isinstance(loaded.model, Poses) else loaded.model
    )


def _is_part(each: Loaded, names: tuple[str, ...], loaded: Loaded | None, path: Path) -> bool:
    """Whether a file of the library is shown, and is not the one that was given or its double."""
    if isinstance(each.model, Programme | Project) or each.model.id not in names:
        return False
    if loaded is not None and type(each.model) is type(loaded.model):
        return each.model.id != loaded.model.id
    return Path(each.document.file).absolute() != path.absolute()


def _broken(shelf: Shelf, folder: Path, names: tuple[str, ...], path: Path) -> Iterator[Finding]:
    """What is wrong with the parts of a library that could not be read at all."""
    parts = {(folder / kind / f"{name}.yaml").absolute() for kind in FOLDERS for name in names}
    read = {path.absolute(), *(Path(each.document.file).absolute() for each in shelf.loaded)}
    for finding in shelf.findings:
        if Path(finding.file).absolute() in parts - read:
            yield finding


def _findings(
    loaded: Loaded, library: Library, known: set[str], today: date, say: Say, *, named: bool
) -> Iterator[Finding]:
    if isinstance(loaded.model, Project):
        return
    if named:
        yield from file_name(loaded)
    yield from references(loaded, library, known)
    yield from remarks(loaded, library, today, say)
    if isinstance(loaded.model, Exercise):
        yield from without_poses(loaded.document, loaded.model, library)


def _no_screens(loaded: Loaded) -> Finding:
    message = "a project has no screens of its own; preview the programme that it names"
    return loaded.document.at(("schema",), "UNKNOWN_FORMAT", message)


def _placed(finding: Finding, loaded: Loaded | None, path: Path) -> Place:
    """Return a finding with what it is about, by the file it stands in and by its line."""
    if loaded is None:
        part = path.absolute().parent.name in FOLDERS
        return Place(finding, exercise=path.stem if part else None)
    if isinstance(loaded.model, Programme):
        return Place(finding, session=_session_at(loaded, finding.line))
    return Place(finding, exercise=None if isinstance(loaded.model, Project) else loaded.model.id)


def _session_at(loaded: Loaded, line: int) -> str | None:
    """The session of a programme in whose lines a finding stands."""
    assert isinstance(loaded.model, Programme)
    keys = loaded.document.keys
    begins = keys[("sessions",)][0]
    after = min(
        (place[0] for way, place in keys.items() if len(way) == 1 and place[0] > begins),
        default=line + 1,
    )
    if not begins < line < after:
        return None
    starts = [
        loaded.document.values[("sessions", at)][0] for at in range(len(loaded.model.sessions))
    ]
    here = [
        each.id for each, start in zip(loaded.model.sessions, starts, strict=True) if start <= line
    ]
    return here[-1] if here else None


def _order(place: Place, path: Path) -> tuple[bool, bool, Finding]:
    """Errors first, then what stands in the file itself, then by place."""
    finding = place.finding
    return finding.level != "error", finding.file != str(path), finding
