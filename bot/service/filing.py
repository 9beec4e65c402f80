"""Filing a project: what must hold before it may run, whoever files it and from where."""

from __future__ import annotations

from datetime import datetime

from bot.core.project import Project
from bot.service.ports import Filed, Store


class Refused(Exception):
    """A project that may not be filed, with the reasons as sentences for its author."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


async def file(store: Store, project: Project, now: datetime) -> None:
    """File a project; it counts from the next tick.

    Raises Refused where it has ended before, or where a channel of it belongs to another project
    that has not ended: two projects over the same people would let their figures be subtracted.
    """
    others = await store.projects()
    reasons = [
        f"project {project.id} has ended; file it under another id"
        for filed in others
        if filed.project.id == project.id and filed.state == "ended"
    ]
    reasons += [
        f"channel {channel} belongs to project {filed.project.id}, which has not ended"
        for filed in others
        for channel in _shared(project, filed)
    ]
    if reasons:
        raise Refused(reasons)
    await store.apply(project, now)


def _shared(project: Project, filed: Filed) -> list[str]:
    if filed.project.id == project.id or filed.state == "ended":
        return []
    return sorted(_channels(project) & _channels(filed.project))


def _channels(project: Project) -> set[str]:
    return {channel for arm in project.arms for channel in arm.channels}
