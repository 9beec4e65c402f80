"""The scene list as pixels: drawn three times as large with Pillow, then reduced."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image, ImageDraw

from bot.figures.lettering import STROKE, font
from bot.figures.scene import Arc, Colour, Disc, Item, Line, Point, Polygon, Words

LARGER = 3


def raster(
    scene: Iterable[Item], size: tuple[int, int], ground: Colour, zoom: float = 1
) -> Image.Image:
    """Return a scene as an image of `size` pixels on a ground colour; one unit is `zoom` pixels."""
    mode = "RGB" if len(ground) == 7 else "RGBA"
    image = Image.new(mode, (size[0] * LARGER, size[1] * LARGER), ground)
    paint(ImageDraw.Draw(image), scene, zoom * LARGER)
    return image.reduce(LARGER)


def paint(draw: ImageDraw.ImageDraw, scene: Iterable[Item], unit: float) -> None:
    """Draw a scene, `unit` pixels to a unit."""
    for item in scene:
        if isinstance(item, Polygon):
            if len(item.points) > 2:
                draw.polygon([_at(point, unit) for point in item.points], item.fill)
        elif isinstance(item, Disc):
            _disc(draw, _at(item.centre, unit), item.radius * unit, item.fill)
        elif isinstance(item, Line):
            _line(draw, [_at(point, unit) for point in item.points], item.width * unit, item.colour)
        elif isinstance(item, Arc):
            _arc(draw, item, unit)
        else:
            _words(draw, item, unit)


def _at(point: Point, unit: float) -> Point:
    return (round(point[0] * unit), round(point[1] * unit))


def _disc(draw: ImageDraw.ImageDraw, at: Point, radius: float, fill: Colour) -> None:
    radius = round(radius)
    draw.ellipse((at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), fill)


def _line(draw: ImageDraw.ImageDraw, points: list[Point], width: float, colour: Colour) -> None:
    draw.line(points, colour, round(width), "curve")
    for end in (points[0], points[-1]):
        _disc(draw, end, width / 2, colour)


def _arc(draw: ImageDraw.ImageDraw, arc: Arc, unit: float) -> None:
    if arc.end > arc.start:
        x, y = _at(arc.centre, unit)
        outer = round((arc.radius + arc.width / 2) * unit)
        box = (x - outer, y - outer, x + outer, y + outer)
        draw.arc(box, arc.start * 360 - 90, arc.end * 360 - 90, arc.colour, round(arc.width * unit))


def _words(draw: ImageDraw.ImageDraw, words: Words, unit: float) -> None:
    anchor = {"start": "lm", "middle": "mm"}[words.anchor]
    stroke = words.size * unit / STROKE if words.bold else 0
    draw.text(
        _at(words.at, unit),
        words.text,
        words.colour,
        font(round(words.size * unit)),
        anchor,
        stroke_width=stroke,
    )
