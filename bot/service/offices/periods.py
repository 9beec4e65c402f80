"""What happens at the start of a period: changes begin to count, the invited are counted."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core import periods
from bot.core.project import Project
from bot.service.offices.desk import local_day
from bot.service.offices.forms import FORMS_LIVE, Forms
from bot.service.ports import Filed


class Periods(Forms):
    """Work of the clock for the offices; like all of it, it may come late, twice or never."""

    async def turn_over(self) -> None:
        """Freeze how many each arm invites in the period that has begun; forget old forms."""
        await self._store.drop_drafts(self._now() - FORMS_LIVE)
        for filed in await self._store.projects():
            if self._counts_now(filed):
                await self._freeze(filed)

    def _counts_now(self, filed: Filed) -> bool:
        today = local_day(filed.project, self._now())
        return filed.state != "ended" and filed.project.starts <= today <= filed.project.ends

    async def _freeze(self, filed: Filed) -> None:
        project = filed.project
        number = periods.period(project, local_day(project, self._now()))
        known = await self._store.invited(project.id)
        missing = [arm.name for arm in project.arms if (arm.name, number) not in known]
        if not missing:
            return
        roles = frozenset(await self._store.roles())
        subscribed = await self._subscribed(project, roles) if project.deliver == "dm" else {}
        for arm in missing:
            count = subscribed.get(arm)
            if project.deliver == "channel":
                count = await self._invited(project, arm, roles)
            if count is not None:
                await self._store.freeze(project.id, arm, number, count)

    async def _subscribed(self, project: Project, without: frozenset[str]) -> Mapping[str, int]:
        """Count the subscribers of each arm; empty where Slack does not say who is a colleague."""
        subscribed = await self._store.subscribers(project.id)
        colleagues = await self._sender.colleagues(set(subscribed) - without)
        counts = {} if colleagues is None else dict.fromkeys((arm.name for arm in project.arms), 0)
        for user in colleagues or ():
            counts[self.placed(project, subscribed[user]).name] += 1
        return counts
