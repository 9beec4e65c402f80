"""What was read a moment ago is not read again: a rush of presses asks the same over and over."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")

MOMENT = 0.25
"""Seconds for which an answer is used again: what HR changes is seen by presses this much later."""
MANY = 1_000
"""Answers kept at most; a name may come from an old button."""


class Lately(Generic[T]):
    """The answers to a question, by name; nobody asks what another is just asking."""

    def __init__(self, ask: Callable[[str], Awaitable[T]]) -> None:
        self._ask = ask
        self._known: dict[str, tuple[float, asyncio.Task[T]]] = {}

    async def __call__(self, name: str = "") -> T:
        """Return the answer, at most a moment old. Raises what the question raises."""
        loop = asyncio.get_running_loop()
        known = self._known.get(name)
        if known is None or loop.time() - known[0] > MOMENT:
            if len(self._known) >= MANY:
                self._known.clear()
            known = self._known[name] = (loop.time(), loop.create_task(self._asked(name)))
        return await asyncio.shield(known[1])

    async def _asked(self, name: str) -> T:
        return await self._ask(name)
