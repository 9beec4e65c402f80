"""The demo's page in Debian's chromium: how it is opened, and what every visit must not do."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Page, Request, async_playwright

from bot.demo.page.server import Page as Server
from bot.demo.world import World, opened

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE = (1280, 860), (375, 740)
SOON = 30_000
"""Milliseconds after which what is waited for is taken not to come; long, for a busy machine."""


def missing() -> str | None:
    """Why there is no browser to test with, or None where there is one; CI must have one."""
    if CHROMIUM is not None:
        return None
    reason = "chromium is not installed: apt install chromium"
    assert not os.environ.get("CI"), reason
    return reason


@dataclass
class Stage:
    """A world, its page, and a browser; `troubles` is what a visit must not see."""

    world: World
    server: Server
    address: str
    browser: Browser | None = None
    troubles: list[str] = field(default_factory=list)
    _windows: list[BrowserContext] = field(default_factory=list)

    async def visit(
        self, size: tuple[int, int] = DESKTOP, *, scheme: str = "light", still: bool = True
    ) -> Page:
        """Open the page in a window of its own, and wait until it shows what Sanne sees.

        `scheme` is `light` or `dark`; `still` is somebody who wants no motion.
        """
        assert self.browser is not None
        context = await self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce" if still else "no-preference",
            locale="nl-NL",
        )
        self._windows.append(context)
        page = await context.new_page()
        page.set_default_timeout(SOON)
        page.on("console", lambda said: self._heard(said.type, said.text))
        page.on("pageerror", lambda error: self.troubles.append(f"error on the page: {error}"))
        page.on("request", self._asked)
        await page.goto(self.address)
        await page.wait_for_selector("main h1")
        return page

    async def close(self) -> None:
        """Close every window, with what it keeps."""
        for window in self._windows:
            await window.close()

    def _heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.troubles.append(f"console {kind}: {text}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).hostname != "127.0.0.1":
            self.troubles.append(f"a request left this machine: {request.url}")


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """Start chromium. Each visit has a window and a memory of its own, so one serves many tests."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def set_up(
    seed: int = 1,
    *,
    browser: Browser | None = None,
    programmes: Path | None = None,
    figures: Path | None = None,
) -> AsyncIterator[Stage]:
    """Open a world with its page, and perhaps a browser to look at it with.

    `programmes` is what authors look at, by default the shipped ones; `figures` a folder that has
    them all, so that nothing is drawn, by default none: walks have words only.
    """
    async with opened(seed, figures=figures) as world:
        server = Server(world, programmes=programmes)
        port = await server.start(0)
        stage = Stage(world, server, f"http://127.0.0.1:{port}/", browser)
        try:
            yield stage
        finally:
            await stage.close()
            await server.stop()
