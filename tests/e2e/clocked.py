"""The real bot in a process of its own, with a clock that its parent moves over standard input.

Each line in is an instant; the clock jumps there, the bell rings, and when everything due has been
sent the line comes back. The line `settle` waits only until every press has been counted; a line
`meanwhile` and an instant moves the clock while presses are being answered.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from datetime import UTC, datetime
from importlib import import_module

from bot import app, logs
from bot.demo.clock import DemoClock
from bot.settings import Settings
from bot.store.durable import open_store


async def prepare() -> None:
    """Open and close a store, so that all a bot imports is there for those forked later."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(f"sqlite:///{folder}/pauzebot.db")
        await store.close()


async def main() -> None:
    settings = Settings.from_env(os.environ)
    logs.configure(settings.log)
    if naive := os.environ.get("NAIVE"):
        # A control: what the tests must find is put into this bot.
        module, _, name = naive.partition(":")
        getattr(import_module(module), name)()
    clock = DemoClock(datetime.fromisoformat(sys.argv[1]).astimezone(UTC))
    bot = await app.build(settings, clock, clock.steady)
    if settings.port is not None:
        await bot.web.open(settings.port)
    await bot.start()
    await bot.ticker.sent()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    while line := (await lines.readline()).decode().strip():
        word, _, instant = line.rpartition(" ")
        if word != "meanwhile":
            await bot.service.quiet()
        if instant != "settle":
            clock.jump(datetime.fromisoformat(instant).astimezone(UTC))
            await bot.ticker.ring()
            await bot.ticker.sent()
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    await bot.stop()


if __name__ == "__main__":
    asyncio.run(main())
