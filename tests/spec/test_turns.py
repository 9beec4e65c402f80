"""What a rush may cost: turns of the loop, answers used again, and counting that waits."""

from __future__ import annotations

import asyncio

import pytest

from bot.service import lately
from bot.service.lately import Lately
from bot.service.turns import Turns


async def test_in_a_rush_acknowledgements_go_before_answers() -> None:
    turns, told = Turns(), []

    async def press(number: int) -> None:
        told.append(f"ack {number}")
        await turns.mine()
        told.append(f"answer {number}")

    await asyncio.gather(*(press(number) for number in range(4)))
    assert told[1:5] == ["answer 0", "ack 1", "ack 2", "ack 3"]
    assert told[5:] == ["answer 1", "answer 2", "answer 3"]


async def test_who_waits_for_slack_holds_nobody_up_and_who_gives_up_takes_no_turn() -> None:
    turns, slack = Turns(), asyncio.Event()

    async def press(*, waits: bool) -> None:
        await turns.mine()
        if waits:
            await slack.wait()

    slow = [asyncio.ensure_future(press(waits=True)) for _ in range(3)]
    gone = asyncio.ensure_future(press(waits=False))
    await asyncio.sleep(0)
    gone.cancel()
    async with asyncio.timeout(1):
        await press(waits=False)
        await press(waits=False)
    slack.set()
    await asyncio.gather(*slow)


async def test_what_was_read_a_moment_ago_is_not_read_again() -> None:
    asked: list[str] = []

    async def ask(name: str) -> int:
        asked.append(name)
        number = len(asked)
        await asyncio.sleep(0)
        return number

    read = Lately(ask)
    found = await asyncio.gather(read("lente"), read("lente"), read("zomer"))
    assert list(found) == [1, 1, 2]
    assert await read("lente") == 1
    await asyncio.sleep(lately.MOMENT)
    await asyncio.sleep(0.01)
    assert await read("lente") == 3
    assert asked == ["lente", "zomer", "lente"]


async def test_what_is_kept_for_a_moment_never_grows_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lately, "MANY", 2)
    asked: list[str] = []

    async def ask(name: str) -> str:
        asked.append(name)
        return name

    read = Lately(ask)
    for name in ("a", "b", "c", "c", "a"):
        assert await read(name) == name
    assert asked == ["a", "b", "c", "a"]


async def test_a_question_that_fails_fails_for_all_who_ask_it() -> None:
    async def ask(_: str) -> None:
        raise LookupError

    read = Lately(ask)
    found = await asyncio.gather(read("x"), read("x"), return_exceptions=True)
    assert [type(one) for one in found] == [LookupError, LookupError]
