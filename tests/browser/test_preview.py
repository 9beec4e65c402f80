"""The preview in a browser: as a file that an author keeps open, and in the demo."""

from __future__ import annotations

from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.async_api import Browser, Page

from bot.demo.page import previewing
from tests.browser.hands import become, go
from tests.browser.stage import DESKTOP, PHONE, SOON, set_up
from tests.browser.test_views import complaints
from tests.preview.desk import AtOnce, author, films, library, rewrite

LOOK = 50
"""Milliseconds between two looks of the page, so that nobody has to wait."""
DRAWN = ".modal [data-film]"


class Keeper:
    """Keeps the page of a file in another thread, and looks at its files when it is told to."""

    def __init__(self, file: Path, out: Path) -> None:
        self.there, self._look = Event(), Event()
        self._ends = False
        watch = author(file, out, every=LOOK).watch
        self._thread = Thread(target=watch, args=(self._wait, lambda _: None))
        self._thread.start()
        assert self.there.wait(SOON / 1000)

    def look(self) -> None:
        """Look once."""
        self._look.set()

    def end(self) -> None:
        """Stop keeping."""
        self._ends = True
        self._look.set()
        self._thread.join(SOON / 1000)

    def _wait(self) -> bool:
        self.there.set()
        self._look.wait(SOON / 1000)
        self._look.clear()
        return not self._ends


async def heading(page: Page) -> str:
    return await page.inner_text(".modal .header")


async def flaws(page: Page) -> dict[str, list[str]]:
    """What is wrong with the page as it is, wide and narrow, light and dark."""
    found = {}
    for size, scheme in ((DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")):
        await page.set_viewport_size({"width": size[0], "height": size[1]})
        await page.evaluate("theme => document.documentElement.dataset.theme = theme", scheme)
        wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        name = f"{size[0]} {scheme}"
        found[name] = [*await complaints(page), *([f"{wide} px too wide"] * (wide > 0))]
    await page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    return {name: each for name, each in found.items() if each}


async def test_an_author_steps_through_a_page_that_changes_along_with_the_file(
    tmp_path: Path, chromium: Browser
) -> None:
    file, out = library(tmp_path), tmp_path / "page.html"
    exercise = tmp_path / "exercises" / file.name
    keeper = Keeper(file, out)
    troubles: list[str] = []
    try:
        page = await chromium.new_page()
        page.set_default_timeout(SOON)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda one: noted(one.url, troubles))
        await page.goto(out.as_uri())
        await page.locator("body[data-ready]").wait_for()

        # By key, by the screen's own buttons, by the list.
        await page.keyboard.press("ArrowRight")
        assert await heading(page) == "Staande bekkenrek"
        await page.locator(DRAWN).wait_for()
        await page.click(".modal >> text=Makkelijker")
        assert await heading(page) == "Zittend je bekken kantelen"
        await page.click(".languages >> text=EN")
        assert await page.inner_text("#screens h2") == "Screens"
        assert await page.get_attribute("html", "lang") == "en"
        await page.click(".choices >> text=Usual")
        await page.select_option("#protocol", "kuleuven")
        await page.click(".modal [type=submit]")
        assert await heading(page) == "Standing pelvic stretch"
        assert "Hold for 30 seconds" in await page.inner_text(".modal")
        assert "1 min 45 s" in await page.inner_text("#choices")
        assert "reviewed" in await page.inner_text("#remarks")
        assert await flaws(page) == {}
        await page.click(".modal >> text=Stop")
        assert "company doctor" in await page.inner_text(".modal")
        await page.click("#screens >> text=Standing pelvic stretch")

        # A change: the same place of the new page.
        rewrite(exercise, "- Place your feet hip-width apart.", "- Place your feet apart.")
        keeper.look()
        await page.locator(".modal", has_text="Place your feet apart.").wait_for()
        assert await heading(page) == "Standing pelvic stretch"
        assert await page.input_value("#protocol") == "kuleuven"

        # A mistake: what was good stays, and where it is wrong is said beside it.
        rewrite(exercise, "posture: standing", "posture: staand")
        keeper.look()
        await page.locator("body[data-stale=true]").wait_for()
        assert await heading(page) == "Standing pelvic stretch"
        assert "exercises/staande-bekkenrek.yaml:9:10" in await page.inner_text("#remarks")
        assert await complaints(page) == []
        keeper.end()
        await page.locator("#foot", has_text="Begin again").wait_for()
        await page.close()
    finally:
        keeper.end()
    assert troubles == []


def noted(address: str, troubles: list[str]) -> None:
    """A page from disk asks for itself, its films and the script beside it; nothing else."""
    if not address.startswith(("file://", "data:image/gif;base64,", "data:,")):
        troubles.append(f"a request left this machine: {address}")


def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw nothing, and start no other process for it."""
    monkeypatch.setattr(previewing, "pool", lambda workers: AtOnce())
    monkeypatch.setattr(previewing, "draw_in", lambda folder: films()._draw)


async def test_a_physio_of_the_demo_looks_at_programmes_and_they_change_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chromium: Browser
) -> None:
    at_once(monkeypatch)
    file = library(tmp_path)
    async with set_up(browser=chromium, programmes=tmp_path) as stage:
        page = await stage.visit()
        await become(page, "Frank")
        await go(page, "Pauzebot")
        async with page.expect_popup() as coming:
            await page.click("[data-focus=preview]")
        preview = await coming.value
        preview.set_default_timeout(SOON)
        preview.on("pageerror", lambda error: stage.troubles.append(str(error)))
        preview.on("request", stage._asked)
        await preview.locator("body[data-ready]").wait_for()
        await preview.keyboard.press("ArrowRight")
        # Somebody who wants no motion gets the first picture, once it is drawn.
        await preview.locator(".film:not([data-waiting]) canvas").wait_for()
        rewrite(file, "title: {nl: Staande bekkenrek, en", "title: {nl: Rek staand, en")
        await preview.locator("h1", has_text="Rek staand").wait_for()
        assert await heading(preview) == "Staande bekkenrek"
        rewrite(file, "sessions:\n", "sessions\n")
        await preview.locator("#remarks", has_text="YAML_SYNTAX").wait_for()
        assert await preview.get_attribute("body", "data-stale") == "true"
        assert await complaints(preview) == []
    assert stage.troubles == []
