"""Reports, pages and statements as files, for whoever serves them: with the bot's own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from bot import reports
from bot.core.fields import Language
from bot.core.programme import Library, Programme
from bot.core.report import Report
from bot.core.statement import ProjectStated, Running, Statement
from bot.reports import Format
from bot.texts import Catalogue


class Rendering:
    """Makes files of reports, of programmes, and for a works council."""

    def __init__(
        self, catalogue: Catalogue, running: Running, sheets: Callable[[], Catalogue]
    ) -> None:
        """Take the bot's words, and what runs, `version` of the software included.

        The words of `sheets` are read when a page or a statement is first asked for.
        """
        self._catalogue = catalogue
        self.version = running.version
        self._running = running
        self._sheets = cache(sheets)

    def render(self, report: Report, to: Format, language: Language) -> bytes:
        """Return a report as a file. It takes a second or two: not on the event loop."""
        return reports.render(report, to, language, self._catalogue.speak(language))

    def alt(self, report: Report, language: Language) -> str:
        """Return what the picture says, for those who do not see it."""
        return reports.alt(report, language, self._catalogue.speak(language))

    def programme_page(
        self, programme: Programme, library: Library, language: Language, today: date
    ) -> bytes:
        """Return the page of a programme as HTML; it takes up to a second, so as with reports."""
        from bot.reports import sheet
        from bot.reports.programme_page import programme_page

        say = self._sheets().speak(language)
        made = programme_page(programme, library, language, say, today, self.version)
        return sheet.html(made).encode()

    def statement(
        self, projects: tuple[ProjectStated, ...], language: Language, today: date
    ) -> bytes:
        """Return the statement for a works council as HTML, of the settings that run."""
        from bot.reports import sheet
        from bot.reports.statement import statement

        made = Statement(today, self._running, projects)
        return sheet.html(statement(made, language, self._sheets().speak(language))).encode()
