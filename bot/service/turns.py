"""Turns of the loop: in a rush, what only acknowledges goes before what takes time."""

from __future__ import annotations

import asyncio
from collections import deque


class Turns:
    """Lets those who wait through one by one, each in a turn of the event loop of its own.

    A thousand presses at once are then acknowledged first, in the few turns that takes, and
    answered next; without a rush nobody waits. What happens after one is through (a wait for Slack,
    say) holds nobody up.
    """

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._taken = False

    async def mine(self) -> None:
        """Wait for a turn."""
        loop = asyncio.get_running_loop()
        if not self._taken:
            self._taken = True
            loop.call_soon(self._next)
            return
        turn: asyncio.Future[None] = loop.create_future()
        self._waiting.append(turn)
        await turn

    def _next(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                asyncio.get_running_loop().call_soon(self._next)
                return
        self._taken = False
