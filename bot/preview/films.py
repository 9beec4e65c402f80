"""Films for a page: drawn elsewhere, one after another, while the page is there already."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from functools import cache
from importlib.util import find_spec
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread

from bot.figures.index import Wanted
from bot.texts import Catalogue

Draw = Callable[[Wanted], bytes]


def can_draw() -> bool:
    """Whether what draws is installed: the extra `figures`."""
    return find_spec("PIL") is not None


def pool(workers: int) -> Executor:
    """Return processes to draw in, begun when the first film is asked for."""
    # Not a copy of this process: it may hold sockets, threads and an event loop.
    return ProcessPoolExecutor(workers, get_context("spawn"), initializer=_begin)


def draw_in(folder: Path) -> Draw:
    """Return what draws a film, or finds it in a folder of films drawn before."""
    return _Draw(folder)


class Films:
    """The films that pages asked for. One that cannot be drawn is left out for good."""

    def __init__(self, executor: Executor, draw: Draw) -> None:
        self._executor, self._draw = executor, draw
        self._asked: dict[str, Future[bytes]] = {}

    def ask(self, wanted: Mapping[str, Wanted]) -> None:
        """Let films be drawn that are not yet, and forget what nobody waits for any more."""
        for name, future in list(self._asked.items()):
            if name not in wanted and future.cancel():
                del self._asked[name]
        for name, film in wanted.items():
            if name not in self._asked:
                self._asked[name] = self._executor.submit(self._draw, film)

    def future(self, name: str, film: Wanted) -> Future[bytes]:
        """Return the promise of one film."""
        if name not in self._asked:
            self._asked[name] = self._executor.submit(self._draw, film)
        return self._asked[name]

    def ready(self, wanted: Mapping[str, Wanted]) -> dict[str, bytes]:
        """Return those of the films that are drawn."""
        done = [name for name in wanted if self._done(name)]
        return {name: self._asked[name].result() for name in done}

    def waiting(self, wanted: Mapping[str, Wanted]) -> int:
        """Return how many of the films are still to be drawn."""
        return sum(name not in self._asked or not self._asked[name].done() for name in wanted)

    def finish(self, wanted: Mapping[str, Wanted]) -> dict[str, bytes]:
        """Wait until all are drawn, and return them."""
        self.ask(wanted)
        wait([self._asked[name] for name in wanted])
        return self.ready(wanted)

    @property
    def failed(self) -> list[BaseException]:
        """Return why films could not be drawn."""
        done = [future for future in self._asked.values() if future.done()]
        return [error for future in done if (error := future.exception()) is not None]

    def _done(self, name: str) -> bool:
        future = self._asked.get(name)
        return future is not None and future.done() and future.exception() is None


class _Draw:
    """Draws in another process, so it brings along nothing but a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, wanted: Wanted) -> bytes:
        from bot.figures.cache import Cache

        return Cache(self.folder).film(wanted, _texts().speak(wanted.language)).read_bytes()


@cache
def _texts() -> Catalogue:
    from bot.loader import load_texts

    return Catalogue(load_texts())


def _begin() -> None:
    """Leave Ctrl-C to the program that shows the page, and end when it does, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _end_with(parent: BaseProcess | None) -> None:
    # One that was killed cannot say that there will be no more to draw.
    if parent is not None:
        parent.join()
        os._exit(1)
