"""What role holders did, written in the same transaction as the deed itself."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from itertools import count

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.service import Deed
from bot.store.durable import tables
from bot.store.durable.transactions import Transactions

_deed = tables.deed
# Of deeds at one instant, which only one process can do, the order is kept too.
_NUMBERS = count()


class Deeds(Transactions):
    """The deeds of a workspace; nothing here is ever changed."""

    async def deeds(self, skip: int, most: int) -> Sequence[Deed]:
        """Return what was done, the latest first."""
        query = (
            select(_deed)
            .where(_deed.c.workspace == self._workspace)
            .order_by(_deed.c.at.desc(), _deed.c.id.desc())
            .offset(skip)
            .limit(most)
        )
        async with self._read() as connection:
            rows = await connection.execute(query)
            return [Deed(row.at, row.user, row.what, row.project, row.about_user) for row in rows]

    async def _note(self, connection: AsyncConnection, deed: Deed | None) -> None:
        if deed is None:
            return
        await connection.execute(
            self._insert(_deed).values(
                workspace=self._workspace,
                id=f"{next(_NUMBERS):012}-{secrets.token_hex(8)}",
                at=deed.at,
                user=deed.user,
                what=deed.what,
                project=deed.project,
                about_user=deed.about,
            )
        )
