"""The report in a browser: accessible by axe-core, no wider than the screen, on A4."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from playwright.async_api import Browser
from pypdf import PdfReader

from bot.reports import render
from tests.browser.stage import DESKTOP, PHONE
from tests.browser.test_views import complaints
from tests.reports.kit import full, speak


async def test_a_report_is_accessible_fits_the_screen_and_prints_on_a4(
    tmp_path: Path, chromium: Browser
) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(render(full("Eenlangenaamzonderspaties" * 6), "html", "nl", speak("nl")))
    flaws: dict[str, list[str]] = {}
    page = await chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(file.as_uri())
    for size, scheme in ((DESKTOP, "light"), (DESKTOP, "dark"), (PHONE, "light")):
        await page.set_viewport_size({"width": size[0], "height": size[1]})
        await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        wide = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found = [*await complaints(page), *([f"{wide} px too wide"] * (wide > 0))]
        flaws[f"{size[0]} {scheme}"] = found
    # On a phone a chart keeps letters of a size to read, and moves sideways instead.
    widths = "[...document.querySelectorAll('svg')].map(one => one.clientWidth)"
    assert min(await page.evaluate(widths)) > PHONE[0]
    printed = PdfReader(BytesIO(await page.pdf(prefer_css_page_size=True)))
    await page.close()
    assert {name: found for name, found in flaws.items() if found} == {}
    assert asked == [file.as_uri()]
    first = printed.pages[0].mediabox
    assert (round(first.width), round(first.height)) == (595, 842)
