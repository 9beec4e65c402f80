"""A thousand people press in one minute, and four hundred channels have their pause at once."""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from bot.core.project import Project
from bot.slack import ids
from bot.slack.limits import AT_ONCE
from bot.standin import Message, Person
from bot.store.durable import open_store
from tests.e2e.conftest import House, figures, tally
from tests.e2e.test_a_pause import MINUTE, MORNING, PAUSE, prompted
from tests.e2e.test_faults import wave

A_MINUTE = 60.0
CALLS = 100
"""Modals that may be opened, and people that may be asked about, in one minute (Slack's tier 4)."""
SOON = 3.0
"""Seconds from the press to the first screen, at most."""
MANY = 1_000


@dataclass(frozen=True)
class Seen:
    """What somebody saw of a press, and after how many seconds."""

    person: Person
    took: float
    words: str
    modal: bool


def rush(number: int, span: float, chance: random.Random) -> list[float]:
    """When each of `number` people presses, in seconds: most soon after the prompt, within `span`.

    An exponential decay, cut off: a quarter of the span is its mean, so that of a thousand people
    in a minute some 65 press in the first second.
    """
    mean = span / 4
    whole = 1 - math.exp(-span / mean)
    return sorted(-mean * math.log(1 - chance.random() * whole) for _ in range(number))


async def press(house: House, person: Person, prompt: Message, at: float) -> Seen:
    """Press *Doe mee* at an instant of the loop's clock, and look until there is a screen."""
    loop = asyncio.get_running_loop()
    await asyncio.sleep(at - loop.time())
    began = loop.time()
    pressing = asyncio.ensure_future(person.press(prompt, ids.START))
    await house.slack.until(lambda: person.modal or person.ephemerals, timeout=30)
    took = loop.time() - began
    assert (await pressing).ok
    modal = person.modal
    words = modal.words if modal else person.ephemerals[0].words
    return Seen(person, took, words, modal is not None)


async def let_pass(house: House, known: int) -> None:
    """Let minutes go by for the bot and the workspace, until so many people have been asked about.

    Somebody new says something in each: at their question who waits for a turn looks again.
    """
    for minute in range(1, known // CALLS + 3):
        before = len(house.slack.ledger.of("users.info"))
        house.stopwatch.skip(MINUTE.total_seconds())
        await house.bots[0].ask(f"meanwhile {(PAUSE + minute * MINUTE).isoformat()}")
        await house.slack.add_user(f"U2{minute:04d}").command("/pauze", "help")
        enough = min(before + CALLS * 0.9, known)
        await house.slack.until(partial(_asked, house, enough), timeout=30)


def _asked(house: House, number: float) -> bool:
    return len(house.slack.ledger.of("users.info")) >= number


async def test_a_rush_of_presses_and_everybody_sees_a_screen_in_time(
    house: House,
    amount: Callable[[int, int], int],
    verify_table: Callable[[str, int, str], None],
) -> None:
    """In a reduced run fewer people press for a shorter time, as many a second as in a full one."""
    number, slack, chance = amount(200, MANY), house.slack, random.Random(11)
    people = [
        slack.add_user(f"U1{n:05d}", locale="en-GB" if n % 3 == 0 else "nl-NL")
        for n in range(number)
    ]
    slack.workspace.channels["C0ALPHA"].members += [person.id for person in people]
    prompt = await prompted(house)
    slack.limits.enabled = True
    start = asyncio.get_running_loop().time() + 0.1
    span = A_MINUTE * number / MANY
    chance.shuffle(people)
    seen = await asyncio.gather(
        *(
            press(house, person, prompt, start + at)
            for person, at in zip(people, rush(number, span, chance), strict=True)
        )
    )

    slowest = max(one.took for one in seen)
    # A reduced run shares its processors with other tests; a full one is made alone.
    assert slowest <= amount(10, 1) * SOON
    calls, refused = len(slack.ledger), slack.limits.refused
    assert refused <= 0.01 * calls
    assert CALLS * 0.9 <= sum(one.modal for one in seen) <= CALLS
    assert_languages(seen)

    # Who was not known in time is counted when Slack has said who it is, a hundred a minute.
    await let_pass(house, number)
    assert await figures(house) == {"starts": number, "completions": 0, "sessions": {0: number}}
    assert slack.limits.refused <= 0.01 * len(slack.ledger)
    verify_table(
        f"presses in {span:.0f} s under Slack's limits",
        number,
        f"slowest first screen {slowest:.2f} s; {refused} of {calls} calls refused",
    )


async def invited(house: House, project: Project) -> None:
    """Let it be known how many a project invites; for 400 channels Slack takes minutes to say."""
    store = await open_store(f"sqlite:///{house.data / 'pauzebot.db'}")
    try:
        await store.freeze(project.id, project.arms[0].name, 0, len(house.slack.workspace.users))
    finally:
        await store.close()


def assert_languages(seen: Sequence[Seen]) -> None:
    """Everybody reads their own language, or the project's if Slack did not say in time."""
    dutch = [one for one in seen if "Staande bekkenrek" in one.words]
    own = [one for one in seen if (one in dutch) == one.person.user.locale.startswith("nl")]
    other = [one for one in seen if one not in own]
    assert len(own) >= CALLS * 0.9
    assert all(one in dutch for one in other)


async def test_a_wave_over_400_channels_goes_out_spread_over_its_window(house: House) -> None:
    places = [f"C0{number:04d}" for number in range(400)]
    for place in places:
        house.slack.add_channel(place, members=["U0ANNA"])
    house.slack.limits.enabled = True
    project = wave(places, ["10:30"])
    await house.apply(project)
    await invited(house, project)
    bot, per_minute = await house.start(MORNING), []
    for minute in range(project.window + 2):
        before = len(house.slack.ledger.of("chat.postMessage"))
        house.stopwatch.skip(MINUTE.total_seconds())
        await bot.tick(PAUSE + minute * MINUTE, timeout=30)
        per_minute.append(len(house.slack.ledger.of("chat.postMessage")) - before)

    posts = house.slack.ledger.of("chat.postMessage")
    assert Counter(call.arguments["channel"] for call in posts) == Counter(places)
    assert await tally(house) == {"sent": len(places)}
    assert house.slack.limits.refused == 0
    # Even over the window, with its last minute and the end of it left for what went wrong.
    assert sum(per_minute[-2:]) == 0
    assert max(per_minute) <= 1.2 * len(places) / (project.window - 1)


async def test_a_wave_that_is_not_large_goes_out_within_five_seconds(house: House) -> None:
    places = [f"C0{number:04d}" for number in range(AT_ONCE)]
    for place in places:
        house.slack.add_channel(place, members=["U0ANNA"])
    house.slack.limits.enabled = True
    await house.apply(wave(places, ["10:30"]))
    bot = await house.start(MORNING)
    began = time.monotonic()
    await bot.tick(PAUSE)
    assert time.monotonic() - began < 5
    assert await tally(house) == {"sent": len(places)}
    assert house.slack.limits.refused == 0
