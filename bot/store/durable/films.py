"""Which figures lie in a workspace of Slack as files."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, select

from bot.service.films import Uploaded
from bot.store.durable import tables
from bot.store.durable.transactions import Transactions

_film = tables.film


class Films(Transactions):
    """The copies of figures that were uploaded, by the name of what is in them.

    A file belongs to one workspace of Slack, so the caller says by its id which one is meant: a bot
    that gets another token finds none, and uploads anew.
    """

    async def films(self, team: str) -> Mapping[str, Uploaded]:
        """Return what was uploaded to a workspace, by content."""
        query = select(_film.c.content, _film.c.file, _film.c.ready).where(
            _film.c.workspace == team
        )
        async with self._read() as connection:
            rows = await connection.execute(query)
            return {row.content: Uploaded(row.file, row.ready) for row in rows}

    async def film_teams(self) -> list[str]:
        """Return the workspaces to which something was uploaded."""
        query = select(_film.c.workspace).distinct().order_by(_film.c.workspace)
        async with self._read() as connection:
            return list(await connection.scalars(query))

    async def keep_film(self, team: str, content: str, uploaded: Uploaded) -> None:
        """Write which file a content lies in, in place of what was known of it."""
        row = {"file": uploaded.file, "ready": uploaded.ready}
        insert = self._insert(_film).values(workspace=team, content=content, **row)
        write = insert.on_conflict_do_update(index_elements=["workspace", "content"], set_=row)
        async with self._write() as connection:
            await connection.execute(write)

    async def drop_film(self, team: str, content: str) -> None:
        """Forget a copy that Slack no longer has."""
        remove = delete(_film).where(_film.c.workspace == team, _film.c.content == content)
        async with self._write() as connection:
            await connection.execute(remove)
