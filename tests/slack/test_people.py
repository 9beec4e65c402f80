"""Profiles: each asked for once a day, a few at a time, however many presses wait."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.service import Person
from bot.slack.people import ASKERS, People

MONDAY = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
MANY = 10 * ASKERS


class Slack:
    """Answers when it is let; counts who was asked for, and how many at a time."""

    def __init__(self) -> None:
        self.now = MONDAY
        self.asked: Counter[str] = Counter()
        self.open = asyncio.Event()
        self.full = asyncio.Event()
        self.at_once = self.most = 0
        self.broken: set[str] = set()

    async def user(self, name: str) -> Mapping[str, Any] | None:
        self.asked[name] += 1
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        if self.at_once == ASKERS:
            self.full.set()
        try:
            await self.open.wait()
        finally:
            self.at_once -= 1
        if name in self.broken:
            raise RuntimeError(name)
        return {"locale": "nl-NL", "team_id": "T1"} if name != "UNKNOWN" else None


@pytest.fixture
async def slack() -> Slack:
    return Slack()


@pytest.fixture
def people(slack: Slack) -> People:
    return People(slack.user, lambda: slack.now)


async def test_a_rush_asks_for_each_once_and_for_a_few_at_a_time(
    slack: Slack, people: People
) -> None:
    crowd = [Person("T1", f"U{number}") for number in range(MANY)]
    waiting = [asyncio.ensure_future(people.profile(who)) for who in [*crowd, *crowd]]
    await slack.full.wait()
    slack.open.set()
    found = await asyncio.gather(*waiting)
    assert all(profile is not None and profile.counts for profile in found)
    assert slack.asked == Counter({who.user: 1 for who in crowd})
    assert slack.most == ASKERS


async def test_who_was_not_described_is_asked_for_again_and_so_is_everybody_tomorrow(
    slack: Slack, people: People
) -> None:
    slack.open.set()
    known, unknown = Person("T1", "U1"), Person("T1", "UNKNOWN")
    for _ in range(2):
        assert await people.profile(unknown) is None
        assert await people.language(known) == "nl"
    assert slack.asked == Counter({"UNKNOWN": 2, "U1": 1})
    slack.now += timedelta(days=1)
    assert await people.language(known) == "nl"
    assert slack.asked["U1"] == 2


async def test_a_question_that_breaks_leaves_nobody_waiting(slack: Slack, people: People) -> None:
    crowd = [Person("T1", f"U{number}") for number in range(MANY)]
    slack.broken = {who.user for who in crowd[: MANY // 2]}
    slack.open.set()
    found = await asyncio.gather(*(people.profile(who) for who in crowd))
    assert [profile is None for profile in found] == [who.user in slack.broken for who in crowd]


async def test_one_who_gives_up_waiting_takes_the_answer_from_nobody(
    slack: Slack, people: People
) -> None:
    who = Person("T1", "U1")
    one, other = (asyncio.ensure_future(people.profile(who)) for _ in range(2))
    await asyncio.sleep(0)
    one.cancel()
    slack.open.set()
    assert (await other) is not None
