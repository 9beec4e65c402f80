"""The still sheet: an exercise's key frames side by side, for pages and prints."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from bot.core.exercise import Exercise
from bot.core.fields import Language
from bot.core.figure import Poses, Side
from bot.figures.raster import raster
from bot.figures.scene import Item, Scene, Words
from bot.figures.stage import Box, Stance, picture
from bot.figures.svg import svg
from bot.figures.themes import PALETTES, Theme
from bot.texts import Say

CELL, HIGH = 260, 330
MOST = 4
"""Pictures on a sheet; a movement that goes on without a stop is shown at some of its frames."""

MARGIN, FOOT, SIZE = 12.0, 46.0, 21.0
ZOOM = 2


def sheet_png(poses: Poses, side: Side, say: Say, theme: Theme) -> bytes:
    """Return the still sheet as a PNG, two pixels to a unit."""
    scene, (wide, high) = _sheet(poses, side, say, theme)
    image = raster(scene, (wide * ZOOM, high * ZOOM), PALETTES[theme].card, ZOOM)
    out = BytesIO()
    image.quantize(128, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def sheet_svg(
    exercise: Exercise, poses: Poses, side: Side, language: Language, say: Say, theme: Theme
) -> str:
    """Return the still sheet as SVG, with the exercise's alt text in it."""
    scene, size = _sheet(poses, side, say, theme)
    alt = exercise.figure.alt.say(language) if exercise.figure else exercise.name.say(language)
    return svg(scene, size, PALETTES[theme].card, alt)


def chosen(poses: Poses) -> tuple[int, ...]:
    """Return the key frames that a sheet shows: the start and where the body stops."""
    inner = range(1, len(poses.frames) - 1)
    stops = [at for at in inner if not poses.frames[at].through] or list(inner)
    step = max(1, -(-len(stops) // (MOST - 1)))
    return (0, *stops[::step])


def _sheet(poses: Poses, side: Side, say: Say, theme: Theme) -> tuple[Scene, tuple[int, int]]:
    items: list[Item] = []
    numbers = chosen(poses)
    for place, number in enumerate(numbers):
        left = place * CELL
        box = Box(left + MARGIN, MARGIN, left + CELL - MARGIN, HIGH - FOOT)
        stance = Stance(number, number, arrows=number)
        items.extend(picture(poses, stance, side, theme, box))
        frame = poses.frames[number]
        said = say(f"figure.{frame.breath or frame.moment}")
        at = (left + CELL / 2, HIGH - FOOT / 2)
        words = f"{place + 1}. {said}"
        items.append(Words(words, at, SIZE, PALETTES[theme].ink, bold=True))
    return tuple(items), (CELL * len(numbers), HIGH)
