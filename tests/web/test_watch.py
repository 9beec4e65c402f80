"""The eye on the Socket Mode connection, against the stand-in and the real client of the SDK."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import structlog.testing
from aiohttp import WSMessage, WSMsgType
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import SettingsError
from bot.slack import watch
from bot.slack.watch import Watch, WatchedSocket
from bot.standin import Standin
from bot.standin.sockets import Connection


class Steady:
    """A steady clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def authorize(**_: object) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T0STANDIN", bot_token="xoxb-x")


@asynccontextmanager
async def connected(
    slack: Standin, steady: Callable[[], float] = time.monotonic, *, retry: float = 10
) -> AsyncIterator[WatchedSocket]:
    """A socket that is connected to the stand-in; its app answers the command `/wacht`.

    `retry` is how long the client waits (seconds) before it tries again to connect.
    """
    client = AsyncWebClient(base_url=slack.api_url)
    app = AsyncApp(client=client, authorize=authorize, signing_secret="geheim")

    @app.command("/wacht")
    async def waited(ack: AsyncAck) -> None:
        await ack("klaar")

    socket = WatchedSocket(app, slack.app_token, steady)
    socket.client.ping_interval = retry
    try:
        await socket.connect_async()
        yield socket
    finally:
        await socket.close_async()


async def test_a_connection_is_counted_from_its_greeting() -> None:
    async with Standin() as slack, connected(slack) as socket:
        await greeted(socket, 1)
        await until(socket.watch.look, "connected")
        assert (socket.watch.seen, socket.watch.expected, socket.watch.reconnects) == (1, 1, 0)


async def test_ghosts_make_it_crowded_and_are_said_once() -> None:
    async with Standin() as slack:
        slack.sockets.ghosts = 3
        async with connected(slack) as socket:
            await greeted(socket, 1)
            with structlog.testing.capture_logs() as logs:
                words = [await socket.watch.look() for _ in range(3)]
    assert words == ["crowded"] * 3
    told = {"event": "slack connection", "state": "crowded", "seen": 4, "expected": 1}
    assert logs == [{**told, "log_level": "warning"}]


async def test_a_refresh_is_counted_as_a_reconnect() -> None:
    async with Standin() as slack, connected(slack) as socket:
        await slack.wait_for_connection()
        await slack.sockets.refresh()
        await greeted(socket, 2)
        assert socket.watch.reconnects >= 1
        await until(socket.watch.look, "connected")


async def test_a_connection_that_slack_turned_away_is_refused() -> None:
    async with Standin() as slack, connected(slack, retry=0.5) as socket:
        await greeted(socket, 1)
        await slack.sockets.disable()
        await until(socket.watch.look, "refused")
        slack.sockets.enabled = True
        await until(socket.watch.look, "connected")


async def test_an_address_that_is_spent_is_not_tried_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steady = Steady()
    async with Standin() as slack, connected(slack, steady) as socket:
        await greeted(socket, 1)
        await until(socket.watch.look, "connected")
        socket.client.ping_interval = 0.05  # seconds between two tries
        real = slack.sockets.ticket
        monkeypatch.setattr(slack.sockets, "ticket", lambda: "spent")
        await slack.sockets.refresh()
        await until(socket.watch.look, "connecting")
        await asyncio.sleep(0.3)
        asked = len(slack.ledger.of("apps.connections.open"))

        # The client by itself tries the same address again and again: this is what is mended.
        monkeypatch.setattr(slack.sockets, "ticket", real)
        await asyncio.sleep(0.5)
        assert len(slack.ledger.of("apps.connections.open")) == asked
        assert await socket.watch.look() == "connecting"

        socket.client.ping_interval = 10
        steady.now += watch.STRANDED + 1
        await socket.watch.look()
        await greeted(socket, 2)
        assert len(slack.ledger.of("apps.connections.open")) > asked
        await until(socket.watch.look, "connected")


async def test_a_wrong_app_token_is_said_and_not_tried_for_ever() -> None:
    async with Standin() as slack:
        slack.tokens.app = "xapp-another"
        with pytest.raises(SettingsError, match="opens no connection to Slack: invalid_auth"):
            async with connected(slack):
                pytest.fail("there is nothing to connect with")


async def test_closing_waits_for_what_came_in(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Standin() as slack:
        slack.add_user("U0ANNA")
        gate, inside = asyncio.Event(), asyncio.Event()
        async with connected(slack) as socket:
            dispatch = socket.app.async_dispatch

            async def held(request: Any) -> Any:
                inside.set()
                await gate.wait()
                return await dispatch(request)

            monkeypatch.setattr(socket.app, "async_dispatch", held)
            asked = asyncio.ensure_future(slack.person("U0ANNA").command("/wacht"))
            await inside.wait()
            closing = asyncio.ensure_future(socket.close_async())
            await asyncio.sleep(0.05)
            assert not closing.done()
            gate.set()
            assert (await asked).ok
            await closing


async def test_closing_does_not_wait_for_a_goodbye_that_does_not_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def deaf(_: Connection) -> None:
        await asyncio.Event().wait()

    async with Standin() as slack:
        monkeypatch.setattr(slack.sockets, "_listen", deaf)
        async with connected(slack) as socket:
            await greeted(socket, 1)
            started = time.monotonic()
            await socket.close_async()
            assert time.monotonic() - started < watch.CLOSING + 1


@dataclass
class Client:
    """The part of the SDK's client that is watched."""

    up: bool = True
    stale: bool = False
    current_session: object = None
    wss_uri: str | None = "wss://wss.slack.invalid/link"
    on_message_listeners: list[Callable[[WSMessage], Awaitable[None]]] = field(default_factory=list)

    async def is_connected(self) -> bool:
        return self.up

    async def hears(self, frame: object) -> None:
        """Receive a frame."""
        text = frame if isinstance(frame, str) else json.dumps(frame)
        for listener in self.on_message_listeners:
            await listener(WSMessage(WSMsgType.TEXT, text, None))


async def test_a_connection_without_a_greeting_is_stale_after_a_while() -> None:
    client, steady = Client(current_session="first"), Steady()
    seen = Watch(client, steady)  # type: ignore[arg-type]  # the part that is watched
    assert await seen.look() == "connecting"
    steady.now = watch.GREETING + 1
    assert await seen.look() == "stale"
    client.current_session = "second"
    assert await seen.look() == "connecting"
    await client.hears({"type": "hello", "num_connections": 1})
    assert await seen.look() == "connected"
    steady.now += 3600
    client.up, client.stale = False, True
    assert await seen.look() == "stale"
    assert client.wss_uri is not None


async def test_frames_that_say_nothing_harm_nothing() -> None:
    client = Client(current_session="first")
    seen = Watch(client, Steady())  # type: ignore[arg-type]  # the part that is watched
    for frame in ("", "ping", "[]", "{", {"type": "news"}, {"type": "hello"}):
        await client.hears(frame)
    assert (seen.seen, seen.hellos) == (1, 1)
    assert await seen.look() == "connected"


async def test_what_came_in_is_counted_by_envelopes_alone() -> None:
    client = Client()
    seen = Watch(client, Steady())  # type: ignore[arg-type]  # the part that is watched
    await client.hears({"type": "hello", "num_connections": 1, "note": '"envelope_id"'})
    await seen.answered()
    for number in range(2):
        await client.hears({"envelope_id": str(number), "type": "interactive", "payload": {}})
    seen.done()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await seen.answered()
    seen.done()
    await seen.answered()


async def greeted(socket: WatchedSocket, times: int) -> None:
    """Wait until Slack has greeted so many connections."""
    async with asyncio.timeout(5):
        while socket.watch.hellos < times:  # noqa: ASYNC110  the client rings no bell
            await asyncio.sleep(0.01)


async def until(look: Callable[[], Awaitable[str]], word: str) -> None:
    """Look until the word is said."""
    async with asyncio.timeout(5):
        while await look() != word:  # noqa: ASYNC110  the client rings no bell
            await asyncio.sleep(0.01)
