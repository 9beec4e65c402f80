"""What stands beside the person: the ring with its number, a word, the side, dots."""

from __future__ import annotations

from collections.abc import Iterator

from bot.figures.lettering import width_of
from bot.figures.scene import Arc, Disc, Item, Line, Polygon, Words, mixed
from bot.figures.stage import COLUMN
from bot.figures.themes import Palette
from bot.figures.timeline import Face
from bot.texts import Say

RING = (79.0, 84.0)
RADIUS, THICK = 50.0, 12.0
NUMBER, CAPTION = 50.0, 25.0
CAPTION_AT, SIDE_AT, DOTS_AT = 168.0, 210.0, 254.0
DOT, APART, ROW = 7.5, 24.0, 5
EDGE = 8.0


def overlay(face: Face, colours: Palette, say: Say) -> Iterator[Item]:
    """Draw the column at the left."""
    strong = colours.accent if face.strong else colours.ink
    yield Arc(RING, RADIUS, THICK, 0, 1, colours.faint)
    if face.full > 0:
        yield Arc(RING, RADIUS, THICK, 0, face.full, strong)
    if face.number:
        size = NUMBER if len(face.number) < 3 else NUMBER * 0.8
        yield Words(face.number, RING, size, colours.ink, bold=True)
    elif face.caption in ("done", "switch"):
        yield from _tick(colours)
    caption = say(f"figure.{face.caption}", count=face.of)
    yield _fitting(caption, CAPTION_AT, CAPTION, colours.ink)
    below = SIDE_AT
    if face.side is not None:
        yield from _side(say(f"side.{face.side}"), colours)
        below = DOTS_AT
    yield from _dots(face, below, colours)


def _fitting(text: str, at: float, size: float, colour: str) -> Words:
    room = COLUMN - 2 * EDGE
    size = min(size, size * room / max(room, width_of(text, size)))
    return Words(text, (RING[0], at), round(size, 1), colour, bold=True)


def _tick(colours: Palette) -> Iterator[Item]:
    x, y = RING
    yield Line(((x - 19, y + 1), (x - 5, y + 16), (x + 21, y - 15)), 9, colours.ink)


def _side(text: str, colours: Palette) -> Iterator[Item]:
    wide, high = width_of(text, CAPTION) / 2 + 14, 17.0
    x, y = RING[0], SIDE_AT
    for end in (x - wide + high, x + wide - high):
        yield Disc((end, y), high, colours.ink)
    box = ((x - wide + high, y - high), (x + wide - high, y - high))
    yield Polygon((*box, (x + wide - high, y + high), (x - wide + high, y + high)), colours.ink)
    yield Words(text, (x, y), CAPTION, colours.card, bold=True)


def _dots(face: Face, top: float, colours: Palette) -> Iterator[Item]:
    for number in range(face.dots):
        row, place = divmod(number, ROW)
        inside = min(ROW, face.dots - row * ROW)
        at = (RING[0] + (place - (inside - 1) / 2) * APART, top + row * APART)
        if number < face.done:
            yield Disc(at, DOT, colours.ink)
        else:
            yield Disc(at, DOT, mixed(colours.ink, colours.card, 0.45))
            yield Disc(at, DOT - 2.4, colours.card)
