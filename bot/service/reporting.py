"""The report of a project, from what the durable store keeps: releases, and the bot's own deeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.core import report as core
from bot.core.privacy import Limits
from bot.core.programme import Library
from bot.service.ports import Filed
from bot.service.release_ports import Published, unaltered


class ReportStore(Protocol):
    """What a report is made from. None of it is about anybody."""

    async def project(self, name: str) -> Filed | None:
        """Return one project."""

    async def releases(self, project: str) -> Sequence[Published]:
        """Return what was released of a project, in order of its periods."""

    async def delivered(self, project: str) -> core.Tally:
        """Return what became of prompts in channels, by arm, ISO week and outcome."""

    async def invited(self, project: str) -> Mapping[tuple[str, int], int]:
        """Return how many were invited, by arm and period."""

    async def limits(self, project: str) -> Limits:
        """Return the tightest limits a project was ever under."""


async def report(
    store: ReportStore,
    library: Library,
    name: str,
    now: datetime,
    version: str,
    since: date | None = None,
) -> core.Report | None:
    """Return the report of the project called `name`, or None where there is none.

    `version` is that of the software; of periods before `since` nothing is told. Who may read a
    report is the caller's to check. Raises Altered where its releases are not as published.
    """
    filed = await store.project(name)
    if filed is None:
        return None
    releases = unaltered(await store.releases(name))
    return core.report(
        filed.project,
        library.programmes.get(filed.project.programme),
        filed.state,
        [(one.release, one.digest) for one in releases],
        await store.delivered(name),
        await store.invited(name),
        now,
        version,
        await store.limits(name),
        since,
    )
