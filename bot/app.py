"""The composition root: settings → stores → service → Slack and ticker. It decides nothing."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot import ticker
from bot.loader import load_library, load_texts
from bot.service import Role, Service, Store, Week
from bot.settings import Settings
from bot.slack import listeners
from bot.slack.sender import TIMEOUT, SlackSender
from bot.store.durable import open_store
from bot.store.secret import load_secret
from bot.store.week import open_week
from bot.texts import Catalogue
from bot.ticker import Ticker

log = structlog.get_logger("bot.app")

LOCALE = Path(__file__).parent / "locale"


@dataclass
class Bot:
    """A bot that is put together; `start` it, and `stop` it when done."""

    store: Store
    week: Week
    service: Service
    ticker: Ticker
    socket: AsyncSocketModeHandler
    session: aiohttp.ClientSession

    async def start(self) -> None:
        """Connect to Slack, then begin to keep time."""
        await self.socket.connect_async()
        log.info("connected")
        await self.ticker.start()

    async def stop(self) -> None:
        """Take no more presses, finish what is under way, and let go of everything."""
        await self.socket.close_async()
        await self.ticker.stop()
        await self.session.close()
        await self.week.close()
        await self.store.close()


def catalogue() -> Catalogue:
    """Load the bot's own words."""
    return Catalogue({"nl": load_texts(LOCALE / "nl.yaml"), "en": load_texts(LOCALE / "en.yaml")})


async def build(settings: Settings, clock: Callable[[], datetime] = ticker.now) -> Bot:
    """Put a bot together from its settings.

    Raises SettingsError, the stores' own errors, or FileError where programmes do not load.
    """
    settings.for_slack()
    settings.data.mkdir(parents=True, exist_ok=True)
    library = load_library(settings.programmes)
    texts = catalogue()
    secret = load_secret(settings.secret, settings.data)
    store = await open_store(settings.database_url)
    await store.seed_roles(_roles(settings))
    week = await open_week(settings.open_week, secret, identity=str(settings.data.resolve()))
    session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
    # The SDK's own retries would post a prompt twice when a connection is cut after the effect.
    client = AsyncWebClient(
        token=settings.bot_token,
        base_url=settings.api_url,
        timeout=TIMEOUT,
        session=session,
        retry_handlers=[],
    )
    service = Service(store, week, SlackSender(client, texts, clock), library, clock)
    app = AsyncApp(client=client)
    listeners.register(app, service, texts)
    socket = AsyncSocketModeHandler(app, settings.app_token)
    bell = Ticker(service.tick, service.deliver, clock)
    return Bot(store, week, service, bell, socket, session)


async def serve(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM."""
    bot = await build(settings)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        await bot.start()
        await stop.wait()
    finally:
        await bot.stop()


def _roles(settings: Settings) -> dict[str, Role]:
    hr: dict[str, Role] = dict.fromkeys(settings.hr, "hr")
    return hr | dict.fromkeys(settings.physio, "physio")
