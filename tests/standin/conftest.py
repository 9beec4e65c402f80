"""A stand-in with two colleagues and a channel, and a small Bolt app connected to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.standin import Person, Standin

NOW = 1_800_000_000.0


class Clock:
    """A clock the test moves."""

    def __init__(self, now: float = NOW) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def populate(slack: Standin) -> None:
    slack.add_user("U0ANNA", name="anna")
    slack.add_user("U0BRAM", name="bram", locale="en-GB", tz="Europe/London")
    slack.add_channel("C0ALPHA", name="alpha", members=["U0ANNA", "U0BRAM"])


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def slack(clock: Clock) -> AsyncIterator[Standin]:
    async with Standin(clock=clock) as standin:
        populate(standin)
        yield standin


@pytest.fixture
def anna(slack: Standin) -> Person:
    return slack.person("U0ANNA")


@pytest.fixture
def bram(slack: Standin) -> Person:
    return slack.person("U0BRAM")


@pytest.fixture
def client(slack: Standin) -> AsyncWebClient:
    return AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)


@asynccontextmanager
async def connected(slack: Standin, app: AsyncApp, *, number: int = 1) -> AsyncIterator[None]:
    """Run a Bolt app over Socket Mode, exactly as `pauzebot run` would."""
    handler = AsyncSocketModeHandler(app, slack.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    await slack.wait_for_connection(number)
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped


def bolt(slack: Standin) -> AsyncApp:
    """A Bolt app that talks to the stand-in and nothing else."""
    return AsyncApp(client=AsyncWebClient(token=slack.bot_token, base_url=slack.api_url))
