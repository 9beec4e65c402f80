"""Prompts in the durable store: planned once, sent at most once, tallied."""

from __future__ import annotations

import asyncio
import gc
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.core.effects import Reason
from bot.service import Outcome
from bot.store.durable import DurableStore
from tests.fakes import project
from tests.store.kit import HOUR, MINUTE, NOW, assert_adds_up, hold, planned, send, slot, states

SENT = Outcome("sent", ts="1768123800.000100")


async def test_what_is_due_waits_in_order_of_time(store: DurableStore) -> None:
    later, sooner = send(pause=1, at=NOW + HOUR), send("C0BRAVO")
    waiting = await planned(store, later, sooner)
    assert [(claim.slot, claim.place) for claim in waiting] == [
        (sooner.slot, "C0BRAVO"),
        (later.slot, "C0ALPHA"),
    ]
    claim = waiting[0]
    assert (claim.due, claim.until, claim.closes) == (sooner.due, sooner.until, sooner.closes)
    assert claim.ts is None


async def test_of_two_ticks_with_one_beginning_one_plans(store: DurableStore) -> None:
    plans = [store.plan("lente", NOW, NOW + MINUTE, [send(f"C0ALPHA{n}")]) for n in range(5)]
    assert sorted(await asyncio.gather(*plans)) == [False, False, False, False, True]
    assert len(await store.waiting()) == 1
    filed = await store.project("lente")
    assert filed is not None
    assert filed.seen == NOW + MINUTE


async def test_a_clock_that_was_set_back_plans_nothing(store: DurableStore) -> None:
    assert not await store.plan("lente", NOW, NOW - HOUR, [send()])
    assert await store.waiting() == []


async def test_nothing_is_planned_for_a_project_nobody_filed(store: DurableStore) -> None:
    assert not await store.plan("herfst", NOW, NOW + MINUTE, [send()])


async def test_a_claim_stays_as_it_is_when_it_is_planned_again(store: DurableStore) -> None:
    (claim,) = await planned(store, send(), send())
    assert await store.take(claim, NOW)
    assert await planned(store, send(), hold(), send("C0BRAVO")) == await store.waiting()
    assert [claim.place for claim in await store.waiting()] == ["C0BRAVO"]
    assert await store.tally("lente") == {}
    assert await store.planned("lente") == 2


async def test_all_or_nothing_is_planned(store: DurableStore) -> None:
    # The id of a person is no place: the database refuses it, and the whole plan with it.
    with pytest.raises(IntegrityError):
        await store.plan("lente", NOW, NOW + MINUTE, [send(), send("U000001")])
    assert await store.waiting() == []
    filed = await store.project("lente")
    assert filed is not None
    assert filed.seen == NOW
    assert await store.planned("lente") == 0


@pytest.mark.parametrize("place", ["U000001", "W000001", "D000001"])
async def test_no_place_is_a_person(store: DurableStore, place: str) -> None:
    with pytest.raises(IntegrityError):
        await planned(store, send(place))


async def test_thousands_are_planned_in_one_transaction(store: DurableStore) -> None:
    due = [send(f"C{n:08}", pause) for n in range(500) for pause in range(8)]
    assert len(await planned(store, *due)) == 4_000
    assert await store.planned("lente") == 4_000


async def test_what_is_held_back_is_tallied_at_once_and_once(store: DurableStore) -> None:
    await planned(store, hold(), hold("C0BRAVO"), hold("C0CHARLIE", reason="paused"))
    await planned(store, hold(), send())
    assert await store.waiting() == []
    assert await store.tally("lente") == {"held:holiday": 2, "held:paused": 1}
    await assert_adds_up(store)


async def test_one_caller_takes_a_claim(store: DurableStore) -> None:
    (claim,) = await planned(store, send())
    taken = await asyncio.gather(*(store.take(claim, NOW) for _ in range(5)))
    assert sorted(taken) == [False, False, False, False, True]
    assert await store.waiting() == []
    await assert_adds_up(store)


async def test_a_sent_prompt_is_tallied_once(store: DurableStore) -> None:
    (claim,) = await planned(store, send())
    await store.settle(claim, SENT)
    assert await store.tally("lente") == {}, "it was not taken yet"
    assert await store.take(claim, NOW)
    await store.settle(claim, SENT)
    await store.settle(claim, Outcome("unknown"))
    assert await store.tally("lente") == {"sent": 1}
    await assert_adds_up(store)


@pytest.mark.parametrize("reason", get_args(Reason))
async def test_every_reason_can_be_tallied(store: DurableStore, reason: Reason) -> None:
    first, second = await planned(store, send(), send("C0BRAVO"))
    assert await store.take(first, NOW)
    await store.settle(first, Outcome("held", reason=reason))
    assert await store.drop(second, reason)
    assert await store.tally("lente") == {f"held:{reason}": 2}


async def test_an_outcome_without_its_reason_is_a_mistake(store: DurableStore) -> None:
    (claim,) = await planned(store, send())
    assert await store.take(claim, NOW)
    for wrong in (Outcome("held"), Outcome("sent", ts="1.2", reason="refused")):
        with pytest.raises(ValueError, match="for a reason"):
            await store.settle(claim, wrong)
    await store.settle(claim, Outcome("unknown"))
    assert await store.tally("lente") == {"unknown": 1}


async def test_a_prompt_slack_refused_for_now_waits_again(store: DurableStore) -> None:
    (claim,) = await planned(store, send())
    await store.release(claim)
    assert await store.take(claim, NOW)
    await store.release(claim)
    await store.release(claim)
    assert await store.waiting() == [claim]
    assert await store.lapse(NOW + HOUR) == []
    assert await store.take(claim, NOW + MINUTE)
    await store.settle(claim, SENT)
    await store.release(claim)
    assert await store.waiting() == []
    assert await store.tally("lente") == {"sent": 1}
    await assert_adds_up(store)


async def test_a_wave_goes_when_it_was_spread_to(store: DurableStore) -> None:
    spread = replace(send("C0BRAVO"), goes=NOW + MINUTE)
    first, second = await planned(store, send(), spread)
    assert (first.goes, second.goes) == (None, NOW + MINUTE)


async def test_one_caller_drops_and_never_what_is_being_sent(store: DurableStore) -> None:
    first, second = await planned(store, send(), send("C0BRAVO"))
    assert sorted(await asyncio.gather(*(store.drop(first, "archived") for _ in range(3)))) == [
        *(False, False),
        True,
    ]
    assert not await store.take(first, NOW)
    assert await store.take(second, NOW)
    assert not await store.drop(second, "archived")
    assert await store.tally("lente") == {"held:archived": 1}
    await assert_adds_up(store)


async def test_a_lapsed_claim_is_unknown_and_never_sent_again(store: DurableStore) -> None:
    old, young = await planned(store, send(), send("C0BRAVO"))
    assert await store.take(old, NOW)
    assert await store.take(young, NOW + MINUTE)
    assert await store.lapse(NOW + MINUTE) == [(old.slot, old.place)]
    assert await store.lapse(NOW + MINUTE) == []
    assert not await store.take(old, NOW + HOUR)
    assert not await store.drop(old, "too-late")
    # Whoever sent the first lives after all: too late to say.
    assert not await store.settle(old, SENT)
    assert await store.settle(young, SENT)
    assert await store.waiting() == []
    assert await store.tally("lente") == {"sent": 1, "unknown": 1}
    await assert_adds_up(store)


async def test_a_post_is_taken_back_once_when_its_slot_closes(store: DurableStore) -> None:
    first, second = await planned(store, send(), send("C0BRAVO"))
    for claim in (first, second):
        assert await store.take(claim, NOW)
    await store.settle(first, SENT)
    await store.settle(second, Outcome("unknown"))
    assert await store.closing(first.closes - timedelta(microseconds=1)) == []
    (closing,) = await store.closing(first.closes)
    assert (closing.place, closing.ts) == ("C0ALPHA", SENT.ts)
    await store.closed(closing)
    await store.closed(closing)
    assert await store.closing(first.closes + HOUR) == []


async def test_old_claims_go_and_what_became_of_them_stays(store: DurableStore) -> None:
    await store.apply(project(), NOW)
    claims = await planned(
        store, *(send(f"C0ALPHA{n}") for n in range(4)), send("C0LATER", at=NOW + HOUR)
    )
    for claim in claims[:3]:
        assert await store.take(claim, NOW)
    await store.settle(claims[0], SENT)
    await store.settle(claims[1], Outcome("held", reason="archived"))
    # Of the four that go, one is being sent and one still waits: they are not forgotten either.
    assert await store.purge(NOW + MINUTE) == 4
    assert await store.purge(NOW + MINUTE) == 0
    assert await store.tally("lente") == {
        "held:archived": 1,
        "held:too-late": 1,
        "sent": 1,
        "unknown": 1,
    }
    assert [claim.place for claim in await store.waiting()] == ["C0LATER"]
    await assert_adds_up(store)


async def test_what_nobody_took_expires_and_says_what_it_was(store: DurableStore) -> None:
    old, taken, young = await planned(
        store, send(), send("C0BRAVO"), send("C0LATER", at=NOW + HOUR)
    )
    assert await store.take(taken, NOW)
    assert await store.expire(NOW + MINUTE) == [(old.slot, old.place)]
    assert await store.expire(NOW + MINUTE) == []
    assert await store.waiting() == [young]
    assert await store.tally("lente") == {"held:too-late": 1}
    await assert_adds_up(store)


async def test_the_totals_are_of_all_projects(store: DurableStore) -> None:
    assert await store.totals() == {}
    await store.apply(project(id="herfst"), NOW)
    other = replace(hold(), slot=slot(project="herfst"))
    assert await store.plan("herfst", NOW, NOW + MINUTE, [other])
    await planned(store, send(), hold("C0BRAVO"))
    assert await store.totals() == {"planned": 3, "held:holiday": 2}


async def test_the_tally_knows_arm_and_week(store: DurableStore) -> None:
    await planned(store, send(), send("C0BRAVO", arm="twee"))
    for claim in await store.waiting():
        assert await store.drop(claim, "refused")
    async with store._read() as connection:
        rows = await connection.execute(
            text("SELECT arm, week, outcome, count FROM tally ORDER BY 1, 3")
        )
        assert [tuple(row) for row in rows] == [
            ("een", "2027-W02", "held:refused", 1),
            ("een", "2027-W02", "planned", 1),
            ("twee", "2027-W02", "held:refused", 1),
            ("twee", "2027-W02", "planned", 1),
        ]


# SQLAlchemy drops a connection that is given up in the middle of a statement; Python closes it when
# it is collected, and from 3.13 on says so.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_who_gives_up_waiting_leaves_the_store_usable(store: DurableStore) -> None:
    claims = await planned(store, *(send(f"C0ALPHA{n}") for n in range(20)))
    for turn, claim in enumerate(claims):
        task = asyncio.ensure_future(store.take(claim, NOW))
        for _ in range(turn):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await assert_adds_up(store)
    await store.lapse(NOW + MINUTE)
    for claim in await store.waiting():
        assert await store.drop(claim, "refused")
    await assert_adds_up(store)
    assert set(await states(store)) <= {"unknown", "held"}
    gc.collect()
