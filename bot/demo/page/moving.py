"""Moving the demo's clock on behalf of the page, with something to draw a progress bar from."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.demo.world import World

log = structlog.get_logger("bot.demo.page")

MINUTES = timedelta(minutes=10)
WEEKS = timedelta(weeks=4)


class Moving:
    """At most one journey of the clock at a time."""

    def __init__(self, world: World, changed: Callable[[], object]) -> None:
        self._world = world
        self._changed = changed
        self._task: asyncio.Task[None] | None = None
        self._from = self._to = world.clock()
        self._going = False
        self.trouble: str | None = None

    def shown(self) -> dict[str, Any] | None:
        """Where the journey began and where it goes, in seconds since 1970; None while at rest."""
        if not self._going:
            return None
        return {"from": self._from.timestamp(), "to": self._to.timestamp()}

    def begin(self, where: str, user: str = "") -> bool:
        """Set out: to the next `pause` of `user`, ten `minutes` on, `tomorrow`, or four `weeks` on.

        False, and nothing happens, while the clock moves or where there is nothing to go to.
        """
        to = self._goal(where, user)
        if to is None or self._going:
            return False
        self._from, self._to, self.trouble = self._world.clock(), to, None
        self._going = True
        self._task = asyncio.create_task(self._move())
        self._changed()
        return True

    async def stop(self) -> None:
        """Stop at the instant that is being lived; whoever walks then walks on to the end."""
        if self._task is not None:
            self._going = False
            await self._task

    def _goal(self, where: str, user: str) -> datetime | None:
        world = self._world
        match where:
            case "pause":
                return world.next_pause(user)
            case "minutes":
                return world.clock() + MINUTES
            case "tomorrow":
                return world.tomorrow()
            case "weeks":
                return world.clock() + WEEKS
            case _:
                return None

    async def _move(self) -> None:
        try:
            while self._going and await self._world.step(self._to) is not None:
                self._changed()
        except Exception as error:  # noqa: BLE001  the page says it; the clock stays where it is
            self.trouble = type(error).__name__
            log.error("the clock stopped", error=self.trouble)
        finally:
            self._going = False
            self._changed()
