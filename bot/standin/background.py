"""The stand-in's own tasks: started here, ended together, their mistakes never lost."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class Background:
    """Holds running tasks; `mishaps` are errors of the stand-in itself, raised when it closes."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()
        self.mishaps: list[BaseException] = []

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run `work` beside everything else."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self.mishaps.append(error)

    async def stop(self) -> None:
        """Cancel what still runs and wait until it has ended."""
        running = list(self._tasks)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
