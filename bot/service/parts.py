"""What the service is made with, and the one question that presses and ticks share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from bot.core import schedule
from bot.core.programme import Library
from bot.core.project import Slot, Standing
from bot.service.ports import Filed, Sender, Store, Week


class Parts:
    """The service's neighbours. It holds nothing about people and nothing about walks."""

    def __init__(
        self,
        store: Store,
        week: Week,
        sender: Sender,
        library: Library,
        now: Callable[[], datetime],
        at_once: int,
    ) -> None:
        self._store = store
        self._week = week
        self._sender = sender
        self._library = library
        self._now = now
        self._at_once = at_once
        self._under_way = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Say that a press is being answered, until it has been counted too."""
        self._under_way += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._quiet.set()

    async def quiet(self) -> None:
        """Wait until no press is being answered."""
        await self._quiet.wait()

    def _standing(self, slot: Slot | None, filed: Filed | None) -> Standing:
        if slot is None or filed is None:
            return "unknown"
        return schedule.standing(filed.project, filed.state, slot, self._now())
