"""Figures: poses and a dose in, a moving picture or a still sheet out; nothing else is touched.

What draws needs Pillow, which a running bot must not carry: it is imported where it is asked for.
`bot.figures.index` knows which picture is whose without drawing one.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.figures.cache import Cache
    from bot.figures.exporting import export
    from bot.figures.film import MOST, render
    from bot.figures.index import INDEX, Wanted, doses, subject
    from bot.figures.sheet import sheet_png, sheet_svg
    from bot.figures.themes import THEMES, Theme

__all__ = [
    "INDEX",
    "MOST",
    "THEMES",
    "Cache",
    "Theme",
    "Wanted",
    "doses",
    "export",
    "render",
    "sheet_png",
    "sheet_svg",
    "subject",
]

_HOME = {
    "Cache": "cache",
    "INDEX": "index",
    "MOST": "film",
    "THEMES": "themes",
    "Theme": "themes",
    "Wanted": "index",
    "doses": "index",
    "export": "exporting",
    "render": "film",
    "sheet_png": "sheet",
    "sheet_svg": "sheet",
    "subject": "index",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(import_module(f"bot.figures.{_HOME[name]}"), name)
