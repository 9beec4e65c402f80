"""What became of prompts in direct messages: exact numbers, so they die with the week."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.project import Slot
from bot.core.week import iso_week
from bot.store.week.memory import Memory


class Posting:
    """The numbers of messages in a memory file, by arm and outcome; nothing of a person."""

    def __init__(self, memory: Memory) -> None:
        self._connection = memory.connection

    def note(self, outcomes: Mapping[tuple[Slot, str], int]) -> None:
        """Add what became of prompts (*sent*, *unknown*, *held:reason*), except of a past week."""
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            for (slot, outcome), count in sorted(outcomes.items()):
                connection.execute(
                    "INSERT INTO message_count (project, week, arm, outcome, count)"
                    " SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS"
                    " (SELECT 1 FROM past WHERE project = ?1 AND week >= ?2)"
                    " ON CONFLICT DO UPDATE SET count = count + excluded.count",
                    (slot.project, iso_week(slot.on), slot.arm, outcome, count),
                )

    def noted(self, project: str, week: str) -> dict[tuple[str, str], int]:
        """Return what became of a week's prompts, by arm and outcome."""
        rows = self._connection.execute(
            "SELECT arm, outcome, count FROM message_count WHERE project = ? AND week = ?",
            (project, week),
        )
        return {(arm, outcome): count for arm, outcome, count in rows}
