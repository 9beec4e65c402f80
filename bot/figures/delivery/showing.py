"""Which films may be shown: those that were seen to be there, and that nobody complained of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from bot.core.effects import Step
from bot.core.fields import Language
from bot.figures.delivery.subjects import Subjects
from bot.service.films import Film

REST = 3600.0
"""Seconds that a film rests after Slack refused it, although it seemed to be there."""


class Showing:
    """The films that a step may show; `steady` counts seconds."""

    def __init__(self, subjects: Subjects, steady: Callable[[], float]) -> None:
        self._subjects, self._steady = subjects, steady
        self._ready: Mapping[str, Film] = {}
        self._resting: dict[Film, float] = {}
        self._doubted: set[Film] = set()

    @property
    def ready(self) -> Mapping[str, Film]:
        """What was seen to be there, by subject."""
        return self._ready

    def of(self, step: Step, language: Language) -> Film | None:
        """Return the film of a step, if Slack is sure to show it."""
        if not self._ready:
            return None
        film = self._ready.get(self._subjects.of(step, language) or "")
        if film is None or film in self._doubted:
            return None
        return None if self._resting.get(film, 0.0) > self._steady() else film

    def doubt(self, film: Film) -> None:
        """Somebody may not have got it: look at it again before it is shown to anybody."""
        self._doubted.add(film)

    def refused(self, film: Film) -> None:
        """Slack refused it: look at it again, and let it rest in any case."""
        self._doubted.add(film)
        self._resting[film] = self._steady() + REST

    def _show(self, ready: Mapping[str, Film], looked: Collection[Film]) -> None:
        """From now on these may be shown; of those that were doubted, these were `looked` at."""
        self._ready = ready
        there, now = set(ready.values()), self._steady()
        # One that is doubted while somebody looks is looked at the next time.
        self._doubted = (self._doubted - set(looked)) & there
        self._resting = {
            film: until for film, until in self._resting.items() if film in there and until > now
        }
