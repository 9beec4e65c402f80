"""What the service is made with, and the one question that presses and ticks share."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar

import structlog

from bot.core import schedule
from bot.core.programme import Library
from bot.core.project import Slot, Standing
from bot.service.lately import Lately
from bot.service.ports import Filed, Person, Sender, Store
from bot.service.report_ports import Reporter, Summary
from bot.service.turns import Turns
from bot.service.week_ports import Week

UNDER_WAY = 8
"""Calls under way at the same time; the sender's limits decide how fast they really go."""

T = TypeVar("T")

log = structlog.get_logger("bot.service")


class Parts:
    """The service's neighbours. It holds nothing about who takes part and nothing about walks."""

    def __init__(
        self,
        store: Store,
        week: Week,
        sender: Sender,
        library: Library,
        now: Callable[[], datetime],
        at_once: int,
        secret: bytes = b"",
        *,
        reporter: Reporter,
    ) -> None:
        self._store = store
        self._week = week
        self._sender = sender
        self._library = library
        self._now = now
        self._at_once = at_once
        self._secret = secret
        self._reporter = reporter
        self._under_way = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._afterwards: set[asyncio.Task[None]] = set()
        self._turns = Turns()
        # A page of a report takes a core and much memory: one at a time.
        self._rendering = asyncio.Lock()
        self._asked: set[tuple[str, str, str]] = set()
        # Pictures that are drawn for Home: who waits for each, how often Slack was asked of it, and
        # on which day it was last tried.
        self._awaited: dict[Summary, dict[str, Person]] = {}
        self._looks: Counter[Summary] = Counter()
        self._drawn: dict[Summary, date] = {}
        # Where Home of each role holder was turned to, until the next start: projects, programmes.
        self._leaves: dict[str, tuple[int, int]] = {}
        self._filed = Lately(store.project)
        self._held = Lately(lambda _: store.roles())
        self._invites = Lately(store.invited)
        # What is known of the fold by this process; rows say it anew after a start.
        self._closed: dict[str, object] = {}
        self._unfolded: set[str] = set()
        self._saw: set[tuple[str, str]] = set()
        self._swept = True

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Say that a press is being answered, until it has been counted too."""
        self._enter()
        try:
            yield
        finally:
            self._leave()

    async def quiet(self) -> None:
        """Wait until no press is being answered."""
        await self._quiet.wait()

    def afterwards(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` beside the answers.

        It may wait for Slack for minutes, and what waits must not keep a whole press in memory.
        """
        self._enter()
        task = asyncio.get_running_loop().create_task(_done(work))
        self._afterwards.add(task)
        task.add_done_callback(self._ended)

    async def home(self, who: Person) -> None:
        """Bring somebody's Home up to date, after something they did themselves."""

    def _enter(self) -> None:
        self._under_way += 1
        self._quiet.clear()

    def _leave(self) -> None:
        self._under_way -= 1
        if not self._under_way:
            self._quiet.set()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._afterwards.discard(task)
        self._leave()

    def _standing(
        self, slot: Slot | None, filed: Filed | None, closes: datetime | None = None
    ) -> Standing:
        """Where a slot stands; `closes` is when it does so for the one whose prompt was pressed."""
        if slot is None or filed is None:
            return "unknown"
        now = self._now()
        standing = schedule.standing(filed.project, filed.state, slot, now)
        if standing == "open" and closes is not None and now >= closes:
            return "closed"
        return standing


async def _done(work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except Exception as error:  # noqa: BLE001  nobody waits for it who could be told
        log.error("work left undone", error=type(error).__name__)


async def together(things: Sequence[T], do: Callable[[T], Awaitable[None]]) -> None:
    """Do `do` for all things, a few at a time; the limits decide how fast it really goes."""
    room = asyncio.Semaphore(UNDER_WAY)

    async def one(thing: T) -> None:
        async with room:
            await do(thing)

    async with asyncio.TaskGroup() as group:
        for thing in things:
            group.create_task(one(thing))
