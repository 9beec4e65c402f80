"""The world of the demo: the real bot, a local Slack, everybody in it, and one clock for all."""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from bot import app, loader
from bot.core import schedule
from bot.core.project import Project
from bot.demo import cast
from bot.demo.clock import DemoClock
from bot.demo.colleagues import Colleague, Hands, Part, engage
from bot.service import Filed, filing
from bot.service.announcing import BEFORE
from bot.settings import Settings, shipped_programmes
from bot.slack import blockrules, ids
from bot.standin import Message, Standin
from bot.store.week import WeekStore

EXAMPLE = "projects/voorbeeld.yaml"
MORNING = time(9)
"""When a day begins that is jumped to."""
LATER = timedelta(minutes=10)
"""What *Over 10 min* says: those who pressed it look again by then."""
AWAKE = timedelta(minutes=30)
"""How long after a visitor's deed every minute is lived: something they asked for may come."""
MINUTE = timedelta(minutes=1)
AHEAD = timedelta(weeks=1)
"""How far to look for the next DM that somebody asked for."""
AT_ONCE = 16
"""Colleagues who press at the same time: enough to be quick, few enough to be answered in time."""


@dataclass(frozen=True)
class Answered:
    """A prompt in a channel, and what each colleague there did with it."""

    place: str
    prompt: Message
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Moment:
    """What an instant brought: prompts with their answers, and how many posts went."""

    at: datetime
    answered: tuple[Answered, ...]
    gone: tuple[str, ...]


class World:
    """Everything of one demo; `turn` is held by whoever presses or moves the clock."""

    def __init__(
        self,
        slack: Standin,
        bot: app.Bot,
        clock: DemoClock,
        project: Project,
        colleagues: Sequence[Colleague],
        folder: Path,
        seed: int,
    ) -> None:
        self.slack, self.bot, self.clock, self.folder = slack, bot, clock, folder
        self.project, self.colleagues = project, colleagues
        self.turn = asyncio.Lock()
        self._seed = seed
        self._begun = self._awake_until = clock()
        self._bells: dict[datetime, list[Colleague]] = {}
        self._filed: Sequence[Filed] = ()
        self._own: datetime | None = None

    @property
    def week(self) -> WeekStore:
        """The open week of the bot."""
        assert isinstance(self.bot.week, WeekStore)
        return self.bot.week

    # The clock

    async def look(self) -> None:
        """Read what is planned: projects may have changed, and people may have asked for DMs."""
        self._filed = await self.bot.store.projects()
        ahead = await self.bot.store.due_subscriptions(self.clock() + AHEAD, 1)
        self._own = ahead[0].due if ahead else None

    def next_pause(self) -> datetime | None:
        """When the next prompt is due, as far as was looked; None where there is no more."""
        now = self.clock()
        due = [
            pause.due
            for filed in self._filed
            for pause in schedule.next_pauses(filed.project, filed.state, now, 1)
        ]
        return min([*due, *self._own_pause(now)], default=None)

    def _own_pause(self, now: datetime) -> list[datetime]:
        return [] if self._own is None else [max(self._own, now + MINUTE)]

    def tomorrow(self) -> datetime:
        """The next morning, in the project's zone."""
        on = self.clock().astimezone(self.project.zone).date() + timedelta(days=1)
        return datetime.combine(on, MORNING, self.project.zone)

    def stay_awake(self) -> None:
        """A visitor did something: live through the coming minutes one by one."""
        self._awake_until = self.clock() + AWAKE

    async def advance(
        self, to: datetime, told: Callable[[Moment], object] = lambda _: None
    ) -> None:
        """Live until `to`: ring at every instant at which something is due, and let people act."""
        while (moment := await self.step(to)) is not None:
            told(moment)

    async def step(self, to: datetime) -> Moment | None:
        """Live the next instant until `to` at which something is due; None where that was it."""
        async with self.turn:
            await self.look()
            now = self.clock()
            if now >= to:
                return None
            return await self._live(min(at for at in (to, *self._due(now)) if at > now))

    def _due(self, now: datetime) -> Iterator[datetime]:
        for filed in self._filed:
            event = schedule.next_event(filed.project, filed.state, now)
            if event is not None:
                # A project that begins is announced a while before its first pause.
                yield from (event - BEFORE, event)
        if now < self._awake_until:
            yield now + MINUTE
        yield from self._own_pause(now)
        yield from self._bells

    async def _live(self, at: datetime) -> Moment:
        """Jump to an instant, let the bot do what is due, and let everybody answer it."""
        await self.bot.service.quiet()
        before = {place: self._prompts(place) for place in self._places()}
        self.clock.jump(at)
        await self.bot.ticker.ring()
        await self.bot.ticker.sent()
        await self._reminded(self._bells.pop(at, []))
        new, gone = [], []
        for place, old in before.items():
            present = self._prompts(place)
            new += [(place, present[ts]) for ts in present.keys() - old.keys()]
            gone += [place for _ in old.keys() - present.keys()]
        answered = await asyncio.gather(*(self._answered(place, prompt) for place, prompt in new))
        await self.bot.service.quiet()
        await self.look()
        return Moment(at, tuple(answered), tuple(gone))

    # The colleagues

    async def _answered(self, place: str, prompt: Message) -> Answered:
        members = set(self.slack.workspace.channels[place].members)
        weekday = self.clock().astimezone(self.project.zone).weekday()
        week = (self.clock() - self._begun) // timedelta(weeks=1)
        room = asyncio.Semaphore(AT_ONCE)

        async def one(colleague: Colleague) -> Part:
            async with room:
                return await self._hands(colleague).answer(prompt, weekday, week)

        inside = [one for one in self.colleagues if one.user in members]
        parts = await asyncio.gather(*(one(colleague) for colleague in inside))
        later = [who for who, part in zip(inside, parts, strict=True) if part.postponed]
        if later:
            self._bells.setdefault(self.clock() + LATER, []).extend(later)
        return Answered(place, prompt, tuple(parts))

    async def _reminded(self, waiting: Sequence[Colleague]) -> None:
        hands = [self._hands(colleague) for colleague in waiting]
        offered = [(each, message) for each in hands if (message := each.reminder())]
        await asyncio.gather(*(each.begin(message) for each, message in offered))

    def _hands(self, colleague: Colleague) -> Hands:
        # Chance of their own for everybody and every moment: who presses first changes nothing.
        own = random.Random(f"{self._seed} {colleague.user} {self.clock().isoformat()}")
        return Hands(self.slack, colleague, own)

    def _places(self) -> list[str]:
        return [one.id for one in self.slack.workspace.channels.values() if not one.is_im]

    def _prompts(self, place: str) -> dict[str, Message]:
        offers = (one for one in self.slack.messages(place) if one.bot_id)
        return {
            message.ts: message
            for message in offers
            if any(button["action_id"] == ids.START for button in message.buttons)
        }


@asynccontextmanager
async def opened(seed: int = 1, port: int = 0) -> AsyncIterator[World]:
    """Open a world just before the example project's first pause; leave nothing behind.

    `port` is where the local Slack listens, 0 for any.
    """
    with tempfile.TemporaryDirectory(prefix="pauzebot-demo-") as name:
        folder = Path(name)
        programmes = shipped_programmes()
        project = loader.load_project(programmes / EXAMPLE, loader.load_library(programmes))
        clock = DemoClock(_first_morning(project))
        async with Standin(
            port,
            clock=clock.timestamp,
            stopwatch=clock.steady,
            validate=blockrules.check,
            limits=True,
            seed=seed,
        ) as slack:
            places = cast.furnish(slack, project)
            colleagues = engage(slack, places, random.Random(seed))
            bot = await app.build(_settings(folder, slack), clock, clock.steady)
            try:
                await filing.file(bot.store, project, clock())
                await bot.start()
                await bot.ticker.sent()
                world = World(slack, bot, clock, project, colleagues, folder, seed)
                await world.look()
                yield world
            finally:
                await _end(bot)


async def _end(bot: app.Bot) -> None:
    """Stop the bot; its open week would wait in memory for a next start that never comes."""
    try:
        await bot.stop()
    finally:
        directory = bot.week.directory if isinstance(bot.week, WeekStore) else None
        if directory is not None:
            shutil.rmtree(directory, ignore_errors=True)


def _settings(folder: Path, slack: Standin) -> Settings:
    return Settings.from_env(
        {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "PAUZEBOT_DATA": str(folder),
            "PAUZEBOT_HR": cast.holding("hr"),
            "PAUZEBOT_PHYSIO": cast.holding("physio"),
        }
    )


def _first_morning(project: Project) -> datetime:
    """When the example project has just been announced."""
    before = datetime.combine(project.starts - timedelta(days=1), time(), project.zone)
    first = schedule.next_event(project, "running", before)
    if first is None:
        raise ValueError("the example project has no working day")
    return first - BEFORE
