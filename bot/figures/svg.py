"""The scene list as SVG, for pages: the same picture, sharp at every size."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from math import cos, pi, sin

from bot.figures.lettering import STROKE
from bot.figures.scene import Arc, Colour, Disc, Item, Line, Point, Polygon, Words

FONT = "Helvetica, Arial, sans-serif"


def svg(scene: Iterable[Item], size: tuple[int, int], ground: Colour, alt: str) -> str:
    """Return a scene as an SVG image on a ground colour, with the words for who cannot see it."""
    wide, high = size
    body = "".join(_element(item) for item in scene)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img">'
        f"<title>{escape(alt)}</title>"
        f'<rect width="{wide}" height="{high}" fill="{ground}"/>{body}</svg>\n'
    )


def _element(item: Item) -> str:
    if isinstance(item, Polygon):
        return f'<path d="{_path(item.points)}z" fill="{item.fill}"/>'
    if isinstance(item, Disc):
        x, y = item.centre
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(item.radius)}" fill="{item.fill}"/>'
    if isinstance(item, Line):
        return (
            f'<path d="{_path(item.points)}" fill="none" stroke="{item.colour}"'
            f' stroke-width="{_n(item.width)}" stroke-linecap="round" stroke-linejoin="round"/>'
        )
    return _arc(item) if isinstance(item, Arc) else _words(item)


def _arc(arc: Arc) -> str:
    (x, y), r = arc.centre, arc.radius
    stroke = f'fill="none" stroke="{arc.colour}" stroke-width="{_n(arc.width)}"'
    if arc.end - arc.start >= 1:
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" {stroke}/>'
    turns = [2 * pi * turn for turn in (arc.start, arc.end)]
    (ax, ay), (bx, by) = [(x + r * sin(turn), y - r * cos(turn)) for turn in turns]
    large = int(arc.end - arc.start > 0.5)
    way = f"M{_n(ax)} {_n(ay)}A{_n(r)} {_n(r)} 0 {large} 1 {_n(bx)} {_n(by)}"
    return f'<path d="{way}" {stroke}/>'


def _words(words: Words) -> str:
    x, y = words.at
    bold = ""
    if words.bold:
        wide = _n(2 * words.size / STROKE)
        bold = f' stroke="{words.colour}" stroke-width="{wide}"'
    return (
        f'<text x="{_n(x)}" y="{_n(y)}" dy="0.35em" text-anchor="{words.anchor}"'
        f' font-family="{FONT}" font-size="{_n(words.size)}" fill="{words.colour}"{bold}>'
        f"{escape(words.text)}</text>"
    )


def _path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
