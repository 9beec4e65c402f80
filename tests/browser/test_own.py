"""A subscriber's day on the page: own times, a walk, a meeting, and being forgotten."""

from __future__ import annotations

from datetime import timedelta

from tests.browser.hands import PROMPT, enter, go, move, next_pause, press, see, send
from tests.browser.stage import Stage


async def test_a_subscribers_day(stage: Stage) -> None:
    page = await stage.visit()
    await go(page, "Pauzebot")
    await page.click(".home >> text=Aanmelden")
    await page.click(".home >> text=Instellingen")
    await see(page, "Mijn pauzes")
    await enter(page, {"own.pauses": "10:10 14:20"})
    await send(page, "Je instellingen zijn bewaard.")
    await page.click("dialog [data-focus=leave]")
    await page.locator(".home", has_text="om 10:10 en 14:20").wait_for()

    # The clock stops at the reader's own time, before the pause of their channel.
    await page.click("[data-focus=tab-messages]")
    await next_pause(page)
    assert await page.locator(f"{PROMPT} time").inner_text() == "10:10"
    await page.click(".message button.primary")
    await see(page, "Hoe wil je het doen?")
    await send(page, "Oefening 1 van 1")
    await send(page, "Bedankt voor het meedoen")
    await page.click("dialog [data-focus=leave]")
    await page.wait_for_selector("dialog", state="hidden")

    # In a meeting: nothing comes, not then and not later.
    await page.select_option("#status", "meeting")
    await page.locator(".side-head", has_text="geen eigen berichten").wait_for()
    assert [await move(page, "pause") for _ in range(4)] == ["10:30", "12:30", "14:20", "15:00"]
    assert await page.locator(PROMPT).count() == 1

    # That they want prompts is kept, until they want none: then no byte of it is left.
    await press(page, "[data-pane=kept]")
    await page.fill("#find", "sanne")
    await page.locator("[data-table=subscription] td.hit").first.wait_for()
    await page.click("[data-focus=tab-home]")
    await page.click(".home >> text=Afmelden")
    await page.locator(".home", has_text="Aanmelden").wait_for()
    await page.locator(".found", has_text="“sanne” staat nergens").wait_for()


async def test_a_status_holds_back_until_it_is_over_within_the_window(desk: Stage) -> None:
    world = desk.world
    joris, mirjam = ("U0JORIS", "U0MIRJAM")

    def got(user: str) -> int:
        return sum(one.text == "Tijd voor je pauze." for one in world.slack.dm(user))

    pause = world.clock() + timedelta(hours=1)
    await world.advance(pause - timedelta(minutes=30))
    assert world.next_pause(joris) == pause
    assert world.next_pause("U0SANNE") == world.next_pause() == pause + timedelta(minutes=90)
    await world.advance(pause)
    assert (got(joris), got(mirjam)) == (0, 0)
    # His meeting ends; five minutes late is within the window. She is still away.
    await desk.server.deeds.do(joris, {"do": "status", "value": "none"})
    await world.advance(pause + timedelta(minutes=5))
    assert (got(joris), got(mirjam)) == (1, 0)
    [week] = [week for name, week in await world.week.weeks() if name == world.direct.id]
    assert "held:away" not in {what for _, what in await world.week.noted(world.direct.id, week)}
    await world.advance(pause + timedelta(minutes=20))
    noted = await world.week.noted(world.direct.id, week)
    assert sum(count for (_, what), count in noted.items() if what == "held:away") == 1
    assert got(mirjam) == 0
