"""Which picture is whose: what a figure is of, as a digest, and the index of a folder of figures.

Nothing here draws, and nothing here may import Pillow: a running bot asks this module.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from bot.core.exercise import Dose, Exercise
from bot.core.fields import LANGUAGES, Language
from bot.core.figure import SIDES, Poses, Side
from bot.core.programme import Library, Programme
from bot.core.project import Project
from bot.figures.themes import THEMES, Theme
from bot.texts import Say

INDEX = "index.json"
DIGITS = 20
"""Hexadecimal digits of a digest, in a file's name and in the index."""

NAME = re.compile(rf"[a-z0-9][a-z0-9-]{{0,80}}-[0-9a-f]{{{DIGITS}}}\.(gif|png|svg)")
"""The names of our files, whole: an exercise's id, a part of the SHA-256 of the file, its kind."""

CAPTIONS = (
    "seconds", "times", "breaths", "minutes",
    "ready", "hold", "rest", "switch", "done", "of", "in", "out",
)  # fmt: skip
"""The words that stand in films, as keys of the catalogue under `figure`."""

MOMENTS = ("start", "movement", "hold", "back", "in", "out")
"""The words that stand on sheets, in the same way."""

Kind = Literal["gif", "png", "svg"]
HERE = Path(__file__).parent
SLACK: tuple[Theme, ...] = ("light",)
"""The theme that goes to Slack, which does not say which one somebody has: the card of a figure has
its own ground, and reads on a dark screen too."""
NOT_DRAWING = ("__init__.py", "cache.py", "exporting.py", "index.py", "files.py")


@dataclass(frozen=True)
class Wanted:
    """One moving figure: whose, how much, on which side, in which language and theme."""

    exercise: Exercise
    poses: Poses
    dose: Dose
    side: Side | None
    language: Language
    theme: Theme


@dataclass(frozen=True)
class Entry:
    """A line of the index: one file, what it shows, and the two digests that tell if it is old.

    `subject` is of what the figure is of; `edition` of the program that drew it.
    """

    exercise: str
    side: Side | None
    language: Language
    theme: Theme
    subject: str
    edition: str
    file: str
    dose: Mapping[str, Any] | None = None
    """None for a sheet, which says nothing about how much."""

    @property
    def place(self) -> str:
        """What there is one of at a time: a newer file of it takes the place of the older."""
        dose = json.dumps(self.dose, sort_keys=True)
        kind = self.file.rpartition(".")[2]
        return f"{self.exercise} {self.side} {self.language} {self.theme} {dose} {kind}"


def doses(
    exercise: Exercise, library: Library, projects: Iterable[Project] = ()
) -> tuple[Dose, ...]:
    """Return an exercise's own dose, and those of the programmes and projects that have it.

    An arm of a project may ask for other holds and repetitions than its protocol.
    """
    found = [exercise.dose]
    for programme in library.programmes.values():
        if _has(programme, exercise, library):
            asked = programme.protocols.values()
            found += [exercise.fitted(each.hold, each.repetitions) for each in asked]
    for project in projects:
        used = library.programmes.get(project.programme)
        if used is not None and _has(used, exercise, library):
            for arm in project.arms:
                kept = used.protocols.get(arm.protocol)
                if kept is not None:
                    found.append(exercise.fitted(*arm.asks(kept)))
    return tuple(dict.fromkeys(found))


def _has(programme: Programme, exercise: Exercise, library: Library) -> bool:
    return exercise.id in library.met(programme.named)


def wanted(
    library: Library,
    languages: Iterable[Language] = LANGUAGES,
    themes: Iterable[Theme] = THEMES,
    projects: Iterable[Project] = (),
) -> Iterator[Wanted]:
    """Return every moving figure of a library, those that share their drawings together."""
    languages, projects = tuple(languages), tuple(projects)
    for theme in themes:
        for name in _in_order(library, projects):
            exercise, poses = library.exercises[name], library.figures[name]
            sides: tuple[Side | None, ...] = SIDES if exercise.sides == "each" else (None,)
            for side in sides:
                for dose in doses(exercise, library, projects):
                    for language in languages:
                        yield Wanted(exercise, poses, dose, side, language, theme)


def _in_order(library: Library, projects: Iterable[Project]) -> list[str]:
    """The names of all poses, those of projects first: somebody waits for them."""
    used = [library.programmes.get(project.programme) for project in projects]

    def later(name: str) -> bool:
        exercise = library.exercises[name]
        return not any(each and _has(each, exercise, library) for each in used)

    return sorted(library.figures, key=lambda name: (later(name), name))


def subject(film: Wanted, say: Say) -> str:
    """Return the digest of everything that a film shows.

    Two films with the same digest are the same picture, if the same program draws them. What stands
    beside a figure on a page (its name, its steps, its alt text) is no part of it.
    """
    exercise, dose = film.exercise, film.dose
    counts = sorted({0, 1, 2, dose.count or 0, dose.minutes or 0})
    words = {key: [say(f"figure.{key}", count=each) for each in counts] for key in CAPTIONS}
    return _digest(
        {
            **_shown(film),
            "dose": dose.model_dump(mode="json"),
            "timing": [exercise.prepare, exercise.rest, exercise.pace],
            "words": {**words, "sides": [say(f"side.{side}") for side in SIDES]},
        }
    )


def sheet_subject(film: Wanted, say: Say, kind: Kind) -> str:
    """Return the digest of everything that the still sheet beside a film shows."""
    alt = film.exercise.figure.alt.say(film.language) if film.exercise.figure else ""
    words = [say(f"figure.{key}") for key in MOMENTS]
    name = film.exercise.name.say(film.language)
    spoken = {"alt": alt, "name": name} if kind == "svg" else {}
    return _digest({**_shown(film), "sheet": kind, "words": words, **spoken})


def _shown(film: Wanted) -> dict[str, object]:
    # What a frame leaves out means something else than what it gives as 0: see KeyFrame.after.
    poses = film.poses.model_dump(mode="json", exclude={"version", "id"}, exclude_unset=True)
    return {
        "exercise": film.exercise.id,
        "sides": film.exercise.sides,
        "side": film.side,
        "language": film.language,
        "theme": film.theme,
        "poses": poses,
    }


def _digest(shown: Mapping[str, object]) -> str:
    plain = json.dumps(shown, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()[:DIGITS]


@cache
def edition() -> str:
    """Return the digest of the program that draws: its sources, and the version of Pillow."""
    sources = [path for path in HERE.glob("*.py") if path.name not in NOT_DRAWING]
    sources += (HERE.parent / "core" / "figure").glob("*.py")
    whole = sha256(version("pillow").encode())
    for path in sorted(sources):
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:DIGITS]


def listed(entries: Iterable[Entry]) -> str:
    """Return the text of an index: films under `figures`, still sheets under `sheets`."""
    films, sheets = [], []
    for entry in entries:
        row = asdict(entry)
        dose = row.pop("dose")
        if dose is None:
            sheets.append(row)
        else:
            films.append({**row, "dose": dose})
    return json.dumps({"figures": films, "sheets": sheets}, indent=1) + "\n"


def read(text: str) -> tuple[Entry, ...]:
    """Return the lines of an index that can be used, films before sheets.

    What is not as `listed` writes it is left out: an index of an older version, a stranger's file.
    Raises ValueError where the text is no index at all.
    """
    whole = json.loads(text)
    if not isinstance(whole, dict) or not isinstance(whole.get("figures"), list):
        raise ValueError("not an index of figures")
    rows = [*whole["figures"], *(whole.get("sheets") or ())]
    return tuple(entry for row in rows if (entry := _entry(row)) is not None)


def here(folder: Path) -> tuple[Entry, ...]:
    """Return what a folder's index lists and the folder has; nothing where there is no index."""
    try:
        entries = read((folder / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(entry for entry in entries if (folder / entry.file).is_file())


def _entry(row: object) -> Entry | None:
    try:
        entry = Entry(**row)  # type: ignore[arg-type]  # a mapping, or a TypeError
    except TypeError:
        return None
    texts = (entry.exercise, entry.language, entry.theme, entry.subject, entry.edition, entry.file)
    good = all(isinstance(text, str) for text in texts) and NAME.fullmatch(entry.file)
    return entry if good else None
