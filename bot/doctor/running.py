"""The bot that runs on this machine, as its own pages tell."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import suppress
from dataclasses import dataclass

from bot.doctor.verdict import Verdict, ok, warning
from bot.web import ask
from bot.web.address import DEFAULT_PORT
from bot.web.readiness import READY


@dataclass(frozen=True)
class Connections:
    """The Socket Mode connections of the bot that runs here, as Slack last counted them."""

    seen: int
    expected: int


async def examine(port: int | None) -> list[Verdict]:
    """Say whether a bot runs here, and which of its parts do not work."""
    words = await _words(port)
    if words is None:
        return [ok("this machine", f"no bot answers on port {port or DEFAULT_PORT}")]
    poorly = [f"{part} {word}" for part, word in words.items() if word not in READY]
    if poorly:
        todo = "Look at its log, and at the other lines here."
        return [warning("this machine", f"the bot that runs here: {', '.join(poorly)}", todo)]
    return [ok("this machine", "a bot runs here, and is ready")]


async def connections(port: int | None) -> Connections | None:
    """Return what the bot that runs here knows of its connections; None where there is no such."""
    answer = await asyncio.to_thread(ask.get, "/metrics", port or DEFAULT_PORT)
    page = answer[1] if answer else ""
    series = r"^pauzebot_socket_connections_(seen|expected) (\d+)"
    found = {name: int(value) for name, value in re.findall(series, page, re.MULTILINE)}
    return Connections(**found) if found.keys() == {"seen", "expected"} else None


async def _words(port: int | None) -> dict[str, str] | None:
    answer = await asyncio.to_thread(ask.get, "/readyz", port or DEFAULT_PORT)
    words: object = None
    with suppress(ValueError):
        words = json.loads(answer[1]) if answer else None
    if not isinstance(words, dict) or words.pop("pauzebot", None) not in ("ready", "waiting"):
        return None
    return {str(part): str(word) for part, word in words.items()}
