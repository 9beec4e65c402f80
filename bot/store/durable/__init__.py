"""The durable store: projects, prompts and roles; it never learns who took part."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from bot.store.durable.announcements import Announcements
from bot.store.durable.engine import engine_for
from bot.store.durable.films import Films
from bot.store.durable.offices import Offices
from bot.store.durable.projects import Projects
from bot.store.durable.roles import Roles
from bot.store.durable.subscriptions import Subscriptions
from bot.store.errors import StoreError

__all__ = ["DurableStore", "open_store"]


class DurableStore(Projects, Subscriptions, Announcements, Roles, Offices, Films):
    """What is kept of one workspace, in SQLite or PostgreSQL."""

    async def close(self) -> None:
        """Let go of the database."""
        await self._engine.dispose()


async def open_store(url: str, workspace: str = "") -> DurableStore:
    """Open the database at `url` and bring its tables up to date.

    `url` is a path, `sqlite:///path` or `postgresql://…`. Raises StoreError, with a sentence for
    whoever runs the bot, where it cannot be opened or was made by a newer version.
    """
    # With Alembic, 170 ms to import: only for who opens a store.
    from bot.store.migrations import migrate

    engine = engine_for(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(migrate)
    except DBAPIError as error:
        await engine.dispose()
        raise StoreError(f"the database cannot be used: {error.orig}") from None
    except BaseException:
        await engine.dispose()
        raise
    return DurableStore(engine, workspace)
