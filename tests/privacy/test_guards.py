"""T10, T11: limits only tighten and releases stay as they are, whoever tries, by whatever way.

Code refuses first; the database refuses those who go round it. Each statement is also tried with
the guard taken away: then it goes through, so it is the guard that stopped it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.core import privacy
from bot.core.privacy import Limits
from bot.core.project import Project
from bot.core.week import monday
from bot.loader import FileError, load_project
from bot.service import Published, filing
from bot.settings import Settings
from bot.store.durable import DurableStore, open_store
from bot.store.errors import StoreError
from tests import fakes
from tests.privacy.company import BEFORE, WEEKS, Company, arms, midnight
from tests.store.test_releases import closed, publish, released

STRICT = Limits(10, 40)


def strict(people: int = 10, invited: int = 40) -> Project:
    limits = {"people": people, "invited": invited}
    return fakes.project(arms=arms("een"), reports={"limits": limits})


@pytest.fixture
async def store(url: str) -> AsyncIterator[DurableStore]:
    """A store with a project under strict limits, and two releases of it."""
    opened = await open_store(url)
    await opened.apply(strict(), BEFORE)
    for period in range(2):
        assert await publish(opened, released(period))
    yield opened
    await opened.close()


async def execute(store: DurableStore, statement: str) -> None:
    async with store._write() as connection:
        await connection.exec_driver_sql(statement)


def spoken_by(store: DurableStore, statements: dict[str, str]) -> str | None:
    """Return the statement in the language of the database, None where it has no such thing."""
    return statements.get(store._engine.dialect.name, statements.get("both"))


async def unguarded(store: DurableStore, table: str) -> None:
    """Take the guards of a table away."""
    names = {
        "release": ["release_changed", "release_deleted", "release_replaced", "release_emptied"],
        "limits": ["limits_loosened", "limits_deleted", "limits_replaced", "limits_emptied"],
        "invited": ["invited_changed", "invited_deleted", "invited_replaced", "invited_emptied"],
        "folded": ["folded_changed", "folded_replaced", "folded_emptied"],
    }[table]
    of = f" ON {table}" if store._engine.dialect.name == "postgresql" else ""
    for name in names:
        await execute(store, f"DROP TRIGGER IF EXISTS {name}{of}")


@asynccontextmanager
async def guarded(
    store: DurableStore, statements: dict[str, str], says: str, *tables: str
) -> AsyncIterator[None]:
    """Try a statement: it is refused, the block looks that nothing changed, and without the guards
    of the tables it goes through.
    """
    statement = spoken_by(store, statements)
    if statement is not None:
        with pytest.raises(DBAPIError, match=says):
            await execute(store, statement)
    yield
    if statement is not None:
        for table in tables:
            await unguarded(store, table)
        await execute(store, statement)


# T10: by code


async def test_a_project_is_not_filed_with_looser_limits(store: DurableStore) -> None:
    for looser in (strict(9), strict(10, 39), strict(5, 15)):
        with pytest.raises(filing.Refused, match=r"never loosened: .* `people: 10`"):
            await filing.file(store, looser, BEFORE)
        with pytest.raises(StoreError, match="never loosened"):
            await store.apply(looser, BEFORE)
    assert await store.limits("lente") == STRICT
    await filing.file(store, strict(12, 40), BEFORE)
    assert await store.limits("lente") == Limits(12, 40)


@pytest.mark.parametrize(
    "limits, says",
    [
        ("{people: 4}", "`reports.limits.people` must be at least 5"),
        ("{invited: 14}", "`reports.limits.invited` must be at least 15"),
        ("{people: 10, invited: 29}", "has 30 invited or more"),
        ("{weeks: 1}", "`weeks` is not a key here"),
    ],
)
def test_a_file_cannot_loosen_the_rule(tmp_path: Path, limits: str, says: str) -> None:
    example = Path("programmes/projects/voorbeeld.yaml").read_text()
    path = tmp_path / "project.yaml"
    lines = [line for line in example.splitlines() if not line.startswith("reports:")]
    path.write_text("\n".join([*lines, f"reports: {{limits: {limits}}}"]))
    with pytest.raises(FileError, match=says) as refused:
        load_project(path, fakes.library())
    assert f"project.yaml:{len(lines) + 1}:" in str(refused.value)


def test_no_variable_of_the_environment_loosens_the_rule(tmp_path: Path) -> None:
    names = ["LIMITS", "PEOPLE", "INVITED", "WEEKS", "PAUZEBOT_LIMITS", "PAUZEBOT_K"]
    plain = Settings.from_env({"PAUZEBOT_DATA": str(tmp_path)})
    assert Settings.from_env({"PAUZEBOT_DATA": str(tmp_path), **dict.fromkeys(names, "1")}) == plain


async def test_a_change_of_limits_waits_for_the_next_period(firm: Company) -> None:
    await firm.file(fakes.project(arms=arms("een")))
    today = midnight(WEEKS[1], strict()) + timedelta(hours=12)
    begins = await filing.file(firm.store, strict(), today)
    assert begins == monday(WEEKS[4])
    assert await firm.store.limits("lente") == Limits()
    with pytest.raises(filing.Refused, match="never loosened"):
        await filing.file(firm.store, strict(9), today)
    await firm.tick(midnight(WEEKS[4], strict()))
    assert await firm.store.limits("lente") == STRICT


async def test_limits_loosened_in_the_project_s_own_row_change_nothing(firm: Company) -> None:
    await firm.file(strict(), 39)
    loose = fakes.project(arms=arms("een")).model_dump_json(by_alias=True)
    async with firm.store._write() as connection:
        await connection.execute(text("UPDATE project SET document = :it"), {"it": loose})
    for week in WEEKS[:4]:
        await firm.live(strict(), week, took=25)
        await firm.over(strict(), week)
    (made,) = await firm.store.releases("lente")
    assert made.release.limits == STRICT
    assert made.release.arms[0].period.cells == {}


# T10: round the code

LOOSER: list[dict[str, str]] = [
    {"both": "UPDATE limits SET people = 9"},
    {"both": "UPDATE limits SET invited = 39"},
    {"both": "DELETE FROM limits"},
    {"postgresql": "TRUNCATE limits"},
    {"sqlite": "INSERT OR REPLACE INTO limits VALUES ('', 'lente', 5, 15, 4)"},
]


@pytest.mark.parametrize("statements", LOOSER, ids=lambda each: next(iter(each.values())))
async def test_the_database_refuses_to_loosen_limits(
    store: DurableStore, statements: dict[str, str]
) -> None:
    async with guarded(store, statements, "never loosened", "limits"):
        assert await store.limits("lente") == STRICT


@pytest.mark.parametrize("change", ["weeks = 1", "people = 4", "invited = 14"])
async def test_the_database_knows_the_rule_s_own_limits(store: DurableStore, change: str) -> None:
    await unguarded(store, "limits")
    with pytest.raises(DBAPIError, match=r"(?i)constraint"):
        await execute(store, f"UPDATE limits SET {change}")
    if store._engine.dialect.name == "postgresql":
        for name in ("people", "invited", "weeks"):
            await execute(store, f"ALTER TABLE limits DROP CONSTRAINT ck_limits_{name}")
    else:
        await execute(store, "CREATE TABLE bare AS SELECT * FROM limits")
        await execute(store, "DROP TABLE limits")
        await execute(store, "ALTER TABLE bare RENAME TO limits")
    await execute(store, f"UPDATE limits SET {change}")


# Denominators, and symbols that wait: out of how many, and what a release will be made of

FROZEN: list[dict[str, str]] = [
    {"both": "UPDATE invited SET count = 300 WHERE period = 2"},
    {"both": "DELETE FROM invited WHERE period = 2"},
    {"postgresql": "TRUNCATE invited"},
    {"sqlite": "INSERT OR REPLACE INTO invited VALUES ('', 'lente', 'een', 2, 300)"},
    {"both": "UPDATE folded SET invited = 300"},
    {"both": "UPDATE folded SET document = replace(document, '20', '25')"},
    {"postgresql": "TRUNCATE folded"},
    {
        "sqlite": "INSERT OR REPLACE INTO folded SELECT workspace, project, arm, week, 300,"
        " complete, document FROM folded"
    },
]


@pytest.mark.parametrize("statements", FROZEN, ids=lambda each: next(iter(each.values()))[:50])
async def test_the_database_refuses_other_denominators(
    store: DurableStore, statements: dict[str, str]
) -> None:
    assert await store.freeze("lente", "een", 2, 60)
    assert await store.fold("lente", [closed("2027-W10")])
    async with guarded(store, statements, "counted once|never changed", "invited", "folded"):
        assert not await store.freeze("lente", "een", 2, 300)
        assert await store.invited("lente") == {("een", 2): 60}
        assert list(await store.folded("lente")) == [closed("2027-W10")]


async def test_how_many_were_invited_may_go_once_the_figures_are_out(store: DurableStore) -> None:
    for period in range(3):
        assert await store.freeze("lente", "een", period, 60)
    await execute(store, "DELETE FROM invited WHERE period < 2")
    assert await store.invited("lente") == {("een", 2): 60}


# T11

CHANGES: list[dict[str, str]] = [
    {"both": "UPDATE release SET document = replace(document, '\"invited\":60', '\"invited\":59')"},
    {"both": "UPDATE release SET keep_until = '2020-01-01'"},
    {"both": "DELETE FROM release"},
    {"both": "DELETE FROM release WHERE period = 1"},
    {"postgresql": "TRUNCATE release"},
    {
        "sqlite": "INSERT OR REPLACE INTO release SELECT workspace, project, period, '{}',"
        " previous, digest, on_date, places, keep_until FROM release WHERE period = 1"
    },
]


@pytest.mark.parametrize("statements", CHANGES, ids=lambda each: next(iter(each.values()))[:40])
async def test_the_database_refuses_to_change_a_release(
    store: DurableStore, statements: dict[str, str]
) -> None:
    before = await store.releases("lente")
    async with guarded(store, statements, "never changed", "release"):
        assert await store.releases("lente") == before
        assert whole(before)


async def test_no_second_release_stands_beside_the_first(store: DurableStore) -> None:
    """A fork of the chain: another release after the same one before."""
    fork = (
        "INSERT INTO release SELECT workspace, project, period + 5, document, previous, digest,"
        " on_date, places, keep_until FROM release WHERE period = 1"
    )
    with pytest.raises(DBAPIError, match=r"never changed|uq_release_previous"):
        await execute(store, fork)


def whole(releases: Sequence[Published]) -> bool:
    """Whether each release is what was published after the one before it."""
    previous = privacy.FIRST
    for each in releases:
        document = privacy.write(each.release)
        if each.previous != previous or each.digest != privacy.digest(previous, document):
            return False
        previous = each.digest
    return True


async def test_a_release_changed_without_its_guard_breaks_the_chain(store: DurableStore) -> None:
    """The control: who takes the trigger away and changes a byte is found out."""
    await unguarded(store, "release")
    await execute(
        store,
        "UPDATE release SET document = replace(document, '\"invited\":60', '\"invited\":61')"
        " WHERE period = 0",
    )
    assert not whole(await store.releases("lente"))


async def test_a_release_left_out_breaks_the_chain(store: DurableStore) -> None:
    kept = await store.releases("lente")
    assert whole(kept)
    assert not whole(kept[1:])
    assert not whole([replace(kept[0], previous=kept[1].digest)])
