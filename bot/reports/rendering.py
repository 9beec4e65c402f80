"""Reports as files for whoever serves them: the renderer with the bot's own words."""

from __future__ import annotations

from bot import reports
from bot.core.fields import Language
from bot.core.report import Report
from bot.reports import Format
from bot.texts import Catalogue


class Rendering:
    """Makes files of reports. `version` is that of the software."""

    def __init__(self, catalogue: Catalogue, version: str) -> None:
        self._catalogue = catalogue
        self.version = version

    def render(self, report: Report, to: Format, language: Language) -> bytes:
        """Return a report as a file. It takes a second or two: not on the event loop."""
        return reports.render(report, to, language, self._catalogue.speak(language))

    def alt(self, report: Report, language: Language) -> str:
        """Return what the picture says, for those who do not see it."""
        return reports.alt(report, language, self._catalogue.speak(language))
