"""Which figures lie in Slack: by workspace and content, each in one file."""

from __future__ import annotations

from bot.service.films import Uploaded
from bot.store.durable import DurableStore

ONE, OTHER = "brug-aaaa.gif", "wandelen-bbbb.gif"


async def test_what_was_uploaded_is_known_by_what_is_in_it(store: DurableStore) -> None:
    assert await store.films("T1") == {}
    await store.keep_film("T1", ONE, Uploaded("F00000001"))
    await store.keep_film("T1", OTHER, Uploaded("F00000002", ready=True))
    assert await store.films("T1") == {
        ONE: Uploaded("F00000001"),
        OTHER: Uploaded("F00000002", ready=True),
    }


async def test_a_workspace_knows_nothing_of_another(store: DurableStore) -> None:
    await store.keep_film("T1", ONE, Uploaded("F00000001"))
    assert await store.films("T2") == {}
    await store.keep_film("T2", ONE, Uploaded("F00000009"))
    await store.drop_film("T2", ONE)
    assert await store.films("T1") == {ONE: Uploaded("F00000001")}
    assert await store.film_teams() == ["T1"]


async def test_a_newer_file_takes_the_place_of_the_older(store: DurableStore) -> None:
    await store.keep_film("T1", ONE, Uploaded("F00000001"))
    await store.keep_film("T1", ONE, Uploaded("F00000001", ready=True))
    await store.keep_film("T1", ONE, Uploaded("F00000003"))
    assert await store.films("T1") == {ONE: Uploaded("F00000003")}
    await store.drop_film("T1", ONE)
    await store.drop_film("T1", ONE)
    assert await store.films("T1") == {}
