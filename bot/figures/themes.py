"""Two sets of colours. Blue and orange are told apart by every kind of colour vision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.figures.scene import Colour, mixed

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")


@dataclass(frozen=True)
class Palette:
    """The colours of a theme. `shade` is what edges and far limbs lean towards."""

    card: Colour
    mat: Colour
    wood: Colour
    wall: Colour
    skin: Colour
    hair: Colour
    shirt: Colour
    trousers: Colour
    shoes: Colour
    accent: Colour
    ink: Colour
    faint: Colour
    shade: Colour

    def far(self, colour: Colour) -> Colour:
        """Return a colour as it is on the far side of the body."""
        return mixed(colour, self.shade, 0.30)

    def edge(self, colour: Colour) -> Colour:
        """Return the thin line around an area of this colour."""
        return mixed(colour, self.shade, 0.55)


PALETTES: dict[Theme, Palette] = {
    "light": Palette(
        card="#f6f3ed",
        mat="#e3dccf",
        wood="#b9a893",
        wall="#d9d2c6",
        skin="#cf9a78",
        hair="#4b3b38",
        shirt="#4a86bd",
        trousers="#34466b",
        shoes="#7b8494",
        accent="#e8751a",
        ink="#25303f",
        faint="#cfc7ba",
        shade="#1c2433",
    ),
    "dark": Palette(
        card="#20252c",
        mat="#303843",
        wood="#7d7060",
        wall="#3a424d",
        skin="#d8a583",
        hair="#7b4a34",
        shirt="#6ea6da",
        trousers="#5f76a6",
        shoes="#aab3c1",
        accent="#ff9f43",
        ink="#eef1f5",
        faint="#485260",
        shade="#11151a",
    ),
}
