"""Reminders that somebody asked for: where to answer and when, until they are said or die."""

from __future__ import annotations

import secrets
import sqlite3
from datetime import UTC, date, datetime

from bot.core.fields import LANGUAGES
from bot.core.project import Slot
from bot.service import Reminder
from bot.store.week.memory import Memory


class Reminding:
    """The reminders in a memory file, in one thread."""

    def __init__(self, memory: Memory) -> None:
        self._connection = memory.connection

    def remind(self, reminder: Reminder) -> None:
        """Keep a reminder; the same address has one at a time, the last one asked for."""
        slot = reminder.slot
        place = (slot.project, slot.arm, slot.on.isoformat(), slot.pause) if slot else (None,) * 4
        times = (_seconds(reminder.due), _seconds(reminder.dies), _seconds(reminder.closes))
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM reminder WHERE address = ?", (reminder.address,))
            connection.execute(
                "INSERT INTO reminder VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (secrets.token_bytes(16), reminder.address, *times, reminder.language, *place),
            )

    def reminders(self, now: datetime) -> list[Reminder]:
        """Take out what is due, so that it is said at most once; leave out what has died."""
        at = int(now.timestamp())
        with self._connection as connection:
            connection.execute("BEGIN IMMEDIATE")
            rows = connection.execute(
                "SELECT address, due, dies, closes, language, project, arm, on_date, pause"
                " FROM reminder WHERE due <= ? ORDER BY due, id",
                (at,),
            ).fetchall()
            connection.execute("DELETE FROM reminder WHERE due <= ?", (at,))
        return [_reminder(row) for row in rows if row[2] > at]


def _reminder(row: sqlite3.Row | tuple[object, ...]) -> Reminder:
    address, due, dies, closes, language, project, arm, on, pause = row
    return Reminder(
        address=str(address),
        due=_instant(due),
        dies=_instant(dies),
        closes=None if closes is None else _instant(closes),
        slot=None
        if project is None
        else Slot(str(project), str(arm), date.fromisoformat(str(on)), int(str(pause))),
        language=next(known for known in LANGUAGES if known == language),
    )


def _seconds(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp())


def _instant(seconds: object) -> datetime:
    return datetime.fromtimestamp(int(str(seconds)), UTC)
