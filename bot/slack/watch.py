"""An eye on the Socket Mode connection: it looks, counts and says so once, and restarts nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress

import structlog
from aiohttp import WSMessage
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.settings import SettingsError
from bot.slack import failures

log = structlog.get_logger("bot.slack.watch")

EXPECTED = 1
"""Connections of one process."""

GREETING = 30.0
"""Seconds within which Slack greets a new connection; one without a greeting brings no presses."""

STRANDED = 60.0
"""Seconds without a connection after which the client is to ask for a new address."""

FINISH = 3.0
"""Seconds to acknowledge what has come in, at the end; Slack waits no longer."""

LULL = 0.1
"""Seconds in which nothing more comes in: presses that were on their way have arrived."""

CLOSING = 1.0
"""Seconds for Slack to say goodbye too."""

TURNED_AWAY = frozenset({"link_disabled", "too_many_websockets"})
"""Reasons of a goodbye that say why there will be no connection."""


class Watch:
    """What is known of one client's connection, from its frames and from the client itself."""

    def __init__(self, client: SocketModeClient, steady: Callable[[], float]) -> None:
        self._client = client
        self._steady = steady
        self._greeted: object = None
        self._ungreeted: tuple[object, float] = (None, steady())
        self._goodbye = ""
        self._down: float | None = None
        self._said = "connecting"
        self._under_way = 0
        self._idle, self._more = asyncio.Event(), asyncio.Event()
        self._idle.set()
        self.expected = EXPECTED
        self.seen = 0
        self.hellos = 0
        client.on_message_listeners.append(self._heard)

    @property
    def reconnects(self) -> int:
        """How often the connection was made anew."""
        return max(0, self.hellos - 1)

    async def look(self) -> str:
        """Return the state of the connection in a word; a change is logged once.

        *connected*; *crowded*: connected, but Slack counts more connections than there are, so
        that presses may go to ghosts (python-slack-sdk#1940); *connecting*; *refused*: Slack said
        that there will be none; *stale*: open, but nothing comes through.
        """
        word = await self._word()
        if word in ("connected", "crowded"):
            self._down = None
        elif self._down is None:
            self._down = self._steady()
        elif self._steady() - self._down > STRANDED:
            # The client would try a spent address for ever (slack_sdk 3.47, `connect`); without
            # one it asks for another at its next try.
            self._client.wss_uri = None
        if word != self._said:
            self._said = word
            tell = log.info if word == "connected" else log.warning
            tell("slack connection", state=word, seen=self.seen, expected=self.expected)
        return word

    async def answered(self) -> None:
        """Wait until all that came in has been acknowledged, and for a while nothing more came."""
        with suppress(TimeoutError):
            while True:
                await self._idle.wait()
                self._more.clear()
                async with asyncio.timeout(LULL):
                    await self._more.wait()

    def done(self) -> None:
        """Note that one thing that came in has been acknowledged."""
        self._under_way -= 1
        if not self._under_way:
            self._idle.set()

    async def _word(self) -> str:
        if not await self._client.is_connected():
            if self._goodbye in TURNED_AWAY:
                return "refused"
            return "stale" if self._client.stale else "connecting"
        session = self._client.current_session
        if session is not self._greeted:
            if session is not self._ungreeted[0]:
                self._ungreeted = (session, self._steady())
            waited = self._steady() - self._ungreeted[1]
            return "stale" if waited > GREETING else "connecting"
        return "crowded" if self.seen > self.expected else "connected"

    async def _heard(self, message: WSMessage) -> None:
        """Hear a frame. Most are presses: their words are not looked at, only that they came."""
        text = message.data
        if '"envelope_id"' in text:
            self._under_way += 1
            self._idle.clear()
            self._more.set()
            return
        frame: object = None
        with suppress(ValueError):
            frame = json.loads(text)
        if not isinstance(frame, dict):
            return
        if frame.get("type") == "hello":
            self._hello(frame.get("num_connections"))
        elif frame.get("type") == "disconnect":
            self._goodbye = str(frame.get("reason", ""))

    def _hello(self, number: object) -> None:
        self._greeted = self._client.current_session
        self._goodbye = ""
        self.hellos += 1
        self.seen = number if isinstance(number, int) else self.expected


class WatchedSocket(AsyncSocketModeHandler):
    """Bolt's Socket Mode, watched, and closed only when what came in has been answered."""

    def __init__(self, app: AsyncApp, app_token: str, steady: Callable[[], float]) -> None:
        super().__init__(app, app_token)
        self.watch = Watch(self.client, steady)

    async def connect_async(self) -> None:
        """Connect. Raises SettingsError where Slack refuses; the client would try for ever."""
        try:
            self.client.wss_uri = await self.client.issue_new_wss_url()
        except failures.FAILURES as error:
            raise SettingsError(
                [f"SLACK_APP_TOKEN opens no connection to Slack: {failures.name(error)}"]
            ) from None
        await super().connect_async()  # type: ignore[no-untyped-call]  # Bolt's adapter

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]  # as Bolt's own does
        """Answer what came in, and note that it was answered."""
        try:
            await super().handle(client, req)
        finally:
            self.watch.done()

    async def close_async(self) -> None:
        """Acknowledge what has come in, then disconnect."""
        with suppress(TimeoutError):
            async with asyncio.timeout(FINISH):
                await self.watch.answered()
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSING):
                await super().close_async()  # type: ignore[no-untyped-call]  # Bolt's adapter
                return
        # The client waits ten seconds for Slack's goodbye; a second time it does not wait.
        await super().close_async()  # type: ignore[no-untyped-call]  # Bolt's adapter
