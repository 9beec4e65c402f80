"""Thousands of subscribers at once: as fast as Slack's limits allow, and nobody goes uncounted."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import app
from bot.core.project import Project
from bot.core.subscription import Subscription, Wishes
from bot.service.direct import digest
from bot.settings import Settings
from bot.slack import blockrules
from bot.slack.manifest import EVENTS, SCOPES
from bot.standin import Standin
from bot.store.week import WeekStore
from tests import fakes
from tests.e2e.fastloop import FastLoop

FACTOR = 4
"""How many times faster than a wall clock these minutes go."""
PER_MINUTE = 240
MORNING = datetime(2027, 1, 11, 9, 29, 50, tzinfo=UTC)
DUE = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Wave:
    """What was seen of a wave: outcomes, who got how many, seconds from due to the last message."""

    outcomes: Counter[str]
    each: Counter[int]
    seconds: float
    calls: int
    refused: int


def project(window: int) -> Project:
    return fakes.project(
        programme="staande-bekkenrek",
        deliver="dm",
        window=window,
        arms=[{"name": name, "protocol": "umcg", "pauses": ["10:30"]} for name in ("a", "b")],
    )


async def send(people: int, window: int, folder: Path) -> Wave:
    """Let a wave go over the real bot, client and sockets, on the loop's own clock."""
    loop = asyncio.get_running_loop()
    begin = loop.time()

    def clock() -> datetime:
        return MORNING + timedelta(seconds=loop.time() - begin)

    async with Standin(
        clock=lambda: clock().timestamp(),
        stopwatch=loop.time,
        validate=blockrules.check,
        bot_events=EVENTS,
        scopes=SCOPES,
        limits=True,
    ) as slack:
        users = [f"U{number:06}" for number in range(people)]
        for user in users:
            slack.add_user(user, name=user.lower())
        bot = await app.build(_settings(folder, slack), clock, loop.time)
        try:
            one = project(window)
            await bot.store.apply(one, MORNING)
            for number, user in enumerate(users):
                wants = Subscription(
                    f"s{number:06}", user, one.id, Wishes(), "Europe/Amsterdam", DUE
                )
                assert await bot.store.subscribe(wants, digest(one))
            await bot.start()
            await _until(loop, clock, DUE)
            assert isinstance(bot.week, WeekStore)
            noted: Mapping[tuple[str, str], int] = {}
            for minute in range(1, window + 3):
                await bot.ticker.ring()
                await bot.ticker.sent()
                noted = await bot.week.noted(one.id, "2027-W02")
                if sum(noted.values()) == people:
                    break
                await _until(loop, clock, DUE + timedelta(minutes=minute))
        finally:
            await bot.stop()
        sent = [float(message.ts) for user in users for message in slack.dm(user)]
        outcomes: Counter[str] = Counter()
        for (_, outcome), count in noted.items():
            outcomes[outcome] += count
        return Wave(
            outcomes,
            Counter(len(slack.dm(user)) for user in users),
            max(sent) - DUE.timestamp(),
            len(slack.ledger),
            slack.limits.refused,
        )


async def _until(
    loop: asyncio.AbstractEventLoop, clock: Callable[[], datetime], at: datetime
) -> None:
    reached: asyncio.Future[None] = loop.create_future()
    loop.call_later(max(0.0, (at - clock()).total_seconds()), reached.set_result, None)
    await reached


def _settings(folder: Path, slack: Standin) -> Settings:
    return Settings.from_env(
        {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "PAUZEBOT_DATA": str(folder),
            "PAUZEBOT_OPEN_WEEK": "memory:",
            "PAUZEBOT_HR": "U0HR",
            "PAUZEBOT_LOG": "error",
        }
    )


def run(people: int, window: int, folder: Path) -> Wave:
    with asyncio.Runner(loop_factory=lambda: FastLoop(FACTOR)) as runner:
        return runner.run(send(people, window, folder))


def test_a_wave_goes_as_fast_as_slack_allows(
    tmp_path: Path,
    amount: Callable[[int, int], int],
    verify_table: Callable[[str, int, str], None],
) -> None:
    people = amount(300, 2_000)
    allowed = people / PER_MINUTE * 60
    wave = run(people, window=amount(2, 9), folder=tmp_path)
    sent = wave.outcomes["sent"]
    # On a busy machine the last ones may be too late; nobody is lost, and nobody gets two.
    assert wave.outcomes == Counter({"sent": sent}) + Counter({"held:too-late": people - sent})
    assert wave.each == Counter({1: sent}) + Counter({0: people - sent})
    assert sent >= 0.9 * people
    # A reduced run shares its processors with other tests, and its seconds are short ones.
    assert wave.refused <= wave.calls / amount(20, 100)
    assert wave.seconds <= 1.1 * allowed
    share = wave.seconds / allowed
    seen = f"{sent:,} sent once in {share:.2f} of what the limit allows, {wave.refused} refused"
    verify_table("subscribers in one wave", people, seen)


def test_who_cannot_be_reached_in_the_window_is_counted_as_too_late(tmp_path: Path) -> None:
    wave = run(300, window=1, folder=tmp_path)
    assert wave.outcomes.total() == 300
    assert set(wave.outcomes) == {"sent", "held:too-late"}
    assert wave.each == {1: wave.outcomes["sent"], 0: wave.outcomes["held:too-late"]}
    assert wave.outcomes["sent"] >= PER_MINUTE - 10
    assert wave.seconds <= 60


@pytest.mark.parametrize("factor", [2.0, 20.0])
def test_time_on_a_fast_loop_is_what_it_says(factor: float) -> None:
    """The control: a second takes a fraction of a second, and not less than that."""

    async def second() -> float:
        loop = asyncio.get_running_loop()
        begin, woken = loop.time(), loop.create_future()
        loop.call_later(1.0, woken.set_result, None)
        await woken
        return loop.time() - begin

    with asyncio.Runner(loop_factory=lambda: FastLoop(factor)) as runner:
        took = runner.run(second())
    assert 0.99 <= took < 2.0
