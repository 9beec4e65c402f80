"""Releases over the real stores: one a period, on its grid, never again, never faster by a copy."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.core import privacy
from bot.core.project import Project, Slot
from bot.core.week import monday
from bot.service import Later
from tests import fakes
from tests.privacy.company import BEFORE, WEEKS, Company, arms, first, midnight

PROJECT = fakes.project(arms=arms("een"))
WEEK = WEEKS[0]


async def test_four_weeks_make_a_release_and_the_symbols_go(firm: Company) -> None:
    await firm.file(PROJECT)
    for week in WEEKS[:4]:
        assert await firm.store.releases("lente") == []
        await firm.live(PROJECT, week, took=30)
        await firm.over(PROJECT, week)
    (one,) = await firm.store.releases("lente")
    assert (one.on, one.previous) == (date(2027, 2, 8), privacy.FIRST)
    assert (one.release.begins, one.release.ends) == (date(2027, 1, 11), date(2027, 2, 7))
    (arm,) = one.release.arms
    assert (one.release.weeks, arm.period.weeks, arm.invited) == (4, 4, 60)
    assert arm.period.cells["reach"].number == 30
    assert await firm.store.folded("lente") == []


async def test_twelve_weeks_of_three_groups(firm: Company) -> None:
    """Sixty say most things every four weeks, twenty-five less, fourteen nothing."""
    project = fakes.project(arms=arms("groot", "klein", "zes"))
    await firm.file(project, [60, 25, 14])
    for number, week in enumerate(WEEKS):
        if number == 5:
            await firm.tick(midnight(week, project) + timedelta(days=6))  # as if all was off
        else:
            await firm.live(project, week, took=[45, 10, 14])
        await firm.over(project, week)
        assert len(await firm.store.releases("lente")) == (number + 1) // 4
    releases = await firm.store.releases("lente")
    assert [each.on for each in releases] == [
        date(2027, 2, 8),
        date(2027, 3, 8),
        date(2027, 4, 5),
    ]
    assert [[arm.period.weeks for arm in each.release.arms] for each in releases] == [
        [4, 4, 4],
        [3, 3, 3],
        [4, 4, 4],
    ]
    for each in releases:
        large, small, none = each.release.arms
        assert large.period.cells["reach"].number == 45
        assert small.period.cells["reach"].number == 10
        assert small.period.cells.keys() < large.period.cells.keys()
        assert (none.invited, none.period.cells) == (14, {})
    assert [arm.whole is not None for arm in releases[-1].release.arms] == [True] * 3
    assert {arm.whole for each in releases[:2] for arm in each.release.arms} == {None}
    assert await firm.store.folded("lente") == []


async def test_what_is_said_at_the_end_waits_for_it(firm: Company) -> None:
    await firm.file(PROJECT, 110)
    for week in WEEKS:
        await firm.live(PROJECT, week, took=20)
        await firm.over(PROJECT, week)
        for each in await firm.store.folded("lente"):
            assert "step-2" in each.cells
    one, two, last = [each.release.arms[0] for each in await firm.store.releases("lente")]
    assert "step-2" not in one.period.cells.keys() | two.period.cells.keys()
    assert last.whole is not None
    assert (last.whole.weeks, set(last.whole.cells)) == (12, {"step-2"})
    assert await firm.store.folded("lente") == []


async def test_releases_are_never_made_again(firm: Company) -> None:
    await firm.file(PROJECT)
    for week in WEEKS[:4]:
        await firm.live(PROJECT, week, took=33)
        await firm.over(PROJECT, week)
    before = await firm.store.releases("lente")
    for late in range(1, 4):
        firm.service._closed.clear()  # as a start would
        await firm.press(Slot("lente", "een", monday(WEEKS[3]), 1), range(60))
        await firm.tick(midnight(WEEKS[4], PROJECT) + timedelta(hours=late))
    assert await firm.store.releases("lente") == before


async def test_an_ended_project_closes_its_last_week_and_is_released_on_its_grid(
    firm: Company,
) -> None:
    await firm.file(PROJECT)
    await firm.live(PROJECT, WEEK)
    await firm.tick(first(PROJECT, WEEK) + timedelta(days=1, minutes=1))
    assert await firm.store.end("lente")
    await firm.over(PROJECT, WEEK)
    (kept,) = await firm.store.folded("lente")
    assert (kept.complete, kept.cells["reach"].number) == (True, 20)
    assert kept.cells["most"].number == 20, "three pauses of the four it had"
    await firm.tick(midnight(WEEKS[3], PROJECT))
    assert await firm.store.releases("lente") == [], "ending early brings nothing earlier"
    await firm.tick(midnight(WEEKS[4], PROJECT))
    (one,) = await firm.store.releases("lente")
    assert one.release.arms[0].whole is not None
    await firm.tick(midnight(WEEKS[8], PROJECT))
    assert len(await firm.store.releases("lente")) == 1


async def test_a_project_that_ended_before_it_began_says_nothing(firm: Company) -> None:
    await firm.file(PROJECT)
    await firm.store.end("lente")
    await firm.tick(midnight(WEEKS[6], PROJECT))
    assert await firm.store.releases("lente") == []
    assert await firm.store.folded("lente") == []


async def test_groups_that_change_are_folded_as_they_were(firm: Company) -> None:
    await firm.file(PROJECT)
    other = fakes.project(arms=arms("twee"))
    await firm.store.apply(PROJECT, BEFORE, Later(other, monday(WEEKS[4])))
    await firm.store.freeze("lente", "twee", 1, 60)
    for week in WEEKS[:4]:
        await firm.live(PROJECT, week)
        await firm.over(PROJECT, week)
    (one,) = await firm.store.releases("lente")
    assert [arm.arm for arm in one.release.arms] == ["een"]
    assert one.release.arms[0].period.weeks == 4
    await firm.live(other, WEEKS[4])
    await firm.over(other, WEEKS[4])
    assert [each.arm for each in await firm.store.folded("lente")] == ["twee"]


async def test_a_change_waits_until_what_was_before_it_is_folded(
    firm: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    await firm.file(PROJECT)
    later = Later(fakes.project(arms=arms("twee")), monday(WEEKS[1]))
    await firm.store.apply(PROJECT, BEFORE, later)
    await firm.live(PROJECT, WEEK)
    with monkeypatch.context() as broken:
        broken.setattr(firm.week, "figures", None)
        await firm.over(PROJECT, WEEK)
        filed = await firm.store.project("lente")
        assert filed is not None
        assert filed.project == PROJECT
    await firm.tick(midnight(WEEKS[1], PROJECT) + timedelta(minutes=1))
    assert [each.arm for each in await firm.store.folded("lente")] == ["een"]
    filed = await firm.store.project("lente")
    assert filed is not None
    assert [arm.name for arm in filed.project.arms] == ["twee"]


# Projects that follow each other


def short(name: str, week: str, **changes: object) -> Project:
    """Return a project of one week over the same channel."""
    starts, ends = monday(week), monday(week) + timedelta(days=4)
    dates = {"starts": starts.isoformat(), "ends": ends.isoformat()}
    return fakes.project(id=name, arms=arms("een"), **dates, **changes)


async def test_a_copy_cannot_make_figures_come_faster(firm: Company) -> None:
    copies = [short(f"kopie-{number}", WEEKS[number]) for number in range(3)]
    for number, one in enumerate(copies):
        await firm.file(one)
        await firm.live(one, WEEKS[number])
        await firm.over(one, WEEKS[number])
    released: dict[str, tuple[str, date]] = {}
    for week in [*WEEKS[3:], "2027-W14"]:
        await firm.tick(midnight(week, PROJECT))
        for one in copies:
            if made := await firm.store.releases(one.id):
                released.setdefault(one.id, (week, made[0].on))
    assert released == {
        "kopie-0": ("2027-W05", monday("2027-W03")),
        "kopie-1": ("2027-W07", monday("2027-W07")),
        "kopie-2": ("2027-W11", monday("2027-W11")),
    }


DIRECT = [{"name": "een", "protocol": "drie", "pauses": ["10:30", "12:30", "15:00"]}]


@pytest.mark.parametrize(
    "starts, ended, week",
    [
        pytest.param("2027-01-18", False, "2027-W07", id="after the other"),
        pytest.param("2027-01-13", True, "2027-W07", id="after the other was ended"),
        pytest.param("2027-01-13", False, "2027-W04", id="beside the other: other people"),
    ],
)
async def test_in_direct_messages_a_project_follows_those_that_went_before(
    firm: Company, starts: str, ended: bool, week: str
) -> None:
    before = fakes.project(id="a", arms=DIRECT, deliver="dm", ends="2027-01-15")
    after = fakes.project(id="b", arms=DIRECT, deliver="dm", starts=starts, ends="2027-01-22")
    await firm.file(before)
    await firm.tick(midnight(WEEK, before) + timedelta(hours=13))
    if ended:
        await firm.store.end("a")
    await firm.over(before, WEEK)
    await firm.file(after)
    for each in WEEKS[1:8]:
        await firm.tick(midnight(each, after))
        if await firm.store.releases("b"):
            assert each == week
            return
    raise AssertionError("never released")
