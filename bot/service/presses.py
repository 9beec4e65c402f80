"""What happens when somebody presses or types: decide, answer, and count last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.core import conversation, periods, replies, schedule, walkthrough
from bot.core.effects import (
    Answer,
    Arrange,
    Begin,
    Count,
    Explain,
    Forget,
    LookUp,
    Remind,
    Show,
    Tell,
)
from bot.core.events import Inside, Moved, Postponed, Pressed
from bot.core.fields import Language
from bot.core.project import Project, Slot
from bot.core.subscription import Subscription
from bot.service.ports import Door, Filed, Person, Reminder
from bot.service.subscribing import Subscribing

ADDRESS_LIVES = timedelta(minutes=30)
"""How long a response_url can be used (Slack: thirty minutes, five times)."""


class Presses(Subscribing):
    """Answers to people. An answer goes before its count, for a trigger lives three seconds."""

    async def pressed(self, event: Pressed, who: Person, door: Door) -> None:
        """Somebody pressed *Doe mee*: show the first screen, then count."""
        await self._turns.mine()
        filed, language, seated = await self._of(event.slot, who)
        invited = await self._invited_to(event.slot, filed)
        answers = self._offered(event, filed, language, seated=seated, invited=invited)
        await self._sender.open(door, _shown(answers))
        self.count(who, answers)

    async def postponed(self, event: Postponed, who: Person, door: Door) -> None:
        """Somebody pressed *Over 10 min*."""
        await self._turns.mine()
        filed, language, _ = await self._of(event.slot, who)
        standing = self._standing(event.slot, filed, event.closes)
        answers = conversation.postpone(
            event.slot, standing, _spoken(language, filed), event.closes
        )
        await self._perform(answers, who, door)

    async def moved(self, event: Moved, who: Person, door: Door) -> None:
        """Somebody pressed *Al bewogen*: answer, then count."""
        await self._turns.mine()
        filed, language, _ = await self._of(event.slot, who)
        standing = self._standing(event.slot, filed, event.closes)
        answers = conversation.moved(event.slot, standing, _spoken(language, filed))
        await self._perform(answers, who, door)
        self.count(who, answers)

    async def typed(self, text: str, who: Person, door: Door, *, privately: bool) -> None:
        """Somebody typed to the bot; what they typed is read and not kept."""
        await self._turns.mine()
        one = await self._store.subscription(who.user)
        today = await self._day_of(who, one)
        meaning = replies.read(text, today)
        language = meaning.language or await self._spoken_by(who, one) or "nl"
        answers = conversation.reply(
            meaning.said,
            language,
            privately=privately,
            today=today,
            empty=not text.strip(),
            programmes=self._library.programmes,
        )
        await self._perform(answers, who, door)

    async def begun(self, who: Person, door: Door) -> None:
        """Somebody wants a pause that no prompt offered."""
        await self._turns.mine()
        one = await self._store.subscription(who.user)
        await self._perform([Begin(await self._spoken_by(who, one) or "nl")], who, door)

    def answer(self, event: Inside) -> tuple[Show, Sequence[Answer]]:
        """Decide a press inside a walk: what to show, and what to hand to `count` afterwards."""
        answers = walkthrough.advance(event, self._library)
        return _shown(answers), answers

    async def inside(self, event: Inside, who: Person, door: Door) -> None:
        """Somebody pressed a button inside a screen: put the answer in its place."""
        await self._turns.mine()
        shown, answers = self.answer(event)
        await self._sender.update(door, shown)
        self.count(who, answers)

    async def closed(self, door: Door) -> None:
        """Somebody closed an ephemeral screen; nothing is known of it afterwards."""
        await self._sender.close(door)

    def count(self, who: Person, answers: Iterable[Answer]) -> None:
        """Count what a press means, if the slot is open and the person is one who counts."""
        for answer in answers:
            if isinstance(answer, Count):
                self.afterwards(partial(self._count, answer, who))

    async def _count(self, count: Count, who: Person) -> None:
        await self._turns.mine()
        if not await self._may_count(count.slot, who):
            return
        # Minutes, after a rush; what else a press needed has been let go of by now.
        profile = await self._sender.profile(who)
        if profile is not None and profile.counts:
            await self._week.count(
                count.slot,
                who,
                reached=count.reached,
                finished=count.finished,
                moved=count.moved,
                felt=count.felt,
            )

    async def _perform(self, answers: Sequence[Answer], who: Person, door: Door) -> None:
        for answer in answers:
            match answer:
                case Tell():
                    await self._sender.tell(door, answer)
                case Remind():
                    await self._remind(answer, door)
                case Begin():
                    await self._begin(answer, who, door)
                case Arrange():
                    await self.want(answer, who, door)
                case Explain(language):
                    await self._sender.explain(door, language, await self.account())
                case LookUp(language):
                    mine = await self._week.mine(who)
                    told = conversation.my_week(sum(mine.values()), language, await self._small())
                    await self._sender.tell(door, told)
                case Forget(language):
                    await self._week.forget(who)
                    await self._sender.tell(door, Tell("forgotten", language))
                case Show() | Count():
                    pass

    async def _remind(self, remind: Remind, door: Door) -> None:
        address = door.address or door.channel
        if address is not None:
            now = self._now()
            due = now + timedelta(minutes=remind.minutes)
            dies = now + ADDRESS_LIVES
            await self._week.remind(
                Reminder(address, due, dies, remind.slot, remind.language, remind.closes)
            )

    async def _begin(self, begin: Begin, who: Person, door: Door) -> None:
        """A pause that no prompt offered: a programme that was named, the only one, or a choice."""
        known = self._library.programmes
        running = [filed.project.programme for filed in await self._running()]
        names = list(dict.fromkeys(name for name in [*running, *sorted(known)] if name in known))
        if begin.hint not in known and len(names) > 1:
            programmes = [known[name] for name in names]
            if await self._sender.choose(door, begin.language, programmes):
                return
        one = await self._store.subscription(who.user)
        name = begin.hint if begin.hint in known else next(iter(names), None)
        await self._sender.open(door, self.chosen(name, begin.language, seated=_seated(one)))

    async def choice(self, name: str, who: Person, language: Language) -> Show:
        """Return the first screen of the programme that somebody chose."""
        return self.chosen(name, language, seated=_seated(await self._store.subscription(who.user)))

    def chosen(self, name: str | None, language: Language, *, seated: bool = False) -> Show:
        """Return the first screen of a programme that no prompt offered."""
        programme = self._library.programmes.get(name or "")
        if programme is None:
            return walkthrough.kindly("unknown", language)
        return walkthrough.begin(programme, language, self._library, seated=seated)

    async def _day_of(self, who: Person, one: Subscription | None) -> date:
        """The date where somebody is; where nobody knows that, where a project runs."""
        zone = one.zone if one else self._sender.zone(who.user)
        if zone is None:
            zones = [filed.project.timezone for filed in await self._running()]
            zone = next(iter(zones), "UTC")
        return self._now().astimezone(ZoneInfo(zone)).date()

    async def _too_few(self, project: Project, arm: str, on: date) -> bool:
        """Whether an arm invited too few in the period of `on`; not while nobody has counted."""
        known = (await self._invites(project.id)).get((arm, periods.period(project, on)))
        return known is not None and known < project.reports.limits.invited

    async def _invited_to(self, slot: Slot | None, filed: Filed | None) -> int | None:
        """How many the arm of a slot invites, where it could be asked the effect question."""
        if slot is None or filed is None or not filed.project.reports.effect_question:
            return None
        number = periods.period(filed.project, slot.on)
        return (await self._invites(slot.project)).get((slot.arm, number))

    async def _small(self) -> int | None:
        """Return from how many invited on a group counts, where a project has one that does not."""
        for filed in await self._running():
            project = filed.project
            today = self._now().astimezone(project.zone).date()
            for arm in project.arms:
                if await self._too_few(project, arm.name, today):
                    return project.reports.limits.invited
        return None

    async def _running(self) -> list[Filed]:
        return [filed for filed in await self._store.projects() if filed.state == "running"]

    async def _of(
        self, slot: Slot | None, who: Person
    ) -> tuple[Filed | None, Language | None, bool]:
        filed = await self._filed(slot.project) if slot else None
        one = await self._store.subscription(who.user)
        return filed, await self._spoken_by(who, one), _seated(one)

    async def _spoken_by(self, who: Person, one: Subscription | None) -> Language | None:
        """The language somebody chose for themselves, or else Slack's."""
        return (one.wishes.language if one else None) or await self._sender.language(who)

    def _offered(
        self,
        event: Pressed,
        filed: Filed | None,
        language: Language | None,
        *,
        seated: bool,
        invited: int | None,
    ) -> list[Answer]:
        slot = event.slot
        if slot is None or filed is None:
            return [walkthrough.kindly("unknown", language or "nl")]
        return walkthrough.offer(
            slot,
            filed.project,
            self._standing(slot, filed, event.closes),
            schedule.project_week(filed.project, slot.on),
            self._library,
            _spoken(language, filed),
            seated=seated,
            invited=invited,
        )

    async def _may_count(self, slot: Slot, who: Person) -> bool:
        """Role holders do not count; nor does a closed slot.

        Nor does a group of too few, of which nothing could be said.
        """
        if who.user in await self._held():
            return False
        filed = await self._filed(slot.project)
        if filed is None or self._standing(slot, filed) != "open":
            return False
        return not await self._too_few(filed.project, slot.arm, slot.on)


def _spoken(language: Language | None, filed: Filed | None) -> Language:
    """Somebody's own language, or else the project's."""
    return language or (filed.project.language if filed else "nl")


def _seated(one: Subscription | None) -> bool:
    return one is not None and one.wishes.seated


def _shown(answers: Sequence[Answer]) -> Show:
    return next(answer for answer in answers if isinstance(answer, Show))
