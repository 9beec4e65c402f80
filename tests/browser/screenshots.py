"""Pictures of every view for the documents: `python -m tests.browser.screenshots`."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.core.fields import LANGUAGES
from bot.demo.gallery import kept
from bot.figures.exporting import export
from bot.figures.index import SLACK
from tests.browser.stage import PHONE, launched, missing, set_up
from tests.browser.tour import STATIONS, tour
from tests.figures.kit import catalogue, library

FOLDER = Path("docs/images")
WIDE = (1280, 800)
SOME = {"prompt", "exercise", "home-hr", "wrong-time", "kept", "search"}
NARROW = {"introduction", "messages", "settings", "own", "sentences", "calls"}
LOOKS = {
    "light": (WIDE, "light", set(STATIONS)),
    "dark": (WIDE, "dark", SOME),
    "phone": (PHONE, "light", SOME | NARROW),
}
"""By the end of a picture's name: how wide, light or dark, and which views."""


def drawn() -> Path | None:
    """Draw the figures that are not drawn yet, where the demo keeps them; where that is."""
    folder = kept()
    if folder is not None:
        says = {language: catalogue().speak(language) for language in LANGUAGES}
        list(export(library(), says, folder, themes=SLACK, sheets=False))
    return folder


async def take(folder: Path) -> int:
    """Write a picture of every view to `folder`, of some dark and narrow too; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    number, figures = 0, drawn()
    for look, (size, scheme, wanted) in LOOKS.items():
        async with launched() as browser, set_up(browser=browser, figures=figures) as stage:
            page = await stage.visit(size, scheme=scheme)
            async for name in tour(stage, page):
                if name in wanted:
                    await page.screenshot(path=folder / f"{name}-{look}.png")
                    number += 1
    return number


if __name__ == "__main__":
    if reason := missing():
        raise SystemExit(reason)
    print(f"{asyncio.run(take(FOLDER))} pictures in {FOLDER}")  # noqa: T201 - a command says what it did
