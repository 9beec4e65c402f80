"""One of several bots on one database: plans, takes and "sends" as fast as it can."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta

from bot.core.effects import Send
from bot.service import Outcome
from bot.store.durable import open_store
from tests.store.kit import HOUR, MINUTE, NOW, slot


def say(line: str) -> None:
    """Tell the test, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def main(url: str, rounds: int) -> None:
    """Tick `rounds` times and print what was sent; others do the same at the same time."""
    store = await open_store(url)
    say("ready")
    sys.stdin.readline()
    for turn in range(rounds):
        filed = await store.project("lente")
        assert filed is not None
        now = NOW + (turn + 1) * MINUTE
        day = slot().on + timedelta(days=turn)
        due = [Send(slot(on=day), f"C0ALPHA{n}", now, now + HOUR, now + 2 * HOUR) for n in range(3)]
        await store.plan("lente", filed.seen, now, due)
        for claim in await store.waiting():
            if await store.take(claim, now):
                say(f"{claim.slot.on}/{claim.place}")
                await store.settle(claim, Outcome("sent", ts="1.2"))
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
