"""What subscribers ask: to begin, to stop, to change their times, to be left alone for a while."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.core import schedule
from bot.core.effects import Arrange, Tell, Topic, Wish
from bot.core.fields import Language, Text
from bot.core.project import Project
from bot.core.subscription import (
    Complaint,
    Form,
    Mine,
    Shared,
    Subscription,
    Wishes,
    read,
    times,
)
from bot.service.direct import Direct, digest
from bot.service.ports import Door, Filed, Person


class Subscribing(Direct):
    """Somebody's own prompts. Nothing here is asked of, told to, or done by anybody else."""

    async def want(self, wanted: Arrange, who: Person, door: Door) -> None:
        """Do what somebody typed or pressed about their own prompts, and say so."""
        one = await self._store.subscription(who.user)
        if wanted.wish == "subscribe":
            await self.subscribe(who, door)
        elif one is None:
            none: Topic = "not-subscribed" if await self._direct_projects() else "channel-only"
            await self._sender.tell(door, Tell(none, wanted.language))
            if door.home:  # which still shows what is gone
                await self.home(who)
        elif wanted.wish == "unsubscribe":
            await self.unsubscribe(who, door)
        elif wanted.wish == "settings":
            await self._open_settings(one, wanted.language, door)
        elif wanted.wish == "resume":
            await self._rest(one, None, Tell("resumed", wanted.language), door)
        else:
            tomorrow = self._today(one) + timedelta(days=1)
            until = max(wanted.until or tomorrow, tomorrow)
            told = Tell("break", wanted.language, (("day", until), ("today", tomorrow)))
            if until == tomorrow:
                told = Tell("not-today", wanted.language)
            await self._rest(one, until, told, door)

    async def wanted(self, wish: Wish, who: Person, door: Door) -> None:
        """Somebody pressed a button about their own prompts; *vandaag niet* names no day."""
        await self.want(Arrange(wish, await self._tongue(who)), who, door)

    async def explained(self, who: Person, door: Door) -> None:
        """Somebody asked what HR sees."""
        await self._sender.explain(door, await self._tongue(who), await self.account())

    async def subscribe(self, who: Person, door: Door, name: str | None = None) -> None:
        """Begin somebody's own prompts, in the project called `name` or else in the only one.

        Where that is not one project, they are told which there are to choose from.
        """
        language = await self._tongue(who)
        offered = await self._direct_projects()
        chosen = [each for each in offered if name in (None, each.project.id)]
        if await self._store.subscription(who.user) is not None:
            await self._sender.tell(door, Tell("already-subscribed", language))
        elif len(chosen) != 1:
            topic: Topic = "which-project" if offered else "channel-only"
            await self._sender.tell(door, Tell(topic, language, choices=_choices(offered)))
        else:
            one = await self._begin_for(who, chosen[0].project)
            pauses = times(one.wishes, self.placed(chosen[0].project, one.id))
            values = (("project", chosen[0].project.title), ("times", pauses))
            await self._sender.tell(door, Tell("subscribed", language, values))
        await self.home(who)

    async def unsubscribe(self, who: Person, door: Door) -> None:
        """End somebody's own prompts and forget at once that there were any."""
        language = await self._tongue(who)
        gone = await self._store.unsubscribe(who.user)
        await self._sender.tell(door, Tell("unsubscribed" if gone else "not-subscribed", language))
        await self.home(who)

    async def arranged(self, form: Form, who: Person) -> dict[str, Complaint]:
        """Take in somebody's filled-in settings; return what is wrong, by field."""
        one = await self._store.subscription(who.user)
        filed = await self._store.project(one.project) if one else None
        if one is None or filed is None:
            return {"pauses": Complaint("gone")}
        most = len(self.placed(filed.project, one.id).pauses)
        wishes = read(form, filed.project.days, most, self._today(one))
        if not isinstance(wishes, Wishes):
            return wishes
        await self._write(replace(one, wishes=wishes), filed.project)
        return {}

    async def moved_to(self, user: str, zone: str | None) -> None:
        """Somebody's zone in Slack may have changed: their prompts follow it."""
        one = await self._store.subscription(user)
        filed = await self._store.project(one.project) if one else None
        if one is not None and filed is not None and zone is not None and zone != one.zone:
            await self._write(replace(one, zone=zone), filed.project)

    async def deactivated(self, user: str) -> None:
        """Somebody's account is gone, and their subscription with it."""
        await self._store.unsubscribe(user)

    async def mine(self, who: Person, language: Language) -> Mine:
        """Return what somebody's Home says of their own prompts."""
        one = await self._store.subscription(who.user)
        filed = await self._store.project(one.project) if one else None
        offered = _choices(await self._direct_projects())
        if one is None or filed is None:
            return Mine(language, None, offered, self._now().date())
        arm = self.placed(filed.project, one.id)
        return Mine(
            one.wishes.language or language,
            one,
            offered,
            self._today(one),
            title=filed.project.title,
            days=filed.project.days,
            times=times(one.wishes, arm),
            most=len(arm.pauses),
        )

    async def account(self) -> tuple[Shared, ...]:
        """Return what each running project shares and where it prompts, for *wat ziet HR?*."""
        return tuple(
            Shared(
                filed.project.title,
                filed.project.deliver,
                filed.project.reports.share_with_hr,
                filed.project.reports.effect_question,
            )
            for filed in await self._store.projects()
            if filed.state != "ended"
            and not schedule.is_over(filed.project, filed.state, self._now())
        )

    async def _tongue(self, who: Person) -> Language:
        """The language somebody chose for themselves, or else Slack's."""
        one = await self._store.subscription(who.user)
        return (one.wishes.language if one else None) or await self._sender.language(who) or "nl"

    async def _begin_for(self, who: Person, project: Project) -> Subscription:
        await self._sender.look([who.user])
        zone = self._sender.zone(who.user) or project.timezone
        name = f"s{secrets.token_hex(13)}"
        one = Subscription(name, who.user, project.id, Wishes(), zone)
        one = replace(one, due=self.next_for(one, project, self._now()))
        await self._store.subscribe(one, digest(project))
        return one

    async def _open_settings(self, one: Subscription, language: Language, door: Door) -> None:
        if door.trigger is None:
            # Typed words come without a trigger; a button brings one.
            await self._sender.tell(door, Tell("settings", language, offer=True))
            return
        await self._sender.settings(door, await self.mine(Person("", one.user), language))

    async def _rest(self, one: Subscription, until: date | None, told: Tell, door: Door) -> None:
        filed = await self._store.project(one.project)
        if filed is not None:
            wishes = replace(one.wishes, until=until)
            await self._write(replace(one, wishes=wishes), filed.project)
        await self._sender.tell(door, told)
        await self.home(Person("", one.user))

    async def _write(self, one: Subscription, project: Project) -> None:
        """Write new wishes; what is already due by the old ones is settled by the new ones."""
        now = self._now()
        due = one.due if one.due and one.due <= now else self.next_for(one, project, now)
        await self._store.change(replace(one, due=due), digest(project))

    async def _direct_projects(self) -> list[Filed]:
        return [
            filed
            for filed in await self._store.projects()
            if filed.project.deliver == "dm"
            and not schedule.is_over(filed.project, filed.state, self._now())
        ]

    def _today(self, one: Subscription) -> date:
        return self._now().astimezone(ZoneInfo(one.zone)).date()


def _choices(offered: Iterable[Filed]) -> tuple[tuple[str, Text], ...]:
    return tuple((each.project.id, each.project.title) for each in offered)
