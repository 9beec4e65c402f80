"""Folds that are killed half way, and what the next process finds.

`python -m tests.privacy.killing DIRECTORY KILLS SEED` prints one JSON object. Each fold is a fork
of this process, of one week of a long project after another. Every second one is killed at any
moment; the others before or after one of the things that a fold does to the stores.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from datetime import timedelta
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.core import periods, privacy
from bot.core.project import Slot
from bot.core.week import monday
from bot.store.week.codes import CODE, week_code
from tests import fakes
from tests.privacy.company import (
    Company,
    arms,
    first,
    midnight,
    next_week,
    open_company,
)
from tests.store.killing import IMPORTED_LATE, forked
from tests.store.kit import SECRET, found, person

PROJECT = fakes.project(arms=arms("een", "twee"), ends="2031-03-14")
FIRST = "2027-W02"
PEOPLE = 6


async def folded_once(directory: Path, week: str, dies: int, pipe: int) -> None:
    """Live a week, say what must not survive it, and fold it; die at a step where `dies` is one."""
    firm = await open_company(directory)
    if await firm.store.project("lente") is None:
        await firm.file(PROJECT, 40)
    await firm.tick(first(PROJECT, week))
    for number, arm in enumerate(PROJECT.arms):
        slot = Slot("lente", arm.name, monday(week), 0)
        await firm.press(slot, range(number * PEOPLE, (number + 1) * PEOPLE))
    os.write(pipe, b"".join(await needles(firm, week)) + b"\n")
    dying(firm, dies)
    await firm.over(PROJECT, week)
    os.write(pipe, b".")
    await firm.close()


def dying(firm: Company, at: int) -> None:
    """Let this process die at the `at`-th step: before and after each thing done are steps."""
    steps = iter(range(1, 1_000))

    def step() -> None:
        if next(steps) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def stepping(do: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def done(*given: Any) -> Any:
            step()
            result = await do(*given)
            step()
            return result

        return done

    for part, names in ((firm.week, "figures destroy"), (firm.store, "fold publish")):
        for name in names.split():
            setattr(part, name, stepping(getattr(part, name)))


async def needles(firm: Company, week: str) -> list[bytes]:
    """Return in hexadecimal the salt of a week and the codes of everybody in it."""

    def salted() -> bytes:
        connection = firm.week._counting._connection
        query = "SELECT salt FROM week WHERE week = ?"
        return bytes(connection.execute(query, (week,)).fetchone()[0])

    salt = await firm.week._run(salted)
    codes = [week_code(SECRET, salt, "lente", person(one)) for one in range(2 * PEOPLE)]
    return [part[:CODE].hex().encode() for part in (salt, *codes)]


async def state(firm: Company, week: str) -> str:
    """Return how far a fold had come, by what is there."""
    releases = await firm.store.releases("lente")
    if releases and releases[-1].release.ends >= monday(week):
        return "released"
    if week not in {each.week for each in await firm.store.folded("lente")}:
        return "nothing"
    open_ = await firm.week.weeks()
    return "symbols written" if ("lente", week) in open_ else "week destroyed"


async def recovered(directory: Path, week: str, parts: list[bytes]) -> tuple[str, list[str]]:
    """Say how far a fold had come; go on there; and return what is wrong then."""
    firm = await open_company(directory)
    before = await state(firm, week)
    wrong = []
    for late in (1, 2):
        firm.service._closed.clear()
        await firm.tick(midnight(next_week(week), PROJECT) + timedelta(minutes=late))
        wrong += [f"{week}: {each}" async for each in _wrong(firm, week)]
    await firm.close()
    if left := found(directory, parts):
        wrong.append(f"{week}: {left} codes left in files")
    return before, wrong


async def _wrong(firm: Company, week: str) -> Any:
    past = (monday(week) - monday(FIRST)).days // 7 + 1
    releases = await firm.store.releases("lente")
    if len(releases) != min(past // 4, periods.periods(PROJECT)):
        yield f"{len(releases)} releases after {past} weeks"
    previous = privacy.FIRST
    for number, each in enumerate(releases):
        document = privacy.write(each.release)
        if (each.previous, each.release.period) != (previous, number):
            yield f"the chain is broken at {number}"
        if each.digest != privacy.digest(previous, document):
            yield f"release {number} is not what was written"
        previous = each.digest
        for arm in each.release.arms:
            if (each.release.weeks, arm.period.weeks) != (4, 4):
                yield f"release {number} rests on {arm.period.weeks} weeks"
    kept = Counter(
        (each.week, each.arm) for each in await firm.store.folded("lente") if each.complete
    )
    if sum(kept.values()) != 2 * (past % 4):
        yield f"{dict(kept)} is kept after {past} weeks"
    if open_ := await firm.week.weeks():
        yield f"{open_} is still open"


def killed(directory: Path, week: str, wait: float, dies: int) -> tuple[list[bytes], bool]:
    """Fold a week in a process that dies at a step, or is killed some seconds after it began.

    Return what it must forget, and whether it was done before that.
    """
    process, pipe = forked(lambda end: asyncio.run(folded_once(directory, week, dies, end)))
    said = b""
    while b"\n" not in said:
        piece = os.read(pipe, 65536)
        assert piece, "the fold ended before it began"
        said += piece
    until = time.perf_counter() + wait
    while not dies and time.perf_counter() < until:
        pass
    if not dies:
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    # On a busy machine all was said before the first of it was read.
    line, _, after = (said + os.read(pipe, 1)).partition(b"\n")
    os.close(pipe)
    size = 2 * CODE
    starts = range(0, len(line), size)
    return [bytes.fromhex(line[at : at + size].decode()) for at in starts], bool(after)


def asked(question: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Return the answer of a process of its own."""
    process, pipe = forked(lambda end: os.write(end, json.dumps(asyncio.run(question())).encode()))
    said = b""
    while piece := os.read(pipe, 65536):
        said += piece
    os.close(pipe)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    return json.loads(said)


def main(directory: Path, kills: int, seed: int) -> None:
    """Kill `kills` folds and print what was wrong, and how far they had come."""
    luck, wrong, week = random.Random(seed), list[str](), FIRST
    reached: Counter[str] = Counter()
    for module in IMPORTED_LATE:
        import_module(module)
    longest = 0.02
    for number in range(kills):
        dies = luck.randint(1, 8 if number % 4 == 3 else 6) if number % 2 else 0
        parts, done = killed(directory, week, luck.random() * longest, dies)
        if not dies:
            # A machine that is busy folds slowly: wait so long that some are nearly done.
            longest *= 0.8 if done else 1.1
        before, found_wrong = asked(partial(recovered, directory, week, parts))
        reached[before] += 1
        wrong += found_wrong
        week = next_week(week)
    sys.stdout.write(json.dumps({"wrong": wrong, "reached": reached}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
