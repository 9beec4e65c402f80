"""Which films are asked for: of a step, and of all that can be walked now."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence

from bot.core.effects import Step
from bot.core.exercise import Dose, Side
from bot.core.fields import LANGUAGES, Language
from bot.core.programme import Library
from bot.core.project import Project
from bot.figures.index import SLACK, Wanted, subject, wanted
from bot.service import Filed
from bot.texts import Catalogue

Key = tuple[str, Dose, Side | None, Language]


class Subjects:
    """What films are of, worked out once each: half a millisecond, which a press need not wait."""

    def __init__(self, library: Library, catalogue: Catalogue) -> None:
        self._library, self._catalogue = library, catalogue
        self._known: dict[Key, str] = {}

    def of(self, step: Step, language: Language) -> str | None:
        """Return the subject of a step's film; None where nobody wrote poses for it."""
        poses = self._library.figures.get(step.exercise.id)
        if poses is None:
            return None
        theme = SLACK[0]
        return self._subject(Wanted(step.exercise, poses, step.dose, step.side, language, theme))

    def all(self, projects: Iterable[Project] = ()) -> dict[str, Wanted]:
        """Return every film that walks of these projects and of the library show, by subject."""
        films = wanted(self._library, LANGUAGES, SLACK, projects)
        return {self._subject(film): film for film in films}

    def _subject(self, film: Wanted) -> str:
        key = (film.exercise.id, film.dose, film.side, film.language)
        found = self._known.get(key)
        if found is None:
            say = self._catalogue.speak(film.language)
            found = self._known[key] = subject(film, say)
        return found


Projects = Callable[[], Awaitable[Sequence[Filed]]]
