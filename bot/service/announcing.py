"""A project begins: each of its channels hears so once, or its HR is asked to let the bot in.

Public channels of a project the bot enters by itself. It does so once, when it first has something
to say there: who takes it out again has their way.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.core import schedule
from bot.core.effects import Tell
from bot.core.project import Project, Slot
from bot.service.direct import Direct
from bot.service.ports import Door, Filed

BEFORE = timedelta(minutes=30)
"""How long before the first pause of its first day a project is announced."""
QUIET = timedelta(minutes=10)
"""An announcement keeps this far from the next prompt: two posts at once are one too many."""
LET_IN = frozenset({"not-in-channel"})


class Announcing(Direct):
    """Announcements. Each is written down before it is said, so that none is said twice."""

    async def announce(self) -> None:
        """Announce the projects that begin, in channels that have not heard of them."""
        now = self._now()
        for filed in await self._store.projects():
            if self._begins(filed, now):
                heard = await self._store.announced(filed.project.id)
                for place in _places(filed.project):
                    # Limits may have made the one before wait for minutes.
                    if place not in heard and self._begins(filed, self._now()):
                        await self._announce(filed.project, place)

    async def let_in(self, place: str, *, invited: bool) -> None:
        """The bot is in a channel from now on: say there what it will hear of.

        A project in direct messages has no channels of its own; wherever somebody has `invited` the
        bot while it runs, it says how to subscribe.
        """
        now = self._now()
        for filed in await self._store.projects():
            own = place in _places(filed.project)
            if (own and self._begins(filed, now)) or (
                invited and filed.project.deliver == "dm" and _open(filed, now)
            ):
                await self._announce(filed.project, place)

    def _begins(self, filed: Filed, now: datetime) -> bool:
        project = filed.project
        first = min(at for arm in project.arms for at in arm.pauses)
        begins = schedule.instant(project.starts, first, project.zone) - BEFORE
        return begins <= now and _open(filed, now) and not _prompting(project, now)

    async def _announce(self, project: Project, place: str) -> None:
        if not await self._store.announce(project.id, place, "said"):
            return
        outcome = await self._sender.announce(place, project)
        if outcome.reason in LET_IN and await self._sender.join(place):
            outcome = await self._sender.announce(place, project)
        if outcome.reason in LET_IN:
            await self._store.announce(project.id, place, "asked")
            await self._ask_to_be_let_in(project, place)

    async def _ask_to_be_let_in(self, project: Project, place: str) -> None:
        values = (("project", project.title), ("channel", place))
        told = Tell("invite-me", project.language, values)
        for user, role in (await self._store.roles()).items():
            if role == "hr":
                await self._sender.tell(Door(channel=user), told)


def _open(filed: Filed, now: datetime) -> bool:
    return filed.state == "running" and not schedule.is_over(filed.project, filed.state, now)


def _prompting(project: Project, now: datetime) -> bool:
    """Whether a prompt of today stands in its channel, or comes soon."""
    today = now.astimezone(project.zone).date()
    slots = [
        Slot(project.id, arm.name, today, pause)
        for arm in project.arms
        for pause in range(len(arm.pauses))
    ]
    return any(
        schedule.is_open(project, slot, now)
        or now <= schedule.slot_instant(project, slot) < now + QUIET
        for slot in slots
        if schedule.exists(project, slot)
    )


def _places(project: Project) -> list[str]:
    return [channel for arm in project.arms for channel in arm.channels]
