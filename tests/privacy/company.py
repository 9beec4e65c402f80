"""A company over the real stores: its clock ticks, its people press, and nothing goes to Slack."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, cast

from bot.core import periods, schedule
from bot.core.privacy import Limits
from bot.core.project import Project, Slot
from bot.core.week import monday
from bot.service import Person, Sender, Service
from bot.service.ports import Profile
from bot.store.durable import DurableStore, open_store
from bot.store.week import WeekStore, open_week
from tests import fakes
from tests.store.kit import SECRET, memory_claim, person

WEEKS = [f"2027-W{number:02}" for number in range(2, 14)]
"""The weeks of the project of the tests."""
BEFORE = datetime(2027, 1, 4, tzinfo=UTC)
RULE = Limits()


def midnight(week: str, project: Project) -> datetime:
    """Return the first instant of a week where the project is."""
    return schedule.instant(monday(week), time(), project.zone)


def next_week(week: str, by: int = 1) -> str:
    """Return the week that comes `by` weeks after one."""
    year, number, _ = (monday(week) + timedelta(weeks=by)).isocalendar()
    return f"{year:04}-W{number:02}"


class Silent:
    """A sender that sends nothing, and knows everybody for a colleague."""

    async def profile(self, who: Person) -> Profile:
        return Profile("nl", counts=True)


@dataclass
class Company:
    """The stores and the service of a bot; `now` is its clock."""

    store: DurableStore
    week: WeekStore
    service: Service
    clock: list[datetime]

    async def file(self, project: Project, invited: int | Sequence[int] = 60) -> None:
        """File a project whose arms invite so many in every period."""
        await self.store.apply(project, BEFORE)
        each = [invited] * len(project.arms) if isinstance(invited, int) else invited
        for arm, count in zip(project.arms, each, strict=True):
            for period in range(periods.periods(project)):
                await self.store.freeze(project.id, arm.name, period, count)

    async def tick(self, now: datetime) -> None:
        """Let the clock ring."""
        self.clock[0] = now
        await self.service.tick(now)

    async def begin(self, project: Project, week: str) -> None:
        """Ring at the first pause of a week, so that its prompts are planned."""
        await self.tick(first(project, week))

    async def press(self, slot: Slot, people: Iterable[int], *, finished: bool = True) -> None:
        """Let people do the session of a slot; who does not finish sees its first exercise."""
        for number in people:
            seen = 2 if finished else 1
            await self.week.count(slot, person(number), reached=seen, finished=finished)

    async def live(self, project: Project, week: str, took: int | Sequence[int] = 20) -> None:
        """Let so many people of each arm do the first pause of three days of a week."""
        await self.begin(project, week)
        each = [took] * len(project.arms) if isinstance(took, int) else took
        for number, (arm, people) in enumerate(zip(project.arms, each, strict=True)):
            for day in range(3):
                on = monday(week) + timedelta(days=day)
                these = range(number * 1_000, number * 1_000 + people)
                await self.press(Slot(project.id, arm.name, on, 0), these)

    async def over(self, project: Project, week: str) -> None:
        """Ring at the first instant after a week."""
        await self.tick(midnight(next_week(week), project))

    async def close(self) -> None:
        """Stop, leaving everything as it is."""
        await self.week.close()
        await self.store.close()


def first(project: Project, week: str) -> datetime:
    """Return when the first pause of a week is due."""
    days = (monday(week) + timedelta(days=day) for day in range(7))
    return min(
        moment.due
        for day in days
        for arm in project.arms
        for moment in schedule.moments(project, arm, day)
        if schedule.free_day(project, day) is None
    )


async def open_company(directory: Path, where: str | None = None) -> Company:
    """Open the stores in a directory; the open week is a file in it unless `where` says else."""
    mounts = memory_claim(directory)
    store = await open_store(str(directory / "pauzebot.db"))
    week = await open_week(where or str(directory), SECRET, identity="a bot", mounts=mounts)
    clock = [BEFORE]
    sender = cast(Sender, Silent())
    service = Service(
        store,
        week,
        sender,
        fakes.library(),
        lambda: clock[0],
        60,
        SECRET,
        reporter=cast(Any, None),
    )
    return Company(store, week, service, clock)


@asynccontextmanager
async def company(directory: Path, where: str | None = None) -> AsyncIterator[Company]:
    """A company that is closed again."""
    opened = await open_company(directory, where)
    try:
        yield opened
    finally:
        await opened.close()


def arms(*names: str) -> list[dict[str, object]]:
    """Return arms by name, each with its channel."""
    pauses = ["10:30", "12:30", "15:00"]
    return [
        {"name": name, "protocol": "drie", "pauses": pauses, "channels": [f"C0{name.upper()}"]}
        for name in names
    ]
