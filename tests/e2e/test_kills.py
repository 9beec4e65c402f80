"""The bot is killed at any moment of a wave of prompts: nobody is prompted twice, all adds up."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.core import schedule
from tests import fakes
from tests.e2e.conftest import House, tally

BEFORE = datetime(2027, 1, 10, tzinfo=UTC)
PLACES = [f"C{number:05d}" for number in range(50)]
PROJECT = fakes.project(
    programme="staande-bekkenrek",
    ends="2027-12-31",
    arms=[
        {
            "name": "driemaal",
            "protocol": "umcg",
            "pauses": ["09:00", "12:00", "15:00"],
            "channels": PLACES,
        }
    ],
)


async def test_kills_in_a_wave_never_double_a_prompt_and_the_tally_adds_up(
    house: House,
    amount: Callable[[int, int], int],
    verify_table: Callable[[str, int, str], None],
) -> None:
    chance, tries = random.Random(7), amount(6, 200)
    for place in PLACES:
        house.slack.add_channel(place, members=["U0ANNA"])
    await house.apply(PROJECT)
    slots = schedule.next_pauses(PROJECT, "running", BEFORE, tries)
    bot = await house.start(slots[0].due - timedelta(minutes=10))
    for number, upcoming in enumerate(slots, start=1):
        before = len(house.slack.ledger.of("chat.postMessage"))
        asked = asyncio.ensure_future(bot.tick(upcoming.due))
        await house.slack.wait_for_call(
            "chat.postMessage", count=before + chance.randint(1, 50), timeout=60
        )
        await asyncio.sleep(chance.random() * 0.02)
        await bot.kill()
        asked.cancel()

        bot = await house.start(upcoming.due + timedelta(minutes=1))
        await bot.tick(upcoming.due + timedelta(minutes=4))
        posts = house.slack.ledger.of("chat.postMessage")
        per_place = Counter(call.arguments["channel"] for call in posts[before:])
        assert max(per_place.values()) == 1
        told = await tally(house)
        assert told.pop("sent", 0) + told.pop("unknown", 0) == 50 * number
        assert told == {}
    sent = (await tally(house))["sent"]
    lost = 50 * tries - sent
    assert sent <= len(house.slack.ledger.of("chat.postMessage")) <= 50 * tries
    verify_table(
        "kill -9 during a wave over 50 channels", tries, f"no double prompt; {lost} unknown"
    )
