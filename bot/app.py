"""The composition root: settings → stores → service → Slack and ticker. It decides nothing."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import datetime

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import ticker
from bot.loader import load_library, load_texts
from bot.service import Role, Service, Store, Week
from bot.settings import Settings, SettingsError
from bot.slack import listeners
from bot.slack.limits import AT_ONCE, Limiter
from bot.slack.replies import Replies
from bot.slack.sender import TIMEOUT, SlackSender
from bot.store.durable import open_store
from bot.store.secret import load_secret
from bot.store.week import open_week
from bot.texts import Catalogue
from bot.ticker import Ticker

log = structlog.get_logger("bot.app")

PATIENCE = 4
"""Seconds to finish what is being answered, and again what is being sent.

`docker stop` kills after ten.
"""


@dataclass
class Bot:
    """A bot that is put together; `start` it, and `stop` it when done."""

    store: Store
    week: Week
    service: Service
    ticker: Ticker
    socket: AsyncSocketModeHandler
    opened: AsyncExitStack

    async def start(self) -> None:
        """Connect to Slack, then begin to keep time."""
        await self.socket.connect_async()  # type: ignore[no-untyped-call]  # Bolt's adapter
        log.info("connected")
        await self.ticker.start()

    async def stop(self) -> None:
        """Take no more presses, finish what is under way, and let go of everything."""
        await self.socket.close_async()  # type: ignore[no-untyped-call]  # Bolt's adapter
        with suppress(TimeoutError):
            await asyncio.wait_for(self.service.quiet(), PATIENCE)
        await self.ticker.stop(PATIENCE)
        await self.opened.aclose()


async def build(
    settings: Settings,
    clock: Callable[[], datetime] = ticker.now,
    steady: Callable[[], float] = ticker.steady,
) -> Bot:
    """Put a bot together from its settings; what was opened is closed again where that fails.

    `clock` says what time it is; `steady`, in seconds, measures Slack's limits.
    Raises SettingsError, StoreError, or FileError where programmes do not load.
    """
    settings.for_slack()
    settings.data.mkdir(parents=True, exist_ok=True)
    library, texts = load_library(settings.programmes), Catalogue(load_texts())
    secret = load_secret(settings.secret, settings.data)
    async with AsyncExitStack() as opened:
        store = await open_store(settings.database_url)
        opened.push_async_callback(store.close)
        await store.seed_roles(_roles(settings))
        week = await open_week(settings.open_week, secret, identity=str(settings.data.resolve()))
        opened.push_async_callback(week.close)
        session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
        opened.push_async_callback(session.close)
        client = _client(settings, session, settings.bot_token)
        # Bolt gets its token from `authorize`, and warns of a client that has one of its own.
        app = AsyncApp(client=_client(settings, session, None), authorize=await _authorize(client))
        limiter = Limiter(steady)
        sender = SlackSender(client, Replies(session), limiter, texts, clock)
        service = Service(store, week, sender, library, clock, AT_ONCE)
        listeners.register(app, service, texts)
        return Bot(
            store=store,
            week=week,
            service=service,
            ticker=Ticker(service.tick, [service.deliver, service.follow], clock),
            socket=AsyncSocketModeHandler(app, settings.app_token),
            opened=opened.pop_all(),
        )


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


def _client(
    settings: Settings, session: aiohttp.ClientSession, token: str | None
) -> AsyncWebClient:
    # The SDK's own retries would post a prompt twice when a connection is cut after the effect.
    return AsyncWebClient(
        token=token,
        base_url=settings.api_url,
        timeout=TIMEOUT,
        session=session,
        retry_handlers=[],
    )


async def _authorize(client: AsyncWebClient) -> Callable[..., Awaitable[AuthorizeResult]]:
    """Ask Slack once who we are; Bolt alone would ask in the middle of the first press."""
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        raise SettingsError(
            [f"Slack does not accept SLACK_BOT_TOKEN: {error.response.get('error', 'no reason')}"]
        ) from None
    except (aiohttp.ClientError, TimeoutError) as error:
        raise SettingsError([f"Slack cannot be reached: {type(error).__name__}"]) from None
    known = AuthorizeResult.from_auth_test_response(
        bot_token=client.token, auth_test_response=answer
    )

    async def authorize(**_: object) -> AuthorizeResult:
        return known

    return authorize


def _roles(settings: Settings) -> dict[str, Role]:
    hr: dict[str, Role] = dict.fromkeys(settings.hr, "hr")
    return hr | dict.fromkeys(settings.physio, "physio")
