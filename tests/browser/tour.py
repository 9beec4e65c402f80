"""A tour along every view of the page, station by station, for whoever wants to look at each."""

from __future__ import annotations

from collections.abc import AsyncIterator

from playwright.async_api import Page

from tests.browser.hands import BASICS, become, enter, go, next_pause, press, see, send
from tests.browser.stage import Stage

STATIONS = (
    "start", "prompt", "introduction", "exercise", "stop", "thanks", "private", "messages",
    "home-employee", "settings", "own", "home-hr", "form", "wrong-time", "sentences",
    "home-physio", "english", "kept", "search", "calls", "weeks",
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
        await become(page, who)
        await stage.world.bot.service.quiet()
        await page.locator(".home").wait_for()
        await page.wait_for_timeout(300)  # a home is published after the visit was acknowledged
        yield f"home-{name}"
        more = {"employee": _own, "hr": _form}.get(name)
        if more is not None:
            async for station in more(page):
                yield station
    await become(page, "Oliver")
    await go(page, "onderzoek")
    yield "english"
    await become(page, "Sanne")
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
    await go(page, "Pauzebot")
    await page.click("[data-focus=tab-messages]")
    await page.fill(".composer input", "wat ziet HR?")
    await page.keyboard.press("Enter")
    await page.locator(".message:has(.badge)", has_text="Wat ziet HR?").wait_for()
    yield "messages"
    await page.click("[data-focus=tab-home]")


async def _own(page: Page) -> AsyncIterator[str]:
    """An employee asks for prompts at their own times, and gets one."""
    await page.click(".home >> text=Aanmelden")
    await page.click(".home >> text=Instellingen")
    await see(page, "Mijn pauzes")
    await enter(page, {"own.pauses": "10:45 14:20", "own.mon": "9:00-17:00"})
    yield "settings"
    await send(page, "Je instellingen zijn bewaard.")
    await page.keyboard.press("Escape")
    await page.wait_for_selector("dialog", state="hidden")
    await page.click("[data-focus=tab-messages]")
    await next_pause(page)
    yield "own"
    await page.click("[data-focus=tab-home]")
    await page.click(".home >> text=Afmelden")
    await page.locator(".home >> text=Aanmelden").wait_for()


async def _form(page: Page) -> AsyncIterator[str]:
    """HR sends a form in with nothing in it, then with a time that is none, then a good one."""
    await page.click(".home button.primary")
    await page.wait_for_selector("dialog[open]")
    await page.click("dialog button[type=submit]")
    await page.locator("dialog .error").nth(1).wait_for()
    yield "form"
    await enter(page, BASICS)
    for words in ("Hoeveel minuten mag", "Extra feestdagen", "Naam van de groep"):
        await send(page, words)
    await enter(page, {"name": "Verkoop", "protocol": "Tweemaal per dag", "pauses": "10:15, 25:70"})
    await page.get_by_label("#verkoop").check()
    await send(page, "“25:70” is geen tijd.")
    yield "wrong-time"
    await enter(page, {"pauses": "10:15, 14:15"})
    await send(page, "Verkoop · tweemaal")
    await send(page, "Niemand ziet wie meedoet.")
    yield "sentences"
    await page.keyboard.press("Escape")
    await page.wait_for_selector("dialog", state="hidden")


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
