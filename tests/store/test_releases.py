"""Closed weeks and releases in the store: once, in a chain, and only symbols."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from bot.core import privacy
from bot.core.privacy import ArmWeek, Counts, Limits, Release
from bot.store.durable import DurableStore
from tests.fakes import project
from tests.store.kit import NOW

HERE = frozenset({"C0ALPHA"})
LATER = date(2029, 4, 2)


def closed(week: str = "2027-W02", arm: str = "een", people: int = 20) -> ArmWeek:
    """Return what is kept of a week in which `people` of sixty took part once."""
    counts = Counts(slots=15, sessions={1: people}, starts=people, finishes=people)
    return privacy.fold(arm, week, counts, 60, 3, lambda _: Fraction(1, 3), Limits())


def released(period: int = 0, weeks: Mapping[str, int] | None = None) -> Release:
    """Return the release of four weeks of the project."""
    begins = date(2027, 1, 11) + timedelta(weeks=4 * period)
    kept = [closed(f"2027-W{2 + 4 * period + n:02}") for n in range(4)]
    arm = privacy.release_arm("een", 60, 3, kept, None, lambda _: Fraction(1, 3), Limits())
    ends = begins + timedelta(days=27)
    return Release("lente", period, begins, ends, 4, Limits(), (arm,))


async def publish(store: DurableStore, release: Release, *left: ArmWeek) -> bool:
    on = release.ends + timedelta(days=1)
    return await store.publish(release, on, HERE, LATER, left)


async def test_a_closed_week_is_written_once(store: DurableStore) -> None:
    assert await store.fold("lente", [closed(people=20), closed(arm="twee")])
    assert not await store.fold("lente", [closed(people=45)])
    assert list(await store.folded("lente")) == [closed(people=20), closed(arm="twee")]
    assert await store.folded("herfst") == []


async def test_a_closed_week_forgets_which_memories_saw_it(store: DurableStore) -> None:
    await store.saw("lente", "2027-W02", "a" * 32)
    await store.saw("lente", "2027-W02", "a" * 32)
    await store.saw("lente", "2027-W02", "b" * 32)
    await store.saw("lente", "2027-W03", "b" * 32)
    both = frozenset({"a" * 32, "b" * 32})
    later = {"2027-W03": frozenset({"b" * 32})}
    assert await store.memories("lente") == {"2027-W02": both, **later}
    await store.fold("lente", [closed()])
    assert await store.memories("lente") == later


async def test_releases_come_back_as_they_were_written_in_one_chain(store: DurableStore) -> None:
    for period in range(3):
        assert await publish(store, released(period))
    kept = await store.releases("lente")
    assert [each.release for each in kept] == [released(period) for period in range(3)]
    assert [each.on for each in kept] == [date(2027, 2, 8), date(2027, 3, 8), date(2027, 4, 5)]
    assert kept[0].previous == privacy.FIRST
    for before, after in pairwise(kept):
        assert after.previous == before.digest
    for each in kept:
        assert each.digest == privacy.digest(each.previous, privacy.write(each.release))


async def test_a_period_is_released_once_and_what_was_said_stays(store: DurableStore) -> None:
    assert await publish(store, released())
    before = await store.releases("lente")
    await store.fold("lente", [closed("2027-W05")])
    assert not await publish(store, released())
    assert await store.releases("lente") == before
    assert list(await store.folded("lente")) == [closed("2027-W05")]


async def test_a_release_takes_the_symbols_it_was_made_of(store: DurableStore) -> None:
    for week in range(2, 7):
        await store.fold("lente", [closed(f"2027-W{week:02}"), closed(f"2027-W{week:02}", "twee")])
    left = closed("2027-W05", "twee")
    assert await publish(store, released(), left)
    assert list(await store.folded("lente")) == [
        left,
        closed("2027-W06"),
        closed("2027-W06", "twee"),
    ]


async def test_a_copy_finds_when_its_channels_had_their_last_release(store: DurableStore) -> None:
    await publish(store, released(0))
    await publish(store, released(1))
    assert await store.last_release(HERE | {"C0NEW"}, "kopie") == {"lente": date(2027, 3, 8)}
    assert await store.last_release(frozenset({"C0NEW"}), "kopie") == {}
    assert await store.last_release(HERE, "lente") == {}


async def test_limits_of_a_project_only_tighten(store: DurableStore) -> None:
    assert await store.limits("lente") == Limits()
    assert await store.limits("unheard-of") == Limits()


async def test_a_chain_goes_when_all_of_it_has_had_its_time(store: DurableStore) -> None:
    await store.apply(project(id="oud"), NOW)
    for period, until in enumerate([date(2020, 1, 1), date(2021, 1, 1)]):
        first = released(period)
        old = Release("oud", period, first.begins, first.ends, 4, Limits(), first.arms)
        assert await store.publish(old, first.ends, HERE, until, [])
    await publish(store, released())
    assert await store.forget_releases(date(2020, 6, 1)) == 0
    assert len(await store.releases("oud")) == 2
    assert await store.forget_releases(date(2021, 1, 2)) == 2
    assert await store.releases("oud") == []
    # Two years on by the clock of the bot, not by that of the database: it stays.
    assert await store.forget_releases(date(2035, 1, 1)) == 0
    assert len(await store.releases("lente")) == 1
