"""The ledger on the page: an engineer sees that a walk cost one views.open."""

from __future__ import annotations

from tests.browser.hands import next_pause, send
from tests.browser.stage import Stage


async def test_a_walk_costs_one_views_open_and_its_screens_nothing(stage: Stage) -> None:
    page = await stage.visit()
    await page.click("[data-pane=calls]")
    await page.locator("#pane", has_text="nog niets").wait_for()
    await next_pause(page)
    await page.click(".message button.primary")
    await send(page, "Oefening 1 van 1")
    await send(page, "Bedankt")
    await page.click("dialog [data-focus=leave]")
    await page.locator(".deeds li").nth(3).wait_for()
    rows = await page.locator(".deeds li").all_inner_texts()
    costs = [row.split("\n")[1:] for row in reversed(rows)]
    assert sorted(costs[0]) == ["users.info", "views.open"]
    assert costs[1:] == [["geen aanroep"]] * 3


async def test_the_minute_passes(stage: Stage) -> None:
    page = await stage.visit()
    await page.click("[data-pane=calls]")
    await next_pause(page)
    await page.locator(".methods", has_text="chat.postMessage").wait_for()
    await page.click("[data-move=tomorrow]")
    await page.locator("#pane", has_text="Geen aanroepen in deze minuut").wait_for()
