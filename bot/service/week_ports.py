"""What the service asks of the open week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from bot.core.events import Felt
from bot.core.project import Slot
from bot.core.week import Figures

if TYPE_CHECKING:
    from bot.service.ports import Person, Reminder


class Week(Protocol):
    """The open week: codes and counts in memory, nothing of which outlives the week.

    `memory` is another id each time the memory begins anew: a week that saw two has lost something.
    """

    memory: str

    async def count(
        self,
        slot: Slot,
        who: Person,
        *,
        reached: int,
        finished: bool,
        moved: bool,
        felt: Felt | None,
    ) -> None:
        """Count a person's part in an open slot, at most once for each thing counted."""

    async def note(self, outcomes: Mapping[tuple[Slot, str], int]) -> None:
        """Add what became of prompts in direct messages; the exact numbers die with the week."""

    async def remind(self, reminder: Reminder) -> None:
        """Keep a reminder until it is due."""

    async def reminders(self, now: datetime) -> Sequence[Reminder]:
        """Take out the reminders that are due; those whose address has died are gone unsaid."""

    async def mine(self, who: Person) -> Mapping[str, int]:
        """Return the sessions that somebody finished this week, by project."""

    async def forget(self, who: Person) -> None:
        """Destroy what the open week holds of somebody; an open slot's marks go when it closes."""

    async def slots(self) -> Sequence[Slot]:
        """Return the slots of which something is still kept."""

    async def close_slot(self, slot: Slot) -> None:
        """Forget who answered a slot, and the key of its codes."""

    async def weeks(self) -> Sequence[tuple[str, str]]:
        """Return each project and ISO week ("2027-W02") of which something is kept."""

    async def figures(self, project: str, week: str) -> Figures:
        """Return the exact sums of a week, for the fold and for nothing else."""

    async def destroy(self, project: str, week: str) -> None:
        """Destroy a week of a project: salt, codes and counts."""

    async def sweep(self) -> bool:
        """Write the file afresh where anything was deleted; False where somebody is reading it."""

    async def close(self) -> None:
        """Let go of the memory file; what it holds stays for the next process."""
