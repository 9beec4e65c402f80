"""Both databases and an open week, new for each test."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.store.durable import DurableStore, open_store
from bot.store.week import WeekStore, open_week
from tests.fakes import project
from tests.store import kit, postgres


@pytest.fixture
def directory() -> Iterator[Path]:
    """An empty directory, in memory where there is room for it."""
    with tempfile.TemporaryDirectory(dir=kit.quick()) as name:
        yield Path(name)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL database."""
    pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed")
    try:
        with postgres.cluster() as address:
            yield address
    except postgres.NoPostgres as why:
        pytest.skip(f"no PostgreSQL to test on: {why}")


@pytest.fixture
def postgresql(server: str) -> str:
    """The address of a PostgreSQL database that is empty."""
    psycopg = pytest.importorskip("psycopg")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return server


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, directory: Path) -> str:
    """The address of an empty database, of either kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql"))
    return f"sqlite:///{directory / 'pauzebot.db'}"


@pytest.fixture
async def store(url: str) -> AsyncIterator[DurableStore]:
    """A store in which one project is filed."""
    opened = await open_store(url)
    await opened.apply(project(), kit.NOW)
    yield opened
    await opened.close()


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    return kit.memory_claim(tmp_path)


@pytest.fixture
async def week(tmp_path: Path, mounts: Path) -> AsyncIterator[WeekStore]:
    """An open week in a file."""
    opened = await open_week(str(tmp_path), kit.SECRET, identity="a bot", mounts=mounts)
    yield opened
    await opened.close()
