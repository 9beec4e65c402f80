"""What happens by the clock: plan, send, take back, forget."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from bot.core import schedule, walkthrough
from bot.core.effects import Send
from bot.core.project import Slot
from bot.core.schedule import instant
from bot.core.subscription import is_subscription
from bot.service.direct import Direct
from bot.service.parts import together
from bot.service.ports import Claim, Filed, Offer

LAPSE = timedelta(minutes=2)
"""A claim that is being sent for longer belongs to a process that died: its outcome is unknown."""
KEEP_CLAIMS = timedelta(days=1)
"""How long after its slot a claim may stay (DESIGN §5)."""
BEFORE = timedelta(microseconds=1)
"""So that a slot at the first instant of a period belongs to that period."""
MARK = timedelta(hours=1)
"""How far `seen` may fall behind while nothing is due, to spare a write per project and minute."""


class Clockwork(Direct):
    """Work that nobody pressed for. All of it may come late, twice or never."""

    async def tick(self, now: datetime) -> None:
        """Plan and forget what `now` asks for. A tick may come late, twice or never."""
        # First, for what a week that is over meant is what the project was in it.
        await self.fold(now)
        await self._adopt(now)
        planned = [
            (filed, schedule.due(filed.project, filed.state, filed.seen, now))
            for filed in await self._store.projects()
        ]
        wave = [effect for _, due in planned for effect in due if isinstance(effect, Send)]
        spread = {(send.slot, send.place): send for send in schedule.spread(wave, self._at_once)}
        for filed, due in planned:
            if due or now - filed.seen >= MARK:
                goes = [spread.get((effect.slot, effect.place), effect) for effect in due]
                await self.saw(goes)
                await self._store.plan(filed.project.id, filed.seen, now, goes)
        await self.arrange(now)
        await self._tidy(now)

    async def _adopt(self, now: datetime) -> None:
        """Let changes that waited for their period begin; what was due before is as it was."""
        for filed in await self._store.projects():
            later = filed.later
            if filed.project.id in self._unfolded:
                continue
            if later is None or now < (begins := instant(later.on, time(), filed.project.zone)):
                continue
            if filed.seen < begins:
                due = schedule.due(filed.project, filed.state, filed.seen, begins - BEFORE)
                await self.saw(due)
                await self._store.plan(filed.project.id, filed.seen, begins - BEFORE, due)
            await self._store.adopt(filed.project.id, later.on)

    async def deliver(self) -> None:
        """Send what channels are to get and is worth sending; each prompt at most once."""
        while claims := [claim for claim in await self._store.waiting() if self._goes(claim)]:
            await together(claims, self._deliver)

    async def follow(self) -> None:
        """Do what may come a little later: reminders that are due, posts of closed slots."""
        await together(await self._week.reminders(self._now()), self._sender.remind)
        await together(await self._store.closing(self._now()), self._take_back)

    def _goes(self, claim: Claim) -> bool:
        if is_subscription(claim.place):
            return False
        return claim.goes is None or claim.goes <= self._now()

    async def _deliver(self, claim: Claim) -> None:
        filed = await self._store.project(claim.slot.project)
        offer = self._offer(claim.slot, filed)
        if filed is None or offer is None or filed.state == "ended":
            await self._store.drop(claim, "ended")
        elif filed.state == "paused":
            await self._store.drop(claim, "paused")
        elif self._now() > claim.until:
            await self._store.drop(claim, "too-late")
        else:
            await self._send(claim, offer)

    async def _send(self, claim: Claim, offer: Offer) -> None:
        await self._sender.turn(claim.place)
        now = self._now()
        if now > claim.until:
            await self._store.drop(claim, "too-late")
        elif await self._store.take(claim, now):
            outcome = await self._sender.prompt(claim.place, offer)
            if outcome is None:
                await self._store.release(claim)
            else:
                await self._store.settle(claim, outcome)

    async def _take_back(self, claim: Claim) -> None:
        if claim.ts is not None:
            await self._sender.take_back(claim.place, claim.ts)
        await self._store.closed(claim)

    async def _tidy(self, now: datetime) -> None:
        """Forget what has had its time: closed slots, weeks that are over, old claims."""
        # Before its week is closed: what a process left undone belongs to that week's numbers.
        await self.give_up(now - LAPSE, now - KEEP_CLAIMS)
        for slot in await self._week.slots():
            filed = await self._store.project(slot.project)
            if filed is None or not schedule.is_open(filed.project, slot, now):
                await self._week.close_slot(slot)
        for name, week in await self._week.weeks():
            if await self._store.project(name) is None:
                await self._week.destroy(name, week)
        await self.sweep()
        await self._store.purge(now - KEEP_CLAIMS)

    def _offer(self, slot: Slot, filed: Filed | None) -> Offer | None:
        if filed is None:
            return None
        week = schedule.project_week(filed.project, slot.on)
        seconds = walkthrough.length(slot, filed.project, week, self._library)
        return None if seconds is None else Offer(slot, seconds, filed.project.language)
