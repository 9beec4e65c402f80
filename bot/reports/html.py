"""The report as one HTML page that asks for nothing from outside: styles and charts are in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.reports import charts
from bot.reports.page import Page, plots

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATES = Path(__file__).parent / "templates"
COLOURS = {
    charts.INK: "var(--ink)",
    charts.MUTED: "var(--muted)",
    charts.GRID: "var(--grid)",
    charts.ACCENT: "var(--accent)",
    charts.PALE: "var(--pale)",
}


def html(page: Page) -> bytes:
    """Return the page as HTML in UTF-8."""
    from markupsafe import Markup

    drawn = {
        plot.id: Markup(charts.themed(charts.svg(plot), COLOURS))  # noqa: S704 - our own SVG, its texts escaped by vega
        for plot in plots(page)
    }
    style = Markup((TEMPLATES / "report.css").read_text(encoding="utf-8"))  # noqa: S704 - our own file
    return _template().render(page=page, charts=drawn, style=style).encode()


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return made.get_template("report.html")
