"""A subscriber's own prompts through the real listeners and stores: what closes, what counts."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from bot.service import Offer, Outcome
from bot.slack import ids
from tests import fakes
from tests.slack.payload_kit import World, arm, by, event_of, press, world

PAUSE = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WEEK = "2027-W02"
ADDRESS = "http://127.0.0.1:9/r"
DM: dict[str, Any] = {"programme": "staande-bekkenrek", "deliver": "dm", "arms": [arm()]}
DIRECT = fakes.project(**DM)
ANSWERED = {"response_url": ADDRESS}


@pytest_asyncio.fixture
async def seen(tmp_path: Path) -> AsyncIterator[World]:
    """A bot with a project in direct messages, an hour before its first pause."""
    async with world(tmp_path, [DIRECT], explored=False) as made:
        made.clock.at = PAUSE - 60 * MINUTE
        yield made


def typed(text: str, user: str = "U0ANNA") -> dict[str, Any]:
    """Words in the conversation with the bot."""
    place = {"channel": f"D{user[1:]}", "channel_type": "im"}
    return event_of({"type": "message", "user": user, "text": text, "ts": "1.1", **place})


def command(text: str, user: str) -> dict[str, Any]:
    """`/pauze` and what follows it."""
    more = {"trigger_id": "1.1", "channel_id": "C0ALPHA", **ANSWERED}
    return {"command": "/pauze", "text": text, "user_id": user, "team_id": "T1", **more}


async def ring(seen: World, at: datetime) -> None:
    """Move the clock, ring the bell, and do what it asks for."""
    seen.clock.at = at
    seen.said.clear()
    await seen.service.tick(at)
    await seen.service.deliver()
    await seen.service.deliver_direct()
    await seen.service.follow()


def button(seen: World, action: str) -> str:
    """The value of a button that was just shown."""
    (value,) = [
        element["value"]
        for payload in seen.said
        for block in payload.get("blocks", ())
        for element in block.get("elements", ())
        if element.get("action_id") == action
    ]
    return str(value)


async def own_times(seen: World, pauses: str) -> None:
    """Hand in the form of own pauses."""
    values = {"own.pauses": {"pauses": {"value": pauses}}}
    view = {"id": "V1", "type": "modal", "callback_id": ids.WISHES, "state": {"values": values}}
    (answer,) = [
        one
        for one in await seen.meet({"type": "view_submission", "view": view, **by("U0ANNA")})
        if "response_action" in one
    ]
    assert answer["response_action"] == "update"


async def starts(seen: World) -> int:
    """How many began a walk that counts."""
    return sum((await seen.week.figures("lente", WEEK)).starts.values())


async def test_a_reminder_counts_as_long_as_the_slot_is_open_for_the_one_who_asked(
    seen: World,
) -> None:
    await seen.meet(typed("aanmelden"))
    await own_times(seen, "10:30 10:45 10:55")
    for pause, asked, counted in [(0, 4, 1), (15, 16, 1)]:
        # Over ten minutes is at 10:44, a minute before the next pause, and at 10:56, after it.
        await ring(seen, PAUSE + pause * MINUTE)
        value = button(seen, ids.LATER)
        seen.clock.at = PAUSE + asked * MINUTE
        await seen.meet(press("U0ANNA", ids.LATER, value, **ANSWERED))
        await ring(seen, seen.clock.at + 10 * MINUTE)
        again = [one for one in seen.said if "Je vroeg om een seintje" in one.get("text", "")]
        seen.said[:] = again
        said = await seen.meet(press("U0ANNA", ids.START, button(seen, ids.START)))
        assert await starts(seen) == counted
        late = "van een eerdere pauze" in json.dumps(said)
        assert late == (pause > 0)


async def crashed(seen: World, at: datetime) -> None:
    """Let the process die where a prompt has been taken and Slack's answer has not come."""

    async def died(place: str, offer: Offer) -> Outcome | None:
        raise SystemError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seen.sender, "prompt", died)
        with pytest.raises(ExceptionGroup):
            await ring(seen, at)


async def test_a_crash_while_a_direct_message_goes_out_is_counted_as_unknown_and_sent_no_more(
    seen: World,
) -> None:
    await seen.meet(typed("aanmelden"))
    await crashed(seen, PAUSE)
    assert await seen.week.noted("lente", WEEK) == {}
    for minutes in (1, 3, 4):
        await ring(seen, PAUSE + minutes * MINUTE)
        assert "Tijd voor je pauze." not in json.dumps(seen.said)
    assert await seen.week.noted("lente", WEEK) == {("een", "unknown"): 1}
    # Like every number of direct messages it is in no tally: not in Home's, not in the metrics'.
    assert (await seen.store.tally("lente"), await seen.store.totals()) == ({}, {})


async def test_what_lapsed_and_is_answered_after_all_is_counted_once(seen: World) -> None:
    await seen.meet(typed("aanmelden"))
    prompt = seen.sender.prompt

    async def late(place: str, offer: Offer) -> Outcome | None:
        seen.clock.at += 3 * MINUTE
        await seen.service.tick(seen.clock.at)
        return await prompt(place, offer)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(seen.sender, "prompt", late)
        await ring(seen, PAUSE)
    assert await seen.week.noted("lente", WEEK) == {("een", "unknown"): 1}


async def test_what_a_bot_that_was_down_for_days_did_not_send_is_counted(seen: World) -> None:
    await seen.meet(typed("aanmelden"))
    await crashed(seen, PAUSE)
    await seen.service.tick(PAUSE + 120 * MINUTE)
    # The first was being sent, the second planned; of three pauses more there was no claim yet.
    await ring(seen, PAUSE + timedelta(days=2, hours=-1))
    assert await seen.week.noted("lente", WEEK) == {
        ("een", "unknown"): 1,
        ("een", "held:too-late"): 2 + 3,
    }
    assert await seen.store.waiting() == []


def offered(said: list[Any]) -> dict[str, str]:
    """The projects that can be chosen: what stands on each button, by what it carries."""
    return {
        element["value"]: element["text"]["text"]
        for payload in said
        for block in payload.get("blocks", ())
        for element in block.get("elements", ())
        if element.get("action_id", "").startswith(f"{ids.SUBSCRIBE}.")
    }


def words(said: list[Any]) -> str:
    """What is said in a message, of all that goes to Slack."""
    return " ".join(payload["text"] for payload in said if "text" in payload)


async def test_who_types_to_subscribe_chooses_a_project_there_and_then(tmp_path: Path) -> None:
    other = fakes.project(id="zomer", title={"nl": "Zomer", "en": "Summer"}, **DM)
    over = fakes.project(id="winter", **{**DM, "starts": "2026-11-02", "ends": "2026-12-18"})
    async with world(tmp_path, [DIRECT, other, over], explored=False) as seen:
        said = await seen.meet(typed("aanmelden"))
        assert "Voor welk project" in words(said)
        assert offered(said) == {"lente": "Aanmelden: Lente", "zomer": "Aanmelden: Zomer"}
        said = await seen.meet(command("subscribe", "U0BRAMEN"))
        assert offered(said) == {"lente": "Subscribe: Spring", "zomer": "Subscribe: Summer"}
        # A button of a project that is over offers those that are left.
        said = await seen.meet(press("U0ANNA", f"{ids.SUBSCRIBE}.winter", "winter", **ANSWERED))
        assert set(offered(said)) == {"lente", "zomer"}
        said = await seen.meet(press("U0ANNA", f"{ids.SUBSCRIBE}.zomer", "zomer", **ANSWERED))
        assert "*Zomer*" in words(said)
        one = await seen.store.subscription("U0ANNA")
        assert one is not None
        assert one.project == "zomer"


async def test_a_press_in_home_is_answered_by_home_alone(seen: World) -> None:
    subscribe = (f"{ids.SUBSCRIBE}.lente", "lente")
    stale = ((ids.SETTINGS, "o1"), (ids.OWN_RESUME, "o1"), (ids.UNSUBSCRIBE, "o1"))
    with capture_logs() as logged:
        for action, value in (*stale, subscribe, subscribe, (ids.OWN_RESUME, "o1"), *stale[2:]):
            pressed = press("U0ANNA", action, value, view={"id": "V1", "type": "home"})
            (home,) = [one["view"] for one in await seen.meet(pressed) if "view" in one]
            assert home["type"] == "home"
            assert words(seen.said) == ""
            one = await seen.store.subscription("U0ANNA")
            told = [block["block_id"] for block in home["blocks"]]
            assert ("own.told" in told) == (one is not None)
    assert [entry["event"] for entry in logged] == []
