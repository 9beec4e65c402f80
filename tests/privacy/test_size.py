"""How large the store is does not tell how many people there are, nor who of them takes part."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.project import Slot
from bot.core.week import monday
from tests import fakes
from tests.privacy.company import WEEKS, arms, company

PROJECT = fakes.project(arms=arms("een", "twee"))
SIZES = (100, 1_000, 10_000)


async def size(directory: Path, invited: int, took: int) -> int:
    """Return the bytes of the store after a period in which so many took part each week."""
    directory.mkdir()
    async with company(directory) as firm:
        await firm.file(PROJECT, invited)
        for week in WEEKS[:4]:
            await firm.begin(PROJECT, week)
            slot = Slot("lente", "een", monday(week), 0)
            await firm.press(slot, range(took))
            await firm.over(PROJECT, week)
        assert len(await firm.store.releases("lente")) == 1
    return sum(path.stat().st_size for path in directory.glob("pauzebot.db*"))


async def test_the_store_is_as_large_for_a_hundred_employees_as_for_ten_thousand(
    directory: Path,
    amount: Callable[[int, int], int],
    verify_table: Callable[[str, int, str], None],
) -> None:
    share = amount(50, 1)
    found = {
        people: await size(directory / str(people), people, people // share) for people in SIZES
    }
    assert len(set(found.values())) == 1, found
    for people, held in found.items():
        verify_table(f"four weeks with {people:,} employees", people, f"{held // 1024} KiB stored")


@pytest.mark.parametrize("took", [0, 30])
async def test_who_takes_part_does_not_show_in_the_size(directory: Path, took: int) -> None:
    assert await size(directory / "one", 240, took) == await size(directory / "other", 240, 15)
