"""How Slack brings events, interactions and commands to the app: 3 s to acknowledge, and who is
asked again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.standin.background import Background
from bot.standin.blocks import Json
from bot.standin.changes import Changes
from bot.standin.faults import Faults

ACK_SECONDS = 3.0
RETRY_SECONDS = (0.0, 60.0, 300.0)  # events only: at once, after about a minute, after about five


@dataclass(frozen=True)
class Reply:
    """What came back: whether it was acknowledged in time, with which payload, else why not."""

    acked: bool
    payload: Json | None = None
    reason: str = ""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Delivered:
    """One attempt to deliver one payload; `kind` is events_api, interactive or slash_commands."""

    kind: str
    payload: Json
    at: float
    took: float
    attempt: int
    retry_reason: str
    reply: Reply

    @property
    def event_type(self) -> str:
        """The event's or interaction's type."""
        return str(
            self.payload.get("event", self.payload).get("type", self.payload.get("command", ""))
        )


@dataclass(frozen=True)
class Parcel:
    """One payload on its way; `accepts` when an answer may come with the acknowledgement."""

    kind: str
    payload: Json
    accepts: bool
    attempt: int = 0
    retry_reason: str = ""


class Transport(Protocol):
    """Socket Mode or signed HTTP."""

    async def send(self, parcel: Parcel) -> Reply:
        """Bring a payload to the app and wait for its acknowledgement; never raises."""
        ...


class Delivery:
    """Sends through the transport in use and keeps the record of every attempt."""

    def __init__(
        self,
        background: Background,
        changes: Changes,
        clock: Callable[[], float],
        faults: Faults,
    ) -> None:
        self._background, self._changes = background, changes
        self._clock, self._faults = clock, faults
        self._held: list[asyncio.Event] = []
        self.transport: Transport | None = None
        self.subscribed: frozenset[str] = frozenset()
        self.retry_seconds: tuple[float, ...] = RETRY_SECONDS
        self.record: list[Delivered] = []
        self.lost: list[Json] = []

    def of(self, *kinds: str) -> list[Delivered]:
        """The attempts of these kinds, in order of their end."""
        return [one for one in self.record if one.kind in kinds]

    async def interactive(self, payload: Json, *, accepts: bool) -> Reply:
        """An interaction: asked once, never again."""
        return await self._attempt("interactive", payload, accepts, 0, "")

    async def command(self, payload: Json) -> Reply:
        """A slash command: asked once, never again."""
        return await self._attempt("slash_commands", payload, True, 0, "")

    def event(self, payload: Json) -> None:
        """An event: asked again until acknowledged, three times at most."""
        self._background.start(self._insist(payload))

    async def _insist(self, payload: Json) -> None:
        reply = await self._attempt("events_api", payload, False, 0, "")
        for attempt, delay in enumerate(self.retry_seconds, start=1):
            if reply.acked or reply.headers.get("x-slack-no-retry") == "1":
                return
            await asyncio.sleep(delay)
            reply = await self._attempt("events_api", payload, False, attempt, reply.reason)
        if not reply.acked:
            self.lost.append(payload)
            self._changes.tell("event.lost")

    async def _attempt(
        self, kind: str, payload: Json, accepts: bool, attempt: int, retry_reason: str
    ) -> Reply:
        fault = self._faults.take(kind, payload)
        steps = {step.kind: step for step in fault.steps} if fault else {}
        parcel = Parcel(kind, payload, accepts, attempt, retry_reason)
        if "delay" in steps:
            await asyncio.sleep(steps["delay"].seconds)
        if "reorder" in steps:
            await self._overtaken(steps["reorder"].seconds)
        if "drop" in steps:
            return self._note(parcel, 0.0, Reply(acked=False, reason="timeout"))
        if "duplicate" in steps:
            self._background.start(self._once_more(parcel))
        return await self._send(parcel, lost="lost_ack" in steps)

    async def _once_more(self, parcel: Parcel) -> None:
        await self._send(parcel, lost=False)

    async def _overtaken(self, seconds: float) -> None:
        """Wait until another delivery has ended, `seconds` at most."""
        passed = asyncio.Event()
        self._held.append(passed)
        try:
            async with asyncio.timeout(seconds):
                await passed.wait()
        except TimeoutError:
            return
        finally:
            self._held.remove(passed)

    async def _send(self, parcel: Parcel, *, lost: bool) -> Reply:
        started = asyncio.get_running_loop().time()
        if self.transport is None:
            reply = Reply(acked=False, reason="connection_failed")
        else:
            reply = await self.transport.send(parcel)
        if lost and reply.acked:
            reply = Reply(acked=False, reason="timeout")
        return self._note(parcel, asyncio.get_running_loop().time() - started, reply)

    def _note(self, parcel: Parcel, took: float, reply: Reply) -> Reply:
        self.record.append(
            Delivered(
                kind=parcel.kind,
                payload=parcel.payload,
                at=self._clock() - took,
                took=took,
                attempt=parcel.attempt,
                retry_reason=parcel.retry_reason,
                reply=reply,
            )
        )
        for passed in self._held:
            passed.set()
        self._changes.tell("delivered" if reply.acked else "undelivered", parcel.kind)
        return reply
