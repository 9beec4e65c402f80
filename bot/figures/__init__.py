"""Figures: poses and a dose in, a moving picture or a still sheet out; nothing else is touched."""

from bot.figures.export import INDEX, doses, export
from bot.figures.film import MOST, render
from bot.figures.sheet import sheet_png, sheet_svg
from bot.figures.themes import THEMES, Theme

__all__ = [
    "INDEX",
    "MOST",
    "THEMES",
    "Theme",
    "doses",
    "export",
    "render",
    "sheet_png",
    "sheet_svg",
]
