"""Filing a project: what must hold before it may run, whoever files it and from where."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from bot.core import drafting, folding
from bot.core.project import Project
from bot.service.deeds import Deed, Later
from bot.service.ports import Filed, Store


class Refused(Exception):
    """A project that may not be filed, with the reasons as sentences for its author."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


async def file(
    store: Store, project: Project, now: datetime, deed: Deed | None = None
) -> date | None:
    """File a project; it counts from the next tick.

    Where it changes a project that has begun, what figures rest on waits for the next period:
    returns the first day of that. Whether the effect question is asked stays as the physio decided:
    off for a project that is new. Raises Refused where the project has ended before, where the
    change cannot be made any more, or where a channel of it belongs to another project that has not
    ended: two projects over the same people would let their figures be subtracted.
    """
    others = await store.projects()
    known = next((filed for filed in others if filed.project.id == project.id), None)
    project = as_decided(project, known)
    reasons = [
        f"channel {channel} belongs to project {filed.project.id}, which has not ended"
        for filed in others
        for channel in _shared(project, filed)
    ]
    if known is not None and known.state == "ended":
        reasons.insert(0, f"project {project.id} has ended; file it under another id")
    at_once, then, begins = project, None, None
    if known is not None and known.state != "ended":
        today = now.astimezone(known.project.zone).date()
        if trouble := drafting.unchangeable(known.project, project, today):
            reasons.append(WHY[trouble.key].format(field=trouble.field))
        at_once, then, begins = drafting.split(known.project, project, today)
        tight = folding.tightest(await store.limits(project.id), known.meant.reports.limits.rule)
        if not tight.allows(project.reports.limits.rule):
            reasons.append(LOOSER.format(people=tight.people, invited=tight.invited))
    if reasons:
        raise Refused(reasons)
    later = Later(then, begins) if then is not None and begins is not None else None
    await store.apply(at_once, now, later, deed)
    return begins


def as_decided(project: Project, known: Filed | None) -> Project:
    """Return a project with the effect question as it is in the one it changes, or off."""
    asks = known is not None and known.meant.reports.effect_question
    reports = project.reports.model_copy(update={"effect_question": asks})
    return project.model_copy(update={"reports": reports})


def taken(project: str | None, others: Iterable[Filed]) -> dict[str, str]:
    """Return the channels of all other projects that have not ended, with their titles."""
    return {
        channel: filed.project.title.nl
        for filed in others
        if filed.project.id != project and filed.state != "ended"
        for channel in _channels(filed)
    }


PHYSIO_DECIDES = (
    "`reports.effect_question` is not taken from a file: a physiotherapist turns the question on"
    " or off in Slack's Home tab"
)

WHY = {
    "fixed": "`{field}` cannot change once a project has started; file another project",
    "released": "`{field}` cannot move over what is released: end the project, or file another",
    "last-period": "`{field}` cannot change in a project's last period: nothing comes after it",
}

LOOSER = (
    "`reports.limits` may be tightened, never loosened: this project has `people: {people}`,"
    " `invited: {invited}`"
)


def _shared(project: Project, filed: Filed) -> list[str]:
    return sorted(taken(project.id, [filed]).keys() & _places(project))


def _channels(filed: Filed) -> set[str]:
    return _places(filed.project) | _places(filed.meant)


def _places(project: Project) -> set[str]:
    return {channel for arm in project.arms for channel in arm.channels}
