"""`make figures`: contact sheets of every figure as it is sent, for whoever judges the drawings.

Per exercise one sheet in docs/images/figures/: four moments of the film at 480 and at 240 pixels,
in light and dark. What each must show is in docs/figures.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageStat

from bot.core.figure import Side
from bot.core.programme import Library
from bot.figures import THEMES, render
from bot.figures.scene import HEIGHT, WIDTH
from bot.figures.stage import COLUMN
from bot.loader import load_library, load_texts
from bot.settings import shipped_programmes
from bot.texts import Catalogue

FOLDER = Path(__file__).parents[2] / "docs/images/figures"


def pictures(film: bytes) -> Iterator[Image.Image]:
    """The first picture, the start, half-way, and where the body is farthest from its start."""
    with Image.open(BytesIO(film)) as gif:
        frames = []
        for number in range(getattr(gif, "n_frames", 1)):
            gif.seek(number)
            frames.append(gif.convert("RGB"))
    # The column at the left changes every second; the rest is the body.
    bodies = [frame.crop((COLUMN, 0, WIDTH, HEIGHT)) for frame in frames]
    start = next(n for n in range(2, len(frames)) if _change(bodies[n], bodies[n - 1])) - 1
    end = max(range(start, len(frames)), key=lambda n: _change(bodies[n], bodies[start]))
    for number in (0, start, (start + end) // 2, end):
        yield frames[number]


def _change(one: Image.Image, other: Image.Image) -> float:
    """How much of a picture is not as in the other."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).sum)


def contact(library: Library, name: str, say: Catalogue) -> Image.Image:
    """One exercise: a row for each theme at 480 pixels, and both at 240 below."""
    exercise, poses = library.exercises[name], library.figures[name]
    side: Side | None = "left" if exercise.sides == "each" else None
    rows = [
        list(pictures(render(exercise, poses, exercise.dose, side, say.speak("nl"), theme)))
        for theme in THEMES
    ]
    wide = max(len(row) for row in rows)
    sheet = Image.new("RGB", (wide * WIDTH, HEIGHT * len(rows) + HEIGHT // 2), "#808080")
    for number, row in enumerate(rows):
        for place, image in enumerate(row):
            sheet.paste(image, (place * WIDTH, number * HEIGHT))
            small = image.reduce(2)
            left = (place * len(rows) + number) * WIDTH // 2
            sheet.paste(small, (left, HEIGHT * len(rows)))
    return sheet


def colours(sheet: Image.Image) -> Image.Image:
    """A sheet in the colours of its films, as they are: what is judged is what is sent."""
    large = sheet.crop((0, 0, sheet.width, HEIGHT * len(THEMES)))
    found = Counter(zip(*[iter(large.tobytes())] * 3, strict=True)).most_common(256)
    palette = Image.new("P", (1, 1))
    palette.putpalette(bytes(value for colour, _ in found for value in colour))
    return sheet.quantize(palette=palette, dither=Image.Dither.NONE)


def main() -> None:
    """Write the sheets of the exercises named, or of all."""
    library, say = load_library(shipped_programmes()), Catalogue(load_texts())
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in sys.argv[1:] or sorted(library.figures):
        sheet = contact(library, name, say)
        colours(sheet).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
