"""Writers that are killed in the middle of what they do, and what the next process finds.

`python -m tests.store.killing week|durable DIRECTORY KILLS SEED` prints one JSON object. Each
writer is a fork of this process, which starts no thread of its own: a kill costs milliseconds.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import os
import random
import signal
import sys
import traceback
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bot.service import Outcome
from bot.store.durable import open_store
from bot.store.week import open_week
from tests.fakes import project
from tests.store.kit import MINUTE, NOW, SECRET, WEEK, assert_adds_up, person, send, slot, states

Ack = Callable[[], object]
IMPORTED_LATE = (
    "aiosqlite",
    "alembic.autogenerate",
    "alembic.command",
    "alembic.ddl",
    "alembic.runtime.migration",
    "alembic.script",
    "bot.store.migrations",
    "sqlalchemy.dialects.sqlite.aiosqlite",
)
"""Once, before the forks, instead of in each."""


async def write_week(directory: Path, begin: int, ack: Ack) -> None:
    """Count one person after another for ever; `ack` after each."""
    week = await open_week(str(directory), SECRET, identity="a bot", mounts=directory / "mountinfo")
    for number in range(begin, sys.maxsize):
        await week.count(slot(), person(number), reached=number % 4, finished=number % 2 == 0)
        if number % 50 == 49:
            await week.close_slot(slot(number % 8 + 1))
        ack()


async def read_week(directory: Path) -> dict[str, Any]:
    """Return how many people the week knows, and whether its sums agree with each other."""
    week = await open_week(str(directory), SECRET, identity="a bot", mounts=directory / "mountinfo")
    figures = await week.figures("lente", WEEK)
    people = sum(figures.sessions.get("een", {}).values())
    expected = {step: sum(n % 4 >= step for n in range(people)) for step in (1, 2, 3)}
    await week.close()
    return {
        "done": people,
        "memory": week.memory,
        "lost": week.lost,
        "agrees": sum(figures.starts.values()) == people
        and sum(figures.completions.values()) == (people + 1) // 2
        and figures.sessions.get("een", {}).get(1, 0) == (people + 1) // 2
        and {step: n for (_, step), n in figures.reached.items()}
        == {step: n for step, n in expected.items() if n},
    }


async def write_durable(directory: Path, begin: int, ack: Ack) -> None:
    """Plan, take and settle one prompt after another for ever; `ack` after each that is settled."""
    store = await open_store(str(directory / "pauzebot.db"))
    await store.apply(project(), NOW)
    for number in range(begin, sys.maxsize):
        filed = await store.project("lente")
        assert filed is not None
        await store.plan("lente", filed.seen, filed.seen + MINUTE, [send(f"C{number:08}")])
        for claim in await store.waiting():
            if await store.take(claim, NOW):
                await store.settle(claim, Outcome("sent", ts="1.2"))
        ack()


async def read_durable(directory: Path) -> dict[str, Any]:
    """Return how many prompts were planned, after what was under way has lapsed."""
    store = await open_store(str(directory / "pauzebot.db"))
    await store.apply(project(), NOW)
    await assert_adds_up(store)
    before = await states(store)
    lapsed = len(await store.lapse(NOW + MINUTE))
    await assert_adds_up(store)
    async with store._read() as connection:
        check = await connection.scalar(text("PRAGMA integrity_check"))
    waiting = len(await store.waiting())
    done = await store.planned("lente")
    await store.close()
    return {
        "done": done,
        "memory": "durable",
        "lost": None,
        # What one writer had planned, and what the one before it had left.
        "agrees": check == "ok" and lapsed == before.get("sending", 0) and lapsed + waiting <= 2,
    }


def forked(child: Callable[[int], object]) -> tuple[int, int]:
    """Run `child` in a fork; return its process id and the end of a pipe it writes to."""
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(read)
        try:
            child(write)
        except BaseException:  # noqa: BLE001 - the parent must not go on twice, whatever happens
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(write)
    return process, read


def killed(write: Callable[[Ack], Coroutine[Any, Any, None]], luck: random.Random) -> int:
    """Let a writer work for a while and kill it; return how much it said it had done."""
    process, pipe = forked(lambda end: asyncio.run(write(lambda: os.write(end, b"."))))
    said = sum(len(os.read(pipe, 1)) for _ in range(luck.randint(1, 15)))
    for _ in range(luck.randint(0, 20_000)):
        pass  # to anywhere between one acknowledgement and the next
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    while piece := os.read(pipe, 65536):
        said += len(piece)
    os.close(pipe)
    return said


def looked(read: Callable[[], Coroutine[Any, Any, dict[str, Any]]]) -> dict[str, Any]:
    """Return what another process finds."""
    process, pipe = forked(lambda end: os.write(end, json.dumps(asyncio.run(read())).encode()))
    found = b""
    while piece := os.read(pipe, 65536):
        found += piece
    os.close(pipe)
    os.waitpid(process, 0)
    return dict(json.loads(found))


def main(kind: str, directory: Path, kills: int, seed: int) -> None:
    """Kill `kills` writers and print what was wrong, and how much was written in all."""
    luck = random.Random(seed)
    for module in IMPORTED_LATE:
        importlib.import_module(module)
    write, read = {"week": (write_week, read_week), "durable": (write_durable, read_durable)}[kind]
    wrong: list[str] = []
    now = looked(lambda: read(directory))
    for kill in range(kills):
        before = now
        said = killed(partial(write, directory, before["done"]), luck)
        now = looked(lambda: read(directory))
        kept = now["done"] - before["done"]
        if now["lost"] or now["memory"] != before["memory"]:
            wrong.append(f"kill {kill}: lost, because it {now['lost']}")
        if not now["agrees"]:
            wrong.append(f"kill {kill}: the sums do not agree")
        if not said <= kept <= said + 1:
            wrong.append(f"kill {kill}: {said} were acknowledged, {kept} were kept")
    sys.stdout.write(json.dumps({"wrong": wrong, "written": now["done"]}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
