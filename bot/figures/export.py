"""All figures of a library as files whose names follow from what is in them, and an index."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.core.exercise import Dose, Exercise
from bot.core.fields import Language
from bot.core.figure import SIDES, Poses, Side
from bot.core.programme import Library
from bot.figures.film import render
from bot.figures.sheet import sheet_png, sheet_svg
from bot.figures.stage import first_side
from bot.figures.themes import THEMES, Theme
from bot.texts import Say

INDEX = "index.json"
DIGITS = 20
"""Hexadecimal digits of a file's SHA-256 in its name."""


@dataclass(frozen=True)
class Wanted:
    """One moving figure: whose, how much, on which side, in which language and theme."""

    exercise: Exercise
    poses: Poses
    dose: Dose
    side: Side | None
    language: Language
    theme: Theme


def doses(exercise: Exercise, library: Library) -> tuple[Dose, ...]:
    """Return an exercise's own dose, and those of the protocols of programmes that have it."""
    found = [exercise.dose]
    for programme in library.programmes.values():
        if any(exercise.id in (*each.exercises, each.seated) for each in programme.sessions):
            for protocol in programme.protocols.values():
                found += [exercise.fitted(protocol.hold, protocol.repetitions)]
    return tuple(dict.fromkeys(found))


def wanted(library: Library, languages: tuple[Language, ...]) -> Iterator[Wanted]:
    """Return every moving figure of a library, those that share their drawings together."""
    for name, poses in sorted(library.figures.items()):
        exercise = library.exercises[name]
        sides: tuple[Side | None, ...] = SIDES if exercise.sides == "each" else (None,)
        for theme in THEMES:
            for side in sides:
                for dose in doses(exercise, library):
                    for language in languages:
                        yield Wanted(exercise, poses, dose, side, language, theme)


def export(library: Library, says: Mapping[Language, Say], folder: Path) -> Iterator[Path]:
    """Write all figures and still sheets of a library into a folder, and return each as it is made.

    A name holds the exercise's id and a part of the SHA-256 of the file, so that what is behind an
    address never changes and it may be kept for ever. Files of before are left: messages show them.
    The index, written last, says which file is whose.
    """
    folder.mkdir(parents=True, exist_ok=True)
    films, sheets = [], []
    for each in wanted(library, tuple(says)):
        say = says[each.language]
        made = render(each.exercise, each.poses, each.dose, each.side, say, each.theme)
        path = _write(folder, each.exercise.id, "gif", made)
        films.append({**_entry(each), "dose": each.dose.model_dump(exclude_none=True)})
        films[-1]["file"] = path.name
        yield path
    for each in _once(wanted(library, tuple(says))):
        say, side = says[each.language], first_side(each.exercise.sides, each.side)
        png = sheet_png(each.poses, side, say, each.theme)
        path = _write(folder, each.exercise.id, "png", png)
        sheets.append({**_entry(each), "file": path.name})
        yield path
        text = sheet_svg(each.exercise, each.poses, side, each.language, say, each.theme)
        path = _write(folder, each.exercise.id, "svg", text.encode())
        sheets.append({**_entry(each), "file": path.name})
        yield path
    index = {"figures": films, "sheets": sheets}
    (folder / INDEX).write_text(json.dumps(index, indent=1) + "\n", encoding="utf-8")


def _once(figures: Iterator[Wanted]) -> list[Wanted]:
    """One of all doses: a sheet says nothing about how much."""
    return [each for each in figures if each.dose == each.exercise.dose]


def _entry(each: Wanted) -> dict[str, object]:
    return {
        "exercise": each.exercise.id,
        "side": each.side,
        "language": each.language,
        "theme": each.theme,
    }


def _write(folder: Path, name: str, kind: str, made: bytes) -> Path:
    path = folder / f"{name}-{sha256(made).hexdigest()[:DIGITS]}.{kind}"
    path.write_bytes(made)
    return path
