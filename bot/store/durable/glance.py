"""A look at the projects from outside a bot: nothing is made, nothing is changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.core.project import Project
from bot.service import alive
from bot.store.durable import DurableStore
from bot.store.durable.engine import READ, engine_for
from bot.store.errors import StoreError
from bot.store.migrations import standing

T = TypeVar("T")


async def projects(url: str) -> tuple[Project, ...]:
    """Return the projects that have not ended, as they are and as they are to become.

    Nothing where there is no database, or none that this version can read: who asks can do without.
    """
    return alive(await _looked(url, lambda store: store.projects()) or ())


async def uploads(url: str) -> dict[str, bool]:
    """Return which figures lie in Slack, in any workspace, and whether Slack has looked at them.

    Nothing where there is no database, as with `projects`.
    """
    return await _looked(url, _uploads) or {}


async def _uploads(store: DurableStore) -> dict[str, bool]:
    return {
        content: copy.ready
        for team in await store.film_teams()
        for content, copy in (await store.films(team)).items()
    }


async def _looked(url: str, use: Callable[[DurableStore], Awaitable[T]]) -> T | None:
    if not _there(url):
        return None
    try:
        engine = engine_for(url)
    except StoreError:
        return None
    try:
        async with engine.connect() as connection:
            reading = await connection.execution_options(**{READ: True})
            if await reading.run_sync(standing) != "current":
                return None
        return await use(DurableStore(engine, ""))
    except (StoreError, DBAPIError, OSError):
        return None
    finally:
        await engine.dispose()


def _there(url: str) -> bool:
    """Whether this is a server's address, or a file that is there: opening one would make it."""
    if "://" not in url:
        return Path(url).is_file()
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        return False
    return not address.drivername.startswith("sqlite") or Path(address.database or "").is_file()
