"""All figures of a library as files whose names follow from what is in them, and an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.core.fields import Language
from bot.core.programme import Library
from bot.core.project import Project
from bot.figures.cache import Cache
from bot.figures.index import Wanted, wanted
from bot.figures.themes import THEMES, Theme
from bot.texts import Say

OFTEN = 10
"""Files after which the index is written again, so that whoever waits need not wait for all."""


def export(
    library: Library,
    says: Mapping[Language, Say],
    folder: Path,
    *,
    projects: Iterable[Project] = (),
    themes: Iterable[Theme] = THEMES,
    sheets: bool = True,
) -> Iterator[Path]:
    """Write all figures and still sheets of a library into a folder, and return each in turn.

    What is there already, drawn by this program, is not drawn again. The films come first, those of
    light before dark: they are what somebody waits for. Raises OSError where the folder cannot be
    written.
    """
    kept = Cache(folder)
    saved = 0
    for path in _each(kept, list(wanted(library, tuple(says), themes, projects)), says, sheets):
        if kept.drawn >= saved + OFTEN:
            kept.save()
            saved = kept.drawn
        yield path
    kept.save()


def _each(
    kept: Cache, films: list[Wanted], says: Mapping[Language, Say], sheets: bool
) -> Iterator[Path]:
    for each in films:
        yield kept.add(each, says[each.language])
    # One of all doses: a sheet says nothing about how much.
    for each in films if sheets else ():
        if each.dose == each.exercise.dose:
            yield kept.sheet(each, says[each.language], "png")
            yield kept.sheet(each, says[each.language], "svg")
