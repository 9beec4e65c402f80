"""What the bot keeps: the database, the open week, the secret, and who holds a role."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.project import Project
from bot.doctor import machine
from bot.doctor.verdict import Verdict, error, ok, warning
from bot.service import Altered, Role, unaltered
from bot.settings import Settings
from bot.store.durable import DurableStore
from bot.store.durable.engine import READ, engine_for
from bot.store.errors import StoreError
from bot.store.migrations import standing
from bot.store.secret import MINIMUM, NAME, load_secret
from bot.store.week import place

LITTLE_ROOM = 100 * 1024**2
"""Bytes of room on the disk below which somebody should know."""

AGAIN = "Start the bot once: `pauzebot run` brings the database up to date. Make a backup first."


@dataclass(frozen=True)
class Kept:
    """What was found in the database: verdicts, roles, and the projects that run."""

    verdicts: Sequence[Verdict]
    roles: Mapping[str, Role] = field(default_factory=dict)
    running: Sequence[Project] = ()


def data(settings: Settings) -> list[Verdict]:
    """Examine the directory that is kept."""
    where = settings.data
    if not where.exists():
        return [ok("data", f"{where.resolve()} is made at the first start")]
    if not (where.is_dir() and os.access(where, os.W_OK | os.X_OK)):
        todo = "Give it to the user that runs the bot, or name another one in PAUZEBOT_DATA."
        return [error("data", f"{where.resolve()} cannot be written", todo)]
    if shutil.disk_usage(where).free < LITTLE_ROOM:
        return [warning("data", f"the disk under {where.resolve()} is almost full", "Make room.")]
    return [ok("data", str(where.resolve()))]


async def database(settings: Settings, today: date) -> Kept:
    """Examine the database without changing it, and read what the other examinations need."""
    file = _file(settings.database_url)
    if file is not None and not file.exists():
        return Kept([ok("database", "made at the first start")])
    engine = None
    try:
        engine = engine_for(settings.database_url)
        async with engine.connect() as connection:
            reading = await connection.execution_options(**{READ: True})
            verdict, usable = await _verdict(reading)
        if not usable:
            return Kept([verdict])
        store = DurableStore(engine, "")
        filed = await store.projects()
        running = [
            each.project for each in filed if each.state == "running" and each.project.ends >= today
        ]
        chains = [await _chain(store, each.project.id) for each in filed]
        verdicts = [verdict, *(each for each in chains if each is not None)]
        return Kept(verdicts, await store.roles(), running)
    except StoreError as problem:
        return Kept([error("database", str(problem), "Look at DATABASE_URL and PAUZEBOT_DATA.")])
    except (DBAPIError, OSError) as problem:
        said = f"cannot be reached ({type(problem).__name__})"
        return Kept([error("database", said, "See whether it runs, and look at DATABASE_URL.")])
    finally:
        if engine is not None:
            await engine.dispose()


async def _chain(store: DurableStore, project: str) -> Verdict | None:
    """Say where releases are not as they were published."""
    try:
        unaltered(await store.releases(project))
    except Altered as problem:
        todo = "See who else can write to the database."
        return error("releases", str(problem), todo)
    return None


async def _verdict(connection: AsyncConnection) -> tuple[Verdict, bool]:
    found = await connection.run_sync(standing)
    if found == "newer":
        todo = "Install that version again, or restore the backup from before the update."
        return error("database", "made by a newer version of Pauzebot", todo), False
    if found == "older":
        return warning("database", "made by an older version of Pauzebot", AGAIN), False
    if found == "new":
        return ok("database", "empty; its tables are made at the first start"), False
    if connection.dialect.name != "sqlite":
        return ok("database", "PostgreSQL, up to date"), True
    journal = (await connection.execute(text("PRAGMA journal_mode"))).scalar()
    erases = (await connection.execute(text("PRAGMA secure_delete"))).scalar()
    if (journal, erases) != ("wal", 1):
        todo = "Use a SQLite that can both; the one Python is built with can."
        return error("database", f"journal {journal}, secure_delete {erases}", todo), True
    return ok("database", "SQLite, up to date; write-ahead log, deleted rows overwritten"), True


def _file(url: str) -> Path | None:
    """Return the file of a SQLite address, None for a server."""
    if "://" not in url:
        return Path(url)
    kind, _, path = url.partition(":///")
    return Path(path) if kind.startswith("sqlite") and path else None


def open_week(
    settings: Settings, environ: Mapping[str, str], root: Path = machine.ROOT
) -> list[Verdict]:
    """Examine where the open week lies."""
    try:
        where = place.choose(settings.open_week, str(settings.data.resolve()), environ)
    except StoreError as problem:
        todo = "Leave PAUZEBOT_OPEN_WEEK out, or name a directory of the bot's own on a tmpfs."
        return [error("open week", str(problem), todo)]
    if where is None:
        return [
            warning(
                "open week",
                "in the memory of the process: a restart loses the counts of the running week",
                "Set PAUZEBOT_OPEN_WEEK to a directory of the bot's own on a tmpfs.",
            )
        ]
    if machine.dies_with_container(where, root):
        return [
            warning(
                "open week",
                f"{where} dies with the container: an update loses the counts of the running week",
                "Lend the container a directory of the host's memory file system (compose.yaml).",
            )
        ]
    return [ok("open week", f"in memory, {where}")]


def secret(settings: Settings) -> list[Verdict]:
    """Examine the secret, without making one."""
    todo = (
        "Set PAUZEBOT_SECRET, for example to: openssl rand -base64 48. Backups of the data then"
        " hold no key to the codes of the open week."
    )
    if settings.secret is not None:
        length = len(settings.secret.encode())
        if length < MINIMUM:
            return [error("secret", f"PAUZEBOT_SECRET has {length} bytes, not {MINIMUM}", todo)]
        return [ok("secret", f"from the environment, {length} bytes")]
    file = settings.data / NAME
    if not file.exists():
        return [warning("secret", "none yet; one is made beside the data at the first start", todo)]
    try:
        load_secret(None, settings.data)
    except StoreError as problem:
        return [error("secret", str(problem), todo)]
    # The same secret, or the codes of the running week would be another person's.
    move = (
        f"Move what is in {file.resolve()} to PAUZEBOT_SECRET as it is, and delete the file: then"
        " backups of the data hold no key to the codes of the open week."
    )
    return [warning("secret", "in a file beside the data, and so in its backups", move)]


def roles(settings: Settings, kept: Mapping[str, Role]) -> list[Verdict]:
    """Examine who holds a role: settings count at the first start only, afterwards the store."""
    if not kept:
        count = {"hr": len(settings.hr), "physio": len(settings.physio)}
    else:
        count = {name: list(kept.values()).count(name) for name in ("hr", "physio")}
    found = [_nobody(name) for name in ("hr", "physio") if not count[name]]
    changed = [user for user in settings.hr if kept.get(user) == "physio"]
    changed += [user for user in settings.physio if kept.get(user) == "hr"]
    if changed:
        found.append(
            warning(
                "roles",
                f"the settings and the database differ on {len(changed)} people",
                "The database counts; settings are read at the first start only.",
            )
        )
    return found or [ok("roles", f"{count['hr']} HR, {count['physio']} physio, nobody both")]


def _nobody(name: str) -> Verdict:
    if name == "hr":
        todo = "Name at least one user id in PAUZEBOT_HR before the first start."
        return warning("roles", "nobody is HR: nobody can make or end projects in Slack", todo)
    todo = "Name at least one user id in PAUZEBOT_PHYSIO before the first start."
    return warning("roles", "nobody is physio: nobody can read the reports", todo)
