"""The letters of figures: Pillow's own font (Aileron, CC0), the same on every machine."""

from __future__ import annotations

from functools import cache

from PIL import ImageFont

STROKE = 50
"""A bold letter's extra line is its size divided by this, on either side."""


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Return the font in a size in pixels."""
    found = ImageFont.load_default(size)
    assert isinstance(found, ImageFont.FreeTypeFont)
    return found


def width_of(text: str, size: float) -> float:
    """Return how wide a bold text is, in the units of its size."""
    return float(font(100).getlength(text)) * size / 100 + 2 * size / STROKE
