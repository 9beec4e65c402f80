"""Subscriptions: kept whole, found when due, and gone byte by byte when somebody leaves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from bot.core.effects import HoldBack, Send
from bot.core.subscription import Arranged, Hours, Subscription, Wishes
from bot.service import Claim, Outcome
from bot.store.durable import DurableStore, open_store
from tests.fakes import project
from tests.store import kit

WISHES = Wishes(
    pauses=(time(9, 15), time(14, 0)),
    hours=(Hours(time(9), time(17)), None, *[Hours(time(13), time(17, 30))] * 5),
    language="en",
    until=date(2027, 2, 1),
    seated=True,
)
UNDER = {"lente": "aa"}


def subscriber(number: int, due: datetime | None = kit.NOW) -> Subscription:
    name, user = f"s{number:04}", f"UCANARY{number:04}"
    return Subscription(name, user, "lente", WISHES, "Europe/Amsterdam", due)


def claimed(one: Subscription, pause: int = 0, next_: datetime | None = None) -> Arranged:
    return Arranged((kit.send(one.id, pause),), next_ or kit.NOW + kit.HOUR)


async def test_a_subscription_is_kept_as_it_was_given(store: DurableStore) -> None:
    one = subscriber(1)
    assert await store.subscribe(one, "aa")
    assert await store.subscription("UCANARY0001") == one
    assert await store.subscriptions(["s0001", "s9999"]) == {"s0001": one}
    assert await store.subscribers("lente") == {"UCANARY0001": "s0001"}
    assert await store.subscription("UCANARY0002") is None
    plain = replace(subscriber(2), wishes=Wishes(), due=None)
    assert await store.subscribe(plain, "aa")
    assert await store.subscription("UCANARY0002") == plain


async def test_somebody_has_one_subscription_and_changes_it(store: DurableStore) -> None:
    one = subscriber(1)
    assert await store.subscribe(one, "aa")
    assert not await store.subscribe(replace(one, id="s7777"), "aa")
    other = replace(one, wishes=Wishes(), zone="America/New_York")
    assert await store.change(other, "aa")
    assert await store.subscription(one.user) == other
    assert not await store.change(subscriber(2), "aa")


async def test_who_is_due_comes_earliest_first_and_a_batch_at_a_time(store: DurableStore) -> None:
    for number in range(4):
        due = kit.NOW - number * kit.MINUTE if number < 3 else kit.NOW + kit.MINUTE
        await store.subscribe(subscriber(number, due), "aa")
    await store.subscribe(subscriber(9, None), "aa")
    assert await store.due_count(kit.NOW) == 3
    assert [one.id for one in await store.due_subscriptions(kit.NOW, 2)] == ["s0002", "s0001"]


async def test_what_is_due_is_claimed_once_and_what_is_held_leaves_no_row(
    store: DurableStore,
) -> None:
    one, held = subscriber(1), subscriber(2)
    await store.subscribe(one, "aa")
    await store.subscribe(held, "aa")
    personal = HoldBack(kit.slot(), held.id, kit.NOW, "on-a-break")
    later = kit.NOW + kit.HOUR
    steps = [(one, claimed(one)), (held, Arranged((personal,), later))]
    await store.arrange(steps, UNDER)
    await store.arrange(steps, UNDER)
    (claim,) = await store.waiting()
    assert (claim.place, claim.slot) == (one.id, kit.slot())
    assert await store.due_count(kit.NOW) == 0
    assert await store.due_count(later) == 2
    assert await kit.states(store) == {"planned": 1}


async def test_no_number_of_direct_messages_stays_in_the_tally(store: DurableStore) -> None:
    people = [subscriber(number) for number in range(5)]
    for one in people:
        await store.subscribe(one, "aa")
    await store.arrange([(one, claimed(one)) for one in people], UNDER)
    sent, dropped, unknown, stale, discarded = await store.waiting()
    assert await store.take(sent, kit.NOW)
    await store.settle(sent, Outcome("sent"))
    assert await store.drop(dropped, "too-late")
    assert await store.take(unknown, kit.NOW)
    assert await store.lapse(kit.NOW + kit.HOUR) == [(unknown.slot, unknown.place)]
    assert await store.discard(discarded)
    assert not await store.discard(discarded)
    assert await store.take(stale, kit.NOW)
    assert await store.purge(kit.NOW + kit.HOUR) == 4
    assert await store.tally("lente") == {}
    assert await store.planned("lente") == 0


async def test_a_direct_message_is_never_taken_back(store: DurableStore) -> None:
    one = subscriber(1)
    await store.subscribe(one, "aa")
    await store.arrange([(one, claimed(one))], UNDER)
    (claim,) = await store.waiting()
    await store.take(claim, kit.NOW)
    await store.settle(claim, Outcome("sent"))
    assert await store.closing(kit.NOW + 9 * kit.HOUR) == []


async def test_rows_of_another_version_of_the_project_are_found(store: DurableStore) -> None:
    for number, under in enumerate(("aa", "bb", "cc")):
        await store.subscribe(subscriber(number), under)
    assert {one.id for one in await store.outdated("lente", "bb", 9)} == {"s0000", "s0002"}
    old = await store.outdated("lente", "bb", 9)
    await store.arrange([(one, Arranged((), None)) for one in old], {"lente": "bb"})
    assert await store.outdated("lente", "bb", 9) == []


async def test_who_leaves_takes_their_claims_along(store: DurableStore) -> None:
    one, other = subscriber(1), subscriber(2)
    for each in (one, other):
        await store.subscribe(each, "aa")
    await store.arrange([(one, claimed(one)), (other, claimed(other))], UNDER)
    assert await store.unsubscribe(one.user)
    assert not await store.unsubscribe(one.user)
    assert [claim.place for claim in await store.waiting()] == [other.id]
    assert await store.forget_subscribers("lente") == 1
    assert await store.waiting() == []


@pytest.fixture
async def files(directory: Path) -> AsyncIterator[tuple[DurableStore, Path]]:
    opened = await open_store(f"sqlite:///{directory / 'pauzebot.db'}")
    await opened.apply(project(), kit.NOW)
    yield opened, directory
    await opened.close()


async def test_after_leaving_no_byte_of_it_is_left_in_any_file(
    files: tuple[DurableStore, Path],
) -> None:
    store, directory = files
    people = [subscriber(number) for number in range(40)]
    for one in people:
        await store.subscribe(one, "aa")
    await store.arrange([(one, claimed(one)) for one in people], UNDER)
    needles = [one.user.encode() for one in people]
    assert sum(_holds(directory, needle) for needle in needles) == 40, "the search finds nothing"
    for one in people[:39]:
        await store.change(replace(one, wishes=Wishes()), "aa")
        assert await store.unsubscribe(one.user)
    assert [needle for needle in needles if _holds(directory, needle)] == needles[39:]
    assert not any(_holds(directory, one.id.encode()) for one in people[:39])


def _holds(directory: Path, needle: bytes) -> bool:
    return any(needle in path.read_bytes() for path in directory.rglob("*") if path.is_file())


async def test_a_claim_of_a_subscriber_is_gone_a_day_after_the_slot(store: DurableStore) -> None:
    one = subscriber(1)
    await store.subscribe(one, "aa")
    await store.arrange([(one, claimed(one))], UNDER)
    assert isinstance(claimed(one).due[0], Send)
    (claim,) = await store.waiting()
    assert isinstance(claim, Claim)
    assert await store.purge(kit.NOW) == 0
    assert await store.purge(kit.NOW + kit.MINUTE) == 1
    assert await kit.states(store) == {}


async def test_a_channel_hears_of_a_project_once(store: DurableStore) -> None:
    assert await store.announce("lente", "C0ALPHA", "asked")
    assert not await store.announce("lente", "C0ALPHA", "asked")
    assert await store.announce("lente", "C0ALPHA", "said")
    assert not await store.announce("lente", "C0ALPHA", "said")
    assert await store.announced("lente") == {"C0ALPHA": "said"}
