"""What does the bot keep? Every table is there and explained, and a name is in none of them."""

from __future__ import annotations

import json
from importlib.resources import files

from bot.demo.page.kept import kept
from bot.store.durable.tables import metadata
from tests.browser.hands import next_pause, send
from tests.browser.stage import Stage


async def test_a_works_council_member_looks_for_a_name_and_does_not_find_it(stage: Stage) -> None:
    page = await stage.visit()
    await next_pause(page)
    await page.click(".message button.primary")
    await send(page, "Oefening 1 van 1")
    await send(page, "Bedankt")
    await page.click("dialog [data-focus=leave]")
    await page.wait_for_selector("dialog", state="hidden")
    await page.click("[data-pane=kept]")
    await page.fill("#find", "sanne")
    found = page.locator(".found")
    await page.locator(".found", has_text="staat nergens").wait_for()
    for colleague in ("U0SANNE", "anouk"):
        await page.fill("#find", colleague)
        await page.locator(".found", has_text=f"“{colleague}” staat nergens").wait_for()
    # The search does find: the project's name, and the one person of HR by their role.
    await page.fill("#find", "rug-voorjaar")
    await page.locator(".found", has_text="plekken").wait_for()
    await page.fill("#find", "U0HILDE")
    await page.locator(".found.some", has_text="“U0HILDE” staat op").wait_for()
    assert await page.locator("[data-table=role] td.hit").count() == 1
    assert await found.get_attribute("role") == "status"


async def test_what_is_counted_goes_up_while_one_looks(stage: Stage) -> None:
    page = await stage.visit()
    await page.click("[data-pane=kept]")
    await page.locator("[data-table=person]", has_text="leeg").wait_for()
    await page.click("[data-move=pause]")
    await page.locator("[data-table=person] tbody tr").first.wait_for()
    [(project, week)] = await stage.world.week.weeks()
    figures = await stage.world.week.figures(project, week)
    people = sum(sum(by_arm.values()) for by_arm in figures.sessions.values())
    await page.locator("[data-table=person]", has_text=f"{people} rijen").wait_for()
    await page.click("[data-focus=more-person]")
    await page.wait_for_function(
        "n => document.querySelectorAll('[data-table=person] tbody tr').length === n", arg=people
    )


async def test_forget_this_week_asks_first_and_then_destroys(stage: Stage) -> None:
    page = await stage.visit()
    await next_pause(page)
    await page.click("[data-pane=kept]")
    await page.locator("[data-table=person] tbody tr").first.wait_for()
    await page.click("[data-focus=forget]")
    await page.click("dialog >> text=Toch niet")
    assert await stage.world.week.weeks() != []
    await page.click("[data-focus=forget]")
    await page.click("dialog.sure button.danger")
    await page.locator("[data-table=person]", has_text="leeg").wait_for()
    assert await stage.world.week.weeks() == []
    assert await page.locator(".found", has_text="vernietigd").count() == 1


async def test_every_table_is_shown_and_has_its_explanation(desk: Stage) -> None:
    await desk.world.advance(desk.world.next_pause() or desk.world.tomorrow())
    shown = (await kept(desk.world, ""))["tables"]
    durable = {one["name"] for one in shown if one["store"] == "durable"}
    assert set(metadata.tables) <= durable
    assert {"person", "mark", "slot_count"} <= {
        one["name"] for one in shown if one["store"] == "week"
    }
    for language in ("nl", "en"):
        words = json.loads((files("bot.demo.page") / "static" / f"{language}.json").read_text())
        for table in shown:
            assert words.get(f"table.{table['name']}"), f"{language}: explain {table['name']}"
            assert words.get(f"name.{table['name']}"), f"{language}: name {table['name']}"


async def test_the_search_reads_every_byte_of_every_file(desk: Stage) -> None:
    world = desk.world
    await world.advance(world.next_pause() or world.tomorrow())
    planted = world.folder / "leak.txt"
    assert (await kept(world, "anouk"))["find"]["hits"] == 0
    planted.write_bytes(b"\x00\xffU0000ANOUK\x00")
    found = (await kept(world, "anouk"))["find"]
    assert found["hits"] == 1
    assert {"week.db", "leak.txt"} <= {one["name"] for one in (await kept(world, ""))["files"]}


async def test_a_search_too_short_to_mean_anything_is_none(desk: Stage) -> None:
    for term in ("", "a", "  b "):
        assert (await kept(desk.world, term))["find"] is None
