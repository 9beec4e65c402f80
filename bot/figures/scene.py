"""The scene list: what a picture is made of; pixels and SVG are drawn from the same list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Colour = str
"""Six hexadecimal digits after a `#`."""

WIDTH, HEIGHT = 480, 400
"""Size of a moving picture, in its own units; x to the right, y down."""


@dataclass(frozen=True)
class Polygon:
    """A filled area."""

    points: tuple[Point, ...]
    fill: Colour


@dataclass(frozen=True)
class Line:
    """A line with round ends and corners."""

    points: tuple[Point, ...]
    width: float
    colour: Colour


@dataclass(frozen=True)
class Disc:
    """A filled circle."""

    centre: Point
    radius: float
    fill: Colour


@dataclass(frozen=True)
class Arc:
    """A part of a ring, clockwise; turns from 0 (top) to 1."""

    centre: Point
    radius: float
    width: float
    start: float
    end: float
    colour: Colour


@dataclass(frozen=True)
class Words:
    """A line of text around (`middle`) or after (`start`) a point on its middle line."""

    text: str
    at: Point
    size: float
    colour: Colour
    anchor: Literal["start", "middle"] = "middle"
    bold: bool = False


Item = Polygon | Line | Disc | Arc | Words
Scene = tuple[Item, ...]


def mixed(one: Colour, other: Colour, part: float) -> Colour:
    """Return the colour at `part` (0 to 1) of the way from one colour to another."""
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)
