"""A look at the projects from outside a bot: nothing is made, nothing is changed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from bot.core.project import Project
from bot.store.durable import DurableStore
from bot.store.durable.engine import READ, engine_for
from bot.store.errors import StoreError
from bot.store.migrations import standing


async def projects(url: str) -> tuple[Project, ...]:
    """Return the projects that have not ended, as they are and as they are to become.

    None where there is no database, or none that this version can read: who asks can do without.
    """
    if not _there(url):
        return ()
    try:
        engine = engine_for(url)
    except StoreError:
        return ()
    try:
        async with engine.connect() as connection:
            reading = await connection.execution_options(**{READ: True})
            if await reading.run_sync(standing) != "current":
                return ()
        found = await DurableStore(engine, "").projects()
    except (StoreError, DBAPIError, OSError):
        return ()
    finally:
        await engine.dispose()
    alive = [each for each in found if each.state != "ended"]
    both = [project for each in alive for project in (each.project, each.meant)]
    return tuple(dict.fromkeys(both))


def _there(url: str) -> bool:
    """Whether this is a server's address, or a file that is there: opening one would make it."""
    if "://" not in url:
        return Path(url).is_file()
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        return False
    return not address.drivername.startswith("sqlite") or Path(address.database or "").is_file()
