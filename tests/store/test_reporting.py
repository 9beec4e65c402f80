"""A report from the store: releases, what became of prompts, who was invited, the limits."""

from __future__ import annotations

from datetime import timedelta

from bot.core.privacy import Limits
from bot.service import Outcome
from bot.service.reporting import report
from bot.store.durable import DurableStore
from tests.fakes import library
from tests.store.kit import NOW, hold, planned, send
from tests.store.test_releases import publish, released


async def test_what_became_of_prompts_is_told_by_group_week_and_outcome(
    store: DurableStore,
) -> None:
    (claim,) = await planned(store, send(), hold("C0BRAVO"))
    await store.take(claim, NOW)
    await store.settle(claim, Outcome("sent", ts="1.2"))
    assert await store.delivered("lente") == {
        ("een", "2027-W02", "held:holiday"): 1,
        ("een", "2027-W02", "planned"): 2,
        ("een", "2027-W02", "sent"): 1,
    }
    assert await store.delivered("herfst") == {}


async def test_a_report_is_made_of_what_is_published_and_of_the_bots_own_deeds(
    store: DurableStore,
) -> None:
    await planned(store, send())
    await store.freeze("lente", "een", 0, 60)
    await publish(store, released())
    made = await report(store, library(), "lente", NOW + timedelta(weeks=5), "9.9.9")
    assert made is not None
    (published,) = await store.releases("lente")
    assert [(one.number, one.digest) for one in made.periods] == [(1, published.digest)]
    assert made.delivery is not None
    assert (made.delivery.until, made.delivery.arms[0].planned) == ("2027-W05", 1)
    assert (made.arms[0].invited, made.limits, made.version) == (60, Limits(), "9.9.9")


async def test_no_project_has_no_report(store: DurableStore) -> None:
    assert await report(store, library(), "herfst", NOW, "1") is None
