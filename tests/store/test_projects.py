"""Projects in the durable store."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.service import Store
from bot.store.durable import DurableStore, open_store
from bot.store.errors import StoreError
from tests.fakes import project
from tests.store.kit import MINUTE, NOW, planned, send


def test_it_is_the_store_the_service_asks_for(store: DurableStore) -> None:
    asked: Store = store
    assert asked is store


async def test_what_was_filed_comes_back_the_same(store: DurableStore) -> None:
    rich = project(
        id="rijk",
        title={"nl": "Fit — één", "en": "Fit"},
        holidays={"country": "NL", "exclude": ["Goede Vrijdag"], "extra": ["2027-02-15"]},
        closed=["2027-03-01"],
    )
    await store.apply(rich, NOW + MINUTE)
    filed = await store.project("rijk")
    assert filed is not None
    assert (filed.project, filed.state, filed.seen) == (rich, "running", NOW + MINUTE)


async def test_an_instant_comes_back_to_the_microsecond(store: DurableStore) -> None:
    odd = datetime(2027, 3, 28, 0, 59, 59, 999_999, tzinfo=UTC)
    await store.apply(project(id="precies"), odd)
    filed = await store.project("precies")
    assert filed is not None
    assert filed.seen == odd
    assert filed.seen.utcoffset() == UTC.utcoffset(None)


async def test_projects_come_in_order_of_id(store: DurableStore) -> None:
    await store.apply(project(id="zomer"), NOW)
    await store.apply(project(id="herfst"), NOW)
    assert [filed.project.id for filed in await store.projects()] == ["herfst", "lente", "zomer"]


async def test_nobody_knows_another_project(store: DurableStore) -> None:
    assert await store.project("herfst") is None
    assert not await store.end("herfst")


async def test_a_changed_project_goes_on_from_where_it_was_planned_up_to(
    store: DurableStore,
) -> None:
    await planned(store)
    await store.apply(project(window=30), NOW + 60 * MINUTE)
    filed = await store.project("lente")
    assert filed is not None
    assert (filed.project.window, filed.seen) == (30, NOW + MINUTE)
    assert len(await store.projects()) == 1


async def test_a_project_ends_once_and_for_good(store: DurableStore) -> None:
    await planned(store, send())
    assert await store.end("lente")
    assert not await store.end("lente")
    filed = await store.project("lente")
    assert filed is not None
    assert filed.state == "ended"
    assert not await store.plan("lente", filed.seen, filed.seen + MINUTE, [send(pause=1)])
    with pytest.raises(StoreError, match="lente has ended for good"):
        await store.apply(project(), NOW)


async def test_the_same_project_is_the_same_bytes(store: DurableStore) -> None:
    async with store._read() as connection:
        before = await connection.scalar(text("SELECT document FROM project"))
    await store.apply(project(), NOW)
    async with store._read() as connection:
        assert await connection.scalar(text("SELECT document FROM project")) == before


async def test_a_document_nobody_can_read_is_named_and_not_used(store: DurableStore) -> None:
    async with store._write() as connection:
        await connection.execute(text("UPDATE project SET document = '{\"schema\": 7}'"))
    with pytest.raises(StoreError, match="project lente in the database is not one this version"):
        await store.projects()


async def test_workspaces_do_not_see_each_other(url: str, store: DurableStore) -> None:
    other = await open_store(url, workspace="T2")
    try:
        assert await other.projects() == []
        await other.apply(project(window=60), NOW)
        await other.seed_roles({"U000001": "hr"})
        assert await store.roles() == {}
        await planned(other, send())
        assert await store.waiting() == []
        assert not await store.take((await other.waiting())[0], NOW)
        assert await other.end("lente")
        filed = await store.project("lente")
        assert filed is not None
        assert (filed.state, filed.project.window) == ("running", 15)
        assert await store.planned("lente") == 0
    finally:
        await other.close()
