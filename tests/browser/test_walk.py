"""An employee's whole walk on the page: by mouse, by keyboard alone, and stopping half-way."""

from __future__ import annotations

from bot.demo.cast import CAST
from bot.service import Person
from tests.browser.hands import PROMPT, focused, next_pause, screen, see, send, tab_to
from tests.browser.stage import Stage

SANNE = CAST[0].user


async def finished(stage: Stage, user: str = SANNE) -> int:
    """How often the open week says that somebody finished a pause this week."""
    await stage.world.bot.service.quiet()
    who = Person(stage.world.slack.workspace.team_id, user)
    return sum((await stage.world.bot.week.mine(who)).values())


async def test_a_walk_by_mouse_counts_once(stage: Stage) -> None:
    page = await stage.visit()
    await next_pause(page)
    await page.click(".message button.primary")
    await see(page, "Hoe wil je het doen?")
    await send(page, "Oefening 1 van 1")
    await send(page, "Bedankt voor het meedoen")
    assert await page.locator("dialog button[type=submit]").is_hidden()
    await page.click("dialog [data-focus=leave]")
    await page.wait_for_selector("dialog", state="hidden")
    assert await finished(stage) == 1


async def test_a_walk_by_keyboard_alone_counts_and_gives_the_focus_back(stage: Stage) -> None:
    page = await stage.visit()
    await tab_to(page, "Volgende pauze")
    await page.keyboard.press("Enter")
    await page.wait_for_selector(PROMPT)
    await tab_to(page, "Doe mee")
    await page.keyboard.press("Enter")
    await see(page, "Hoe wil je het doen?")
    assert (await focused(page))["inside"]
    await tab_to(page, "Zoals beschreven")
    await page.keyboard.press("ArrowDown")
    assert await page.locator("dialog input[value=easier]").is_checked()
    await tab_to(page, "Begin")
    await page.keyboard.press("Enter")
    await see(page, "Oefening 1 van 1")
    assert (await focused(page))["name"] == "Volgende"
    await page.keyboard.press("Enter")
    await see(page, "Bedankt voor het meedoen")
    assert (await focused(page))["name"] == "Sluiten"
    await page.keyboard.press("Enter")
    await page.wait_for_selector("dialog", state="hidden")
    assert (await focused(page))["name"] == "Doe mee"
    assert await finished(stage) == 1


async def test_stop_on_the_second_screen_gives_the_advice_and_no_session(stage: Stage) -> None:
    page = await stage.visit()
    await next_pause(page)
    await page.click(".message button.primary")
    await see(page, "Hoe wil je het doen?")
    await send(page, "Oefening 1 van 1")
    await page.click("dialog >> text=Stop, dit voelt niet goed")
    await see(page, "Goed dat je stopt")
    assert "Dat je stopte, bewaren we niet." in await screen(page)
    await page.keyboard.press("Escape")
    await page.wait_for_selector("dialog", state="hidden")
    assert await finished(stage) == 0


async def test_the_focus_stays_in_the_modal_and_escape_closes_it(stage: Stage) -> None:
    page = await stage.visit()
    await next_pause(page)
    await page.focus(".message button.primary")
    await page.keyboard.press("Enter")
    await see(page, "Hoe wil je het doen?")
    for key in ("Tab", "Shift+Tab"):
        for _ in range(12):
            await page.keyboard.press(key)
            found = await focused(page)
            # Between the last and the first a browser shows its own controls for a moment.
            assert found["inside"] or found["top"], found
    await page.keyboard.press("Escape")
    await page.wait_for_selector("dialog", state="hidden")
    assert (await focused(page))["name"] == "Doe mee"
    assert stage.world.slack.person(SANNE).modal is None


async def test_an_easier_variant_in_mid_walk_keeps_the_reader_in_the_modal(stage: Stage) -> None:
    page = await stage.visit()
    await next_pause(page)
    await page.click(".message button.primary")
    await send(page, "Oefening 1 van 1")
    await page.click("dialog >> text=Makkelijker")
    await page.locator("dialog >> text=Gewone oefening").wait_for()
    assert (await focused(page))["inside"]


async def test_over_ten_minutes_comes_back_privately(stage: Stage) -> None:
    page = await stage.visit()
    await next_pause(page)
    await page.click(".message >> text=Over 10 min")
    private = page.locator(".message.only")
    await private.first.wait_for()
    assert "Alleen zichtbaar voor jou" in await private.first.inner_text()
    await page.click("[data-move=minutes]")
    await page.locator(".message.only", has_text="Je vroeg om een seintje").wait_for()
    await page.click(".message.only >> text=Doe mee")
    await see(page, "Hoe wil je het doen?")


async def test_words_typed_to_the_bot_are_answered(stage: Stage) -> None:
    page = await stage.visit()
    await page.click("#side >> text=Pauzebot")
    await page.click("[data-focus=tab-messages]")
    await page.fill(".composer input", "help")
    await page.keyboard.press("Enter")
    await page.locator(".message", has_text="Dit kun je typen").wait_for()
    await page.fill(".composer input", "/pauze privacy")
    await page.keyboard.press("Enter")
    await page.locator(".message.only", has_text="Wat ziet HR?").wait_for()


async def test_a_notification_says_nothing_but_that_it_is_time(stage: Stage) -> None:
    page = await stage.visit()
    await next_pause(page)
    toast = page.locator(".toast", has_text="Tijd voor je pauze.")
    await toast.wait_for()
    assert (await toast.inner_text()).split("\n") == [
        "Pauzebot in #administratie", "Tijd voor je pauze.",
    ]  # fmt: skip
    await toast.locator("button").click()
    await toast.wait_for(state="detached")
