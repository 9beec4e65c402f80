"""How every part of the durable store reads and writes: one short transaction at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.durable.engine import READ

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


class Transactions:
    """An engine and the workspace whose rows are meant."""

    def __init__(self, engine: AsyncEngine, workspace: str) -> None:
        self._engine = engine
        self._workspace = workspace

    @asynccontextmanager
    async def _read(self) -> AsyncIterator[AsyncConnection]:
        async with self._engine.connect() as connection:
            yield await connection.execution_options(**{READ: True})

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[AsyncConnection]:
        async with self._engine.begin() as connection:
            yield connection

    def _insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Return an INSERT that can say what to do on a conflict; both dialects spell it alike."""
        if self._engine.dialect.name == "postgresql":
            # 70 ms to import, with all its drivers, and a SQLite file needs none of it.
            from sqlalchemy.dialects import postgresql

            return postgresql.insert(table)
        return sqlite.insert(table)
