"""The demo in the terminal: one working day, told as it happens."""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot import app, loader
from bot.core import schedule
from bot.core.project import Project
from bot.core.week import iso_week
from bot.demo.clock import DemoClock
from bot.demo.colleagues import Colleague, Part, answer, engage
from bot.service import filing
from bot.settings import Settings, shipped_programmes
from bot.slack import blockrules
from bot.standin import Message, Standin
from bot.store.week import Figures, WeekStore

Tell = Callable[[str], None]

EXAMPLE = "projects/voorbeeld.yaml"
WAKING = timedelta(hours=3)
"""How long before the first pause the day begins."""


@dataclass
class Day:
    """What happened so far, for the tally at the end."""

    offered: int = 0
    pressed: int = 0
    finished: int = 0
    walk: tuple[str, ...] = ()


async def tell_a_day(tell: Tell, port: int = 0, seed: int = 1) -> None:
    """Run the bot for the first working day of the example project, and tell what happens.

    Everything is real but Slack and the clock: the bot's own process of reading, deciding and
    sending, over sockets on this machine. Nothing is left behind but what was told.
    """
    with tempfile.TemporaryDirectory(prefix="pauzebot-demo-") as folder:
        await _Demo(tell, Path(folder), random.Random(seed)).run(port)


class _Demo:
    def __init__(self, tell: Tell, folder: Path, chance: random.Random) -> None:
        self.tell = tell
        self.folder = folder
        self.chance = chance
        self.day = Day()

    async def run(self, port: int) -> None:
        programmes = shipped_programmes()
        library = loader.load_library(programmes)
        project = loader.load_project(programmes / EXAMPLE, library)
        clock = DemoClock(_first_morning(project))
        async with Standin(
            port, clock=clock.timestamp, stopwatch=time.monotonic, validate=blockrules.check
        ) as slack:
            channels = {place: place.lower() for arm in project.arms for place in arm.channels}
            colleagues = engage(slack, channels, self.chance)
            bot = await app.build(_settings(self.folder, slack), clock)
            try:
                await filing.file(bot.store, project, clock())
                await bot.start()
                self._introduce(project, slack, clock)
                await self._live(project, slack, bot, clock, colleagues)
                await self._account(project, slack, bot, clock)
            finally:
                await bot.stop()

    def _introduce(self, project: Project, slack: Standin, clock: DemoClock) -> None:
        self.tell(f"A local Slack listens on {slack.api_url}; the bot is connected to it.")
        self.tell(f"Project {project.id}: {project.title.en or project.title.nl}")
        for arm in project.arms:
            times = ", ".join(f"{pause:%H:%M}" for pause in arm.pauses)
            self.tell(f"  arm {arm.name}: {times} in {', '.join(arm.channels)}")
        self.tell(f"It is {clock().astimezone(project.zone):%A %d %B %Y, %H:%M}.\n")

    async def _live(
        self,
        project: Project,
        slack: Standin,
        bot: app.Bot,
        clock: DemoClock,
        colleagues: list[Colleague],
    ) -> None:
        today = clock().astimezone(project.zone).date()
        while (moment := schedule.next_event(project, "running", clock())) is not None:
            local = moment.astimezone(project.zone)
            if local.date() != today:
                return
            await bot.service.quiet()
            clock.jump(moment)
            before = {place: _posts(slack, place) for place in _places(project)}
            await bot.ticker.ring()
            await bot.ticker.sent()
            for place, old in before.items():
                await self._told(slack, place, old, local, colleagues)

    async def _told(
        self,
        slack: Standin,
        place: str,
        old: Mapping[str, Message],
        local: datetime,
        colleagues: list[Colleague],
    ) -> None:
        posts = _posts(slack, place)
        for _ in old.keys() - posts.keys():
            self.tell(f"{local:%H:%M}  {place}  the pause is over; its message is gone")
        for prompt in (posts[ts] for ts in posts.keys() - old.keys()):
            self.tell(f"{local:%H:%M}  {place}  «{prompt.text}»")
            members = set(slack.workspace.channels[place].members)
            inside = [one for one in colleagues if one.user in members]
            parts = await asyncio.gather(
                *(answer(one, slack.person(one.user), prompt, self.chance) for one in inside)
            )
            self._reckon(place, local, parts)

    def _reckon(self, place: str, local: datetime, parts: list[Part]) -> None:
        pressed = sum(part.pressed for part in parts)
        finished = sum(part.finished for part in parts)
        self.day.offered += len(parts)
        self.day.pressed += pressed
        self.day.finished += finished
        self.tell(
            f"{local:%H:%M}  {place}  {pressed} of {len(parts)} colleagues pressed Doe mee,"
            f" {finished} walked to the end"
        )
        whole = next((part.screens for part in parts if part.finished), ())
        if whole and not self.day.walk:
            self.day = replace(self.day, walk=whole)
            self.tell("\nWhat one of them saw, screen by screen:")
            for number, words in enumerate(whole, start=1):
                self.tell(f"\n--- {number} ---\n{words}")
            self.tell("")

    async def _account(
        self, project: Project, slack: Standin, bot: app.Bot, clock: DemoClock
    ) -> None:
        self.tell("\nThe day in figures")
        self.tell(f"  {self.day.pressed} walks, {self.day.finished} to the end")
        calls = sorted(slack.ledger.counts().items())
        self.tell("  Web API calls: " + ", ".join(f"{method} {count}" for method, count in calls))
        for what, count in sorted((await bot.store.tally(project.id)).items()):
            self.tell(f"  prompts {what}: {count}")
        await bot.service.quiet()
        week = iso_week(clock().astimezone(project.zone).date())
        assert isinstance(bot.week, WeekStore)
        figures = await bot.week.figures(project.id, week)
        self.tell("\nAll that the bot kept of it, in memory, until the week ends:")
        for arm in project.arms:
            self.tell(f"  arm {arm.name}: {_kept(figures, arm.name)}")
        self.tell("No name and no id is among it. Below a release, nobody gets to see it.")


def _settings(folder: Path, slack: Standin) -> Settings:
    return Settings.from_env(
        {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "PAUZEBOT_DATA": str(folder),
        }
    )


def _first_morning(project: Project) -> datetime:
    before: datetime = datetime.combine(
        project.starts - timedelta(days=1), datetime.min.time(), project.zone
    )
    first = schedule.next_event(project, "running", before)
    if first is None:
        raise ValueError("the example project has no working day")
    return first - WAKING


def _places(project: Project) -> list[str]:
    return [place for arm in project.arms for place in arm.channels]


def _posts(slack: Standin, place: str) -> dict[str, Message]:
    return {message.ts: message for message in slack.messages(place) if message.bot_id}


def _kept(figures: Figures, arm: str) -> str:
    started = sum(count for (name, *_), count in figures.starts.items() if name == arm)
    finished = sum(count for (name, *_), count in figures.completions.items() if name == arm)
    people = figures.sessions.get(arm, {})
    spread = ", ".join(f"{people[times]} people {times}x" for times in sorted(people))
    return f"{started} walks begun, {finished} finished; sessions: {spread or 'none'}"
