"""The limiter: a minute's window, priorities, a second per conversation, Retry-After."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.slack.limits import GAP, MARGIN, MINUTE, Lane, Limiter, Priority, Window


def test_a_window_takes_its_number_and_then_asks_to_wait_for_the_oldest() -> None:
    window = Window(3)
    for at in (0.0, 10.0, 20.0):
        assert window.wait(at) == 0
        window.take(at)
    assert window.wait(30.0) == MINUTE + MARGIN - 30.0
    assert window.wait(MINUTE + MARGIN) == 0


def test_retry_after_closes_the_window_for_everybody() -> None:
    window = Window(100)
    window.refused(0.0, 30)
    assert window.wait(10.0) == 20.0
    window.refused(0.0, 5)
    assert window.wait(10.0) == 20.0
    assert window.wait(30.0) == 0


@given(st.lists(st.floats(0, 5), max_size=200), st.integers(1, 20))
def test_no_minute_ever_holds_more_than_the_window_allows(gaps: list[float], most: int) -> None:
    window, now, calls = Window(most), 0.0, []
    for gap in gaps:
        now += gap
        now += window.wait(now)
        window.take(now)
        calls.append(now)
    for start in calls:
        assert sum(start <= at < start + MINUTE for at in calls) <= most


class Steady:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_answers_go_before_prompts_and_both_in_their_order() -> None:
    clock = Steady()
    lane = Lane(1, clock)
    assert lane.at_once()
    went: list[str] = []

    async def call(name: str, priority: Priority) -> None:
        await lane.take(priority)
        went.append(name)

    async with asyncio.TaskGroup() as group:
        for name, priority in [
            ("prompt 1", Priority.PROMPT),
            ("file", Priority.FILE),
            ("prompt 2", Priority.PROMPT),
            ("answer", Priority.ANSWER),
        ]:
            group.create_task(call(name, priority))
        await asyncio.sleep(0)
        assert lane.waiting == 4
        assert not lane.at_once()
        for _ in range(4):
            clock.now += MINUTE + MARGIN
            lane.pump()
            await asyncio.sleep(0)
    assert went == ["answer", "prompt 1", "prompt 2", "file"]


async def test_who_gives_up_waiting_takes_no_place() -> None:
    clock = Steady()
    lane = Lane(1, clock)
    lane.at_once()
    waiting = asyncio.ensure_future(lane.take(Priority.PROMPT))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.sleep(0)
    clock.now += MINUTE + MARGIN
    lane.pump()
    assert lane.at_once()


async def test_a_method_without_a_limit_never_waits_and_a_refusal_is_counted() -> None:
    limiter = Limiter(Steady(), {"views.open": 1})
    assert limiter.at_once("auth.test")
    await limiter.take("auth.test", Priority.FILE)
    assert limiter.at_once("views.open")
    assert not limiter.at_once("views.open")
    limiter.refused("views.open", 30)
    limiter.refused("auth.test", 30)
    assert limiter.throttled == {"views.open": 1, "auth.test": 1}
    assert limiter.waiting() == 0


async def test_a_conversation_rests_a_second_between_two_messages() -> None:
    limiter = Limiter(asyncio.get_running_loop().time, {})
    started = asyncio.get_running_loop().time()
    await limiter.take("chat.postMessage", Priority.ANSWER, "D1")
    await limiter.take("chat.postMessage", Priority.ANSWER, "D2")
    assert asyncio.get_running_loop().time() - started < 0.5
    await limiter.take("chat.postMessage", Priority.ANSWER, "D1")
    assert asyncio.get_running_loop().time() - started >= 0.99


async def test_calls_that_waited_go_one_after_another_and_not_all_at_once() -> None:
    """Else a minute's calls would meet those of the minute before, which arrived a little late."""
    clock = Steady()
    lane = Lane(60, clock)
    while lane.at_once():
        pass
    waiting = [asyncio.ensure_future(lane.take(Priority.ANSWER)) for _ in range(10)]
    await asyncio.sleep(0)
    went = []
    clock.now += MINUTE + MARGIN
    for _ in range(10):
        lane.pump()
        await asyncio.sleep(0)
        went.append(sum(each.done() for each in waiting))
        clock.now += MINUTE / 60 / GAP
    assert went == list(range(1, 11))
