"""Drawing what is missing, in a process of its own: the bot never draws, nor holds Pillow."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Protocol

import structlog

from bot.figures.delivery.subjects import Projects, Subjects
from bot.figures.files import replace_file
from bot.figures.index import INDEX, SLACK, edition, here, listed
from bot.service import alive
from bot.settings import Settings

log = structlog.get_logger("bot.figures")

HOUR = 3600.0
"""Seconds to wait after a process that left something undone."""
SOON = 55.0
"""Seconds after which a folder that has everything is looked at again: a bell later."""


class Child(Protocol):
    """A process that draws."""

    @property
    def returncode(self) -> int | None:
        """None while it draws."""

    def terminate(self) -> None:
        """Break it off: what it has drawn stays."""


Start = Callable[[], Awaitable[Child]]


class Filling:
    """Sees to it that a folder has every film that is asked for; `start` begins to draw."""

    def __init__(
        self,
        subjects: Subjects,
        steady: Callable[[], float],
        folder: Path,
        projects: Projects,
        start: Start,
    ) -> None:
        self._subjects, self._steady, self._folder = subjects, steady, folder
        self._projects, self._start = projects, start
        self._child: Child | None = None
        self._next = 0.0

    async def look(self) -> None:
        """Begin to draw where something is missing; it goes on beside everything else."""
        if self._child is not None:
            if self._child.returncode is None:
                return
            if self._child.returncode != 0:
                log.warning("figures could not be drawn", code=self._child.returncode)
                self._next = self._steady() + HOUR
            self._child = None
        if self._steady() < self._next:
            return
        asked = self._subjects.all(alive(await self._projects())).keys()
        entries = await asyncio.to_thread(here, self._folder)
        drawn = {
            each.subject for each in entries if each.theme in SLACK and each.edition == edition()
        }
        missing = asked - drawn
        # Once an hour at most for what a process leaves undone, whatever the reason.
        self._next = self._steady() + (HOUR if missing else SOON)
        if missing:
            log.info("figures are being drawn", missing=len(missing))
            _begin(self._folder)
            self._child = await self._start()

    def close(self) -> None:
        """Draw no more."""
        if self._child is not None and self._child.returncode is None:
            self._child.terminate()


def _begin(folder: Path) -> None:
    """Make a folder and an index with nothing in it: who asks sees that there will be more."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / INDEX).exists():
        replace_file(folder / INDEX, listed(()).encode())


def drawing(settings: Settings) -> Start:
    """Return how to begin `pauzebot figures export` for the folder of some settings.

    It gets what it needs of the environment, and none of the bot's secrets.
    """
    environment = {
        "DATABASE_URL": settings.database_url,
        "PAUZEBOT_DATA": str(settings.data),
        "PAUZEBOT_PROGRAMMES": str(settings.programmes),
        "PYTHONPATH": os.pathsep.join(path or "." for path in sys.path),
    }
    its = ("figures", "export", "--slack", "--gently", str(settings.figures_folder))

    async def start() -> Child:
        nothing = asyncio.subprocess.DEVNULL
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *its,
            env=environment, stdin=nothing, stdout=nothing, stderr=nothing,
        )  # fmt: skip

    return start
