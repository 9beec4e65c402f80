"""Roles: who may do what; the only table that knows a user."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import exists, select

from bot.service import Role
from bot.store.durable import tables
from bot.store.durable.transactions import Transactions

_role = tables.role


class Roles(Transactions):
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
