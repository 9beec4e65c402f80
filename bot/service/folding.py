"""The fold: weeks that are over become symbols, periods become releases, and the rest is gone."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import structlog

from bot.core import folding
from bot.core.effects import Due, Send
from bot.core.privacy import Limits
from bot.core.project import Project
from bot.core.week import Figures, iso_week, week_over
from bot.service.parts import Parts
from bot.service.ports import Filed

log = structlog.get_logger("bot.service")

DIRECT = frozenset({"dm"})
"""The place of all projects in direct messages: anybody may be in any of them."""


class Folding(Parts):
    """Closing weeks. Each step may be repeated; a crash between any two loses and doubles nothing.

    What is exact leaves the memory of this process never. Only symbols are written, in one
    transaction; then the week is destroyed; then, at its time, the period is released.
    """

    async def fold(self, now: datetime) -> None:
        """Close the weeks that are over and release the periods that are due.

        A project that fails is told in the log and by `unfolded`, holds up no other, and is tried
        again at the next tick.
        """
        for filed in await self._store.projects():
            name = filed.project.id
            today = now.astimezone(filed.project.zone).date()
            closed = (iso_week(today), filed.state, filed.project)
            if self._closed.get(name) == closed:
                continue
            try:
                await self._close(filed, now)
            except Exception as error:  # noqa: BLE001 - whatever it is, other projects go on
                log.error("a week could not be folded", project=name, error=type(error).__name__)
                self._unfolded.add(name)
            else:
                self._closed[name] = closed
                self._unfolded.discard(name)
        await self._store.forget_releases(now.date())

    async def sweep(self) -> None:
        """Leave nothing of what was destroyed in the file, or say so, each time anew."""
        self._swept = await self._week.sweep()
        if not self._swept:
            log.error("the open week could not be swept: another process is reading its file")

    @property
    def folds(self) -> bool:
        """Whether every week that is over is folded, and nothing of one can be left."""
        return self._swept and not self._unfolded

    async def saw(self, due: Iterable[Due]) -> None:
        """Note, before a prompt of it can go out, which open week is to count a week."""
        weeks = {(each.slot.project, iso_week(each.slot.on)) for each in due if _goes(each)}
        for project, week in sorted(weeks - self._saw):
            await self._store.saw(project, week, self._week.memory)
            self._saw.add((project, week))

    async def _close(self, filed: Filed, now: datetime) -> None:
        project = filed.project
        until = filed.seen if filed.state == "ended" else now
        released = await self._store.releases(project.id)
        said = iso_week(released[-1].release.ends) if released else ""
        folded = {each.week for each in await self._store.folded(project.id)}
        for week in folding.weeks(project, until, now):
            if week > said and week not in folded:
                await self._fold(project, week, until)
        for name, week in await self._week.weeks():
            if name == project.id and week_over(week, project.zone, now):
                await self._week.destroy(name, week)
        await self._publish(filed, len(released), now)

    async def _fold(self, project: Project, week: str, until: datetime) -> None:
        figures = await self._whole(project.id, week)
        if figures is None:
            log.warning("a week is incomplete and is left out", project=project.id, week=week)
        had = {arm.name: folding.pauses(project, arm, week, until) for arm in project.arms}
        invited = await self._store.invited(project.id)
        limits = await self._limits(project)
        kept = folding.close(project, week, figures, had, invited, limits, self._library)
        await self._store.fold(project.id, kept)

    async def _whole(self, project: str, week: str) -> Figures | None:
        """Return the sums of a week that one memory saw from its first prompt on, and is there."""
        memories = (await self._store.memories(project)).get(week)
        if memories != frozenset({self._week.memory}):
            return None
        return await self._week.figures(project, week)

    async def _publish(self, filed: Filed, number: int, now: datetime) -> None:
        """Write the releases that are due, from period `number` on."""
        project = filed.project
        ended = filed.seen if filed.state == "ended" else None
        last = folding.last_period(project, ended)
        limits = await self._limits(project)
        invited = await self._store.invited(project.id)
        places = _places(project)
        others = await self._others(project, places)
        for period in range(number, last + 1):
            on = folding.release_on(project, period, others)
            kept = await self._store.folded(project.id)
            never_ran = ended is not None and not period and not kept
            if never_ran or now.astimezone(project.zone).date() < on:
                return
            due = folding.due(project, period, kept)
            final = period == last
            release = folding.release(project, period, final, due, invited, self._key(), limits)
            left = folding.left(project, period, final, due, limits)
            await self._store.publish(release, on, places, folding.keep_until(project), left)

    async def release_on(self, filed: Filed, number: int) -> date | None:
        """Return from when on period `number` can be released; None where the project has none."""
        project = filed.project
        ended = filed.seen if filed.state == "ended" else None
        before = ended is not None and ended.astimezone(project.zone).date() < project.starts
        if before or number > folding.last_period(project, ended):
            return None
        return folding.release_on(project, number, await self._others(project, _places(project)))

    async def _limits(self, project: Project) -> Limits:
        """Return what a project asks, or what it ever was under where that is stricter."""
        return folding.tightest(project.reports.limits.rule, await self._store.limits(project.id))

    async def _others(self, project: Project, places: frozenset[str]) -> Sequence[date]:
        """Return when other projects over the same people last had a release."""
        found = await self._store.last_release(places, project.id)
        if project.deliver == "channel":
            return list(found.values())
        # People choose one project; those who are in another at the same time are other people.
        return [on for name, on in found.items() if await self._came_before(name, project)]

    async def _came_before(self, name: str, project: Project) -> bool:
        other = await self._store.project(name)
        if other is None:
            return True
        ends = other.project.ends
        if other.state == "ended":
            ends = min(ends, other.seen.astimezone(other.project.zone).date())
        return ends < project.starts

    def _key(self) -> bytes:
        return hmac.digest(self._secret, b"release", "sha256")


def _goes(due: Due) -> bool:
    return isinstance(due, Send)


def _places(project: Project) -> frozenset[str]:
    if project.deliver == "dm":
        return DIRECT
    return frozenset(channel for arm in project.arms for channel in arm.channels)
