"""The report in a browser: accessible by axe-core, no wider than the screen, on A4."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from playwright.async_api import Browser
from pypdf import PdfReader

from bot.reports import render
from tests.browser.stage import PHONE
from tests.browser.test_views import flaws_of
from tests.reports.kit import full, speak


async def test_a_report_is_accessible_fits_the_screen_and_prints_on_a4(
    tmp_path: Path, chromium: Browser
) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(render(full("Eenlangenaamzonderspaties" * 6), "html", "nl", speak("nl")))
    page = await chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(file.as_uri())
    flaws = await flaws_of(page)
    # On a phone a chart keeps letters of a size to read, and moves sideways instead.
    widths = "[...document.querySelectorAll('svg')].map(one => one.clientWidth)"
    assert min(await page.evaluate(widths)) > PHONE[0]
    printed = PdfReader(BytesIO(await page.pdf(prefer_css_page_size=True)))
    await page.close()
    assert flaws == {}
    assert asked == [file.as_uri()]
    first = printed.pages[0].mediabox
    assert (round(first.width), round(first.height)) == (595, 842)
