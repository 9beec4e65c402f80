"""What a works council hears of projects, from what the durable store keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from bot.core.privacy import Limits
from bot.core.programme import Library
from bot.core.statement import ProjectStated, state_project
from bot.service.ports import Filed


class StatedStore(Protocol):
    """What projects are stated from. None of it is about anybody."""

    async def projects(self) -> Sequence[Filed]:
        """Return all projects, in order of id."""

    async def invited(self, project: str) -> Mapping[tuple[str, int], int]:
        """Return how many were invited, by arm and period."""

    async def limits(self, project: str) -> Limits:
        """Return the tightest limits a project was ever under."""


async def stated(
    store: StatedStore, library: Library, name: str | None = None
) -> tuple[ProjectStated, ...]:
    """Return what is stated of the project called `name`, or of all that have not ended."""
    return tuple(
        [
            state_project(
                filed.project,
                filed.state,
                library,
                await store.invited(filed.project.id),
                await store.limits(filed.project.id),
            )
            for filed in await store.projects()
            if filed.project.id == name or (name is None and filed.state != "ended")
        ]
    )
