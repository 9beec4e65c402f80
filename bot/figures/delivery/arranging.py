"""The way that settings choose, put together: which films there are, and what looks after them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.figures.delivery.addressed import Addressed, Fetch
from bot.figures.delivery.filling import Filling, drawing
from bot.figures.delivery.subjects import Subjects
from bot.figures.delivery.uploaded import AsFiles, Store
from bot.service.films import FilmPost, Films, NoFilms
from bot.settings import Settings

Chore = Callable[[], Awaitable[object]]


@dataclass(frozen=True)
class Delivery:
    """Films for the sender, the chores that look after them, and how to let go of what they hold.

    A chore is done at every bell, which may be more often than it has something to do.
    """

    films: Films
    chores: tuple[Chore, ...] = ()
    close: Callable[[], object] = bool


def arrange(
    settings: Settings,
    subjects: Subjects,
    steady: Callable[[], float],
    store: Store,
    post: FilmPost,
    fetch: Fetch,
    team: str,
) -> Delivery:
    """Return the delivery of films by these settings, to the workspace `team` of Slack."""
    folder = settings.figures_folder
    films: Addressed | AsFiles
    if settings.figures == "upload":
        films = AsFiles(subjects, steady, folder, team, store, post)
    elif settings.figures_url is not None:
        films = Addressed(subjects, steady, settings.figures_url, fetch)
    else:
        return Delivery(NoFilms())
    if settings.figures == "address":
        return Delivery(films, (films.look,))
    filling = Filling(subjects, steady, folder, store.projects, drawing(settings))
    return Delivery(films, (filling.look, films.look), filling.close)
