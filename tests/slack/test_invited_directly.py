"""How many a project in direct messages invites: its subscribers at the start of a period."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.core.subscription import Subscription, Wishes
from bot.service import Deed
from bot.slack.directory import Directory
from tests import fakes
from tests.slack.payload_kit import World, arm, world

MIDNIGHT = datetime(2027, 1, 10, 23, 0, tzinfo=UTC)
"""The first day begins in Amsterdam."""
SECOND = MIDNIGHT + timedelta(weeks=4)
MINUTE = timedelta(minutes=1)
ARMS = [{**arm(), "name": name} for name in ("een", "twee")]
MORE: dict[str, Any] = {"programme": "staande-bekkenrek", "deliver": "dm"}
FILED = [fakes.project(arms=ARMS, **MORE), fakes.project(id="ander", arms=[arm()], **MORE)]
COLLEAGUES = [f"UCANARY{number:04}" for number in range(30)]
OTHERS = {
    "UCANARYGAST": {"is_restricted": True},
    "UCANARYGAST1": {"is_ultra_restricted": True},
    "UCANARYBOT": {"is_bot": True},
    "UCANARYWEG": {"deleted": True},
    "UCANARYELDERS": {"is_stranger": True},
}
"""People who can subscribe and are not of the group that figures are about."""


class Slack:
    """Slack's list of everybody, a page of ten at a time; it may refuse to tell."""

    def __init__(self) -> None:
        users = [*COLLEAGUES, "U0HR", "U0FYSIO", *OTHERS]
        self.rows = [{"id": user, **OTHERS.get(user, {})} for user in users]
        self.refuses = False

    async def __call__(self, method: str, asked: Mapping[str, Any]) -> Mapping[str, Any] | None:
        first = int(asked["cursor"] or 0)
        if self.refuses and first:
            return None
        more = str(first + 10) if first + 10 < len(self.rows) else ""
        page = self.rows[first : first + 10]
        return {"members": page, "response_metadata": {"next_cursor": more}}


@pytest.fixture
def slack() -> Slack:
    return Slack()


@pytest_asyncio.fixture
async def seen(
    tmp_path: Path, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[World]:
    """A bot of two projects in direct messages; the other one has subscribers of its own."""
    async with world(tmp_path, FILED, explored=False) as made:
        # Slack is asked anew each time: what is remembered of it for an hour is not looked at here.
        monkeypatch.setattr(made.sender, "colleagues", lambda users: _fresh(slack, users))
        await subscribe(made, COLLEAGUES[20:25], "ander")
        yield made


async def _fresh(slack: Slack, users: set[str]) -> frozenset[str] | None:
    return await Directory(slack, lambda: 0.0).colleagues(users)


async def subscribe(seen: World, users: list[str], project: str = "lente") -> None:
    for user in users:
        one = Subscription(f"s{user.lower()}", user, project, Wishes(), "Europe/Amsterdam")
        assert await seen.store.subscribe(one, "aa")


async def turn(seen: World, at: datetime) -> Mapping[tuple[str, int], int]:
    """Ring at an instant; how many were invited, by arm and period."""
    seen.clock.at = at
    await seen.service.turn_over()
    return await seen.store.invited("lente")


def by_arm(seen: World, users: list[str], period: int) -> dict[tuple[str, int], int]:
    """Count people by the arm their subscription's id draws."""
    counts = {(each["name"], period): 0 for each in ARMS}
    for user in users:
        counts[seen.service.placed(FILED[0], f"s{user.lower()}").name, period] += 1
    return counts


async def test_colleagues_who_subscribed_are_counted_when_a_period_begins(seen: World) -> None:
    await subscribe(seen, [*COLLEAGUES[:20], *OTHERS, "U0HR", "U0FYSIO"])
    assert await turn(seen, MIDNIGHT - MINUTE) == {}
    first = by_arm(seen, COLLEAGUES[:20], 0)
    assert await turn(seen, MIDNIGHT) == first
    assert min(first.values()) > 0

    # Who comes, goes, or gets a role in the meantime changes nothing until the next period.
    await subscribe(seen, COLLEAGUES[25:])
    await seen.store.unsubscribe(COLLEAGUES[0])
    await seen.store.give(COLLEAGUES[1], "hr", Deed(MIDNIGHT, "U0HR", "hr-given"))
    assert await turn(seen, SECOND - MINUTE) == first
    second = by_arm(seen, [*COLLEAGUES[2:20], *COLLEAGUES[25:]], 1)
    assert await turn(seen, SECOND) == first | second


async def test_what_slack_does_not_tell_is_counted_later_and_never_by_half(
    seen: World, slack: Slack
) -> None:
    await subscribe(seen, COLLEAGUES[:20])
    slack.refuses = True
    assert await turn(seen, MIDNIGHT) == {}
    slack.refuses = False
    assert await turn(seen, MIDNIGHT + MINUTE) == by_arm(seen, COLLEAGUES[:20], 0)


async def test_where_nobody_subscribed_nobody_is_invited(seen: World, slack: Slack) -> None:
    slack.refuses = True
    assert await turn(seen, MIDNIGHT) == {("een", 0): 0, ("twee", 0): 0}


async def test_only_numbers_are_kept_of_it(seen: World, tmp_path: Path) -> None:
    await subscribe(seen, COLLEAGUES[:20])
    invited = await turn(seen, MIDNIGHT)
    for user in COLLEAGUES:
        await seen.store.unsubscribe(user)
    assert await seen.store.invited("lente") == invited
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("pauzebot.db*"))
    assert b"lente" in kept
    assert b"canary" not in kept.lower()
