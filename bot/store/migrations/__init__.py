"""The history of the durable store's tables, and how a database is brought up to date."""

from __future__ import annotations

from sqlalchemy import Connection, text

from bot.store.errors import StoreError

# Any number, the same in every version of the program: who holds it migrates.
_LOCK = 7_291_482_106


def migrate(connection: Connection) -> None:
    """Bring the database up to date, inside the transaction that is open.

    Raises StoreError for a database that was made by a newer version of the program.
    """
    # 170 ms to import, and a bot that only reads its settings needs none of it.
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if set(MigrationContext.configure(connection).get_current_heads()) - known:
        raise StoreError(
            "this database was made by a newer version of Pauzebot: install that version again,"
            " or restore the backup from before the update"
        )
    command.upgrade(config, "head")
