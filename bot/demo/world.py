"""The world of the demo: the real bot, a local Slack, everybody in it, and one clock for all."""

from __future__ import annotations

import asyncio
import random
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path

from bot import app, loader
from bot.core import schedule
from bot.core.project import Project
from bot.core.subscription import Subscription
from bot.demo import cast
from bot.demo.clock import DemoClock
from bot.demo.colleagues import Colleague, engage, subscribe
from bot.demo.crowd import Answered, Crowd
from bot.demo.gallery import hung
from bot.service import Filed, filing
from bot.service.announcing import BEFORE
from bot.settings import Settings, shipped_programmes
from bot.slack import blockrules
from bot.standin import Standin
from bot.store.week import WeekStore

EXAMPLES = ("projects/voorbeeld.yaml", "projects/voorbeeld-eigen-tijd.yaml")
"""The project in channels, and the one in direct messages."""
MORNING = time(9)
"""When a day begins that is jumped to."""
AWAKE = timedelta(minutes=30)
"""How long after a visitor's deed every minute is lived: something they asked for may come."""
MINUTE = timedelta(minutes=1)
AHEAD = timedelta(weeks=1)
"""How far to look for the next DM that somebody asked for."""
BEFOREHAND = timedelta(days=3)
"""How long before the projects begin people subscribe, so that they are among the invited."""
MOST = 1000
"""Subscribers to look at; the demo has far fewer."""


@dataclass(frozen=True)
class Moment:
    """What an instant brought: prompts with their answers, people's own, and which posts went."""

    at: datetime
    answered: tuple[Answered, ...]
    own: tuple[Answered, ...]
    gone: tuple[str, ...]


class World:
    """Everything of one demo; `turn` is held by whoever presses or moves the clock."""

    def __init__(
        self,
        slack: Standin,
        bot: app.Bot,
        clock: DemoClock,
        projects: tuple[Project, Project],
        colleagues: Sequence[Colleague],
        folder: Path,
        seed: int,
    ) -> None:
        self.slack, self.bot, self.clock, self.folder = slack, bot, clock, folder
        # One prompts in channels; the other those who asked for prompts of their own.
        self.project, self.direct = projects
        self.colleagues = colleagues
        self.turn = asyncio.Lock()
        self.figures: tuple[str, Path] | None = None
        """Where figures are for Slack, and in which folder; None where there are none."""
        self._crowd = Crowd(slack, colleagues, clock, self.project.zone, seed)
        self._awake_until = clock()
        self._filed: Sequence[Filed] = ()
        self._own: Sequence[Subscription] = ()

    @property
    def week(self) -> WeekStore:
        """The open week of the bot."""
        assert isinstance(self.bot.week, WeekStore)
        return self.bot.week

    # The clock

    async def look(self) -> None:
        """Read what is planned: projects may have changed, and people may have asked for DMs."""
        store = self.bot.store
        self._filed = await store.projects()
        self._own = await store.due_subscriptions(self.clock() + AHEAD, MOST)

    def next_pause(self, user: str | None = None) -> datetime | None:
        """When the next prompt is due, as far as was looked; None where there is no more.

        Of prompts that people have of their own, those of `user` count.
        """
        now = self.clock()
        due = [
            pause.due
            for filed in self._filed
            if filed.project.deliver == "channel"
            for pause in schedule.next_pauses(filed.project, filed.state, now, 1)
        ]
        mine = (one.due for one in self._own if one.user == user and one.due)
        return min([*due, *(max(each, now + MINUTE) for each in mine)], default=None)

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
            if filed.project.deliver == "dm":
                continue  # each subscriber has times of their own
            event = schedule.next_event(filed.project, filed.state, now)
            if event is not None:
                yield event
                # A project that begins is announced a while before its first pause.
                if event.astimezone(filed.project.zone).date() <= filed.project.starts:
                    yield event - BEFORE
        if now < self._awake_until:
            yield now + MINUTE
        for one in self._own[:1]:
            yield max(one.due or now, now + MINUTE)
        yield from self._crowd.bells

    async def _live(self, at: datetime) -> Moment:
        """Jump to an instant, let the bot do what is due, and let everybody answer it."""
        await self.bot.service.quiet()
        crowd, mark = self._crowd, len(self.slack.ledger)
        before = crowd.prompts()
        self.clock.jump(at)
        await self.bot.ticker.ring()
        await self.bot.ticker.sent()
        await crowd.look_again(at)
        new, gone = [], []
        present = crowd.prompts()
        for place, old in before.items():
            new += [(place, present[place][ts]) for ts in present[place].keys() - old.keys()]
            gone += [place for _ in old.keys() - present[place].keys()]
        # One after another: a colleague in two channels has one pair of hands.
        answered = [await crowd.answer(place, prompt) for place, prompt in new]
        own = await crowd.answer_own(mark)
        await self.bot.service.quiet()
        await self.look()
        return Moment(at, tuple(answered), own, tuple(gone))


@asynccontextmanager
async def opened(seed: int = 1, port: int = 0, figures: Path | None = None) -> AsyncIterator[World]:
    """Open a world just before the example projects' first pause; leave nothing behind.

    `port` is where the local Slack listens, 0 for any. `figures` is a folder of drawn figures,
    which is filled while the world turns, and stays; without one, walks have words only.
    """
    with tempfile.TemporaryDirectory(prefix="pauzebot-demo-") as name:
        folder = Path(name)
        programmes = shipped_programmes()
        library = loader.load_library(programmes)
        project, direct = (loader.load_project(programmes / name, library) for name in EXAMPLES)
        clock = DemoClock(_first_morning(project) - BEFOREHAND)
        async with (
            hung(figures) as address,
            Standin(
                port,
                clock=clock.timestamp,
                stopwatch=clock.steady,
                validate=blockrules.check,
                limits=True,
                seed=seed,
            ) as slack,
        ):
            places = cast.furnish(slack, project)
            colleagues = engage(slack, places, cast.FREE[0], random.Random(seed))
            settings = _settings(folder, slack, figures, address)
            bot = await app.build(settings, clock, clock.steady)
            try:
                for each in (project, direct):
                    await filing.file(bot.store, each, clock())
                await bot.start()
                await bot.ticker.sent()
                await subscribe(slack, [*cast.SUBSCRIBED, *_subscribers(colleagues)])
                await bot.service.quiet()
                clock.jump(_first_morning(project))
                await bot.ticker.ring()
                await bot.ticker.sent()
                world = World(slack, bot, clock, (project, direct), colleagues, folder, seed)
                world.figures = (address, figures) if address and figures else None
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


def _settings(folder: Path, slack: Standin, figures: Path | None, address: str | None) -> Settings:
    ways = {"PAUZEBOT_FIGURES": "serve", "PAUZEBOT_FIGURES_URL": address} if address else {}
    settings = Settings.from_env(
        {
            **ways,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "PAUZEBOT_DATA": str(folder),
            "PAUZEBOT_HR": cast.holding("hr"),
            "PAUZEBOT_PHYSIO": cast.holding("physio"),
        }
    )
    return replace(settings, figures_folder=figures) if figures else settings


def _subscribers(colleagues: Sequence[Colleague]) -> list[str]:
    return [one.user for one in colleagues if one.subscribes]


def _first_morning(project: Project) -> datetime:
    """When the example project has just been announced."""
    before = datetime.combine(project.starts - timedelta(days=1), time(), project.zone)
    first = schedule.next_event(project, "running", before)
    if first is None:
        raise ValueError("the example project has no working day")
    return first - BEFORE
