"""Films as files in Slack: uploaded a few at a time, shown once Slack has looked at them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import structlog

from bot.figures.delivery.showing import Showing
from bot.figures.delivery.subjects import Subjects
from bot.figures.index import SLACK, Entry, Wanted, here
from bot.service import Filed, alive
from bot.service.films import Film, FilmPost, FilmStore, Uploaded

log = structlog.get_logger("bot.figures")

A_FEW = 10
"""Films that are uploaded between two bells."""
IN_TURN = 3
"""Films that are known to be ready, and looked at again, between two bells."""


class Store(FilmStore, Protocol):
    """What is asked of the durable store."""

    async def projects(self) -> Sequence[Filed]:
        """Return all projects."""


class AsFiles(Showing):
    """Films of a folder, copied to the workspace `team` of Slack, where only the bot sees them.

    Each is uploaded once, whatever it is shown in; which file it lies in is kept in the store. In
    turn, and at once when it is doubted, a copy is looked up again; one that Slack lost is uploaded
    anew.
    """

    def __init__(
        self,
        subjects: Subjects,
        steady: Callable[[], float],
        folder: Path,
        team: str,
        store: Store,
        post: FilmPost,
    ) -> None:
        super().__init__(subjects, steady)
        self._folder, self._team = folder, team
        self._store, self._post = store, post
        self._turn = 0

    async def look(self) -> None:
        """Look after the copies: which are asked for, are there, are ready, are still there."""
        asked = self._subjects.all(alive(await self._store.projects()))
        entries = await asyncio.to_thread(here, self._folder)
        drawn = {each.subject: each for each in entries if each.theme in SLACK}
        films = {each: drawn[each] for each in asked if each in drawn}
        copies = dict(await self._store.films(self._team))
        looked = await self._check(films, copies)
        await self._upload(films, copies, asked)
        self._show(
            {
                each: Film(file=copy.file)
                for each, entry in films.items()
                if (copy := copies.get(entry.file)) is not None and copy.ready
            },
            looked,
        )

    async def _check(self, films: dict[str, Entry], copies: dict[str, Uploaded]) -> list[Film]:
        """Ask Slack of copies that are new, doubted, or have their turn; those it told of."""
        known = [entry.file for entry in films.values() if entry.file in copies]
        doubted = [each for each in known if Film(file=copies[each].file) in self._doubted]
        waiting = [each for each in known if not copies[each].ready]
        in_turn = [known[(self._turn + each) % len(known)] for each in range(IN_TURN) if known]
        self._turn += IN_TURN
        looked = []
        for content in dict.fromkeys([*doubted, *waiting, *in_turn]):
            copy = copies[content]
            standing = await self._post.standing(copy.file)
            if standing == "unknown":
                continue
            looked.append(Film(file=copy.file))
            if standing == "gone":
                log.info("slack lost a figure, it is uploaded anew")
                await self._store.drop_film(self._team, content)
                del copies[content]
            elif copy.ready != (standing == "ready"):
                copies[content] = Uploaded(copy.file, standing == "ready")
                await self._store.keep_film(self._team, content, copies[content])
        return looked

    async def _upload(
        self, films: dict[str, Entry], copies: dict[str, Uploaded], asked: dict[str, Wanted]
    ) -> None:
        missing = {entry.file: each for each, entry in films.items() if entry.file not in copies}
        for content, each in list(missing.items())[:A_FEW]:
            try:
                bytes_ = await asyncio.to_thread((self._folder / content).read_bytes)
            except OSError:
                continue  # somebody emptied the folder; it is filled again
            film = asked[each]
            figure = film.exercise.figure
            alt = figure.alt.say(film.language) if figure else ""
            id_ = await self._post.upload(content, bytes_, alt)
            if id_ is None:
                return  # Slack has its reasons, and said them in the log: a bell later, again
            copies[content] = Uploaded(id_)
            await self._store.keep_film(self._team, content, copies[content])
