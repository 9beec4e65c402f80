"""The history of the durable store's tables, and how a database is brought up to date."""

from __future__ import annotations

from pkgutil import iter_modules
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, inspect, text

from bot.store.errors import StoreError
from bot.store.migrations import versions

if TYPE_CHECKING:
    from alembic.config import Config

# Any number, the same in every version of the program: who holds it migrates.
_LOCK = 7_291_482_106

Standing = Literal["new", "older", "current", "newer"]


def migrate(connection: Connection) -> None:
    """Bring the database up to date, inside the transaction that is open.

    Raises StoreError for a database that was made by a newer version of the program.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    found = standing(connection)
    if found == "newer":
        raise StoreError(
            "this database was made by a newer version of Pauzebot: install that version again,"
            " or restore the backup from before the update"
        )
    if found != "current":
        # 170 ms and 12 MB to import: only for the first start of a version.
        from alembic import command

        command.upgrade(_config(connection), "head")


def standing(connection: Connection) -> Standing:
    """Return how a database stands to this version of the program; nothing is written."""
    if not inspect(connection).has_table("alembic_version"):
        return "new"
    found = set(connection.scalars(text("SELECT version_num FROM alembic_version")))
    if not found:
        return "new"
    if found - set(known()):
        return "newer"
    return "current" if found == {known()[-1]} else "older"


def known() -> list[str]:
    """Return the revisions of this version of the program, the oldest first.

    By the names of their files, as in `v0001_first`: Alembic would import itself and all of them.
    """
    return sorted(found.name[1:5] for found in iter_modules(versions.__path__))


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
