"""Closed weeks, releases and limits: symbols wait, releases stay, limits only tighten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import privacy
from bot.core.privacy import ArmWeek, Limits, Release
from bot.core.week import iso_week
from bot.service import Published
from bot.store.durable import tables
from bot.store.durable.prompts import Prompts
from bot.store.errors import StoreError

_folded, _memory, _release, _limits = (
    tables.folded,
    tables.memory,
    tables.release,
    tables.limits,
)


def _published(row: Any, sound: bool) -> Published:
    try:
        release = privacy.read(row.document)
    except (ValueError, TypeError, KeyError, AttributeError):
        # A week that waits must still be folded, whatever somebody made of the releases.
        day = row.on_date - timedelta(days=1)
        release = Release(row.project, row.period, day, day, 0, Limits(), ())
        sound = False
    return Published(release, row.on_date, row.digest, row.previous, row.document, sound)


class Releases(Prompts):
    """What may be said of people, of one workspace; triggers hold what this module promises."""

    async def releases(self, project: str) -> Sequence[Published]:
        """Return what was released of a project, in order of its periods."""
        query = select(_release).where(self._of(_release, project)).order_by(_release.c.period)
        async with self._read() as connection:
            rows = (await connection.execute(query)).all()
        sound = privacy.sound((row.previous, row.document, row.digest) for row in rows)
        return [_published(row, number < sound) for number, row in enumerate(rows)]

    async def last_release(self, places: frozenset[str], besides: str) -> Mapping[str, date]:
        """Return when other projects last had a release over any of `places`, by project."""
        query = (
            select(_release.c.project, _release.c.places, _release.c.on_date)
            .where(self._ours(_release), _release.c.project != besides)
            .order_by(_release.c.on_date)
        )
        async with self._read() as connection:
            return {
                row.project: row.on_date
                for row in await connection.execute(query)
                if places & set(row.places.split())
            }

    async def publish(
        self,
        release: Release,
        on: date,
        places: frozenset[str],
        keep_until: date,
        left: Sequence[ArmWeek],
    ) -> bool:
        """Write a release, and of the weeks up to its end keep only `left`: all or nothing.

        False, and nothing written, where this period has its release. `places` are the channels it
        is over.
        """
        last = iso_week(release.ends)
        async with self._write() as connection:
            if not await self._chain(connection, release, on, places, keep_until):
                return False
            await connection.execute(
                delete(_folded).where(self._of(_folded, release.project), _folded.c.week <= last)
            )
            await self._keep(connection, release.project, left)
        await self._forget_log()
        return True

    async def forget_releases(self, today: date) -> int:
        """Delete the chains of which every release has had its time; return how many releases."""
        # The guard of the table goes by the day of the database, which may be behind.
        until = func.max(_release.c.keep_until)
        old = (
            select(_release.c.project)
            .where(self._ours(_release))
            .group_by(_release.c.project)
            .having(until < today, until < func.current_date())
        )
        async with self._read() as connection:
            if (await connection.execute(old.limit(1))).first() is None:
                return 0
        these = and_(self._ours(_release), _release.c.project.in_(old))
        async with self._write() as connection:
            gone = (await connection.execute(delete(_release).where(these))).rowcount
        await self._forget_log()
        return gone

    async def folded(self, project: str) -> Sequence[ArmWeek]:
        """Return the closed weeks that wait for a release, by week and arm."""
        query = select(_folded).where(self._of(_folded, project))
        async with self._read() as connection:
            rows = await connection.execute(query.order_by(_folded.c.week, _folded.c.arm))
            return [
                privacy.read_week(row.arm, row.week, row.invited, row.complete, row.document)
                for row in rows
            ]

    async def fold(self, project: str, weeks: Sequence[ArmWeek]) -> bool:
        """Write the symbols of one closed week, all or nothing; False where it is closed already.

        Which memories saw it is forgotten.
        """
        (week,) = {each.week for each in weeks}
        async with self._write() as connection:
            known = select(_folded.c.arm).where(self._of(_folded, project), _folded.c.week == week)
            if (await connection.execute(known.limit(1))).first() is not None:
                return False
            await self._keep(connection, project, weeks)
            await connection.execute(
                delete(_memory).where(self._of(_memory, project), _memory.c.week <= week)
            )
        return True

    async def saw(self, project: str, week: str, memory: str) -> None:
        """Note that the open week with the id `memory` is to count a week."""
        row = {"workspace": self._workspace, "project": project, "week": week, "id": memory}
        async with self._write() as connection:
            await connection.execute(self._insert(_memory).on_conflict_do_nothing(), row)

    async def memories(self, project: str) -> Mapping[str, frozenset[str]]:
        """Return the ids of the open weeks that were to count each week not closed yet."""
        query = select(_memory.c.week, _memory.c.id).where(self._of(_memory, project))
        found: dict[str, frozenset[str]] = {}
        async with self._read() as connection:
            for week, name in await connection.execute(query):
                found[week] = found.get(week, frozenset()) | {name}
        return found

    async def limits(self, project: str) -> Limits:
        """Return the tightest limits a project was ever under."""
        async with self._read() as connection:
            return await self._limits(connection, project)

    async def _tighten(self, connection: AsyncConnection, project: str, limits: Limits) -> None:
        """Write the limits of a project. Raises StoreError for looser ones than it had."""
        if not (await self._limits(connection, project)).allows(limits):
            raise StoreError(
                f"project {project} had stricter limits; limits may be tightened, never loosened"
            )
        values = {"people": limits.people, "invited": limits.invited, "weeks": limits.weeks}
        write = (
            self._insert(_limits)
            .values(workspace=self._workspace, project=project, **values)
            .on_conflict_do_update(index_elements=["workspace", "project"], set_=values)
        )
        await connection.execute(write)

    async def _limits(self, connection: AsyncConnection, project: str) -> Limits:
        query = select(_limits).where(self._of(_limits, project))
        row = (await connection.execute(query)).first()
        return Limits() if row is None else Limits(row.people, row.invited, row.weeks)

    async def _chain(
        self,
        connection: AsyncConnection,
        release: Release,
        on: date,
        places: Iterable[str],
        keep_until: date,
    ) -> bool:
        """Write a release after the ones before it; False where its period has one."""
        before = select(_release.c.period, _release.c.digest).where(
            self._of(_release, release.project)
        )
        rows = (await connection.execute(before.order_by(_release.c.period))).all()
        if any(row.period >= release.period for row in rows):
            return False
        previous = rows[-1].digest if rows else privacy.FIRST
        document = privacy.write(release)
        row = {
            "workspace": self._workspace,
            "project": release.project,
            "period": release.period,
            "document": document,
            "previous": previous,
            "digest": privacy.digest(previous, document),
            "on_date": on,
            "places": " ".join(sorted(places)),
            "keep_until": keep_until,
        }
        insert = self._insert(_release).on_conflict_do_nothing().returning(_release.c.period)
        return (await connection.execute(insert, row)).first() is not None

    async def _keep(
        self, connection: AsyncConnection, project: str, weeks: Sequence[ArmWeek]
    ) -> None:
        rows = [
            {
                "workspace": self._workspace,
                "project": project,
                "arm": each.arm,
                "week": each.week,
                "invited": each.invited,
                "complete": each.complete,
                "document": privacy.write_week(each.cells),
            }
            for each in weeks
        ]
        if rows:
            await connection.execute(self._insert(_folded).on_conflict_do_nothing(), rows)

    def _of(self, table: Any, project: str) -> ColumnElement[bool]:
        return and_(self._ours(table), table.c.project == project)
