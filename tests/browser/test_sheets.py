"""The sheets to print in a browser: accessible by axe-core, no wider than the screen, on A4."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

from playwright.async_api import Browser
from pypdf import PdfReader

from bot.core.privacy import Limits
from bot.core.statement import Running, Statement, state_project
from bot.loader import load_library, load_sheets
from bot.reports import sheet
from bot.reports.programme_page import programme_page
from bot.reports.statement import statement
from bot.settings import shipped_programmes
from bot.texts import Catalogue
from tests import fakes
from tests.browser.test_views import flaws_of

TODAY = date(2027, 1, 4)
A4 = (595, 842)
"""Points."""


def pages() -> dict[str, str]:
    """A statement and a programme's page, one in each language, with names as long as they get."""
    words, library = Catalogue(load_sheets()), load_library(shipped_programmes())
    project = fakes.project(
        title={"nl": "Eenlangenaamzonderspaties" * 12, "en": "x" * 300},
        programme="staande-bekkenrek",
        reports={"effect_question": True, "share_with_hr": True},
    )
    told = state_project(project, "running", library, {("een", 0): 130}, Limits())
    running = Running("0.1.0", "sqlite", "directory", "environment", "socket")
    made = statement(Statement(TODAY, running, (told,)), "nl", words.speak("nl"))
    programme = library.programmes["bureau-reset"]
    page = programme_page(programme, library, "en", words.speak("en"), TODAY, "0.1.0")
    return {"statement": sheet.html(made), "programme": sheet.html(page)}


async def test_sheets_are_accessible_fit_the_screen_and_print_on_a4(
    tmp_path: Path, chromium: Browser
) -> None:
    for name, html in pages().items():
        file = tmp_path / f"{name}.html"
        file.write_text(html, encoding="utf-8")
        page = await chromium.new_page()
        await page.goto(file.as_uri())
        assert await flaws_of(page) == {}, name
        printed = PdfReader(BytesIO(await page.pdf(prefer_css_page_size=True)))
        first = printed.pages[0].mediabox
        assert (round(first.width), round(first.height)) == A4
        assert len(printed.pages) > 1
        await page.close()
