"""The bot's web server on a port of its own, with vitals that a test may change."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace

import aiohttp
import pytest_asyncio

from bot.web.readiness import Part, answers
from bot.web.server import Web
from bot.web.vitals import Link, Pulse, Vitals

CALM = Pulse(
    ticks=3, failed=0, lag=0.0, age=12.0, throttled={}, waiting=0, lost=0, link=Link(1, 1, 0)
)


async def fine() -> None:
    """Answer, as a store that works does."""


@dataclass
class Patient:
    """What the pages are told, and the port they are on."""

    pulse: Pulse = CALM
    tally: Mapping[str, int] | None = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=lambda: {"store": answers(fine)})
    port: int = 0

    def beats(self, **changes: object) -> None:
        """Change the pulse."""
        self.pulse = replace(self.pulse, **changes)  # type: ignore[arg-type]  # fields by name

    async def prompts(self) -> Mapping[str, int]:
        """The store's tally, or its failure."""
        if self.tally is None:
            raise ConnectionError("postgresql://pauzebot:geheim@db/pauzebot is gone")
        return self.tally

    def vitals(self) -> Vitals:
        """The same as callables."""
        return Vitals(lambda: self.pulse, self.prompts, self.parts)

    async def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        url = f"http://127.0.0.1:{self.port}{path}"
        async with aiohttp.ClientSession() as session, session.get(url) as answer:
            return answer.status, await answer.text()


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest_asyncio.fixture
async def patient() -> AsyncIterator[Patient]:
    """A bot that is well, until a test says otherwise."""
    made = Patient(port=free_port())
    web = Web(made.vitals())
    assert await web.open(made.port)
    yield made
    await web.close()
