"""Socket Mode: connections by ticket, one envelope to one of them, acknowledged by its id."""

import asyncio
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from bot.standin.blocks import Json
from bot.standin.changes import Changes
from bot.standin.delivery import ACK_SECONDS, Parcel, Reply
from bot.standin.ids import Ids

MOST_CONNECTIONS = 10
LIFETIME = 3600  # seconds, told to the client as approximate_connection_time
TICKET_SECONDS = 30.0


@dataclass(eq=False)
class Connection:
    """One open WebSocket and the envelopes it was given."""

    socket: web.WebSocketResponse
    transport: asyncio.WriteTransport | None
    number: int
    envelopes: list[str] = field(default_factory=list)


class Sockets:
    """The WebSocket side; an envelope goes to any one open connection, drawn at random."""

    def __init__(
        self, ids: Ids, changes: Changes, stopwatch: Callable[[], float], app_id: str, seed: int
    ) -> None:
        self._ids, self._changes, self._now, self._app_id = ids, changes, stopwatch, app_id
        self._random = random.Random(seed)
        self._tickets: dict[str, float] = {}
        self._waiting: dict[str, asyncio.Future[Json | None]] = {}
        self._count = 0
        self.connections: list[Connection] = []
        self.refused = 0
        self.ack_seconds = ACK_SECONDS
        self.ghosts = 0  # registrations that only Slack believes in (python-slack-sdk#1940)
        self.enabled = True

    def ticket(self) -> str:
        """A fresh one-time ticket for the link address."""
        ticket = self._ids.uuid()
        self._tickets[ticket] = self._now()
        return ticket

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """GET /link: the life of one connection."""
        issued = self._tickets.pop(request.query.get("ticket", ""), None)
        if issued is None or self._now() - issued > TICKET_SECONDS or not self.enabled:
            return web.Response(status=403, text="link refused")
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        if len(self.connections) + self.ghosts >= MOST_CONNECTIONS:
            self.refused += 1
            await socket.send_json(_goodbye("too_many_websockets"))
            await socket.close()
            return socket
        self._count += 1
        connection = Connection(socket, request.transport, self._count)
        self.connections.append(connection)
        lifetime = 360 if request.query.get("debug_reconnects") == "true" else LIFETIME
        await socket.send_json(self._hello(lifetime))
        self._changes.tell("socket.opened")
        try:
            await self._listen(connection)
        finally:
            self._drop(connection)
        return socket

    def _hello(self, lifetime: int) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections) + self.ghosts,
            "debug_info": {
                "host": "applink-standin",
                "build_number": 1,
                "approximate_connection_time": lifetime,
            },
            "connection_info": {"app_id": self._app_id},
        }

    async def _listen(self, connection: Connection) -> None:
        async for frame in connection.socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            try:
                answer = json.loads(frame.data)
            except ValueError:
                continue
            waiting = (
                self._waiting.get(str(answer.get("envelope_id")))
                if isinstance(answer, dict)
                else None
            )
            if waiting is not None and not waiting.done():
                waiting.set_result(answer.get("payload"))

    def _drop(self, connection: Connection) -> None:
        if connection in self.connections:
            self.connections.remove(connection)
        self._changes.tell("socket.closed")

    async def send(self, parcel: Parcel) -> Reply:
        """One envelope to one connection; not acknowledged when nobody is connected, the link
        breaks or 3 s pass."""
        usable = [one for one in self.connections if not one.socket.closed]
        if not usable:
            return Reply(acked=False, reason="connection_failed")
        connection = self._random.choice(usable)
        envelope_id = self._ids.uuid()
        waiting: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = waiting
        connection.envelopes.append(envelope_id)
        try:
            async with asyncio.timeout(self.ack_seconds):
                await connection.socket.send_json(_envelope(envelope_id, parcel))
                answered = await waiting
        except TimeoutError:
            return Reply(acked=False, reason="timeout")
        except ConnectionError:
            return Reply(acked=False, reason="connection_failed")
        finally:
            del self._waiting[envelope_id]
        return Reply(acked=True, payload=answered if isinstance(answered, dict) else None)

    async def warn(self) -> None:
        """Tell every connection that it will soon be refreshed; the real Slack does so about ten
        seconds before, and not always."""
        await self._part("warning", close=False)

    async def refresh(self, *connections: Connection) -> None:
        """Ask connections (default all) to come back, and close them."""
        await self._part("refresh_requested", *connections)

    async def disable(self) -> None:
        """Switch Socket Mode off for the app: everybody out, nobody in."""
        self.enabled = False
        await self._part("link_disabled")

    async def _part(self, reason: str, *connections: Connection, close: bool = True) -> None:
        for connection in list(connections or self.connections):
            await connection.socket.send_json(_goodbye(reason))
            if close:
                await connection.socket.close()

    async def cut(self) -> None:
        """Break every connection without a word, as a network does."""
        for connection in list(self.connections):
            if connection.transport is not None:
                connection.transport.abort()

    async def close(self) -> None:
        """Close all connections at the end of the stand-in."""
        for connection in list(self.connections):
            await connection.socket.close()


def _envelope(envelope_id: str, parcel: Parcel) -> Json:
    envelope: Json = {"envelope_id": envelope_id, "payload": parcel.payload, "type": parcel.kind}
    envelope["accepts_response_payload"] = parcel.accepts
    if parcel.kind == "events_api":
        envelope |= {"retry_attempt": parcel.attempt, "retry_reason": parcel.retry_reason}
    return envelope


def _goodbye(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-standin"}}
