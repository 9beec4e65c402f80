"""The figures of the demo: drawn beside it, kept for the next one, served on loopback."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from pathlib import Path

from aiohttp import web

from bot.figures.index import INDEX, NAME
from bot.web.pictures import PATH, pictures


def kept() -> Path | None:
    """Return where figures lie between one demo and the next; None where none can be drawn."""
    if find_spec("PIL") is None:
        return None
    cache = os.environ.get("XDG_CACHE_HOME")
    try:
        return (Path(cache) if cache else Path.home() / ".cache") / "pauzebot" / "figures"
    except RuntimeError:  # nobody's home
        return None


@asynccontextmanager
async def hung(folder: Path | None) -> AsyncIterator[str | None]:
    """Serve a folder of figures to this machine, as IT would to Slack; its address."""
    if folder is None:
        yield None
        return
    app = web.Application()
    app.router.add_get(PATH, pictures(folder, NAME, INDEX))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/figures"
    finally:
        await runner.cleanup()
