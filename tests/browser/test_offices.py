"""HR on the page: a project from Slack's forms alone, with a wrong time and its correction."""

from __future__ import annotations

from tests.browser.hands import BASICS, PROMPT, become, enter, go, next_pause, see, send
from tests.browser.stage import Stage


async def test_hr_makes_a_project_and_corrects_a_wrong_time(stage: Stage) -> None:
    page = await stage.visit()
    await become(page, "Hilde")
    await go(page, "Pauzebot")
    await page.click(".home >> text=Nieuw project")
    await see(page, "Naam van het project")
    await enter(page, BASICS)
    await send(page, "Hoeveel minuten mag een bericht te laat komen?")
    await send(page, "Extra feestdagen")
    await send(page, "Naam van de groep")

    # A time that is none: said under its field, and everything else that was filled in stays.
    await enter(page, {"name": "Verkoop", "protocol": "Tweemaal per dag", "pauses": "10:15, 25:70"})
    await page.get_by_label("#verkoop").check()
    await send(page, "“25:70” is geen tijd. Schrijf een tijd als 10:30.")
    pauses = page.get_by_label("Tijden van de pauzes")
    assert await pauses.get_attribute("aria-invalid") == "true"
    told = await page.evaluate("() => document.activeElement.getAttribute('aria-describedby')")
    assert "25:70" in await page.inner_text(f'[id="{told.split()[-1]}"]')
    assert await page.get_by_label("#verkoop").is_checked()
    await enter(page, {"pauses": "10:15, 14:15"})
    await send(page, "Verkoop · tweemaal · 10:15, 14:15 · 1 kanaal")

    # The last screen says in sentences what will happen; then it does.
    await send(page, "krijgt 1 kanaal (20 collega's) om 10:15 en 14:15 een bericht.")
    await see(page, "Niemand ziet wie meedoet.")
    await send(page, "Het project")
    await page.click("dialog [data-focus=leave]")
    await page.locator(".home", has_text="Even bewegen").wait_for()
    await go(page, "verkoop")
    await next_pause(page)
    assert await page.locator(f"{PROMPT} time").inner_text() == "10:15"
    assert "Even bewegen" in await page.locator(".message").first.inner_text()
