"""A page that is kept up to date: written, looked after, and written again when a file changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.figures.files import replace_file
from bot.figures.index import Wanted
from bot.loader import Opened, open_file, prints
from bot.preview.content import Content, content
from bot.preview.films import Films
from bot.preview.page import whole
from bot.texts import Catalogue

EVERY = 1000
"""Milliseconds between two looks of an open page at the script beside it."""
SCRIPT = ".watch.js"


@dataclass
class Author:
    """One file and the page of it; `today` is asked anew for each look, for the reviews.

    `default` is the library for a file that stands in none.
    """

    path: Path
    out: Path
    texts: Catalogue
    films: Films | None
    today: Callable[[], date]
    default: Path | None = None
    every: int = EVERY
    _before: dict[str, Any] | None = field(default=None, init=False)
    _wanted: Mapping[str, Wanted] = field(default_factory=dict, init=False)

    def once(self) -> Opened:
        """Write the page with all its films, for good."""
        opened, made = self._made()
        films = self.films.finish(made.wanted) if self.films else {}
        replace_file(self.out, whole(self._data(made, waiting=0), films, self.texts).encode())
        return opened

    def watch(self, wait: Callable[[], bool], tell: Callable[[Opened], object]) -> None:
        """Write the page, and again whenever a file that it rests on has changed.

        `wait` is called between two looks and says whether to look again; `tell` hears of every
        change. At first the page is there without films; it is written again once they are drawn.
        At the end it is written as one that nobody looks after any more.
        """
        script = self.out.with_name(self.out.stem + SCRIPT)
        seen, waiting = None, 0
        opened, made = self._made()
        try:
            while True:
                now = prints(self.path, self.default)
                if now != seen:
                    if seen is not None:
                        opened, made = self._made()
                    seen = now
                    if self.films:
                        self.films.ask(made.wanted)
                    waiting = self._keep(made, script)
                    tell(opened)
                elif waiting and self.films and not self.films.waiting(made.wanted):
                    waiting = self._keep(made, script)
                if not wait():
                    break
        finally:
            script.unlink(missing_ok=True)
            films = self.films.ready(made.wanted) if self.films else {}
            replace_file(self.out, whole(self._data(made, waiting=0), films, self.texts).encode())

    def _made(self) -> tuple[Opened, Content]:
        opened = open_file(self.path, self.today(), self.default)
        made = content(self.path, opened, self.texts)
        if opened.whole:
            self._before = made.data["shown"]
            self._wanted = made.wanted
        elif self._before is not None:
            # What was good before is shown on, grey, so that the author does not lose the place.
            stale = {**made.data, "shown": None, "before": self._before}
            made = Content(stale, self._wanted)
        return opened, made

    def _data(self, made: Content, waiting: int) -> dict[str, Any]:
        unequipped = self.films is None and bool(made.wanted)
        return {**made.data, "waiting": waiting, "unequipped": unequipped}

    def _keep(self, made: Content, script: Path) -> int:
        """Write the page and the script that tells it apart; return how many films lack."""
        films = self.films.ready(made.wanted) if self.films else {}
        waiting = self.films.waiting(made.wanted) if self.films else 0
        data = self._data(made, waiting)
        mark = sha256(repr((data, sorted(films))).encode()).hexdigest()[:16]
        watch = {"script": script.name, "mark": mark, "every": self.every}
        replace_file(self.out, whole({**data, "watch": watch}, films, self.texts).encode())
        replace_file(script, f'pauzebotPreview("{mark}");\n'.encode())
        return waiting
