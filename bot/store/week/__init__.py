"""The open week: codes and counts in memory, nothing of which outlives the week."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import structlog

from bot.core.events import Felt
from bot.core.project import Slot
from bot.service import Person, Reminder
from bot.store.week.counting import Counting
from bot.store.week.figures import Figures
from bot.store.week.memory import Memory, open_memory
from bot.store.week.place import MOUNTS, USUAL, choose
from bot.store.week.posting import Posting
from bot.store.week.reminding import Reminding

__all__ = ["Figures", "WeekStore", "open_week"]

log = structlog.get_logger("bot.store.week")
T = TypeVar("T")


async def open_week(
    where: str | None,
    secret: bytes,
    *,
    identity: str,
    environ: Mapping[str, str] | None = None,
    mounts: Path = MOUNTS,
    usual: tuple[Path, ...] = USUAL,
) -> WeekStore:
    """Open the week at `where`: `memory:`, a directory in memory, or None to find one.

    `identity` is the same for the same bot at every start, and different for two bots. Warns in the
    log where the week is lost with the process, and where what was there could not be gone on with.
    Raises StoreError where `where` cannot be used.
    """
    directory = choose(where, identity, os.environ if environ is None else environ, mounts, usual)
    if directory is None:
        log.warning("the open week lies in the memory of this process: a restart loses its counts")
    thread = ThreadPoolExecutor(1, thread_name_prefix="open-week")
    try:
        memory = await asyncio.get_running_loop().run_in_executor(
            thread, open_memory, directory, secret
        )
    except BaseException:
        thread.shutdown(wait=False)
        raise
    if memory.lost is not None:
        log.warning("the open week was destroyed and begins anew, incomplete", because=memory.lost)
    return WeekStore(memory, secret, thread)


class WeekStore:
    """The open week, worked on by one thread, so that the event loop waits for no file."""

    def __init__(self, memory: Memory, secret: bytes, thread: ThreadPoolExecutor) -> None:
        self._counting = Counting(memory, secret)
        self._reminding = Reminding(memory)
        self._posting = Posting(memory)
        self._thread = thread
        self.directory = memory.directory
        self.memory = memory.id
        self.lost = memory.lost

    async def count(
        self,
        slot: Slot,
        who: Person,
        *,
        reached: int,
        finished: bool,
        moved: bool = False,
        felt: Felt | None = None,
    ) -> None:
        """Count a person's part in an open slot, at most once for each thing counted.

        `felt` is their answer to the effect question, of which the first of the week counts. It may
        be repeated: what was counted before is not counted again, what was missed is. A slot that
        was closed, and a week that was destroyed, count nothing more.
        """
        await self._run(lambda: self._counting.count(slot, who, reached, finished, moved, felt))

    async def remind(self, reminder: Reminder) -> None:
        """Keep a reminder until it is due."""
        await self._run(lambda: self._reminding.remind(reminder))

    async def reminders(self, now: datetime) -> Sequence[Reminder]:
        """Take out the reminders that are due; those whose address has died are gone unsaid."""
        return await self._run(lambda: self._reminding.reminders(now))

    async def note(self, outcomes: Mapping[tuple[Slot, str], int]) -> None:
        """Add what became of prompts in direct messages; the exact numbers die with the week."""
        await self._run(lambda: self._posting.note(outcomes))

    async def noted(self, project: str, week: str) -> Mapping[tuple[str, str], int]:
        """Return what became of a week's direct messages, by arm and outcome."""
        return await self._run(lambda: self._posting.noted(project, week))

    async def mine(self, who: Person) -> Mapping[str, int]:
        """Return the sessions that somebody finished this week, by project."""
        return await self._run(lambda: self._counting.mine(who))

    async def forget(self, who: Person) -> None:
        """Destroy what the open week holds of somebody; an open slot's marks go when it closes."""
        await self._run(lambda: self._counting.forget(who))

    async def slots(self) -> Sequence[Slot]:
        """Return the slots of which something is still kept."""
        return await self._run(self._counting.slots)

    async def close_slot(self, slot: Slot) -> None:
        """Forget who answered a slot, and the key of its codes."""
        await self._run(lambda: self._counting.close_slot(slot))

    async def weeks(self) -> Sequence[tuple[str, str]]:
        """Return each project and ISO week ("2027-W02") of which something is kept."""
        return await self._run(self._counting.weeks)

    async def destroy(self, project: str, week: str) -> None:
        """Destroy a week of a project: salt, codes and counts."""
        await self._run(lambda: self._counting.destroy(project, week))

    async def sweep(self) -> bool:
        """Write the file afresh where anything was deleted; False where somebody is reading it."""
        return await self._run(self._counting.sweep)

    async def figures(self, project: str, week: str) -> Figures:
        """Return the exact sums of a week, for the fold and for nothing else."""
        return await self._run(lambda: self._counting.figures(project, week))

    async def close(self) -> None:
        """Let go of the memory file; what it holds stays for the next process."""
        await self._run(self._counting.close)
        self._thread.shutdown()

    async def _run(self, do: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, do)
