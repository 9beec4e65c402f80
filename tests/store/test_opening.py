"""Opening the durable store: addresses, migrations, and what is refused in plain words."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

from bot.store.durable import DurableStore, open_store
from bot.store.durable.engine import PRAGMAS
from bot.store.durable.tables import metadata
from bot.store.errors import StoreError
from bot.store.migrations import known
from tests.fakes import project
from tests.store.kit import NOW


async def test_a_path_and_an_address_are_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "a b" / "pauzebot.db"
    for url in (str(path), f"sqlite:///{path}", f"sqlite+aiosqlite:///{path}"):
        store = await open_store(url)
        await store.apply(project(), NOW)
        assert len(await store.projects()) == 1
        await store.close()


async def test_what_was_filed_is_there_at_the_next_start(url: str) -> None:
    for _ in range(2):
        store = await open_store(url)
        await store.apply(project(), NOW)
        filed = await store.project("lente")
        assert filed is not None
        assert filed.seen == NOW
        await store.close()


@pytest.mark.parametrize(
    "url, sentence",
    [
        ("mysql://root:geheim@db/pauzebot", "begins with mysql://"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("postgresql://localhost:veel/x", "cannot be read"),
    ],
)
async def test_other_addresses_are_refused_without_their_password(url: str, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence) as refused:
        await open_store(url)
    assert "geheim" not in str(refused.value)


async def test_a_server_that_is_not_there_is_said_without_the_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="the database cannot be used") as refused:
        await open_store(f"postgres://pauzebot:geheim@/x?host={tmp_path}")
    assert "geheim" not in str(refused.value)


async def test_a_missing_driver_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=re.escape("pip install 'psycopg[binary]'")):
        await open_store("postgresql://pauzebot@localhost/x")


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("groceries " * 500)
    with pytest.raises(StoreError, match="the database cannot be used: file is not a database"):
        await open_store(str(path))
    assert path.read_text() == "groceries " * 500


async def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be written"):
        await open_store(str(tmp_path / "file" / "pauzebot.db"))
    with pytest.raises(StoreError, match="cannot be written"):
        await open_store(str(tmp_path))


async def test_a_newer_database_is_refused_kindly_and_left_alone(url: str) -> None:
    store = await open_store(url)
    await store.apply(project(), NOW)
    async with store._write() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await store.close()
    with pytest.raises(StoreError, match="made by a newer version of Pauzebot") as refused:
        await open_store(url)
    assert "backup" in str(refused.value)


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX")
async def test_the_file_and_its_log_are_nobody_elses_to_read(tmp_path: Path) -> None:
    store = await open_store(str(tmp_path / "data" / "pauzebot.db"))
    await store.apply(project(), NOW)
    files = list((tmp_path / "data").iterdir())
    assert len(files) == 3, files
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700
    await store.close()


async def test_every_pragma_is_what_it_should_be(tmp_path: Path) -> None:
    store = await open_store(str(tmp_path / "pauzebot.db"))
    async with store._read() as connection:
        for name, wanted in PRAGMAS.items():
            assert await connection.scalar(text(f"PRAGMA {name}")) == wanted, name
    await store.close()


async def test_a_pragma_that_does_not_take_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PRAGMAS, "journal_mode", "wal3")
    with pytest.raises(StoreError, match="journal_mode = wal3"):
        await open_store(str(tmp_path / "pauzebot.db"))


async def test_migrating_says_nothing_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        await (await open_store(str(tmp_path / "pauzebot.db"))).close()
    assert [record for record in caplog.records if record.levelno > logging.INFO] == []


def test_settings_and_help_do_not_wait_for_alembic() -> None:
    script = "import sys, bot.store.durable; sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script]).returncode == 0


async def test_the_migrated_tables_are_the_tables_of_the_code(url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    def differences(connection: Connection) -> list[object]:
        # Alembic reads the empty string back from SQLite as nothing; the test below sees defaults.
        defaults = connection.dialect.name == "postgresql"
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": defaults}
        )
        return list(compare_metadata(context, metadata))

    store = await open_store(url)
    async with store._write() as connection:
        assert await connection.run_sync(differences) == []
        checks = await connection.run_sync(
            lambda sync: {
                table: {check["name"] for check in inspect(sync).get_check_constraints(table)}
                for table in metadata.tables
            }
        )
    await store.close()
    assert checks == {
        name: {str(rule.name) for rule in table.constraints if str(rule.name).startswith("ck_")}
        for name, table in metadata.tables.items()
    }


async def test_in_sqlite_they_are_the_same_to_the_word(tmp_path: Path) -> None:
    await (await open_store(str(tmp_path / "migrated.db"))).close()
    engine = create_engine(f"sqlite:///{tmp_path / 'created.db'}")
    metadata.create_all(engine)
    engine.dispose()

    def words(name: str) -> dict[str, list[str]]:
        connection = sqlite3.connect(tmp_path / name)
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'"
            " AND type <> 'trigger'"
        ).fetchall()
        connection.close()
        # The order of the constraints of a table means nothing.
        # Nor does the white space; a comma inside brackets does not end a column.
        flat = ((name, " ".join(sql.split())[:-1].rstrip()) for name, sql in rows)
        return {name: sorted(re.split(r",\s*(?![^()]*\))", sql)) for name, sql in flat}

    assert words("migrated.db") == words("created.db")


def test_processes_that_start_at_once_on_a_new_database_all_get_it(
    url: str,
) -> None:
    script = f"""
import asyncio, sys
from bot.store.durable import open_store
import bot.store.migrations, alembic.command, alembic.autogenerate
async def main():
    print("ready", flush=True)
    sys.stdin.readline()
    store = await open_store({url!r})
    await store.projects()
    await store.close()
asyncio.run(main())
"""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], said


async def test_a_new_file_that_another_process_is_just_writing_is_waited_for(
    tmp_path: Path,
) -> None:
    other = sqlite3.connect(tmp_path / "pauzebot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    opening = asyncio.create_task(open_store(str(tmp_path / "pauzebot.db")))
    # Long enough for it to be told that the file is locked, once or more.
    await asyncio.wait([opening], timeout=0.5)
    assert not opening.done()
    other.execute("COMMIT")
    other.close()
    await (await opening).close()


async def test_opening_a_current_database_is_quick(tmp_path: Path) -> None:
    await (await open_store(str(tmp_path / "pauzebot.db"))).close()
    begun = time.process_time()
    store: DurableStore = await open_store(str(tmp_path / "pauzebot.db"))
    assert time.process_time() - begun < 1
    await store.close()


def test_the_names_of_the_migrations_are_their_order() -> None:
    """A start reads the names alone, to know whether there is anything to migrate."""
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    walked = ScriptDirectory.from_config(config).walk_revisions()
    assert [script.revision for script in walked] == list(reversed(known()))


def test_a_database_that_is_current_is_opened_without_alembic(tmp_path: Path) -> None:
    path = tmp_path / "pauzebot.db"
    code = (
        "import asyncio, sys; from bot.store.durable import open_store;"
        f"store = asyncio.run(open_store({str(path)!r}));"
        "print([name for name in sys.modules if 'alembic' in name or 'psycopg' in name])"
    )
    start = [sys.executable, "-c", code]
    first, second = (
        subprocess.run(start, capture_output=True, text=True, check=True).stdout for _ in range(2)
    )
    assert "'alembic'" in first
    assert second.strip() == "[]"
