"""Reminders in the open week: said once, in order, and gone."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.service import Reminder
from bot.store.week import WeekStore, open_week
from tests.store.kit import HOUR, MINUTE, NOW, SECRET, found, slot


def reminder(number: int = 1, minutes: int = 10, dies: int = 25) -> Reminder:
    address = f"https://hooks.slack.com/actions/T1/{number:08}/abcdefghijklmnopqrstuvwx"
    return Reminder(address, NOW + minutes * MINUTE, NOW + dies * MINUTE, slot(), "nl")


async def test_a_reminder_comes_back_when_it_is_due_and_once(week: WeekStore) -> None:
    asked = reminder()
    await week.remind(asked)
    assert await week.reminders(asked.due - timedelta(seconds=1)) == []
    assert await week.reminders(asked.due) == [asked]
    assert await week.reminders(asked.due) == []


async def test_a_reminder_may_be_of_no_pause_in_particular(week: WeekStore) -> None:
    asked = replace(reminder(), slot=None, language="en")
    await week.remind(asked)
    assert await week.reminders(NOW + HOUR) == [], "its address has died by then"
    await week.remind(asked)
    assert await week.reminders(asked.due + MINUTE) == [asked]


async def test_a_reminder_keeps_when_its_slot_closes_for_the_one_who_asked(week: WeekStore) -> None:
    asked = replace(reminder(), closes=NOW + 12 * MINUTE)
    await week.remind(asked)
    assert await week.reminders(asked.due) == [asked]


async def test_the_last_one_asked_for_at_an_address_holds(week: WeekStore) -> None:
    await week.remind(reminder(minutes=5))
    await week.remind(reminder(minutes=20))
    assert await week.reminders(NOW + 10 * MINUTE) == []
    assert await week.reminders(NOW + 20 * MINUTE) == [reminder(minutes=20)]


async def test_they_come_in_the_order_they_are_due(week: WeekStore) -> None:
    for number, minutes in [(1, 9), (2, 7), (3, 8), (4, 30)]:
        await week.remind(reminder(number, minutes, dies=40))
    due = await week.reminders(NOW + 10 * MINUTE)
    assert [each.due - NOW for each in due] == [7 * MINUTE, 8 * MINUTE, 9 * MINUTE]


async def test_a_restart_forgets_no_reminder_and_two_processes_say_it_once(
    tmp_path: Path, mounts: Path
) -> None:
    week = await open_week(str(tmp_path), SECRET, identity="a bot", mounts=mounts)
    for number in range(20):
        await week.remind(reminder(number))
    await week.close()
    both = [
        await open_week(str(tmp_path), SECRET, identity="a bot", mounts=mounts) for _ in range(2)
    ]
    said = await asyncio.gather(*(week.reminders(NOW + 10 * MINUTE) for week in both))
    assert len({each.address for one in said for each in one}) == 20
    assert sum(map(len, said)) == 20
    for week in both:
        await week.close()


async def test_an_address_that_was_used_or_died_is_in_no_file(week: WeekStore) -> None:
    assert week.directory is not None
    asked = [reminder(number, minutes=5 + number % 20) for number in range(300)]
    for each in asked:
        await week.remind(each)
    # The distinguishing part comes after the common beginning.
    needles = [each.address.removeprefix("https://hooks.slack.com/actions/T1/") for each in asked]
    assert found(week.directory, [needle.encode() for needle in needles]) == len(asked)
    for minute in range(5, 26):
        await week.reminders(NOW + minute * MINUTE)
        left = [
            n for n, each in zip(needles, asked, strict=True) if each.due > NOW + minute * MINUTE
        ]
        assert found(week.directory, [needle.encode() for needle in needles]) == len(left)
