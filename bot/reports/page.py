"""A report in words: the one thing that every format is made from. Texts and numbers, no layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.core.fields import Language

Cell = str | int
Kind = Literal["range", "course", "bar", "difference"]


@dataclass(frozen=True)
class Table:
    """Rows under named columns; the first column names its row."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def numbers(self) -> tuple[bool, ...]:
        """Which columns hold numbers."""
        return tuple(isinstance(cell, int) for cell in self.rows[0])


@dataclass(frozen=True)
class Point:
    """One row of a plot, in whole per cent; what is None is not drawn, and `note` says why."""

    panel: str
    name: str
    about: int | None
    possible: tuple[int, int] | None = None
    interval: tuple[int, int] | None = None
    note: str = ""


@dataclass(frozen=True)
class Plot:
    """What a chart shows: nothing but published values. `alt` says the same in words.

    `legend` says what a dot, a bar and a line are.
    """

    id: str
    kind: Kind
    caption: str
    unit: str
    alt: str
    points: tuple[Point, ...]
    legend: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the page: paragraphs, then tables, then charts, then remarks."""

    id: str
    heading: str
    lead: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    plots: tuple[Plot, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tile:
    """One of the five of RE-AIM: a value to read first."""

    label: str
    value: str
    note: str
    beside: str = ""


@dataclass(frozen=True)
class Source:
    """A study and where it is to be found."""

    title: str
    link: str


@dataclass(frozen=True)
class Names:
    """Headings that the formats need beside the sections."""

    brief: str
    definitions: str
    figures: str
    summary: str
    sheets: tuple[tuple[str, str], ...]
    about: str
    low: str
    high: str
    of: str
    period: str
    arm: str
    hidden: str
    card: str
    hole: str


@dataclass(frozen=True)
class Page:
    """The whole report in one language."""

    language: Language
    title: str
    name: str
    author: str
    date: str
    facts: tuple[tuple[str, str], ...]
    brief: tuple[str, ...]
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    names: Names
    alt: str


def plots(page: Page) -> Sequence[Plot]:
    """Return all charts of a page, in their order."""
    return [plot for section in page.sections for plot in section.plots]
