"""The demo in the terminal: one working day, told as it happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.privacy.limits import INVITED
from bot.core.project import Project
from bot.core.week import iso_week
from bot.demo.cast import SUBSCRIBED
from bot.demo.colleagues import Part
from bot.demo.world import Moment, World, opened
from bot.store.week import Figures

Tell = Callable[[str], None]

OWN = "direct messages"


@dataclass
class Day:
    """What happened so far, for the tally at the end."""

    pressed: int = 0
    finished: int = 0
    walk: tuple[str, ...] = ()


async def tell_a_day(tell: Tell, port: int = 0, seed: int = 1) -> None:
    """Run the bot for the first working day of the example projects, and tell what happens.

    Everything is real but Slack and the clock: the bot's own process of reading, deciding and
    sending, over sockets on this machine. Nothing is left behind but what was told.
    """
    async with opened(seed, port) as world:
        await _Telling(tell, world).run()


class _Telling:
    def __init__(self, tell: Tell, world: World) -> None:
        self.tell = tell
        self.world = world
        self.day = Day()

    async def run(self) -> None:
        self._introduce()
        evening = self.world.tomorrow() - timedelta(hours=10)
        await self.world.advance(evening, self._moment)
        await self._account()

    def _introduce(self) -> None:
        world = self.world
        self.tell(f"A local Slack listens on {world.slack.api_url}; the bot is connected to it.")
        for project in (world.project, world.direct):
            self.tell(f"Project {project.id}: {project.title.en or project.title.nl}")
            for arm in project.arms:
                times = ", ".join(f"{pause:%H:%M}" for pause in arm.pauses)
                rooms = ", ".join(self._room(place) for place in arm.channels)
                self.tell(f"  arm {arm.name}: {times} in {rooms or OWN}")
        asked = sum(one.subscribes for one in world.colleagues) + len(SUBSCRIBED)
        self.tell(f"  {asked} people asked for it; the bot drew an arm for each")
        self.tell(f"It is {self._local(world.clock()):%A %d %B %Y, %H:%M}.\n")

    def _moment(self, moment: Moment) -> None:
        at = f"{self._local(moment.at):%H:%M}"
        for place in moment.gone:
            self.tell(f"{at}  {self._room(place)}  the pause is over; its message is gone")
        for answered in moment.answered:
            self._reckon(at, self._room(answered.place), answered.prompt.text, answered.parts)
        if moment.own:
            first = moment.own[0].prompt.text
            self._reckon(at, OWN, first, [part for each in moment.own for part in each.parts])

    def _reckon(self, at: str, room: str, text: str, parts: Sequence[Part]) -> None:
        self.tell(f"{at}  {room}  «{text}»")
        pressed = sum(part.pressed for part in parts)
        finished = sum(part.finished for part in parts)
        self.day.pressed += pressed
        self.day.finished += finished
        self.tell(
            f"{at}  {room}  {pressed} of {len(parts)} colleagues pressed Doe mee,"
            f" {finished} walked to the end;"
            f" {sum(part.postponed for part in parts)} asked to be told again,"
            f" {sum(part.moved for part in parts)} had moved already"
        )
        whole = next((part.screens for part in parts if part.finished), ())
        if whole and not self.day.walk:
            self.day.walk = whole
            self.tell("\nWhat one of them saw, screen by screen:")
            for number, words in enumerate(whole, start=1):
                self.tell(f"\n--- {number} ---\n{words}")
            self.tell("")

    async def _account(self) -> None:
        world = self.world
        self.tell("\nThe day in figures")
        self.tell(f"  {self.day.pressed} walks, {self.day.finished} to the end")
        calls = sorted(world.slack.ledger.counts().items())
        self.tell("  Web API calls: " + ", ".join(f"{method} {count}" for method, count in calls))
        for what, count in sorted((await world.bot.store.tally(world.project.id)).items()):
            self.tell(f"  prompts {what}: {count}")
        self.tell("\nAll that the bot kept of it, in memory, until the week ends:")
        week = iso_week(self._local(world.clock()).date())
        for project in (world.project, world.direct):
            figures = await world.week.figures(project.id, week)
            invited = await world.bot.store.invited(project.id)
            for arm in project.arms:
                told = _kept(figures, arm.name, invited[arm.name, 0])
                self.tell(f"  {project.id}, arm {arm.name}: {told}")
        for what, count in sorted((await self._noted(world.direct, week)).items()):
            self.tell(f"  {world.direct.id}, {OWN} {what}: {count}")
        self.tell("No name and no id is among it. Below a release, nobody gets to see it.")
        asked = len(await world.bot.store.subscribers(world.direct.id))
        self.tell(f"On disk: who asked for prompts of their own ({asked}), not what they did.")

    async def _noted(self, project: Project, week: str) -> Counter[str]:
        noted: Counter[str] = Counter()
        for (_, outcome), count in (await self.world.week.noted(project.id, week)).items():
            noted[outcome] += count
        return noted

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.world.project.zone)

    def _room(self, place: str) -> str:
        return f"#{self.world.slack.workspace.channels[place].name}"


def _kept(figures: Figures, arm: str, invited: int) -> str:
    if invited < INVITED and arm not in figures.sessions:
        return f"{invited} invited; below {INVITED} nothing is counted"
    started = sum(count for (name, *_), count in figures.starts.items() if name == arm)
    finished = sum(count for (name, *_), count in figures.completions.items() if name == arm)
    people = figures.sessions.get(arm, {})
    spread = ", ".join(f"{people[times]} people {times}x" for times in sorted(people))
    return f"{started} walks begun, {finished} finished; sessions: {spread or 'none'}"
