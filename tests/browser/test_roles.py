"""Being somebody else: zones, languages, a guest, and what HR and the physio see so far."""

from __future__ import annotations

import pytest

from bot.demo.cast import CAST, FREE, ROOMS
from tests.browser.hands import IDS, PROMPT, become, next_pause, see
from tests.browser.stage import Stage


async def test_everybody_of_the_cast_sees_their_channel_and_the_app(stage: Stage) -> None:
    page = await stage.visit()
    for role in CAST:
        await become(page, role.name)
        rooms = [room.strip() for room in await page.locator("#side li").all_inner_texts()]
        free = [FREE[1]] if role.part == "hr" else []
        assert rooms == [ROOMS[role.room], *free, "Pauzebot"]


async def test_a_colleague_in_london_reads_english_on_a_clock_of_their_own(stage: Stage) -> None:
    page = await stage.visit()
    await next_pause(page)
    assert await page.locator(f"{PROMPT} time").inner_text() == "10:30"
    await become(page, "Oliver")
    await page.locator(PROMPT).wait_for()
    assert await page.locator(f"{PROMPT} time").inner_text() == "09:30"
    assert await page.get_attribute("html", "lang") == "en"
    assert await page.inner_text("[data-move=pause]") == "Next pause"
    await page.click(".message button.primary")
    await see(page, "How would you like to do it?")


async def test_the_language_switch_speaks_for_the_page_only(stage: Stage) -> None:
    page = await stage.visit()
    await next_pause(page)
    await page.click("[data-focus=language-en]")
    assert await page.inner_text("[data-move=tomorrow]") == "Tomorrow"
    assert await page.get_attribute("html", "lang") == "en"
    assert "Doe mee" in await page.inner_text(PROMPT)
    await page.click("[data-focus=language-nl]")
    assert await page.inner_text("[data-move=tomorrow]") == "Morgen"


async def test_somebody_on_holiday_and_somebody_in_a_meeting_show_it(stage: Stage) -> None:
    page = await stage.visit()
    for name, status in (("Mirjam", "away"), ("Joris", "meeting"), ("Sanne", "none")):
        await become(page, name)
        assert await page.input_value("#status") == status


async def test_a_guest_may_walk_and_is_not_counted(stage: Stage) -> None:
    page = await stage.visit()
    await become(page, "Pim")
    await next_pause(page)
    before = await stage.world.week.weeks()
    counted = await stage.world.week.figures(*before[0])
    await page.click(".message button.primary")
    await see(page, "Hoe wil je het doen?")
    await stage.world.bot.service.quiet()
    assert (await stage.world.week.figures(*before[0])).starts == counted.starts


@pytest.mark.parametrize("name", ["Hilde", "Frank"])
async def test_the_home_page_is_the_one_that_the_bot_published(stage: Stage, name: str) -> None:
    page = await stage.visit()
    await become(page, name)
    await page.click("#side >> text=Pauzebot")
    await page.locator(".home").wait_for()
    await stage.world.slack.until(
        lambda: any(one.event_type == "app_home_opened" for one in stage.world.slack.acks),
        what="the bot to hear of the visit",
    )
    await stage.world.bot.service.quiet()
    view = stage.world.slack.home(IDS[name])
    if view is None:
        assert "nog niets op deze pagina" in await page.inner_text(".home")
    else:
        for line in view.words.splitlines():
            await page.locator(".home", has_text=line.strip("*_ ")).wait_for()


async def test_hr_sees_the_prompt_and_nothing_of_who_takes_part(stage: Stage) -> None:
    page = await stage.visit()
    await become(page, "Hilde")
    await next_pause(page)
    words = await page.inner_text("main")
    assert "Tijd voor een korte beweegpauze" in words
    names = [one.user.real_name for one in map(stage.world.slack.person, colleagues(stage))]
    assert [name for name in names if name in words] == []


def colleagues(stage: Stage) -> list[str]:
    return [one.user for one in stage.world.colleagues]


async def test_a_tip_for_every_role_can_be_closed_for_good(stage: Stage) -> None:
    page = await stage.visit()
    tips = []
    for name in ("Sanne", "Hilde", "Frank"):
        await become(page, name)
        tips.append(await page.inner_text(".tip"))
        await page.click(".tip button")
        await page.locator(".tip").wait_for(state="detached")
    assert len(set(tips)) == 3
    await become(page, "Pim")
    assert await page.locator(".tip").count() == 0
    await page.reload()
    await page.wait_for_selector("main h1")
    assert await page.locator(".tip").count() == 0
