"""Four weeks on: the period's figures on the physio's Home, the report in their messages alone."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from playwright.async_api import Page

from tests.browser.hands import become, go, press
from tests.browser.stage import Stage

PATIENCE = 300_000
PERIOD = "Cijfers van periode 1: 11 januari t/m 7 februari"
FILES = {
    "Webpagina": ("html", b"<!doctype html>"),
    "PDF": ("pdf", b"%PDF-"),
    "Excel": ("xlsx", b"PK"),
    "CSV": ("csv", b""),
    "JSON": ("json", b"{"),
}
"""By the button in Home: how the file's name ends, and how the file begins."""


async def test_four_weeks_on_the_physio_reads_the_report_and_hr_does_not(
    stage: Stage, tmp_path: Path
) -> None:
    stage.world.slack.files.scan_seconds = 0
    page = await stage.visit()
    await become(page, "Frank")
    await go(page, "Pauzebot")
    await page.locator(".home", has_text="Eerste cijfers op maandag 8 februari").wait_for()
    await four_weeks(stage, page)

    await page.click("[data-focus=tab-messages]")
    await page.click("[data-focus=tab-home]")
    await page.locator(".home", has_text=PERIOD).wait_for()
    # Nobody asked for it: the figures stand there as a picture too, as soon as it is drawn.
    await page.wait_for_function(
        "() => [...document.querySelectorAll('.home .image img')].some(one => one.naturalWidth)"
    )
    assert all(file.channels == [] for file in stage.world.slack.files)
    await ask(page, "Samenvatting")
    await page.click("[data-focus=tab-messages]")
    picture = page.locator(".file img")
    await picture.wait_for()
    assert "Bereik: ongeveer" in (await picture.get_attribute("alt") or "")
    width = "one => one.complete && one.naturalWidth"
    await page.wait_for_function(f"() => ({width})(document.querySelector('.file img'))")

    for label, (end, begins) in FILES.items():
        await page.click("[data-focus=tab-home]")
        await ask(page, label)
        await page.click("[data-focus=tab-messages]")
        link = page.locator(f".file a[download$='.{end}']")
        await link.wait_for()
        async with page.expect_download() as saving:
            await link.click()
        saved = tmp_path / (await saving.value).suggested_filename
        await (await saving.value).save_as(saved)
        assert saved.name == f"rug-voorjaar-2027-02-07.{end}"
        assert saved.read_bytes().startswith(begins), saved.name
    assert json.loads((tmp_path / "rug-voorjaar-2027-02-07.json").read_bytes())

    await read_in_a_tab(page)
    await page.click("[data-focus=tab-home]")
    await page.locator(".home .image img").last.wait_for()

    # The example project is not shared with HR: nothing of it is to be seen or had.
    await become(page, "Hilde")
    await page.locator(".home", has_text="Pauzebot voor HR").wait_for()
    words = await page.locator(".home").inner_text()
    assert "Fit door het voorjaar" in words
    assert "Cijfers van" not in words
    assert "Samenvatting" not in words
    assert {place for file in stage.world.slack.files for place in file.channels} == {
        stage.world.slack.workspace.direct("U0FRANK").id
    }


async def four_weeks(stage: Stage, page: Page) -> None:
    """Let four weeks pass while the bar goes along; everybody of the demo does as they do."""
    world = stage.world
    begun = world.clock()
    await press(page, "[data-move=weeks]")
    bar = page.locator("progress")
    await bar.wait_for()
    assert await page.locator("[data-move=pause]").is_disabled()
    await page.wait_for_function(
        "() => document.querySelector('progress')?.value > 0.2", timeout=PATIENCE
    )
    await bar.wait_for(state="detached", timeout=PATIENCE)
    assert world.clock() - begun == timedelta(weeks=4)
    assert await page.inner_text(".now strong") == "10:00"
    assert (await world.bot.store.tally(world.project.id))["sent"] == 100
    assert sum(call.method == "views.open" for call in world.slack.ledger) > 500


async def ask(page: Page, label: str) -> None:
    """Press a button of the example project's report, and close what says that it comes."""
    # The project in channels stands below the one in direct messages.
    await page.locator(f".home button:text-is('{label}')").last.click()
    await page.locator("dialog[open]", has_text="Het rapport wordt gemaakt.").wait_for()
    await page.keyboard.press("Escape")
    await page.wait_for_selector("dialog", state="hidden")


async def read_in_a_tab(page: Page) -> None:
    """Open the web page: its own tab, its charts in it, and no script may run there."""
    async with page.context.expect_page() as opening:
        await page.click(".file-links >> text=in een nieuw tabblad")
    report = await opening.value
    await report.locator("h1", has_text="Fit door het voorjaar").wait_for()
    assert await report.locator("svg").count() > 0
    answer = await report.request.get(report.url)
    assert "sandbox;" in answer.headers["content-security-policy"]
    await report.close()
