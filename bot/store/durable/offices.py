"""What HR's forms and figures need: forms being filled in, how many were invited."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, or_, select

from bot.store.durable import tables
from bot.store.durable.transactions import Transactions

_draft, _invited = tables.draft, tables.invited


class Offices(Transactions):
    """The forms of a workspace, and the numbers of people that its projects invited."""

    async def keep_draft(self, name: str, document: str, now: datetime) -> None:
        """Keep a form as far as it is filled in."""
        content = {"document": document, "touched": now}
        keep = (
            self._insert(_draft)
            .values(workspace=self._workspace, id=name, **content)
            .on_conflict_do_update(index_elements=["workspace", "id"], set_=content)
        )
        async with self._write() as connection:
            await connection.execute(keep)

    async def draft(self, name: str) -> str | None:
        """Return a form that was kept."""
        query = select(_draft.c.document).where(
            _draft.c.workspace == self._workspace, _draft.c.id == name
        )
        async with self._read() as connection:
            found: str | None = await connection.scalar(query)
            return found

    async def drop_drafts(self, before: datetime, name: str | None = None) -> None:
        """Forget the forms that nobody touched since `before`, and the one called `name`."""
        old = _draft.c.touched < before
        these = old if name is None else or_(old, _draft.c.id == name)
        async with self._read() as connection:
            there = select(_draft.c.id).where(_draft.c.workspace == self._workspace, these)
            if (await connection.execute(there.limit(1))).first() is None:
                return
        async with self._write() as connection:
            await connection.execute(
                delete(_draft).where(_draft.c.workspace == self._workspace, these)
            )

    async def freeze(self, project: str, arm: str, period: int, count: int) -> bool:
        """Write how many an arm invites in a period, once; False where that was known."""
        row = {
            "workspace": self._workspace,
            "project": project,
            "arm": arm,
            "period": period,
            "count": count,
        }
        known = select(_invited.c.count).where(
            *(_invited.c[name] == row[name] for name in ("workspace", "project", "arm", "period"))
        )
        insert = self._insert(_invited).on_conflict_do_nothing().returning(_invited.c.arm)
        async with self._write() as connection:
            # SQLite's guard of the table speaks before a conflict does.
            if (await connection.execute(known)).first() is not None:
                return False
            return (await connection.execute(insert, row)).first() is not None

    async def invited(self, project: str) -> Mapping[tuple[str, int], int]:
        """Return how many were invited, by arm and period."""
        query = select(_invited).where(
            _invited.c.workspace == self._workspace, _invited.c.project == project
        )
        async with self._read() as connection:
            rows = await connection.execute(query)
            return {(row.arm, row.period): row._mapping["count"] for row in rows}
