"""The stand-in as tests and the demo use it: start it, put people in it, look at what happened."""

import time
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import Any

from aiohttp import web

from bot.standin.background import Background
from bot.standin.changes import Change, Changes
from bot.standin.checks import Checks, Validate
from bot.standin.counter import Counter
from bot.standin.delivery import Delivered, Delivery
from bot.standin.desk import Desk
from bot.standin.faults import Faults
from bot.standin.files import Files
from bot.standin.hub import Hub
from bot.standin.ids import Clock, Ids
from bot.standin.ledger import Call, Ledger
from bot.standin.limits import Limits
from bot.standin.model import Channel, Message, User, View
from bot.standin.office import Office
from bot.standin.payloads import Payloads
from bot.standin.person import Person
from bot.standin.response_urls import ResponseUrls
from bot.standin.signed import SignedHttp
from bot.standin.sockets import Sockets
from bot.standin.tickets import Tickets
from bot.standin.tokens import Tokens
from bot.standin.webapi import WebApi
from bot.standin.workspace import Workspace

BOT_EVENTS = (
    "app_home_opened", "app_uninstalled", "channel_archive", "channel_deleted", "channel_left",
    "channel_unarchive", "group_archive", "group_left", "group_unarchive", "member_joined_channel",
    "member_left_channel", "message.im", "team_join", "tokens_revoked", "user_change",
)  # fmt: skip
SCOPES = (
    "channels:join", "channels:read", "chat:write", "commands", "dnd:read", "files:read",
    "files:write", "groups:read", "im:history", "im:read", "im:write", "usergroups:read",
    "users:read", "users.profile:read",
)  # fmt: skip


class Standin(Office):
    """A strict local Slack on loopback; an async context manager.

    `clock` gives message times; `stopwatch` (default: the clock) measures what expires, so that a
    demo whose clock
    jumps does not kill a trigger. `validate(kind, payload)` adds block rules; `seed` makes a run
    repeatable.
    """

    def __init__(
        self,
        port: int = 0,
        clock: Clock = time.time,
        validate: Validate | None = None,
        *,
        stopwatch: Callable[[], float] | None = None,
        bot_events: Iterable[str] = BOT_EVENTS,
        scopes: Iterable[str] = SCOPES,
        limits: bool = False,
        seed: int = 1,
    ) -> None:
        ids, self._changes, self._background = Ids(clock, seed), Changes(), Background()
        self.workspace = Workspace(clock, ids, self._changes)
        measure = stopwatch or clock
        self.faults = Faults()
        self.delivery = Delivery(self._background, self._changes, clock, self.faults)
        self.delivery.subscribed = frozenset(bot_events)
        self.sockets = Sockets(ids, self._changes, measure, self.workspace.app_id, seed)
        self.delivery.transport = self.sockets
        self.tickets = Tickets(ids, measure)
        self.desk = Desk(self.workspace)
        self.ledger = Ledger()
        self.limits = Limits(measure)
        self.limits.enabled = limits
        self._counter = Counter(clock, self._changes, self.ledger, self.faults, self._background)
        self.files = Files(ids, measure)
        self.hub = Hub(
            workspace=self.workspace,
            desk=self.desk,
            tickets=self.tickets,
            payloads=Payloads(self.workspace),
            delivery=self.delivery,
            checks=Checks(validate, self.files),
            sockets=self.sockets,
            files=self.files,
            limits=self.limits,
            ids=ids,
            scopes=frozenset(scopes),
        )
        self.bot_token, self.app_token = (
            f"xoxb-{ids.word(24)}",
            f"xapp-1-{self.workspace.app_id}-{ids.word(24)}",
        )
        self.signing_secret = ids.word(32)
        self.tokens = Tokens(self.bot_token, self.app_token)
        self._urls = ResponseUrls(self.hub, self._counter)
        self._people: dict[str, Person] = {}
        self._port = port
        self._runner: web.AppRunner | None = None
        self._posting: list[SignedHttp] = []

    async def __aenter__(self) -> "Standin":
        app = web.Application(client_max_size=64 * 1024**2)
        api = WebApi(self.hub, self.tokens, self.limits, self._counter)
        app.router.add_route("*", "/api/{method}", api.handle)
        app.router.add_get("/link/", self.sockets.handle)
        for family in ("actions", "commands"):
            app.router.add_post(f"/{family}/{{team}}/{{number}}/{{secret}}", self._urls.handle)
        app.router.add_post("/upload/v1/{secret}", self.files.receive)
        app.router.add_get("/files/{file}/{name}", self.files.serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.hub.base_url = f"http://127.0.0.1:{self._port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.faults.over.set()
        await self._background.stop()
        await self.sockets.close()
        for transport in self._posting:
            await transport.close()
        if self._runner is not None:
            await self._runner.cleanup()
        if error is None and self._background.mishaps:
            raise self._background.mishaps[0]

    @property
    def api_url(self) -> str:
        """The base URL for a Slack client, with the slash at its end."""
        return f"{self.hub.base_url}/api/"

    async def use_http(
        self, events: str, *, interactivity: str | None = None, commands: str | None = None
    ) -> SignedHttp:
        """Deliver by signed HTTP to these request URLs instead of Socket Mode; the events URL must
        answer Slack's challenge, else ValueError."""
        urls = {"interactive": interactivity or events, "slash_commands": commands or events}
        urls["events_api"] = events
        made = SignedHttp(urls, self.signing_secret, self.workspace.clock)
        self._posting.append(made)
        if not await made.verify():
            raise ValueError("the events URL did not answer the challenge")
        self.delivery.transport = made
        return made

    # The workspace

    def add_user(
        self, user_id: str, *, name: str | None = None, team_id: str | None = None, **rest: Any
    ) -> Person:
        """Add a member, guest, bot or stranger; `rest` are fields of `User`."""
        team = team_id or self.workspace.team_id
        self.workspace.users[user_id] = User(user_id, name or user_id.lower(), team, **rest)
        return self.person(user_id)

    def add_channel(
        self,
        channel_id: str,
        *,
        name: str | None = None,
        members: Sequence[str] = (),
        bot_is_member: bool = True,
        private: bool = False,
        archived: bool = False,
        shared: bool = False,
    ) -> Channel:
        """Add a channel; `shared` makes it a Slack Connect channel."""
        inside = [*members, *([self.workspace.bot_user] if bot_is_member else [])]
        made = Channel(channel_id, name or channel_id.lower(), inside, private, archived, shared)
        return self.workspace.add_channel(made)

    def person(self, user_id: str) -> Person:
        """The hands and eyes of a user."""
        if user_id not in self._people:
            self._people[user_id] = Person(self.hub, self._urls, user_id)
        return self._people[user_id]

    def downloads(self, answers: Callable[[str], bool]) -> None:
        """Let Slack get pictures from the addresses for which `answers` holds, and no others; until
        this is said, from all."""
        self.hub.checks.downloads = answers

    # What there is to see

    def messages(self, channel_id: str) -> list[Message]:
        """The messages everybody in a conversation sees, the oldest first."""
        return [
            message
            for message in self.workspace.messages.get(channel_id, [])
            if not message.deleted
        ]

    def dm(self, user_id: str) -> list[Message]:
        """The messages in a person's direct conversation with the bot."""
        return self.person(user_id).dm

    def home(self, user_id: str) -> View | None:
        """A person's Home tab."""
        return self.desk.homes.get(user_id)

    @property
    def acks(self) -> list[Delivered]:
        """The deliveries the app acknowledged in time."""
        return [one for one in self.delivery.record if one.reply.acked]

    @property
    def redeliveries(self) -> list[Delivered]:
        """The second and later attempts."""
        return [one for one in self.delivery.record if one.attempt > 0]

    @property
    def unusable(self) -> list[str]:
        """Answers to submissions that Slack would not have accepted, and why."""
        return self.hub.unusable

    # Waiting

    def on_change(self, callback: Callable[[Change], object]) -> Callable[[], None]:
        """Call back on every change; the returned function ends that."""
        return self._changes.watch(callback)

    async def until(
        self, look: Callable[[], Any], *, timeout: float = 30, what: str = "a change"
    ) -> Any:
        """Wait for the first truthy answer of `look`, asked again after every change."""
        return await self._changes.until(look, timeout, what)

    async def wait_for_message(
        self, channel_id: str, *, after: int = 0, timeout: float = 30
    ) -> Message:
        """Wait until a conversation holds more than `after` messages of the bot; the newest."""

        def look() -> Message | None:
            own = [message for message in self.messages(channel_id) if message.bot_id]
            return own[-1] if len(own) > after else None

        return await self._changes.until(look, timeout, f"a message in {channel_id}")

    async def wait_for_connection(self, number: int = 1, *, timeout: float = 30) -> None:
        """Wait until the app has this many Socket Mode connections."""
        connections = self.sockets.connections
        what = f"{number} connections"
        await self._changes.until(lambda: len(connections) >= number, timeout, what)

    async def wait_for_call(self, method: str, *, count: int = 1, timeout: float = 30) -> Call:
        """Wait until a method was called `count` times; that call."""

        def look() -> Call | None:
            calls = self.ledger.of(method)
            return calls[count - 1] if len(calls) >= count else None

        return await self._changes.until(look, timeout, f"{count} × {method}")
