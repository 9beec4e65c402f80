"""Answers to the effect question: a mark that somebody answered, and sums of what was answered.

No row holds both. What somebody answered is known of nobody, so that it stays in the sum when they
are forgotten.
"""

from __future__ import annotations

import sqlite3

from bot.core.events import Felt
from bot.core.project import Slot
from bot.core.week import iso_week


def feel(connection: sqlite3.Connection, slot: Slot, arm: str, mark: bytes, felt: Felt) -> None:
    """Add an answer to the sum of `arm`, if `mark` has not answered in the slot's week yet."""
    week = iso_week(slot.on)
    first = connection.execute(
        "INSERT INTO effect_mark (project, week, mark) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (slot.project, week, mark),
    )
    if first.rowcount == 1:
        connection.execute(
            "INSERT INTO effect_count (project, week, arm, answer, count) VALUES (?, ?, ?, ?, 1)"
            " ON CONFLICT DO UPDATE SET count = count + 1",
            (slot.project, week, arm, felt),
        )


def unmark(connection: sqlite3.Connection, project: str, week: str, mark: bytes) -> bool:
    """Destroy the mark that somebody answered in a week; say whether there was one."""
    gone = connection.execute(
        "DELETE FROM effect_mark WHERE project = ? AND week = ? AND mark = ?",
        (project, week, mark),
    )
    return gone.rowcount > 0
