"""`pauzebot demo`: open the world and its page, say where, and end all of it on Ctrl-C."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bot.demo.gallery import kept
from bot.demo.page.server import Page
from bot.demo.world import opened
from bot.settings import shipped_programmes

Tell = Callable[[str], None]

FURTHER = 20
"""Ports to try after the one asked for, before any port will do."""
ENDING = ("SIGINT", "SIGTERM", "SIGHUP")


async def serve(port: int, tell: Tell, *, browser: bool = True, seed: int = 1) -> None:
    """Show the demo on http://127.0.0.1:`port` until SIGINT or SIGTERM; leave nothing behind.

    Where the port is in use another is chosen, and said. A visitor may ask for a world that begins
    anew: the one that is there ends, with all its files, and another comes at the same address.
    """
    stop, turn = asyncio.Event(), asyncio.Event()
    _end_on_signals(stop, turn)
    told: int | None = None
    while not stop.is_set():
        turn.clear()
        async with opened(seed, figures=kept()) as world:
            page = Page(world, turn.set, _programmes())
            try:
                chosen = await _listen(page, port if told is None else told, tell)
                if chosen != told:
                    await _say_where(chosen, tell, browser=browser and told is None)
                told = chosen
                await turn.wait()
                if stop.is_set():
                    with suppress(OSError):  # the terminal may be what went away
                        tell("\nThe demo ends; nothing of it is kept.")
            finally:
                await page.stop()


def _programmes() -> Path:
    """What authors look at: their own programmes, if the environment names them."""
    return Path(os.environ.get("PAUZEBOT_PROGRAMMES") or shipped_programmes())


async def _say_where(port: int, tell: Tell, *, browser: bool) -> None:
    address = f"http://127.0.0.1:{port}/"
    tell(f"The demo is at {address}  (Ctrl-C ends it)")
    if browser and _has_screen():
        await asyncio.to_thread(webbrowser.open, address)


async def _listen(page: Page, port: int, tell: Tell) -> int:
    for candidate in [*range(port, min(port + FURTHER, 65_536) if port else 1), 0]:
        try:
            return await page.start(candidate)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            if candidate == port:
                tell(f"Port {port} is in use; I take another.")
    raise OSError(errno.EADDRINUSE, "no port is free on this machine")


def _has_screen() -> bool:
    """Whether there is a screen; a browser without one would take this terminal over."""
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _end_on_signals(*events: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    known = [getattr(signal, name) for name in ENDING if hasattr(signal, name)]

    def end() -> None:
        for event in events:
            event.set()
        for number in known:  # whoever is in a hurry and asks twice is not asked to wait
            loop.remove_signal_handler(number)

    for number in known:
        with suppress(NotImplementedError):  # Windows: Ctrl-C ends it all the same
            loop.add_signal_handler(number, end)
