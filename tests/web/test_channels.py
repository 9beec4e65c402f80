"""Channels that another company shares get no prompts; a Slack that is silent holds up nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.slack import channels
from bot.slack.channels import Channels, Standing, read_standing

MONDAY = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
SHARED = {"id": "C0BUITEN", "is_ext_shared": True, "is_archived": False, "is_member": True}
OWN = {"id": "C0ALPHA", "is_ext_shared": False, "is_archived": False, "is_member": True}


class Slack:
    """Says what it knows of channels, and how often it was asked."""

    def __init__(self, *known: Mapping[str, Any]) -> None:
        self.known = {channel["id"]: channel for channel in known}
        self.asked: list[str] = []
        self.now = MONDAY

    async def ask(self, place: str) -> Mapping[str, Any] | None:
        self.asked.append(place)
        return self.known.get(place)

    def channels(self) -> Channels:
        return Channels(self.ask, lambda: self.now)


async def test_a_shared_channel_is_held_back_and_an_own_one_is_not() -> None:
    known = Slack(SHARED, OWN).channels()
    assert await known.reason("C0BUITEN") == "shared"
    assert await known.reason("C0ALPHA") is None


async def test_slack_is_asked_once_a_day() -> None:
    slack = Slack(OWN)
    known = slack.channels()
    for _ in range(3):
        await known.reason("C0ALPHA")
    slack.now += timedelta(hours=8)
    await known.reason("C0ALPHA")
    assert slack.asked == ["C0ALPHA"]
    slack.known["C0ALPHA"] = {**OWN, "is_ext_shared": True}
    slack.now += timedelta(days=1)
    assert await known.reason("C0ALPHA") == "shared"
    assert slack.asked == ["C0ALPHA"] * 2


async def test_a_change_is_asked_for_at_once() -> None:
    slack = Slack(OWN)
    known = slack.channels()
    assert await known.reason("C0ALPHA") is None
    slack.known["C0ALPHA"] = {**OWN, "is_ext_shared": True}
    known.forget("C0ALPHA")
    assert await known.reason("C0ALPHA") == "shared"


async def test_a_slack_that_does_not_know_lets_prompts_go_and_is_asked_again() -> None:
    slack = Slack()
    known = slack.channels()
    assert await known.reason("C0ALPHA") is None
    assert await known.reason("C0ALPHA") is None
    assert slack.asked == ["C0ALPHA"] * 2


async def test_a_slow_slack_lets_a_prompt_go_and_its_answer_holds_back_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(channels, "PATIENCE", 0.01)
    gate = asyncio.Event()

    async def slow(_: str) -> Mapping[str, Any]:
        await gate.wait()
        return SHARED

    known = Channels(slow, lambda: MONDAY)
    assert await known.reason("C0BUITEN") is None
    gate.set()
    monkeypatch.setattr(channels, "PATIENCE", 5)
    assert await known.reason("C0BUITEN") == "shared"


async def test_what_is_learned_beforehand_costs_no_prompt_its_time() -> None:
    slack = Slack(SHARED)
    known = slack.channels()
    known.learn(["C0BUITEN", "U0ANNA", "D0ANNA"])
    assert await known.reason("C0BUITEN") == "shared"
    assert slack.asked == ["C0BUITEN"]


async def test_conversations_are_not_asked_for() -> None:
    slack = Slack()
    known = slack.channels()
    assert [await known.reason(place) for place in ("U0ANNA", "D0ANNA", "")] == [None] * 3
    assert slack.asked == []


@pytest.mark.parametrize(
    "channel, standing",
    [
        (OWN, Standing(shared=False, archived=False, member=True)),
        (SHARED, Standing(shared=True, archived=False, member=True)),
        ({"is_shared": True, "is_org_shared": True}, Standing(False, False, False)),
        ({"is_pending_ext_shared": True, "is_archived": True}, Standing(True, True, False)),
        ({}, Standing(shared=False, archived=False, member=False)),
    ],
)
def test_reading_what_slack_says(channel: Mapping[str, Any], standing: Standing) -> None:
    assert read_standing(channel) == standing
