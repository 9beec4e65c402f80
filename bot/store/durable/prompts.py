"""Prompts: planned once for each slot and place, sent at most once, tallied for good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.effects import Due, Reason, Send
from bot.core.project import Slot
from bot.core.subscription import is_subscription
from bot.core.week import iso_week
from bot.service import Claim, Outcome
from bot.store.durable import tables
from bot.store.durable.transactions import Transactions

log = structlog.get_logger("bot.store.durable")

Key = tuple[str, str, str, str]
"""What a tally is kept by: project, arm, ISO week, outcome."""

_project, _claim, _tally = tables.project, tables.claim, tables.tally
_SLOT = (_claim.c.project, _claim.c.arm, _claim.c.on_date, _claim.c.pause)
_LATE: Reason = "too-late"


class Prompts(Transactions):
    """The claims of a workspace and the tally of what became of them.

    Each change of a claim and its tally are one transaction, so that at every moment what was
    planned is the sum of sent, held back, unknown and still open. Claims of subscribers are not
    tallied: exact numbers of direct messages are for the open week alone.
    """

    def __init__(self, engine: AsyncEngine, workspace: str) -> None:
        super().__init__(engine, workspace)
        self._unswept = engine.dialect.name == "sqlite"

    async def plan(self, project: str, since: datetime, now: datetime, due: Iterable[Due]) -> bool:
        """Write what is due between `since` and `now`, all or nothing.

        False, and nothing written, where another tick has already moved `seen` past `since`, where
        `now` lies before `seen`, or where the project has ended.
        """
        # By slot and place, because one statement may not write a row twice.
        rows = {(effect.slot, effect.place): self._row(effect) for effect in due}
        seen = (
            update(_project)
            .where(
                _project.c.workspace == self._workspace,
                _project.c.id == project,
                _project.c.state != "ended",
                _project.c.seen <= since,
                _project.c.seen <= now,
            )
            .values(seen=now)
        )
        async with self._write() as connection:
            if (await connection.execute(seen)).rowcount != 1:
                return False
            if rows:
                await self._plan_all(connection, list(rows.values()))
            return True

    async def waiting(self) -> Sequence[Claim]:
        """Return the claims that are planned and not yet being sent, by due time."""
        return await self._claims(_claim.c.state == "planned")

    async def take(self, claim: Claim, now: datetime) -> bool:
        """Move a claim from *planned* to *sending*; True for exactly one caller."""
        async with self._write() as connection:
            return await self._move(connection, claim, "planned", state="sending", taken=now)

    async def settle(self, claim: Claim, outcome: Outcome) -> bool:
        """Write what became of a claim that was taken, and tally it; True for exactly one caller.

        A claim that lapsed in the meantime stays *unknown*.
        """
        return await self._finish(claim, "sending", outcome)

    async def release(self, claim: Claim) -> None:
        """Move a claim that was taken back to *planned*: Slack refused it clearly, for now."""
        async with self._write() as connection:
            await self._move(connection, claim, "sending", state="planned", taken=None)

    async def drop(self, claim: Claim, reason: Reason) -> bool:
        """Hold back a claim that is still planned, and tally why; True for exactly one caller."""
        return await self._finish(claim, "planned", Outcome("held", reason=reason))

    async def lapse(self, before: datetime) -> Sequence[tuple[Slot, str]]:
        """Make every claim taken before `before` and never settled *unknown*; return each."""
        async with self._write() as connection:
            return await self._give_up(connection, "sending", _claim.c.taken < before)

    async def expire(self, before: datetime) -> Sequence[tuple[Slot, str]]:
        """Hold back as *too-late* every claim due before `before` that nobody took; return each."""
        async with self._write() as connection:
            return await self._give_up(connection, "planned", _claim.c.due < before)

    async def closing(self, now: datetime) -> Sequence[Claim]:
        """Return sent claims whose slot has closed and whose post is still to be taken back."""
        return await self._claims(
            _claim.c.state == "sent",
            _claim.c.ts.is_not(None),
            _claim.c.gone.is_(False),
            _claim.c.closes <= now,
        )

    async def closed(self, claim: Claim) -> None:
        """Note that a post was taken back, or that it was tried."""
        async with self._write() as connection:
            await self._move(connection, claim, "sent", gone=True)

    async def purge(self, before: datetime) -> int:
        """Delete claims that were due before `before`; return how many.

        What is still open by then is tallied first: *too-late* where nobody took it, *unknown*
        where somebody did. The write-ahead log is emptied too: it would keep what was deleted.
        """
        old = _claim.c.due < before
        async with self._write() as connection:
            await self._give_up(connection, "planned", old)
            await self._give_up(connection, "sending", old)
            gone = await connection.execute(delete(_claim).where(self._ours(_claim), old))
        if gone.rowcount or self._unswept:
            await self._forget_log()
        return gone.rowcount

    async def tally(self, project: str) -> Mapping[str, int]:
        """Return what became of a project's prompts: *sent*, *unknown* and *held:reason*."""
        counts = await self._tallied(project)
        return {outcome: n for outcome, n in counts.items() if outcome != "planned"}

    async def planned(self, project: str) -> int:
        """Return how many prompts were ever planned: the sum of the tally and of what is open."""
        return (await self._tallied(project)).get("planned", 0)

    async def delivered(self, project: str) -> Mapping[tuple[str, str, str], int]:
        """Return what became of a project's prompts, by arm, ISO week and outcome."""
        query = select(_tally).where(self._ours(_tally), _tally.c.project == project)
        async with self._read() as connection:
            rows = await connection.execute(query.order_by(*_tally.primary_key))
            return {(row.arm, row.week, row.outcome): row._mapping["count"] for row in rows}

    async def totals(self) -> Mapping[str, int]:
        """Return what became of all projects' prompts: as `tally`, and *planned* beside it."""
        return await self._tallied()

    def _ours(self, table: Any) -> ColumnElement[bool]:
        return table.c.workspace == self._workspace  # type: ignore[no-any-return]  # columns by name

    def _row(self, effect: Due) -> dict[str, Any]:
        return {
            "workspace": self._workspace,
            "project": effect.slot.project,
            "arm": effect.slot.arm,
            "on_date": effect.slot.on,
            "pause": effect.slot.pause,
            "place": effect.place,
            "due": effect.due,
            "until": effect.until if isinstance(effect, Send) else effect.due,
            "closes": effect.closes if isinstance(effect, Send) else effect.due,
            "goes": effect.goes if isinstance(effect, Send) else None,
            "state": "planned" if isinstance(effect, Send) else "held",
            "reason": None if isinstance(effect, Send) else effect.reason,
        }

    async def _plan_all(self, connection: AsyncConnection, rows: list[dict[str, Any]]) -> None:
        """Insert the claims nobody has made yet, and tally those and no others."""
        insert = self._insert(_claim).on_conflict_do_nothing()
        fresh = await connection.execute(insert.returning(*_SLOT, _claim.c.reason), rows)
        counts: Counter[Key] = Counter()
        for row in fresh:
            slot = Slot(row.project, row.arm, row.on_date, row.pause)
            counts[_key(slot, "planned")] += 1
            if row.reason is not None:
                counts[_key(slot, f"held:{row.reason}")] += 1
        await self._count(connection, counts)

    async def _claims(self, *conditions: ColumnElement[bool]) -> Sequence[Claim]:
        query = select(_claim).where(self._ours(_claim), *conditions)
        async with self._read() as connection:
            rows = await connection.execute(query.order_by(_claim.c.due, *_SLOT, _claim.c.place))
            return [
                Claim(
                    Slot(row.project, row.arm, row.on_date, row.pause),
                    row.place,
                    row.due,
                    row.until,
                    row.closes,
                    row.ts,
                    row.goes,
                )
                for row in rows
            ]

    async def _finish(self, claim: Claim, state: str, outcome: Outcome) -> bool:
        if (outcome.result == "held") != (outcome.reason is not None):
            raise ValueError("a prompt is held back for a reason, and for no other is there one")
        name = outcome.result if outcome.reason is None else f"held:{outcome.reason}"
        values = {"state": outcome.result, "reason": outcome.reason, "ts": outcome.ts}
        async with self._write() as connection:
            if not await self._move(connection, claim, state, **values):
                return False
            if not is_subscription(claim.place):
                await self._count(connection, {_key(claim.slot, name): 1})
            return True

    async def _move(
        self, connection: AsyncConnection, claim: Claim, was: str, **values: object
    ) -> bool:
        """Change a claim that is in state `was`; the database says who is first."""
        change = update(_claim).where(self._this(claim), _claim.c.state == was).values(**values)
        return (await connection.execute(change)).rowcount == 1

    def _this(self, claim: Claim) -> ColumnElement[bool]:
        return and_(
            self._ours(_claim),
            _claim.c.project == claim.slot.project,
            _claim.c.arm == claim.slot.arm,
            _claim.c.on_date == claim.slot.on,
            _claim.c.pause == claim.slot.pause,
            _claim.c.place == claim.place,
        )

    async def _give_up(
        self, connection: AsyncConnection, state: str, which: ColumnElement[bool]
    ) -> list[tuple[Slot, str]]:
        """Finish all open claims of `which`: *sending* becomes unknown, *planned* held back."""
        held = state == "planned"
        outcome = f"held:{_LATE}" if held else "unknown"
        values = {"state": "held", "reason": _LATE} if held else {"state": "unknown"}
        changed = await connection.execute(
            update(_claim)
            .where(self._ours(_claim), _claim.c.state == state, which)
            .values(**values)
            .returning(*_SLOT, _claim.c.place)
        )
        given_up = [(Slot(*slot), place) for *slot, place in changed]
        counts = Counter(
            _key(slot, outcome) for slot, place in given_up if not is_subscription(place)
        )
        await self._count(connection, counts)
        return given_up

    async def _count(self, connection: AsyncConnection, counts: Mapping[Key, int]) -> None:
        insert = self._insert(_tally)
        add = insert.on_conflict_do_update(
            index_elements=[column.name for column in _tally.primary_key],
            set_={"count": _tally.c["count"] + insert.excluded["count"]},
        )
        names = ("project", "arm", "week", "outcome")
        # Always in the same order, or two transactions on PostgreSQL could wait for each other.
        for key, n in sorted(counts.items()):
            row = dict(zip(names, key, strict=True))
            await connection.execute(add, {"workspace": self._workspace, **row, "count": n})

    async def _tallied(self, project: str | None = None) -> Mapping[str, int]:
        these = self._ours(_tally)
        query = (
            select(_tally.c.outcome, func.sum(_tally.c["count"]))
            .where(these if project is None else and_(these, _tally.c.project == project))
            .group_by(_tally.c.outcome)
            .order_by(_tally.c.outcome)
        )
        async with self._read() as connection:
            return {outcome: int(n) for outcome, n in await connection.execute(query)}

    async def _forget_log(self) -> None:
        """Empty the write-ahead log of what was deleted, or do so at the next purge."""
        self._unswept = self._engine.dialect.name == "sqlite" and not await self._sweep()

    async def _sweep(self) -> bool:
        """Empty the write-ahead log; False where a reader was in the way, to be tried again."""
        async with self._engine.connect() as connection:
            driver = (await connection.get_raw_connection()).driver_connection
            assert driver is not None
            cursor = await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, _, _ = await cursor.fetchone()
            await cursor.close()
        if busy:
            log.warning("the log of the database could not be emptied yet: somebody is reading it")
        return not busy


def _key(slot: Slot, outcome: str) -> Key:
    return slot.project, slot.arm, iso_week(slot.on), outcome
