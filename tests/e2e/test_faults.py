"""Slack fails in every way it can while prompts go out: at most one each, and the tally is true."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

from bot.core import schedule
from bot.core.project import Project, Slot
from bot.core.week import iso_week
from bot.slack import ids
from bot.standin import Call, Fault, Message
from bot.standin.faults import TO_CALLS, TO_DELIVERIES
from tests import fakes
from tests.e2e.conftest import BotProcess, House, held, tally
from tests.e2e.crowd import Crowd, Tried
from tests.e2e.test_a_pause import MINUTE, MORNING, PAUSE, walk_to_the_end
from tests.e2e.test_fallback import walk_in_messages

PATIENCE = 4
"""Seconds that Slack asks for, where it asks."""
ON_THE_WAY = 8
"""Posts that may be on their way when Slack says for the first time that it wants patience."""

STUCK = 90
"""Seconds after which something must be stuck: six calls in a row that are never answered."""

FATES: dict[str, tuple[Fault | None, str]] = {
    "C0FINE": (None, "sent"),
    "C0SLOW": (Fault.delay(1.0), "sent"),
    "C0429": (Fault.rate_limited(PATIENCE), "sent"),
    "C0500": (Fault.server_error(500), "unknown"),
    "C0500AFTER": (Fault.server_error(500, after=True), "unknown"),
    "C0503": (Fault.server_error(503), "unknown"),
    "C0SILENT": (Fault.timeout(), "unknown"),
    "C0SILENTAFTER": (Fault.timeout(after=True), "unknown"),
    "C0CUT": (Fault.cut_before(), "unknown"),
    "C0CUTAFTER": (Fault.cut_after(), "unknown"),
    "C0INTERNAL": (Fault.error("internal_error"), "unknown"),
    "C0ARCHIVED": (Fault.error("is_archived"), "held:archived"),
    "C0REMOVED": (Fault.error("not_in_channel"), "held:not-in-channel"),
    "C0REVOKED": (Fault.error("token_revoked"), "held:no-access"),
    "C0INACTIVE": (Fault.error("account_inactive"), "held:no-access"),
    "C0REFUSED": (Fault.error("restricted_action"), "held:refused"),
}
"""What goes wrong with the first post in each channel, and what must become of its prompt."""

THERE_ALL_THE_SAME = {"C0FINE", "C0SLOW", "C0429", "C0500AFTER", "C0SILENTAFTER", "C0CUTAFTER"}


def wave(places: list[str], pauses: list[str], **changes: Any) -> Project:
    """A project with one arm in all these channels."""
    arm = {"name": "driemaal", "protocol": "umcg", "pauses": pauses, "channels": places}
    return fakes.project(programme="staande-bekkenrek", arms=[arm], **changes)


def once(place: str) -> Callable[[dict[str, Any]], bool]:
    """Whether a call is the first one for `place`."""
    left = [place]

    def meets(arguments: dict[str, Any]) -> bool:
        if arguments.get("channel") not in left:
            return False
        left.clear()
        return True

    return meets


def nth(number: int) -> Callable[[dict[str, Any]], bool]:
    """Whether a call is the one of this number, from 1."""
    calls = count(1)
    return lambda _: next(calls) == number


def posts(house: House, places: set[str]) -> list[Call]:
    return [
        call
        for call in house.slack.ledger.of("chat.postMessage")
        if call.arguments["channel"] in places
    ]


async def test_however_a_post_fails_there_is_one_at_most_and_the_tally_is_true(
    house: House,
) -> None:
    for place, (fault, _) in FATES.items():
        house.slack.add_channel(place, members=["U0ANNA"])
        if fault is not None:
            house.slack.faults.always("chat.postMessage", fault, when=once(place))
    await house.apply(wave(list(FATES), ["10:30"]))
    bot = await house.start(MORNING)
    await bot.tick(PAUSE, timeout=60)
    wanted = Counter(outcome for _, outcome in FATES.values())
    assert await tally(house) == wanted

    # What has been tried is never tried again: not at the next minute, not after a crash.
    await bot.tick(PAUSE + MINUTE)
    await bot.kill()
    bot = await house.start(PAUSE + 5 * MINUTE)
    await bot.tick(PAUSE + 10 * MINUTE)
    tried = Counter(call.arguments["channel"] for call in posts(house, set(FATES)))
    assert tried == {place: 2 if place == "C0429" else 1 for place in FATES}
    assert await tally(house) == wanted
    shown = {place: len(house.slack.messages(place)) for place in FATES}
    assert shown == {place: int(place in THERE_ALL_THE_SAME) for place in FATES}

    # The pause after it is nobody's worse for it, and every post of a known ts has been taken back.
    await bot.tick(PAUSE + timedelta(hours=2))
    await bot.tick(PAUSE + timedelta(days=1))
    assert await tally(house) == wanted + Counter(sent=len(FATES))


async def test_a_429_stops_every_prompt_for_as_long_as_slack_says_and_no_answer(
    house: House,
) -> None:
    """Slack's limit is tighter than we believe: it says so once, and everybody waits."""
    anna, limits = house.slack.person("U0ANNA"), house.slack.limits
    places = [f"C0{number:04d}" for number in range(50)]
    for place in places:
        house.slack.add_channel(place, members=["U0ANNA"])
    limits.enabled, limits.posts_per_minute = True, 30
    nearly = Fault.meanwhile(lambda: house.stopwatch.skip(MINUTE.total_seconds() - PATIENCE))
    house.slack.faults.always("chat.postMessage", nearly, when=nth(limits.posts_per_minute))
    await house.apply(wave(places, ["10:30"]))
    bot = await house.start(MORNING)

    sending = asyncio.ensure_future(bot.tick(PAUSE))
    await house.slack.until(lambda: limits.refused, timeout=20)
    told = next(call for call in posts(house, set(places)) if call.status == 429)
    await anna.press(house.slack.messages(places[0])[0], ids.START)
    await anna.see_modal(ids.WALK)
    assert time.time() - told.at < PATIENCE
    await sending

    calls = posts(house, set(places))
    # On a busy machine part of what Slack asked for has gone by before it says so.
    waited = PATIENCE / 2
    assert not [call for call in calls if call.effect and 0 < call.at - told.at < waited]
    # Refused are those that were on their way when Slack said so, and nobody after them.
    assert limits.refused == limits.ignored + 1 <= ON_THE_WAY
    assert Counter(call.arguments["channel"] for call in calls if call.effect) == Counter(places)
    assert await tally(house) == {"sent": len(places)}


ANY_FAULT = (
    *[fault for name, fault in TO_CALLS.items() if not name.startswith("timeout")] * 20,
    *TO_CALLS.values(),
    *TO_DELIVERIES.values(),
    *[Fault.expired_trigger(), Fault.expired_trigger("invalid_arguments")] * 10,
    *[Fault.error("internal_error"), Fault.error("fatal_error"), Fault.delay(0.1)] * 10,
)
"""Every kind there is. Silence is rarer than the others, for each costs the bot ten seconds."""
PLACES = ["C0ALPHA", *(f"C0{number:04d}" for number in range(5))]
PEOPLE = [f"U1{number:04d}" for number in range(36)]
HARM = re.compile(
    r"Traceback|level=error|level=ERROR (asyncio|slack_bolt\S* async_\w*error_handler)"
)
"""What a log must not hold: of Bolt, of the loop, of our own. The socket's client may complain."""


async def test_whatever_fails_nothing_is_counted_twice_and_nothing_is_stuck(
    house: House,
    amount: Callable[[int, int], int],
    verify_table: Callable[[str, int, str], None],
) -> None:
    calls, chance, slack = amount(300, 10_000), random.Random(3), house.slack
    people = [slack.add_user(user) for user in PEOPLE]
    for place in PLACES[1:]:
        slack.add_channel(place, members=PEOPLE)
    project = wave(PLACES, ["09:00", "12:00", "15:00"], ends="2027-12-31")
    await house.apply(project)
    bot = await house.start(MORNING - timedelta(hours=2))
    slack.faults.random(7, 0.12, ANY_FAULT)
    upcoming = iter(schedule.next_pauses(project, "running", MORNING - timedelta(hours=2), 1_000))
    rounds = begun = counted = 0
    while len(slack.ledger) < calls:
        rounds += 1
        pause = next(upcoming)
        prompts = await prompted(house, bot, pause)
        crowd = Crowd(slack, chance)
        await asyncio.gather(*(crowd.act(person, chance.choice(prompts)) for person in people))
        await bot.ask("settle", timeout=STUCK)
        begun += len(crowd.tried.begun)
        counted += await no_more_than(house, pause.slot, crowd.tried)
        await (slack.sockets.cut if rounds % 25 == 15 else slack.sockets.refresh)()
        await slack.wait_for_connection(timeout=STUCK)
        await bot.tick(pause.due + 11 * MINUTE, timeout=STUCK)
        assert sum((await tally(house)).values()) == rounds * len(PLACES)
    used = len(slack.faults.used)
    slack.faults.clear()

    assert not HARM.search(bot.log.read_text())
    assert slack.unusable == []
    assert counted > begun / 2
    await a_press_still_works(house, bot, next(upcoming))
    verify_table(
        f"calls under random faults, {rounds} pauses", calls, f"{used} faults; nothing twice"
    )


async def prompted(house: House, bot: BotProcess, pause: schedule.Upcoming) -> list[Message]:
    """Let a pause come; the prompts that are there, in whichever channels they reached."""
    await bot.tick(pause.due, timeout=STUCK)
    code = ids.pack_slot(pause.slot)
    return [
        message
        for place in PLACES
        for message in house.slack.messages(place)
        if any(button.get("value") == code for button in message.buttons)
    ]


async def no_more_than(house: House, slot: Slot, tried: Tried) -> int:
    """Hold what was counted of a pause against what was tried; how many walks were counted."""
    found = await held(house, iso_week(slot.on))
    key = (slot.arm, slot.on, slot.pause)
    begun = found.starts.get(key, 0)
    assert found.completions.get(key, 0) <= begun <= len(tried.begun)
    assert found.moved.get(key, 0) <= len(tried.moved)
    # Whoever finished or moved has one session more, and only one.
    sessions = Counter(found.sessions.get(slot.arm, {}))
    done = sum(found.completions.values()) + sum(found.moved.values())
    assert sum(times * people for times, people in sessions.items()) == done
    assert max(sessions, default=0) <= len({*found.starts, *found.moved})
    return begun


async def a_press_still_works(house: House, bot: BotProcess, pause: schedule.Upcoming) -> None:
    """Of somebody whom the bot never met, on the next prompt."""
    anna = house.slack.person("U0ANNA")
    await anna.press((await prompted(house, bot, pause))[0], ids.START)
    # On a machine that is slow just then a trigger runs out, and messages come instead.
    await house.slack.until(lambda: bool(anna.modal or anna.ephemerals))
    walk = walk_to_the_end(anna) if anna.modal else walk_in_messages(house, anna)
    assert "Klaar." in (await walk)[-1]
    await bot.ask("settle")
    found, slot = await held(house, iso_week(pause.slot.on)), pause.slot
    assert found.starts[slot.arm, slot.on, slot.pause] == 1
    assert found.completions[slot.arm, slot.on, slot.pause] == 1
