"""A tour along every view of the page, station by station, for whoever wants to look at each."""

from __future__ import annotations

from collections.abc import AsyncIterator

from playwright.async_api import Page

from bot.demo.cast import CAST
from tests.browser.hands import next_pause, press, see, send
from tests.browser.stage import Stage

IDS = {role.name: role.user for role in CAST}
STATIONS = (
    "start", "prompt", "introduction", "exercise", "stop", "thanks", "private", "messages",
    "home-employee", "home-hr", "form", "home-physio", "english", "kept", "search",
    "calls", "weeks",
)  # fmt: skip


async def tour(stage: Stage, page: Page) -> AsyncIterator[str]:
    """Go along all STATIONS in order; what is drawn holds still while a name is being used."""
    yield "start"
    await next_pause(page)
    yield "prompt"
    async for name in _walk(page):
        yield name
    async for name in _words(page):
        yield name
    for who, name in (("Sanne", "employee"), ("Hilde", "hr"), ("Frank", "physio")):
        await _become(page, who)
        await stage.world.bot.service.quiet()
        await page.locator(".home").wait_for()
        await page.wait_for_timeout(300)  # a home is published after the visit was acknowledged
        yield f"home-{name}"
        if name == "hr":
            await _form(page)
            yield "form"
            await page.keyboard.press("Escape")
            await page.wait_for_selector("dialog", state="hidden")
    await _become(page, "Oliver")
    await _go(page, 0)
    yield "english"
    await _become(page, "Sanne")
    async for name in _panes(page):
        yield name
    await press(page, "[data-move=weeks]")
    await page.wait_for_function("() => document.querySelector('progress')?.value > 0.04")
    await page.click("[data-focus=stop]")
    yield "weeks"
    await page.locator("progress").wait_for(state="detached")


async def _walk(page: Page) -> AsyncIterator[str]:
    while await page.locator(".toast").count():
        await page.locator(".toast button").first.click()
    await page.click(".message button.primary")
    await see(page, "Hoe wil je het doen?")
    yield "introduction"
    await send(page, "Oefening 1 van 1")
    yield "exercise"
    await page.click("dialog >> text=Stop, dit voelt niet goed")
    await see(page, "Goed dat je stopt")
    yield "stop"
    await page.keyboard.press("Escape")
    await page.click(".message button.primary")
    await see(page, "Hoe wil je het doen?")
    await send(page, "Oefening 1 van 1")
    await send(page, "Bedankt")
    yield "thanks"
    await page.keyboard.press("Escape")
    await page.wait_for_selector("dialog", state="hidden")


async def _words(page: Page) -> AsyncIterator[str]:
    await page.click(".message >> text=Over 10 min")
    await page.locator(".message.only").first.wait_for()
    yield "private"
    await _go(page, -1)
    await page.click("[data-focus=tab-messages]")
    await page.fill(".composer input", "wat ziet HR?")
    await page.keyboard.press("Enter")
    await page.locator(".message:has(.badge)", has_text="Wat ziet HR?").wait_for()
    yield "messages"
    await page.click("[data-focus=tab-home]")


async def _form(page: Page) -> None:
    """HR sends a form in with nothing in it, and is told what is missing under each field."""
    await page.click(".home button.primary")
    await page.wait_for_selector("dialog[open]")
    await page.click("dialog button[type=submit]")
    await page.locator("dialog .error").nth(1).wait_for()


async def _panes(page: Page) -> AsyncIterator[str]:
    await press(page, "[data-pane=kept]")
    await page.locator("[data-table=person] tbody tr").first.wait_for()
    yield "kept"
    await page.fill("#find", "sanne")
    await page.locator(".found", has_text="nergens").wait_for()
    yield "search"
    await press(page, "[data-pane=calls]")
    await page.locator(".deeds li").first.wait_for()
    yield "calls"
    await page.click("#pane .pane-head button")


async def _become(page: Page, name: str) -> None:
    await page.select_option("#who", IDS[name])
    await page.locator(".side-head", has_text=name).wait_for(state="attached")


async def _go(page: Page, which: int) -> None:
    """Open a conversation of the side bar, which folds away on a narrow screen."""
    button = page.locator("#side li button").nth(which)
    if not await button.is_visible():
        await page.click(".menu-button")
    await button.click()
