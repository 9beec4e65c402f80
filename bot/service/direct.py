"""Prompts in direct messages: arranged for who is due, looked at just in time, sent or let go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache, partial
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.core import schedule, walkthrough
from bot.core.effects import Reason, Send
from bot.core.project import Arm, Project, Slot
from bot.core.subscription import (
    Arranged,
    Subscription,
    arm_of,
    arrange,
    is_subscription,
    next_due,
)
from bot.service.folding import Folding
from bot.service.parts import together
from bot.service.ports import Claim, Filed, Offer, Outcome

BATCH = 500
"""Subscriptions that one transaction arranges: some milliseconds, so that presses need not wait."""
LOOK = timedelta(minutes=1)
"""How often the clock asks for what goes."""
COHORT = 50
"""Subscribers that are looked at together before a prompt; Slack tells of fifty at once."""


class Direct(Folding):
    """The direct half of the clockwork. Its exact numbers go to the open week and nowhere else."""

    async def arrange(self, now: datetime) -> None:
        """Claim the prompts of everybody who is due, and find when their next ones are."""
        filed = {each.project.id: each for each in await self._store.projects()}
        direct = [each for each in filed.values() if each.project.deliver == "dm"]
        for each in direct:
            if schedule.is_over(each.project, each.state, now - schedule.DAY):
                await self._store.forget_subscribers(each.project.id)
            else:
                await self._renew(each, now)
        if not direct:
            return
        under = {each.project.id: digest(each.project) for each in direct}
        crowd = await self._store.due_count(now) > self._at_once
        while due := await self._store.due_subscriptions(now, BATCH):
            steps = [(one, self._arranged(one, filed.get(one.project), now)) for one in due]
            if crowd:
                steps = [(one, _scattered(each)) for one, each in steps]
            await self.saw(effect for _, each in steps for effect in each.due)
            await self._store.arrange(steps, {**dict.fromkeys(filed, ""), **under})
            await self._note(
                (effect.slot, f"held:{effect.reason}")
                for _, each in steps
                for effect in each.due
                if not isinstance(effect, Send)
            )

    async def deliver_direct(self) -> None:
        """Send what is due to subscribers and worth sending; who is blocked waits for the next."""
        seen: set[Claim] = set()
        while claims := [claim for claim in await self._direct() if claim not in seen][:COHORT]:
            seen.update(claims)
            people = await self._store.subscriptions({claim.place for claim in claims})
            await self._sender.look([one.user for one in people.values()])
            filed = {name: await self._store.project(name) for name in _projects(claims)}
            await together(claims, partial(self._one, people, filed))

    async def give_up(self, taken: datetime, due: datetime) -> None:
        """Finish what a process left that died, or was down for long: it is never sent again.

        What was taken before `taken` is *unknown*, what nobody took and was due before `due` is too
        late. The store tallies what was for channels.
        """
        for outcome, given_up in (
            ("unknown", await self._store.lapse(taken)),
            ("held:too-late", await self._store.expire(due)),
        ):
            await self._note((slot, outcome) for slot, place in given_up if is_subscription(place))

    def placed(self, project: Project, name: str) -> Arm:
        """Return the arm of a subscription."""
        return arm_of(project, name, self._secret)

    def next_for(self, one: Subscription, project: Project, after: datetime) -> datetime | None:
        """Return when a subscriber's next prompt is due."""
        arm = self.placed(project, one.id)
        return next_due(project, arm, one.wishes, ZoneInfo(one.zone), after)

    async def _renew(self, filed: Filed, now: datetime) -> None:
        """Find anew when everybody is prompted, where the project changed since that was found."""
        under = digest(filed.project)
        while old := await self._store.outdated(filed.project.id, under, BATCH):
            # What is due by the old plan is settled by it first; nothing is prompted twice.
            steps = [
                (one, Arranged((), one.due if one.due and one.due <= now else
                               self.next_for(one, filed.project, now)))
                for one in old
            ]  # fmt: skip
            await self._store.arrange(steps, {filed.project.id: under})

    def _arranged(self, one: Subscription, filed: Filed | None, now: datetime) -> Arranged:
        if filed is None or filed.project.deliver != "dm":
            return Arranged((), None)
        arm = self.placed(filed.project, one.id)
        return arrange(filed.project, filed.state, arm, one, now)

    async def _direct(self) -> list[Claim]:
        # The next look is in a minute, so what goes within it goes now: the limits spread it.
        now = self._now() + LOOK
        return [
            claim
            for claim in await self._store.waiting()
            if is_subscription(claim.place) and (claim.goes is None or claim.goes <= now)
        ]

    async def _one(
        self, people: Mapping[str, Subscription], filed: Mapping[str, Filed | None], claim: Claim
    ) -> None:
        one, project = people.get(claim.place), filed[claim.slot.project]
        offer = self._offer_to(one, claim, project)
        if one is None or project is None or offer is None or project.state == "ended":
            await self._let_go(claim, "ended")
        elif project.state == "paused":
            await self._let_go(claim, "paused")
        elif self._sender.gone(one.user):
            await self._store.unsubscribe(one.user)
        elif self._now() > claim.until:
            await self._let_go(claim, self._sender.reason(one.user) or "too-late")
        elif self._sender.reason(one.user) is None:
            await self._post(claim, one, offer)

    def _offer_to(
        self, one: Subscription | None, claim: Claim, filed: Filed | None
    ) -> Offer | None:
        if one is None or filed is None:
            return None
        week = schedule.project_week(filed.project, claim.slot.on)
        seconds = walkthrough.length(claim.slot, filed.project, week, self._library)
        spoken = one.wishes.language or self._sender.speaks(one.user) or filed.project.language
        return None if seconds is None else Offer(claim.slot, seconds, spoken, claim.closes)

    async def _post(self, claim: Claim, one: Subscription, offer: Offer) -> None:
        await self._sender.turn(one.user)
        now = self._now()
        if now > claim.until:
            await self._let_go(claim, self._sender.reason(one.user) or "too-late")
        elif await self._store.take(claim, now):
            outcome = await self._sender.prompt(one.user, offer)
            if outcome is None:
                await self._store.release(claim)
                return
            # Without its `ts`: a direct message stays, and nothing points to it.
            if await self._store.settle(claim, _untraced(outcome)):
                told = f"held:{outcome.reason}" if outcome.reason else outcome.result
                await self._note([(claim.slot, told)])

    async def _let_go(self, claim: Claim, reason: Reason) -> None:
        if await self._store.discard(claim):
            await self._note([(claim.slot, f"held:{reason}")])

    async def _note(self, outcomes: Iterable[tuple[Slot, str]]) -> None:
        if counted := Counter(outcomes):
            await self._week.note(counted)


@lru_cache(maxsize=256)
def digest(project: Project) -> str:
    """Return what a project's prompts were arranged by: any change of it gives another."""
    return sha256(project.model_dump_json().encode()).hexdigest()[:16]


def _scattered(arranged: Arranged) -> Arranged:
    """Spread a large wave over its window; each goes at an instant drawn by a hash of its own."""
    return replace(
        arranged,
        due=tuple(
            schedule.scatter(effect) if isinstance(effect, Send) else effect
            for effect in arranged.due
        ),
    )


def _projects(claims: Iterable[Claim]) -> set[str]:
    return {claim.slot.project for claim in claims}


def _untraced(outcome: Outcome) -> Outcome:
    return replace(outcome, ts=None)
