"""Streams that wait for something to change, woken together."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Watcher:
    """One stream's bell."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self.closed = False

    def ring(self) -> None:
        """Wake whoever waits, or let the next wait be none."""
        self._rung.set()

    async def wait(self, seconds: float) -> None:
        """Wait until it rings, `seconds` at most."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), seconds)
        self._rung.clear()


class Watchers:
    """All streams of a page."""

    def __init__(self) -> None:
        self._all: set[Watcher] = set()

    @contextmanager
    def watch(self) -> Iterator[Watcher]:
        """A bell for the time of one stream."""
        one = Watcher()
        self._all.add(one)
        try:
            yield one
        finally:
            self._all.discard(one)

    def tell(self) -> None:
        """Something changed."""
        for one in self._all:
            one.ring()

    def close(self) -> None:
        """Let every stream end."""
        for one in self._all:
            one.closed = True
            one.ring()
