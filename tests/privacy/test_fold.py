"""The fold over the real stores: each week once, only symbols, and each period said once."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from bot import app
from bot.core.project import Slot
from bot.core.week import monday
from bot.service import Deed
from bot.web import readiness
from tests import fakes
from tests.privacy.company import (
    BEFORE,
    WEEKS,
    Company,
    arms,
    company,
    first,
    midnight,
    next_week,
)
from tests.store.kit import person

PROJECT = fakes.project(arms=arms("een"))
WEEK = WEEKS[0]


async def said(firm: Company, week: str = WEEK, cell: str = "reach") -> object:
    """Return what is kept of a cell of a closed week, or whether the week is complete."""
    (kept,) = [each for each in await firm.store.folded("lente") if each.week == week]
    return (kept.cells[cell].said, kept.cells[cell].number) if kept.complete else "incomplete"


async def on_the_page(firm: Company) -> str:
    """Return the word about the week on /readyz."""
    return (await readiness.words(app._parts(firm.store, firm.week, firm.service, None)))["week"]


# A week


async def test_on_monday_a_week_becomes_symbols_and_the_memory_forgets(firm: Company) -> None:
    await firm.file(PROJECT)
    await firm.live(PROJECT, WEEK, took=30)
    await firm.tick(midnight(next_week(WEEK), PROJECT) - timedelta(minutes=1))
    assert await firm.store.folded("lente") == [], "Sunday is not over"
    assert await firm.week.weeks() == [("lente", WEEK)]

    await firm.over(PROJECT, WEEK)
    (kept,) = await firm.store.folded("lente")
    assert (kept.arm, kept.week, kept.invited, kept.complete) == ("een", WEEK, 60, True)
    assert kept.cells["reach"].number == 30, "thirty is a multiple of five"
    assert kept.cells["most"].said == "low", "three pauses of fifteen"
    assert await firm.week.weeks() == []
    assert firm.service.folds


async def test_a_monday_that_was_missed_is_made_good_at_the_next_start(directory: Path) -> None:
    async with company(directory) as before:
        await before.file(PROJECT)
        await before.live(PROJECT, WEEK, took=30)
    async with company(directory) as after:
        await after.tick(midnight(next_week(WEEK), PROJECT) + timedelta(days=2))
        assert await said(after) == ("number", 30)
        assert await after.week.weeks() == []


async def test_a_week_in_which_nobody_pressed_is_complete(firm: Company) -> None:
    await firm.file(PROJECT)
    await firm.live(PROJECT, WEEK, took=0)
    await firm.over(PROJECT, WEEK)
    assert await said(firm) == ("low", None)


async def test_a_fold_that_fails_is_tried_again_with_the_same_symbols(
    firm: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    await firm.file(PROJECT)
    await firm.live(PROJECT, WEEK, took=33)
    tried = []
    fold = firm.store.fold

    async def failing(project: str, weeks: object) -> bool:
        tried.append(weeks)
        if len(tried) < 3:
            raise OSError
        return await fold(project, weeks)  # type: ignore[arg-type]  # what it was given

    monkeypatch.setattr(firm.store, "fold", failing)
    for late in range(3):
        with structlog.testing.capture_logs() as logs:
            await firm.tick(midnight(next_week(WEEK), PROJECT) + timedelta(minutes=late))
        assert [each["event"] for each in logs if each["log_level"] == "error"] == (
            ["a week could not be folded"] if late < 2 else []
        )
        assert firm.service.folds == (late == 2)
        assert await on_the_page(firm) == ("answers" if late == 2 else "failing")
    assert tried[0] == tried[1] == tried[2]
    assert len(await firm.store.folded("lente")) == 1


async def test_another_project_is_folded_all_the_same(
    firm: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = fakes.project(id="herfst", arms=arms("twee"))
    for project in (other, PROJECT):
        await firm.file(project)
        await firm.live(project, WEEK)
    figures = firm.week.figures

    async def failing(project: str, week: str) -> object:
        if project == "herfst":
            raise sqlite3.OperationalError
        return await figures(project, week)

    monkeypatch.setattr(firm.week, "figures", failing)
    await firm.over(PROJECT, WEEK)
    assert await said(firm) == ("number", 20)
    assert await firm.store.folded("herfst") == []
    assert await firm.week.weeks() == [("herfst", WEEK)], "it waits"


async def test_presses_that_come_after_the_fold_change_nothing(firm: Company) -> None:
    await firm.file(PROJECT)
    await firm.live(PROJECT, WEEK)
    await firm.over(PROJECT, WEEK)
    before = await firm.store.folded("lente")
    await firm.press(Slot("lente", "een", monday(WEEK), 2), range(60))
    await firm.tick(midnight(next_week(WEEK), PROJECT) + timedelta(hours=1))
    assert await firm.store.folded("lente") == before
    assert await firm.week.weeks() == []


async def test_a_week_of_a_project_that_is_unknown_is_destroyed_unread(firm: Company) -> None:
    await firm.press(Slot("gone", "een", monday(WEEK), 0), range(20))
    await firm.tick(midnight(WEEK, PROJECT))
    assert await firm.week.weeks() == []


# Incomplete weeks


async def test_a_week_of_two_memories_is_incomplete(directory: Path) -> None:
    async with company(directory, "memory:") as before:
        await before.file(PROJECT)
        await before.live(PROJECT, WEEK)
    async with company(directory, "memory:") as after:
        friday = Slot("lente", "een", monday(WEEK) + timedelta(days=4), 0)
        await after.tick(first(PROJECT, WEEK) + timedelta(days=4))
        await after.press(friday, range(20))
        with structlog.testing.capture_logs() as logs:
            await after.over(PROJECT, WEEK)
        told = [each for each in logs if "incomplete" in each["event"]]
        assert [(each["project"], each["week"]) for each in told] == [("lente", WEEK)]
        assert await said(after) == "incomplete"
        await after.live(PROJECT, WEEKS[1])
        await after.over(PROJECT, WEEKS[1])
        assert await said(after, WEEKS[1]) == ("number", 20), "the next one is whole again"


async def test_a_week_whose_memory_is_gone_at_the_fold_is_incomplete(directory: Path) -> None:
    async with company(directory, "memory:") as before:
        await before.file(PROJECT)
        await before.live(PROJECT, WEEK)
    async with company(directory, "memory:") as after:
        await after.over(PROJECT, WEEK)
        assert await said(after) == "incomplete"


async def test_a_memory_that_began_anew_before_the_first_pause_lost_nothing(
    directory: Path,
) -> None:
    async with company(directory, "memory:") as before:
        await before.file(PROJECT)
        await before.tick(midnight(WEEK, PROJECT))
    async with company(directory, "memory:") as after:
        await after.live(PROJECT, WEEK)
        await after.over(PROJECT, WEEK)
        assert await said(after) == ("number", 20)


async def test_a_week_without_the_bot_and_one_that_was_paused_are_left_out(firm: Company) -> None:
    await firm.file(PROJECT)
    await firm.live(PROJECT, WEEK)
    await firm.tick(midnight(WEEKS[2], PROJECT))
    assert await said(firm) == ("number", 20)
    assert await said(firm, WEEKS[1]) == "incomplete", "nobody was prompted"
    await firm.store.turn("lente", "running", "paused", Deed(BEFORE, "U0HR", "paused"))
    await firm.begin(PROJECT, WEEKS[2])
    await firm.over(PROJECT, WEEKS[2])
    assert await said(firm, WEEKS[2]) == "incomplete"


# Groups of too few


async def test_nothing_is_kept_of_a_group_of_fourteen(firm: Company) -> None:
    project = fakes.project(arms=arms("een", "twee"))
    await firm.file(project, [60, 14])
    await firm.live(project, WEEK, took=[20, 14])
    await firm.over(project, WEEK)
    large, small = await firm.store.folded("lente")
    assert large.cells
    assert (small.arm, small.cells) == ("twee", {})


async def test_a_press_of_a_group_of_fourteen_is_not_even_counted(firm: Company) -> None:
    project = fakes.project(arms=arms("een", "twee"))
    await firm.file(project, [15, 14])
    await firm.begin(project, WEEK)
    counts = firm.service._may_count
    assert await counts(Slot("lente", "een", monday(WEEK), 0), person())
    assert not await counts(Slot("lente", "twee", monday(WEEK), 0), person())
    assert await firm.service._small() == 15


async def test_a_press_counts_while_nobody_could_count_the_group(firm: Company) -> None:
    await firm.store.apply(PROJECT, BEFORE)
    await firm.begin(PROJECT, WEEK)
    assert await firm.service._may_count(Slot("lente", "een", monday(WEEK), 0), person())
    assert await firm.service._small() is None
