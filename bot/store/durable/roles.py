"""Roles: who may do what; the only table that knows a user."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, delete, exists, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.service import Deed, Role
from bot.store.durable import tables
from bot.store.durable.deeds import Deeds

_role = tables.role


class Roles(Deeds):
    """The roles of a workspace, one for each user who holds any."""

    async def roles(self) -> Mapping[str, Role]:
        """Return the role of each user who holds one."""
        async with self._read() as connection:
            rows = await connection.execute(
                select(_role.c.user, _role.c.role)
                .where(_role.c.workspace == self._workspace)
                .order_by(_role.c.user)
            )
            return {row.user: row.role for row in rows}

    async def seed_roles(self, roles: Mapping[str, Role]) -> None:
        """Write the roles of the settings, only where nobody holds a role yet."""
        rows = [
            {"workspace": self._workspace, "user": user, "role": name}
            for user, name in sorted(roles.items())
        ]
        async with self._write() as connection:
            held = select(exists().where(_role.c.workspace == self._workspace))
            if rows and not await connection.scalar(held):
                await connection.execute(self._insert(_role).on_conflict_do_nothing(), rows)

    async def give(self, user: str, role: Role, deed: Deed) -> bool:
        """Give somebody a role; False where they hold one already."""
        async with self._write() as connection:
            return await self._give(connection, user, role, deed)

    async def claim_hr(self, user: str, deed: Deed) -> bool:
        """Give HR to somebody who has no role; False where anybody holds HR."""
        async with self._write() as connection:
            await self._alone(connection)
            if await self._holders(connection):
                return False
            return await self._give(connection, user, "hr", deed)

    async def take_away(self, user: str, deed: Deed) -> bool:
        """Take somebody's role; False where they hold none, or are the last of HR."""
        async with self._write() as connection:
            await self._alone(connection)
            last = await self._holders(connection) == 1
            these = self._held_by(user)
            if last:
                these = and_(these, _role.c.role != "hr")
            if (await connection.execute(delete(_role).where(these))).rowcount != 1:
                return False
            await self._note(connection, deed)
            return True

    async def _give(self, connection: AsyncConnection, user: str, role: Role, deed: Deed) -> bool:
        row = {"workspace": self._workspace, "user": user, "role": role}
        insert = self._insert(_role).on_conflict_do_nothing().returning(_role.c.user)
        if (await connection.execute(insert, row)).first() is None:
            return False
        await self._note(connection, deed)
        return True

    async def _holders(self, connection: AsyncConnection) -> int:
        of_hr = and_(_role.c.workspace == self._workspace, _role.c.role == "hr")
        return int(await connection.scalar(select(func.count()).where(of_hr)) or 0)

    async def _alone(self, connection: AsyncConnection) -> None:
        """Let nobody else change roles meanwhile; SQLite's writers are alone as it is."""
        if connection.dialect.name == "postgresql":
            await connection.execute(text('LOCK TABLE "role" IN EXCLUSIVE MODE'))

    def _held_by(self, user: str) -> ColumnElement[bool]:
        return and_(_role.c.workspace == self._workspace, _role.c.user == user)
