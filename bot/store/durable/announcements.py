"""Where a project was announced: each channel once, whatever happens in between."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from bot.service import Said
from bot.store.durable import tables
from bot.store.durable.transactions import Transactions

_announced = tables.announced


class Announcements(Transactions):
    """The channels that have heard of a project."""

    async def announced(self, project: str) -> Mapping[str, Said]:
        """Return the channels in which a project was announced, or its HR asked to let us in."""
        query = select(_announced.c.place, _announced.c.state).where(
            _announced.c.workspace == self._workspace, _announced.c.project == project
        )
        async with self._read() as connection:
            return {row.place: row.state for row in await connection.execute(query)}

    async def announce(self, project: str, place: str, said: Said) -> bool:
        """Write that a project is announced in a channel; False where that is what it says.

        The caller says it afterwards: a crash in between costs an announcement, never two.
        """
        row = {"workspace": self._workspace, "project": project, "place": place, "state": said}
        insert = self._insert(_announced).values(**row)
        write = insert.on_conflict_do_update(
            index_elements=["workspace", "project", "place"],
            set_={"state": said},
            where=_announced.c.state != said,
        ).returning(_announced.c.place)
        async with self._write() as connection:
            return (await connection.execute(write)).first() is not None
