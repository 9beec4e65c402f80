"""Screens of walks with their films: shown where they are known to be there, left out in doubt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.core.effects import Show, Step
from bot.service.films import Film, Films, NoFilms
from bot.slack import views
from bot.slack.views.parts import Payload
from bot.texts import Catalogue

MOST_ANSWERED = 1000
"""Answers to remember: of a view and its version, which are nobody's name, for some minutes."""


class Screens:
    """Builds a walk's screens in its language.

    What answers a main button cannot be refused aloud: where Slack does not like a picture in it,
    somebody keeps the screen they had, and presses again. The second press comes from the same
    version of the same view, and gets the words alone.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._films: Films = NoFilms()
        self._answered: dict[str, Film] = {}

    def play(self, films: Films) -> None:
        """From now on steps have these films."""
        self._films = films

    def film(self, show: Show) -> Film | None:
        """Return the film of a screen, None where it has none."""
        if not isinstance(show.screen, Step):
            return None
        return self._films.of(show.screen, show.language)

    def modal(self, show: Show, address: str | None = None, film: Film | None = None) -> Payload:
        """Return a screen as a modal; see `views.modal`."""
        return views.modal(show, self._catalogue.speak(show.language), address, film)

    def message(self, show: Show, film: Film | None = None) -> Payload:
        """Return a screen as an ephemeral message."""
        return views.message(show, self._catalogue.speak(show.language), film)

    def answer(self, show: Show, view: Mapping[str, Any], address: str | None) -> Payload:
        """Return the modal that answers the main button of `view`, as Slack sent it."""
        version = f"{view.get('id')} {view.get('hash')}"
        before = self._answered.pop(version, None)
        if before is not None:
            self._films.doubt(before)
            return self.modal(show, address)
        film = self.film(show)
        if film is not None:
            self._answered[version] = film
            while len(self._answered) > MOST_ANSWERED:
                del self._answered[next(iter(self._answered))]
        return self.modal(show, address, film)

    def refused(self, film: Film) -> None:
        """Slack refused a screen because of its film."""
        self._films.refused(film)
