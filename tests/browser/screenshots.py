"""Pictures of every view for the documents: `python -m tests.browser.screenshots`."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.browser.stage import PHONE, missing, set_up
from tests.browser.tour import tour

FOLDER = Path("docs/images")
LOOKS = {
    "light": ((1280, 800), "light"),
    "dark": ((1280, 800), "dark"),
    "phone": (PHONE, "light"),
}


async def take(folder: Path) -> int:
    """Write a picture of every view in every look to `folder`; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    number = 0
    for look, (size, scheme) in LOOKS.items():
        async with set_up() as stage:
            page = await stage.visit(size, scheme=scheme)
            async for name in tour(stage, page):
                await page.screenshot(path=folder / f"{name}-{look}.png")
                number += 1
    return number


if __name__ == "__main__":
    if reason := missing():
        raise SystemExit(reason)
    print(f"{asyncio.run(take(FOLDER))} pictures in {FOLDER}")  # noqa: T201 - a command says what it did
