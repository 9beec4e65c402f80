"""Films at a public address: the index there says which, and each was seen to be there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import structlog

from bot.figures.delivery.showing import Showing
from bot.figures.delivery.subjects import Subjects
from bot.figures.index import INDEX, SLACK, Entry, read
from bot.service.films import Film

log = structlog.get_logger("bot.figures")

HOUR = 3600.0
"""Seconds after which an address that had everything is looked at again."""

SOON = 55.0
"""Seconds after which one is that had something new, something less, or nothing: a bell later."""

PATIENCE = 2
"""Times in a row that an index may be out of reach before its films are not shown any more."""


class Fetch(Protocol):
    """What is asked of an address."""

    async def text(self, address: str) -> str | None:
        """Return a text, None where it cannot be had."""

    async def there(self, address: str) -> bool:
        """Whether a picture is there."""


class Addressed(Showing):
    """Films from `url`, a folder that `pauzebot figures export` made.

    What answers a main button cannot be refused aloud (see `bot.slack.screens`), so nothing is
    shown that was not there at the last look: in the index by what it is of, with a file that
    answers.
    """

    def __init__(
        self, subjects: Subjects, steady: Callable[[], float], url: str, fetch: Fetch
    ) -> None:
        super().__init__(subjects, steady)
        self._url, self._fetch = url, fetch
        self._next = 0.0
        self._failures = 0

    async def look(self) -> None:
        """Read the index, if it is time or a film is doubted, and see what is there."""
        if self._steady() < self._next and not self._doubted:
            return
        looked = set(self._doubted)
        entries = await self._entries()
        if entries is None:
            self._out_of_reach()
            return
        if self._failures >= PATIENCE:
            log.info("figures are within reach again")
        self._failures = 0
        found: dict[str, Film] = {}
        for entry in entries:
            address = f"{self._url}/{entry.file}"
            if entry.theme in SLACK and entry.dose is not None and await self._fetch.there(address):
                found[entry.subject] = Film(address=address)
        changed = found != self._ready
        self._show(found, looked)
        # While a folder is being filled, there is more at each look.
        self._next = self._steady() + (SOON if changed else HOUR)
        if changed:
            asked = self._subjects.all().keys()
            log.info("figures looked at", there=len(asked & found.keys()), of=len(asked))

    async def _entries(self) -> list[Entry] | None:
        text = await self._fetch.text(f"{self._url}/{INDEX}")
        try:
            return None if text is None else list(read(text))
        except ValueError:
            return None

    def _out_of_reach(self) -> None:
        self._failures += 1
        self._next = self._steady() + SOON
        if self._failures == PATIENCE:
            self._show({}, ())
            log.warning("figures are out of reach: walks have words only")
