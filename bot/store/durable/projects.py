"""Projects: filed, changed, ended."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Row, Update, and_, select, update

from bot.core.project import Project, State
from bot.service import Deed, Filed, Later
from bot.store.durable import tables
from bot.store.durable.deeds import Deeds
from bot.store.durable.releases import Releases
from bot.store.errors import StoreError

_project = tables.project


class Projects(Deeds, Releases):
    """The projects of a workspace, each as the document it was filed as."""

    async def apply(
        self,
        project: Project,
        now: datetime,
        later: Later | None = None,
        deed: Deed | None = None,
    ) -> None:
        """File a project, new or changed; `later` is what it becomes on a day to come.

        A new one counts from the next tick after `now`. A changed one keeps its state and goes on
        from where it was planned up to, so that no slot falls through. Raises StoreError for a
        project that has ended, and for limits that are looser than they were.
        """
        content = {
            "document": _canonical(project),
            "later": _canonical(later.project) if later else None,
            "later_from": later.on if later else None,
        }
        filing = (
            self._insert(_project)
            .values(workspace=self._workspace, id=project.id, state="running", seen=now, **content)
            .on_conflict_do_update(
                index_elements=["workspace", "id"],
                set_=content,
                where=_project.c.state != "ended",
            )
            .returning(_project.c.id)
        )
        async with self._write() as connection:
            if (await connection.execute(filing)).first() is None:
                raise StoreError(
                    f"project {project.id} has ended for good; a new one needs a new id"
                )
            await self._tighten(connection, project.id, project.reports.limits.rule)
            await self._note(connection, deed)

    async def adopt(self, name: str, on: date) -> bool:
        """Make a project what it becomes, where that was to be on `on` or before; say whether."""
        change = (
            update(_project)
            .where(self._named(name), _project.c.later_from <= on)
            .values(document=_project.c.later, later=None, later_from=None)
            .returning(_project.c.document)
        )
        async with self._write() as connection:
            document = await connection.scalar(change)
            if document is None:
                return False
            await self._tighten(connection, name, _parsed(document).reports.limits.rule)
            return True

    async def projects(self) -> Sequence[Filed]:
        """Return all projects, in order of id."""
        async with self._read() as connection:
            rows = await connection.execute(
                select(_project)
                .where(_project.c.workspace == self._workspace)
                .order_by(_project.c.id)
            )
            return [_filed(row) for row in rows]

    async def project(self, name: str) -> Filed | None:
        """Return one project."""
        async with self._read() as connection:
            row = (await connection.execute(select(_project).where(self._named(name)))).first()
            return None if row is None else _filed(row)

    async def end(self, name: str, deed: Deed | None = None) -> bool:
        """End a project for good; False where it is unknown or has ended."""
        these = (self._named(name), _project.c.state != "ended")
        values = {"state": "ended", "later": None, "later_from": None}
        return await self._change(deed, update(_project).where(*these).values(**values))

    async def turn(self, name: str, was: State, becomes: State, deed: Deed) -> bool:
        """Move a project from one state to another; False where it is not in the first."""
        these = (self._named(name), _project.c.state == was)
        return await self._change(deed, update(_project).where(*these).values(state=becomes))

    async def _change(self, deed: Deed | None, change: Update) -> bool:
        async with self._write() as connection:
            if (await connection.execute(change)).rowcount != 1:
                return False
            await self._note(connection, deed)
            return True

    def _named(self, name: str) -> ColumnElement[bool]:
        return and_(_project.c.workspace == self._workspace, _project.c.id == name)


def _canonical(project: Project) -> str:
    """Return the project as JSON, the same bytes for the same project."""
    return json.dumps(
        project.model_dump(by_alias=True),
        default=_spelled,
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    )


def _spelled(value: object) -> str:
    """Spell dates and times the way the format wants to read them."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    assert isinstance(value, date), value
    return value.isoformat()


# Each press and each tick reads a project; the same text is the same frozen project.
@lru_cache(maxsize=2048)
def _parsed(document: str) -> Project:
    return Project.model_validate_json(document)


def _filed(row: Row[Any]) -> Filed:
    try:
        project = _parsed(row.document)
        later = Later(_parsed(row.later), row.later_from) if row.later else None
    except ValidationError as error:
        raise StoreError(
            f"project {row.id} in the database is not one this version can read"
            f" ({error.error_count()} mistakes); apply its file again"
        ) from None
    return Filed(project, row.state, row.seen, later)
