"""The sequence itself: what happens on a press and on a tick, in which order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from bot.core import schedule, walkthrough
from bot.core.effects import Answer, Count, Show
from bot.core.events import Inside, Pressed
from bot.core.fields import Language
from bot.core.programme import Library
from bot.core.project import Slot
from bot.core.week import week_over
from bot.service.ports import Claim, Door, Filed, Offer, Person, Sender, Store, Week

LAPSE = timedelta(minutes=2)
"""A claim that is being sent for longer belongs to a process that died: its outcome is unknown."""
KEEP_CLAIMS = timedelta(days=1)
"""How long after its slot a claim may stay (DESIGN §5)."""
MARK = timedelta(hours=1)
"""How far `seen` may fall behind while nothing is due, to spare a write per project and minute."""
AT_ONCE = 8
"""Prompts under way at the same time; the sender's limiter decides how fast they really go."""


class Service:
    """Read, decide, commit, perform. It holds nothing about people and nothing about walks."""

    def __init__(
        self,
        store: Store,
        week: Week,
        sender: Sender,
        library: Library,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._week = week
        self._sender = sender
        self._library = library
        self._now = now
        self._delivering = asyncio.Lock()
        self._under_way = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Say that a press is being answered, until it has been counted too."""
        self._under_way += 1
        self._quiet.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._quiet.set()

    async def quiet(self) -> None:
        """Wait until no press is being answered."""
        await self._quiet.wait()

    async def pressed(self, event: Pressed, who: Person, door: Door) -> None:
        """Somebody pressed *Doe mee*: show the first screen, then count."""
        filed = await self._store.project(event.slot.project) if event.slot else None
        language = await self._sender.language(who)
        answers = self._offered(event.slot, filed, language)
        await self._sender.open(door, _shown(answers))
        await self.count(who, answers)

    def answer(self, event: Inside) -> tuple[Show, Sequence[Answer]]:
        """Decide a press inside a walk: what to show, and what to hand to `count` afterwards."""
        answers = walkthrough.advance(event, self._library)
        return _shown(answers), answers

    async def inside(self, event: Inside, who: Person, door: Door) -> None:
        """Somebody pressed a button inside a screen: put the answer in its place."""
        shown, answers = self.answer(event)
        await self._sender.update(door, shown)
        await self.count(who, answers)

    async def count(self, who: Person, answers: Iterable[Answer]) -> None:
        """Count what a press means, if the slot is open and the person is one who counts."""
        for count in answers:
            if isinstance(count, Count) and await self._counts(count.slot, who):
                await self._week.count(
                    count.slot, who, reached=count.reached, finished=count.finished
                )

    async def tick(self, now: datetime) -> None:
        """Do what `now` asks for, but for the sending. A tick may come late, twice or never."""
        for filed in await self._store.projects():
            due = schedule.due(filed.project, filed.state, filed.seen, now)
            if due or now - filed.seen >= MARK:
                await self._store.plan(filed.project.id, filed.seen, now, due)
        for claim in await self._store.closing(now):
            if claim.ts is not None:
                await self._sender.take_back(claim.place, claim.ts)
            await self._store.closed(claim)
        await self._tidy(now)

    async def deliver(self) -> None:
        """Send what is planned and still worth sending; each prompt at most once."""
        async with self._delivering:
            await self._store.lapse(self._now() - LAPSE)
            waiting = asyncio.Semaphore(AT_ONCE)
            async with asyncio.TaskGroup() as wave:
                for claim in await self._store.waiting():
                    wave.create_task(self._deliver(claim, waiting))

    async def _deliver(self, claim: Claim, waiting: asyncio.Semaphore) -> None:
        async with waiting:
            now = self._now()
            filed = await self._store.project(claim.slot.project)
            offer = self._offer(claim.slot, filed)
            if filed is None or offer is None or filed.state == "ended":
                await self._store.drop(claim, "ended")
            elif filed.state == "paused":
                await self._store.drop(claim, "paused")
            elif now > claim.until:
                await self._store.drop(claim, "too-late")
            elif await self._store.take(claim, now):
                await self._store.settle(claim, await self._sender.prompt(claim.place, offer))

    async def _tidy(self, now: datetime) -> None:
        """Forget what has had its time: closed slots, weeks that are over, old claims."""
        for slot in await self._week.slots():
            filed = await self._store.project(slot.project)
            if filed is None or not schedule.is_open(filed.project, slot, now):
                await self._week.close_slot(slot)
        for name, week in await self._week.weeks():
            filed = await self._store.project(name)
            if filed is None or week_over(week, filed.project.zone, now):
                await self._week.destroy(name, week)
        await self._store.purge(now - KEEP_CLAIMS)

    def _offered(
        self, slot: Slot | None, filed: Filed | None, language: Language | None
    ) -> list[Answer]:
        if slot is None or filed is None:
            return [walkthrough.kindly("unknown", language or "nl")]
        project = filed.project
        return walkthrough.offer(
            slot,
            project,
            schedule.standing(project, filed.state, slot, self._now()),
            schedule.project_week(project, slot.on),
            self._library,
            language or project.language,
        )

    def _offer(self, slot: Slot, filed: Filed | None) -> Offer | None:
        if filed is None:
            return None
        week = schedule.project_week(filed.project, slot.on)
        seconds = walkthrough.length(slot, filed.project, week, self._library)
        return None if seconds is None else Offer(slot, seconds, filed.project.language)

    async def _counts(self, slot: Slot, who: Person) -> bool:
        """Role holders, guests, bots and people outside do not count; nor does a closed slot."""
        if who.user in await self._store.roles():
            return False
        filed = await self._store.project(slot.project)
        if filed is None or not schedule.is_open(filed.project, slot, self._now()):
            return False
        profile = await self._sender.profile(who)
        return profile is not None and profile.counts


def _shown(answers: Sequence[Answer]) -> Show:
    return next(answer for answer in answers if isinstance(answer, Show))
