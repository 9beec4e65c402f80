"""The tally adds up: under any order of calls, and with several callers at once."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.core.effects import Due, HoldBack
from bot.service import Claim, Outcome
from bot.store.durable import DurableStore, open_store
from tests.fakes import project
from tests.store.kit import MINUTE, NOW, assert_adds_up, hold, planned, quick, send, states

PLACES = ("C0ALPHA", "C0BRAVO", "C0CHARLIE")
OUTCOMES = (
    Outcome("sent", ts="1.2"),
    Outcome("held", reason="archived"),
    Outcome("unknown"),
)
dues = st.builds(
    lambda make, place, pause: make(place, pause),
    st.sampled_from([send, hold]),
    st.sampled_from(PLACES),
    st.integers(0, 1),
)
calls = st.one_of(
    st.tuples(st.just("plan"), st.lists(dues, max_size=6)),
    st.tuples(st.just("take"), st.integers(0, 5)),
    st.tuples(st.just("drop"), st.integers(0, 5)),
    st.tuples(st.just("settle"), st.integers(0, 5), st.sampled_from(OUTCOMES)),
    st.tuples(st.just("release"), st.integers(0, 5)),
    st.tuples(st.just("lapse"), st.integers(0, 30)),
)


@dataclass
class Naive:
    """What the store should do, as a dictionary of states; the time is a number of minutes."""

    states: dict[tuple[int, str], str] = field(default_factory=dict)
    taken: dict[tuple[int, str], int] = field(default_factory=dict)
    tally: Counter[str] = field(default_factory=Counter)
    ever: int = 0

    def plan(self, due: list[Due]) -> None:
        for effect in {(effect.slot, effect.place): effect for effect in due}.values():
            key = effect.slot.pause, effect.place
            if key in self.states:
                continue
            self.ever += 1
            held = isinstance(effect, HoldBack)
            self.states[key] = "held" if held else "planned"
            self.tally["held:holiday"] += held

    def move(self, key: tuple[int, str], was: str, to: str, outcome: str = "") -> bool:
        if self.states.get(key) != was:
            return False
        self.states[key] = to
        if outcome:
            self.tally[outcome] += 1
        return True

    def lapse(self, before: int) -> int:
        old = [key for key, at in self.taken.items() if at < before]
        return sum(self.move(key, "sending", "unknown", "unknown") for key in old)


def claim_of(number: int) -> tuple[tuple[int, str], Claim]:
    effect = send(PLACES[number % 3], number // 3)
    made = Claim(effect.slot, effect.place, effect.due, effect.until, effect.closes)
    return (effect.slot.pause, effect.place), made


async def play(store: DurableStore, naive: Naive, script: list[tuple[object, ...]]) -> None:
    for minute, step in enumerate(script):
        now: datetime = NOW + minute * MINUTE
        match step:
            case ("plan", list(due)):
                await planned(store, *due)
                naive.plan(due)
            case ("take", int(number)):
                key, claim = claim_of(number)
                took = naive.move(key, "planned", "sending")
                if took:
                    naive.taken[key] = minute
                assert await store.take(claim, now) == took
            case ("drop", int(number)):
                key, claim = claim_of(number)
                dropped = naive.move(key, "planned", "held", "held:refused")
                assert await store.drop(claim, "refused") == dropped
            case ("settle", int(number), Outcome() as outcome):
                key, claim = claim_of(number)
                name = outcome.result if outcome.reason is None else f"held:{outcome.reason}"
                naive.move(key, "sending", outcome.result, name)
                await store.settle(claim, outcome)
            case ("release", int(number)):
                key, claim = claim_of(number)
                naive.move(key, "sending", "planned")
                await store.release(claim)
            case ("lapse", int(before)):
                assert len(await store.lapse(NOW + before * MINUTE)) == naive.lapse(before)
        assert await store.tally("lente") == +naive.tally
        assert await store.planned("lente") == naive.ever
        await assert_adds_up(store)


@given(st.lists(calls, max_size=25))
def test_in_any_order_it_does_what_a_dictionary_does(script: list[tuple[object, ...]]) -> None:
    async def run(path: Path) -> None:
        store = await open_store(str(path / "pauzebot.db"))
        await store.apply(project(), NOW)
        await play(store, Naive(), script)
        await store.close()

    with tempfile.TemporaryDirectory(dir=quick()) as name:
        asyncio.run(run(Path(name)))


async def test_with_many_callers_at_once_each_prompt_has_one_fate(
    url: str, store: DurableStore
) -> None:
    other = await open_store(url)
    claims = await planned(store, *(send(f"C0ALPHA{n}") for n in range(24)))

    async def fight(mine: DurableStore, claim: Claim) -> int:
        if await mine.take(claim, NOW):
            await mine.settle(claim, Outcome("sent", ts="1.2"))
            return 1
        return int(await mine.drop(claim, "refused"))

    async def lapsed(mine: DurableStore) -> int:
        return len(await mine.lapse(NOW))

    fights = [fight(mine, claim) for claim in claims for mine in (store, other, store)]
    lapses = [lapsed(mine) for mine in (store, other)]
    won = await asyncio.gather(*fights, *lapses)
    assert sum(won) == len(claims)
    assert await states(store) == {"sent": len(claims)}
    assert await store.tally("lente") == {"sent": len(claims)}
    await assert_adds_up(other)
    await other.close()


async def test_two_processes_never_send_one_prompt_twice(
    url: str,
    store: DurableStore,
    amount: Callable[[int, int], int],
    verify_table: Callable[[str, int, str], None],
) -> None:
    rounds = amount(15, 200)
    racers = [
        await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.store.racing", url, str(rounds)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    for racer in racers:
        assert racer.stdout is not None
        assert await racer.stdout.readline() == b"ready\n"
    for racer in racers:
        assert racer.stdin is not None
        racer.stdin.write(b"go\n")
    said = await asyncio.gather(*(racer.communicate() for racer in racers))
    assert [racer.returncode for racer in racers] == [0, 0]
    sent = Counter(line for output, _ in said for line in output.decode().split())
    assert set(sent.values()) == {1}
    assert len(sent) == rounds * 3
    assert await store.tally("lente") == {"sent": rounds * 3}
    await assert_adds_up(store)
    verify_table(
        f"two processes that plan and send the same prompts on {url.partition(':')[0]}",
        rounds * 3,
        "each sent once, the tally adds up",
    )
