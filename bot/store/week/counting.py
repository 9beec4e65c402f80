"""Counting in the open week: who did what becomes marks that fade, a code, and sums."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import structlog

from bot.core.events import Felt
from bot.core.project import Slot
from bot.core.week import iso_week
from bot.service import Person
from bot.store.week.codes import CODE, SALT, effect_mark, rounding_key, slot_mark, week_code
from bot.store.week.feeling import feel, unmark
from bot.store.week.figures import Figures, read_figures
from bot.store.week.memory import Memory

log = structlog.get_logger("bot.store.week")

TABLES = "slot person effect_mark slot_count step_count effect_count message_count week".split()
"""What is kept of a week; the week itself last, for others point to it."""
STEPS = 100
"""More exercises than a session can have: a higher step is a mistake, not a person."""


class Counting:
    """What the open week does with a memory file, in one thread; each method is one transaction."""

    def __init__(self, memory: Memory, secret: bytes) -> None:
        self._memory = memory
        self._connection = memory.connection
        self._secret = secret
        self._unswept = True

    def count(
        self,
        slot: Slot,
        who: Person,
        reached: int,
        finished: bool,
        moved: bool = False,
        felt: Felt | None = None,
    ) -> None:
        """Add what is new of a person's part in a slot; nothing where the slot has closed.

        Who moved on their own account did the slot's session, as who finished the walk did: the
        first counts, as does the first of the week of what somebody `felt`. Raises ValueError where
        `reached` is no number of exercises.
        """
        if not 0 <= reached <= STEPS:
            raise ValueError("reached is a number of exercises")
        with self._writing() as connection:
            opened = self._opened(slot)
            if opened is None:
                return
            key, marks = opened
            parts = ["finished"] if moved else _parts(reached, finished)
            codes = {slot_mark(self._secret, key, slot, who, part): part for part in parts}
            new = [part for code, part in codes.items() if self._is_new(marks, code)]
            if new:
                arm, code = self._person(slot, who, begins=moved or "start" in new)
                self._add(slot, arm, ["moved"] if moved else new)
                if "finished" in new:
                    connection.execute(
                        "UPDATE person SET sessions = sessions + 1"
                        " WHERE project = ? AND week = ? AND code = ?",
                        (slot.project, iso_week(slot.on), code),
                    )
            # The mark in the slot outlives *forget*: nobody answers twice in one pause.
            if felt and self._is_new(marks, slot_mark(self._secret, key, slot, who, "felt")):
                self._feel(slot, who, felt)
                new.append("felt")
            self._unswept |= bool(new)  # a page has its rows in the order in which they came

    def mine(self, who: Person) -> dict[str, int]:
        """Return the sessions somebody finished, by project, over the weeks that are open."""
        found: dict[str, int] = {}
        with self._writing() as connection:
            for project, week, salt in self._salts():
                code = week_code(self._secret, salt, project, who)
                row = connection.execute(
                    "SELECT sessions FROM person WHERE project = ? AND week = ? AND code = ?",
                    (project, week, code),
                ).fetchone()
                if row is not None:
                    found[project] = found.get(project, 0) + row[0]
        return found

    def forget(self, who: Person) -> None:
        """Destroy a person's codes. The marks of an open slot stay until it closes.

        Without them somebody could be forgotten and counted again in the same pause.
        """
        with self._writing() as connection:
            for project, week, salt in self._salts():
                code = week_code(self._secret, salt, project, who)
                gone = connection.execute(
                    "DELETE FROM person WHERE project = ? AND week = ? AND code = ?",
                    (project, week, code),
                )
                mark = effect_mark(self._secret, salt, project, who)
                self._unswept |= unmark(connection, project, week, mark) or gone.rowcount > 0
        self.sweep()

    def slots(self) -> list[Slot]:
        """Return the slots that still have a key."""
        rows = self._connection.execute(
            "SELECT project, arm, on_date, pause FROM slot WHERE key IS NOT NULL"
            " ORDER BY on_date, project, arm, pause"
        )
        return [Slot(row[0], row[1], date.fromisoformat(row[2]), row[3]) for row in rows]

    def close_slot(self, slot: Slot) -> None:
        """Destroy a slot's key and marks, and remember that it has closed, until the week ends."""
        week = iso_week(slot.on)
        with self._writing() as connection:
            self._forget_marks("project = ? AND arm = ? AND on_date = ? AND pause = ?", _key(slot))
            if not self._is_past(slot.project, week):
                connection.execute(
                    "INSERT INTO slot (project, arm, on_date, pause, week) VALUES (?, ?, ?, ?, ?)"
                    " ON CONFLICT DO NOTHING",
                    (*_key(slot), week),
                )
        self.sweep()

    def weeks(self) -> list[tuple[str, str]]:
        """Return the projects and weeks of which there is anything, a closed slot included."""
        return self._connection.execute(
            "SELECT project, week FROM week UNION SELECT project, week FROM slot"
            " UNION SELECT project, week FROM message_count ORDER BY 1, 2"
        ).fetchall()

    def destroy(self, project: str, week: str) -> None:
        """Destroy all that is kept of a week, and count nothing more in it or before it."""
        with self._writing() as connection:
            self._forget_marks("project = ? AND week = ?", (project, week))
            for table in TABLES:
                connection.execute(
                    f"DELETE FROM {table} WHERE project = ? AND week = ?",  # noqa: S608 - a name above
                    (project, week),
                )
            connection.execute(
                "INSERT INTO past (project, week) VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET week = max(week, excluded.week)",
                (project, week),
            )
        self._unswept = True
        self.sweep()

    def figures(self, project: str, week: str) -> Figures:
        """Return the sums of a week: numbers of people, no code, and what rounds them."""
        with self._writing("BEGIN") as connection:
            key = rounding_key(self._secret, self._memory.luck)
            return read_figures(connection, project, week, key)

    def sweep(self) -> bool:
        """Write the file afresh, without copies or order; False where somebody is reading it."""
        if self._unswept:
            try:
                self._connection.execute("VACUUM")
            except sqlite3.OperationalError as error:
                # What matters was overwritten when it was deleted.
                log.warning("the open week could not be swept yet", because=str(error))
            else:
                self._unswept = False
        return not self._unswept

    def close(self) -> None:
        """Let go of the memory file."""
        self._memory.close()

    @contextmanager
    def _writing(self, begin: str = "BEGIN IMMEDIATE") -> Iterator[sqlite3.Connection]:
        self._connection.execute(begin)
        try:
            yield self._connection
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _opened(self, slot: Slot) -> tuple[bytes, bytes] | None:
        """Return the key of a slot and the name of its marks, made at the first press; or None."""
        week = iso_week(slot.on)
        if self._is_past(slot.project, week):
            return None
        row: tuple[bytes | None, bytes] | None = self._connection.execute(
            "SELECT key, marks FROM slot"
            " WHERE project = ? AND arm = ? AND on_date = ? AND pause = ?",
            _key(slot),
        ).fetchone()
        if row is not None:
            return None if row[0] is None else (row[0], row[1])
        key, marks = secrets.token_bytes(SALT), secrets.token_bytes(CODE)
        self._connection.execute(
            "INSERT INTO slot (project, arm, on_date, pause, week, key, marks)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (*_key(slot), week, key, marks),
        )
        self._connection.execute(
            "INSERT INTO week (project, week, salt) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (slot.project, week, secrets.token_bytes(SALT)),
        )
        return key, marks

    def _salts(self) -> list[tuple[str, str, bytes]]:
        return self._connection.execute("SELECT project, week, salt FROM week").fetchall()

    def _is_past(self, project: str, week: str) -> bool:
        row = self._connection.execute(
            "SELECT 1 FROM past WHERE project = ? AND week >= ?", (project, week)
        ).fetchone()
        return row is not None

    def _is_new(self, marks: bytes, code: bytes) -> bool:
        added = self._connection.execute(
            "INSERT INTO mark (marks, mark) VALUES (?, ?) ON CONFLICT DO NOTHING", (marks, code)
        )
        return added.rowcount == 1

    def _person(self, slot: Slot, who: Person, begins: bool) -> tuple[str, bytes]:
        """Return the arm somebody counts under, first pressed this week, and their code.

        Only who begins is written down: who asked to be forgotten may still be on the way.
        """
        week = iso_week(slot.on)
        code = week_code(self._secret, self._salt(slot), slot.project, who)
        if begins:
            self._connection.execute(
                "INSERT INTO person (project, week, code, arm) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (slot.project, week, code, slot.arm),
            )
        return self._arm(slot, code) or slot.arm, code

    def _arm(self, slot: Slot, code: bytes) -> str | None:
        """The arm a person counts under this week; None for who does not, or was forgotten."""
        row = self._connection.execute(
            "SELECT arm FROM person WHERE project = ? AND week = ? AND code = ?",
            (slot.project, iso_week(slot.on), code),
        ).fetchone()
        return None if row is None else str(row[0])

    def _feel(self, slot: Slot, who: Person, felt: Felt) -> None:
        """Add the answer of somebody who counts this week."""
        whose = self._secret, self._salt(slot), slot.project, who
        if (arm := self._arm(slot, week_code(*whose))) is not None:
            feel(self._connection, slot, arm, effect_mark(*whose), felt)

    def _salt(self, slot: Slot) -> bytes:
        (salt,) = self._connection.execute(
            "SELECT salt FROM week WHERE project = ? AND week = ?",
            (slot.project, iso_week(slot.on)),
        ).fetchone()
        return bytes(salt)

    def _add(self, slot: Slot, arm: str, new: list[str]) -> None:
        """Add one to the sum of each new part, each in its own margin."""
        week = iso_week(slot.on)
        self._connection.execute(
            "INSERT INTO slot_count"
            " (project, week, arm, on_date, pause, starts, completions, moved)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " starts = starts + excluded.starts, completions = completions + excluded.completions,"
            " moved = moved + excluded.moved",
            (
                *(slot.project, week, arm, slot.on.isoformat(), slot.pause),
                *("start" in new, "finished" in new, "moved" in new),
            ),
        )
        self._connection.executemany(
            "INSERT INTO step_count (project, week, arm, step, reached) VALUES (?, ?, ?, ?, 1)"
            " ON CONFLICT DO UPDATE SET reached = reached + 1",
            [(slot.project, week, arm, int(part)) for part in new if part.isdecimal()],
        )

    def _forget_marks(self, which: str, values: tuple[object, ...]) -> None:
        """Delete the marks of some slots, and the keys without which they mean nothing."""
        self._connection.execute(
            f"DELETE FROM mark WHERE marks IN (SELECT marks FROM slot WHERE {which})",  # noqa: S608 - our own words
            values,
        )
        forgotten = self._connection.execute(
            f"UPDATE slot SET key = NULL, marks = NULL WHERE key IS NOT NULL AND {which}",  # noqa: S608 - our own words
            values,
        )
        self._unswept |= forgotten.rowcount > 0


def _parts(reached: int, finished: bool) -> list[str]:
    return ["start", *map(str, range(1, reached + 1)), *["finished"] * finished]


def _key(slot: Slot) -> tuple[str, str, str, int]:
    return slot.project, slot.arm, slot.on.isoformat(), slot.pause
