"""What became of direct messages is counted in the open week, and dies with it."""

from __future__ import annotations

from bot.store.week import WeekStore
from tests.store import kit

SENT, MEETING = (kit.slot(), "sent"), (kit.slot(1), "held:meeting")


async def test_outcomes_add_up_by_arm(week: WeekStore) -> None:
    await week.note({SENT: 3, MEETING: 1})
    await week.note({SENT: 2, (kit.slot(arm="twee"), "sent"): 1})
    assert await week.noted("lente", kit.WEEK) == {
        ("een", "sent"): 5,
        ("een", "held:meeting"): 1,
        ("twee", "sent"): 1,
    }


async def test_they_die_with_the_week_even_if_nobody_took_part(week: WeekStore) -> None:
    await week.note({SENT: 3})
    assert await week.weeks() == [("lente", kit.WEEK)]
    await week.destroy("lente", kit.WEEK)
    assert await week.weeks() == []
    await week.note({SENT: 3})
    assert await week.noted("lente", kit.WEEK) == {}
