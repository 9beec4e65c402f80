"""Every view, light and dark and narrow: accessible by axe-core, and wide as the screen at most."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from tests.browser.stage import DESKTOP, PHONE, Stage
from tests.browser.tour import STATIONS, tour

SERIOUS = ("serious", "critical")


async def complaints(page: Page, *rules: str) -> list[str]:
    """What axe-core finds serious or critical, with the first place of each; by `rules` alone."""
    # What passes is not asked for: to describe it takes axe-core longer than to find it.
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    there = await page.evaluate("() => 'axe' in window")
    found = await (Axe("0") if there else Axe()).run(page, options=options)
    return [
        f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}"
        for one in found.response["violations"]
        if one["impact"] in SERIOUS
    ]


async def flaws_of(page: Page) -> dict[str, list[str]]:
    """What is wrong with a page that stands by itself: wide, light and dark, and on a phone."""
    flaws = {}
    for size, scheme in ((DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")):
        await page.set_viewport_size({"width": size[0], "height": size[1]})
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        # Light or dark, only colours differ.
        rules = ("color-contrast",) if scheme == "dark" else ()
        found = [*await complaints(page, *rules), *([f"{wide} px too wide"] * (wide > 0))]
        flaws[f"{size[0]} {scheme}"] = found
    return {look: found for look, found in flaws.items() if found}


@pytest.mark.parametrize(
    "size, schemes", [(DESKTOP, ("light", "dark")), (PHONE, ("light",))], ids=["wide", "narrow"]
)
async def test_no_view_has_a_serious_flaw_or_is_wider_than_the_screen(
    stage: Stage, size: tuple[int, int], schemes: tuple[Literal["light", "dark"], ...]
) -> None:
    page = await stage.visit(size)
    seen, flaws = [], {}
    async for name in tour(stage, page):
        seen.append(name)
        wide = await page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        flaws[name] = [f"{wide} px too wide"] * (wide > 0)
        for scheme in schemes:
            await page.emulate_media(color_scheme=scheme)
            # Light or dark, only colours differ.
            rules = ("color-contrast",) if scheme == "dark" else ()
            flaws[name] += [f"{scheme}: {one}" for one in await complaints(page, *rules)]
        await page.emulate_media(color_scheme="light")
    assert {name: found for name, found in flaws.items() if found} == {}
    assert tuple(seen) == STATIONS


async def test_axe_does_find_a_flaw_where_there_is_one(stage: Stage) -> None:
    page = await stage.visit()
    await page.evaluate(
        "() => document.querySelector('.composer input').removeAttribute('aria-label')"
    )
    await page.evaluate(
        "() => document.querySelector('.composer input').removeAttribute('placeholder')"
    )
    assert any("label" in one for one in await complaints(page))
    assert await complaints(page, "color-contrast") == []
    await page.evaluate("() => { document.querySelector('.bar').style.color = 'silver' }")
    assert any("contrast" in one for one in await complaints(page, "color-contrast"))


async def test_the_theme_switch_turns_the_page_and_is_remembered(stage: Stage) -> None:
    page = await stage.visit()
    ground = "() => getComputedStyle(document.querySelector('.bar')).backgroundColor"
    light = await page.evaluate(ground)
    await page.click("[data-focus=theme]")
    assert await page.evaluate(ground) != light
    assert await page.inner_text("[data-focus=theme]") == "Licht"
    await page.reload()
    await page.wait_for_selector("main h1")
    assert await page.evaluate(ground) != light


async def test_nothing_moves_for_somebody_who_wants_no_motion(stage: Stage) -> None:
    moving = """() => {
      const lasts = (one) => getComputedStyle(one).transitionDuration.split(", ").some(parseFloat);
      const plays = (one) => getComputedStyle(one).animationName !== "none";
      return [...document.querySelectorAll("*")].filter((one) => lasts(one) || plays(one)).length;
    }"""
    still = await stage.visit(still=True)
    assert await still.evaluate(moving) == 0
    lively = await stage.visit(still=False)
    assert await lively.evaluate(moving) > 0
