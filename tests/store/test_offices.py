"""What the offices keep: changes that wait, deeds, roles that change hands, forms, numbers."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.service import Deed, Later, What
from bot.store.durable import DurableStore
from tests.fakes import project
from tests.store.kit import HOUR, NOW

ARMS = [{"name": "twee", "protocol": "drie", "pauses": ["11:00"], "channels": ["C0BRAVO"]}]


def deed(what: What, about: str | None = None) -> Deed:
    return Deed(NOW, "U000HR", what, "lente", about)


async def test_a_change_waits_for_its_day_and_then_is_the_project(store: DurableStore) -> None:
    then = project(arms=ARMS)
    await store.apply(project(window=10), NOW, Later(then, date(2027, 2, 8)), deed("changed"))
    filed = await store.project("lente")
    assert filed is not None
    assert (filed.project.window, filed.meant) == (10, then)
    assert not await store.adopt("lente", date(2027, 2, 7))
    assert await store.adopt("lente", date(2027, 2, 8))
    assert not await store.adopt("lente", date(2027, 2, 8))
    filed = await store.project("lente")
    assert filed is not None
    assert (filed.project, filed.later) == (then, None)


async def test_a_later_change_and_the_end_forget_the_change_that_waited(
    store: DurableStore,
) -> None:
    later = Later(project(arms=ARMS), date(2027, 2, 8))
    await store.apply(project(), NOW, later)
    await store.apply(project(window=5), NOW)
    assert not await store.adopt("lente", date(2027, 3, 1))
    await store.apply(project(), NOW, later)
    assert await store.end("lente")
    assert not await store.adopt("lente", date(2027, 3, 1))


async def test_a_project_moves_from_the_state_it_is_in_and_from_no_other(
    store: DurableStore,
) -> None:
    assert not await store.turn("lente", "paused", "running", deed("resumed"))
    assert await store.turn("lente", "running", "paused", deed("paused"))
    assert not await store.turn("lente", "running", "paused", deed("paused"))
    assert await store.turn("lente", "paused", "running", deed("resumed"))
    assert [each.what for each in await store.deeds(0, 9)] == ["resumed", "paused"]


async def test_only_what_was_done_is_written_down(store: DurableStore) -> None:
    assert await store.end("lente", deed("ended"))
    assert not await store.end("lente", deed("ended"))
    assert await store.deeds(0, 9) == [deed("ended")]
    assert await store.deeds(1, 9) == []


async def test_roles_change_hands_and_the_last_of_hr_stays(store: DurableStore) -> None:
    assert await store.claim_hr("U000HR", deed("hr-claimed"))
    assert not await store.claim_hr("U000002", deed("hr-claimed"))
    assert not await store.take_away("U000HR", deed("hr-taken", "U000HR"))
    assert await store.give("U000002", "hr", deed("hr-given", "U000002"))
    assert not await store.give("U000002", "physio", deed("physio-given", "U000002"))
    assert await store.give("U000003", "physio", deed("physio-given", "U000003"))
    assert await store.take_away("U000HR", deed("hr-taken", "U000HR"))
    assert await store.take_away("U000003", deed("physio-taken", "U000003"))
    assert not await store.take_away("U000003", deed("physio-taken", "U000003"))
    assert await store.roles() == {"U000002": "hr"}
    assert [(each.what, each.about) for each in await store.deeds(0, 9)] == [
        ("physio-taken", "U000003"),
        ("hr-taken", "U000HR"),
        ("physio-given", "U000003"),
        ("hr-given", "U000002"),
        ("hr-claimed", None),
    ]


async def test_of_two_who_leave_at_once_one_of_hr_stays(store: DurableStore) -> None:
    await store.seed_roles({"U000001": "hr", "U000002": "hr"})
    left = await asyncio.gather(
        *(store.take_away(user, deed("hr-taken", user)) for user in ("U000001", "U000002"))
    )
    assert sorted(left) == [False, True]
    assert len(await store.roles()) == 1


async def test_a_form_is_kept_until_nobody_touches_it(store: DurableStore) -> None:
    assert await store.draft("een") is None
    await store.keep_draft("een", "{}", NOW)
    await store.keep_draft("een", '{"a": 1}', NOW + HOUR)
    await store.keep_draft("twee", "{}", NOW + HOUR)
    await store.drop_drafts(NOW + HOUR)
    assert await store.draft("een") == '{"a": 1}'
    await store.drop_drafts(NOW, "een")
    assert await store.draft("een") is None
    await store.drop_drafts(NOW + timedelta(days=1))
    assert await store.draft("twee") is None


async def test_how_many_were_invited_is_written_once(store: DurableStore) -> None:
    assert await store.freeze("lente", "een", 0, 40)
    assert not await store.freeze("lente", "een", 0, 41)
    assert await store.freeze("lente", "een", 1, 38)
    assert await store.invited("lente") == {("een", 0): 40, ("een", 1): 38}
    with pytest.raises(IntegrityError):
        await store.freeze("lente", "een", 2, -1)
