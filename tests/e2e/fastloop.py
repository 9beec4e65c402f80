"""An event loop on which time runs faster: the same timers, waits and limits in less of a day."""

from __future__ import annotations

import asyncio
import selectors
import time


class Hurried(selectors.DefaultSelector):
    """A selector that waits a fraction of what it is asked to."""

    def __init__(self, factor: float) -> None:
        super().__init__()
        self._factor = factor

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout if timeout is None else timeout / self._factor)


class FastLoop(asyncio.SelectorEventLoop):
    """A loop whose clock runs `factor` times as fast; whoever sleeps or waits on it does too."""

    def __init__(self, factor: float) -> None:
        self._factor = factor
        self._begin = time.monotonic()
        super().__init__(Hurried(factor))

    def time(self) -> float:
        """Return seconds of this loop's own clock."""
        return (time.monotonic() - self._begin) * self._factor
