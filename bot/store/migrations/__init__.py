"""The history of the durable store's tables, and how a database is brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, text

from bot.store.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config

# Any number, the same in every version of the program: who holds it migrates.
_LOCK = 7_291_482_106

Standing = Literal["new", "older", "current", "newer"]


def migrate(connection: Connection) -> None:
    """Bring the database up to date, inside the transaction that is open.

    Raises StoreError for a database that was made by a newer version of the program.
    """
    # 170 ms to import, and a bot that only reads its settings needs none of it.
    from alembic import command

    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    if standing(connection) == "newer":
        raise StoreError(
            "this database was made by a newer version of Pauzebot: install that version again,"
            " or restore the backup from before the update"
        )
    command.upgrade(_config(connection), "head")


def standing(connection: Connection) -> Standing:
    """Return how a database stands to this version of the program; nothing is written."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory.from_config(_config(connection))
    found = set(MigrationContext.configure(connection).get_current_heads())
    if not found:
        return "new"
    if found - {script.revision for script in scripts.walk_revisions()}:
        return "newer"
    return "current" if found == set(scripts.get_heads()) else "older"


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
