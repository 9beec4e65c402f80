"""The composition root: settings → stores → service → Slack, web and ticker. It decides nothing."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import ticker
from bot.core import schedule
from bot.figures.delivery import Delivery, arrange
from bot.figures.delivery.fetching import Address
from bot.figures.delivery.subjects import Subjects
from bot.figures.index import INDEX, NAME
from bot.loader import load_library, load_sheets, load_texts
from bot.reports.rendering import Rendering
from bot.service import Role, Service, Week
from bot.settings import Settings, SettingsError
from bot.slack import listeners
from bot.slack.limits import AT_ONCE, Limiter
from bot.slack.replies import Replies
from bot.slack.sender import TIMEOUT, SlackSender
from bot.slack.watch import WatchedSocket
from bot.store.durable import DurableStore, open_store
from bot.store.secret import load_secret
from bot.store.week import open_week
from bot.texts import Catalogue
from bot.ticker import Chore, Ticker
from bot.web import readiness
from bot.web.pictures import Handler, pictures
from bot.web.server import Web
from bot.web.vitals import Link, Pulse, Vitals

log = structlog.get_logger("bot.app")

PATIENCE = 4
"""Seconds to finish what is being answered and sent; `docker stop` kills after ten."""


@dataclass
class Bot:
    """A bot that is put together; `start` it, and `stop` it when done.

    `socket` is None where Slack calls in over HTTP.
    """

    store: DurableStore
    week: Week
    service: Service
    ticker: Ticker
    socket: WatchedSocket | None
    web: Web
    opened: AsyncExitStack

    async def start(self) -> None:
        """Connect to Slack, then begin to keep time."""
        if self.socket is not None:
            await self.socket.connect_async()
        log.info("started", socket=self.socket is not None)
        await self.ticker.start()

    async def stop(self) -> None:
        """Take no more presses, finish what is under way, and let go of everything."""
        if self.socket is not None:
            await self.socket.close_async()
        await self.web.close()
        await asyncio.gather(self._quiet(), self.ticker.stop(PATIENCE))
        await self.opened.aclose()

    async def _quiet(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.service.quiet(), PATIENCE)


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
        limiter, replies = Limiter(steady), Replies(session)
        sender = SlackSender(client, replies, limiter, texts, clock)
        running = settings.running(version("pauzebot"), week.directory)
        reporter = Rendering(texts, running, lambda: Catalogue(load_sheets()))
        service = Service(store, week, sender, library, clock, AT_ONCE, secret, reporter=reporter)
        known = await _known(client)
        subjects, fetch = Subjects(library, texts), Address(session, client.proxy)
        # Web servers and files go by the real clock, whatever time a demo makes it.
        delivery = arrange(
            settings, subjects, ticker.steady, store, sender, fetch, known.team_id or ""
        )
        opened.callback(delivery.close)
        sender.screens.play(delivery.films)
        # Bolt gets its token from `authorize`, and warns of a client that has one of its own.
        app = AsyncApp(
            client=_client(settings, session, None),
            authorize=_authorize(known),
            signing_secret=settings.signing_secret,
        )
        listeners.register(app, service, texts, sender.presence, sender.screens)
        socket = _socket(app, settings, steady)
        bell = Ticker(service.tick, _chores(service, socket, delivery), clock, steady)
        await _warm(store, clock())
        return Bot(
            store=store,
            week=week,
            service=service,
            ticker=bell,
            socket=socket,
            web=Web(
                Vitals(
                    pulse=lambda: _pulse(bell, limiter, replies, socket),
                    prompts=store.totals,
                    parts=_parts(store, week, service, socket),
                ),
                app if socket is None else None,
                _figures(settings),
            ),
            opened=opened.pop_all(),
        )


async def serve(settings: Settings) -> None:
    """Run until SIGINT or SIGTERM."""
    bot = await build(settings)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        await bot.web.open(settings.port)
        await bot.start()
        # What is here now stays: a collection that looked through it would hold up presses.
        gc.collect()
        gc.freeze()
        await stop.wait()
    finally:
        await bot.stop()


def _figures(settings: Settings) -> Handler | None:
    """What answers who asks the bot for a figure, where it serves them."""
    folder = settings.figures_folder
    return pictures(folder, NAME, INDEX) if settings.figures == "serve" else None


def _chores(service: Service, socket: WatchedSocket | None, delivery: Delivery) -> list[Chore]:
    sending: list[Chore] = [service.deliver, service.deliver_direct, service.announce]
    later: list[Chore] = [service.follow, service.turn_over, service.show_summaries]
    watching: list[Chore] = [socket.watch.look] if socket is not None else []
    return [*sending, *later, *watching, *delivery.chores]


def _socket(app: AsyncApp, settings: Settings, steady: Callable[[], float]) -> WatchedSocket | None:
    return WatchedSocket(app, settings.app_token, steady) if settings.app_token else None


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


async def _known(client: AsyncWebClient) -> AuthorizeResult:
    """Ask Slack once who we are; Bolt alone would ask in the middle of the first press."""
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        raise SettingsError(
            [f"Slack does not accept SLACK_BOT_TOKEN: {error.response.get('error', 'no reason')}"]
        ) from None
    except (aiohttp.ClientError, TimeoutError) as error:
        raise SettingsError([f"Slack cannot be reached: {type(error).__name__}"]) from None
    return AuthorizeResult.from_auth_test_response(
        bot_token=client.token, auth_test_response=answer
    )


def _authorize(known: AuthorizeResult) -> Callable[..., Awaitable[AuthorizeResult]]:
    async def authorize(**_: object) -> AuthorizeResult:
        return known

    return authorize


async def _warm(store: DurableStore, now: datetime) -> None:
    """Read the holidays that will be asked for: the first time takes a third of a second."""
    for filed in await store.projects():
        if filed.state != "ended":
            schedule.free_day(filed.project, now.astimezone(filed.project.zone).date())


def _pulse(bell: Ticker, limiter: Limiter, replies: Replies, socket: WatchedSocket | None) -> Pulse:
    beat = bell.beat()
    watch = socket.watch if socket is not None else None
    return Pulse(
        ticks=beat.ticks,
        failed=beat.failed,
        lag=beat.lag,
        age=beat.age,
        throttled=limiter.throttled,
        waiting=limiter.waiting(),
        lost=replies.lost,
        link=Link(watch.expected, watch.seen, watch.reconnects) if watch else None,
    )


def _parts(
    store: DurableStore, week: Week, service: Service, socket: WatchedSocket | None
) -> dict[str, Callable[[], Awaitable[str]]]:
    async def folds() -> str:
        await week.weeks()
        return "answers" if service.folds else "failing"

    return {
        "slack": readiness.serving if socket is None else socket.watch.look,
        "store": readiness.answers(store.totals),
        "week": folds,
    }


def _roles(settings: Settings) -> dict[str, Role]:
    hr: dict[str, Role] = dict.fromkeys(settings.hr, "hr")
    return hr | dict.fromkeys(settings.physio, "physio")
