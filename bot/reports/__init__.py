"""Reports as files: one page in words, and six formats made from it. Nothing here reads a store."""

from __future__ import annotations

from typing import Literal, get_args

from bot.core.fields import Language
from bot.core.report import Report
from bot.texts import Say

Format = Literal["html", "pdf", "xlsx", "csv", "json", "png"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(report: Report, to: Format, language: Language, say: Say) -> bytes:
    """Return a report as a file; `say` speaks `language`. The same report gives the same bytes.

    The first page takes a second or two of one core and holds some 100 MB: not on the event loop.
    """
    from bot.reports import data
    from bot.reports.composing import page

    if to == "json":
        return data.json_(report, language)
    if to == "csv":
        return data.csv_(report)
    made = page(report, language, say)
    if to == "xlsx":
        from bot.reports.excel import xlsx

        return xlsx(made, list(data.rows(report)))
    if to == "html":
        from bot.reports.html import html

        return html(made)
    from bot.reports import paper

    return paper.pdf(made) if to == "pdf" else paper.png(made)


def alt(report: Report, language: Language, say: Say) -> str:
    """Return what the picture (`png`) says, for those who do not see it."""
    from bot.reports.composing import page

    return page(report, language, say).alt
