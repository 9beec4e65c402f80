"""HR's form: one screen after another, each checked, and at the end a project that is filed."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from bot.core import drafting, periods
from bot.core.drafting import Around, Counted, Draft, Step, Trouble, Values
from bot.core.project import Project
from bot.core.rights import Action
from bot.service import filing
from bot.service.office_ports import Ground
from bot.service.offices.desk import local_day
from bot.service.offices.projects import Projects
from bot.service.offices.screens import Counting, Form, Overview, Screen
from bot.service.ports import Door, Filed, Person

PATIENCE = 1.5
"""Seconds that a submission may wait for Slack's figures; it is answered within three."""
GROUNDS = 8
"""Channels that are looked up at the same time."""

Turn = Literal["back", "add", "change", "remove", "again"]
"""What a button inside the form asks."""
ONWARD: dict[Step, Step] = {"basics": "rhythm", "rhythm": "free", "free": "arms", "arm": "arms"}
BACKWARD: dict[Step, Step] = {
    "rhythm": "basics",
    "free": "rhythm",
    "arms": "free",
    "arm": "arms",
    "summary": "arms",
}

FORMS_LIVE = timedelta(days=1)
"""How long a form that nobody touches is kept."""
DEFAULTS: Values = {
    "deliver": "channel",
    "language": "nl",
    "timezone": "Europe/Amsterdam",
    "days": ("mon", "tue", "wed", "thu", "fri"),
    "window": "15",
    "country": "NL",
    "region": "none",
}

Answer = Screen | tuple[Trouble, ...]


class Forms(Projects):
    """The walk through HR's form. What is filled in lies in a draft; the view carries its name."""

    async def begin_form(
        self, action: Action, project: str | None, who: Person, door: Door
    ) -> None:
        """Open the form: for a new project, for a change, or for a copy."""
        filed = await self._store.project(project) if project else None
        if not await self.may(who, action):
            await self._refuse(who, door)
        elif action != "make" and (filed is None or (action == "edit" and filed.state == "ended")):
            await self._gone(who, door)
        else:
            draft = _beginning(action, filed)
            name = secrets.token_urlsafe(18)
            await self._keep(name, draft)
            await self._sender.screen(door, await self._form("basics", name, draft, who))

    async def submitted(
        self, name: str, step: Step, arm: int, values: Values, who: Person
    ) -> Answer:
        """Answer the main button of a screen: the next one, or what is wrong by field."""
        draft = await self._draft(name, who)
        if not isinstance(draft, Draft):
            return draft
        draft = _filled(draft, step, arm, values)
        if step == "summary":
            return await self._file(name, draft, who)
        around = await self._around(draft)
        if step == "arm":
            around = replace(around, shared=await self._shared(draft, arm))
        if step != "arms" and (troubles := drafting.troubles_of(step, draft, around, arm)):
            return troubles
        await self._keep(name, draft)
        if step == "arms":
            return await self._overview_or_wait(name, draft, who)
        onward = "arm" if step == "free" and not draft.arms else ONWARD[step]
        return await self._form(onward, name, draft, who)

    async def turned(
        self,
        turn: Turn,
        name: str,
        step: Step,
        arm: int,
        values: Values,
        who: Person,
        door: Door,
    ) -> None:
        """Answer a button inside the form; what was typed so far is kept as it is."""
        draft = await self._draft(name, who)
        if not isinstance(draft, Draft):
            await self._sender.screen(door, draft)
            return
        if step not in ("arms", "summary") and not (step == "arm" and arm >= len(draft.arms)):
            draft = _filled(draft, step, arm, values)
        if turn == "again":
            await self._sender.screen(door, await self._overview(name, draft, who))
            return
        if turn == "remove":
            draft = draft.without_arm(arm)
        await self._keep(name, draft)
        to, number = _whither(turn, step, arm, draft)
        await self._sender.screen(door, await self._form(to, name, draft, who, number))

    async def foresee(self, name: str, who: Person, door: Door) -> None:
        """Bring the last screen when the invited have been counted."""
        draft = await self._draft(name, who)
        screen = await self._overview(name, draft, who) if isinstance(draft, Draft) else draft
        await self._sender.screen(door, screen)

    async def _file(self, name: str, draft: Draft, who: Person) -> Screen:
        around = await self._around(draft)
        original = await self._store.project(draft.project) if draft.project else None
        if draft.project and (original is None or original.state == "ended"):
            return await self._notice("no-project", who)
        if original and drafting.drafted(original.meant).base != draft.base:
            return await self._notice("changed", who)
        shared = await self._shared(draft)
        project, troubles = drafting.made(draft, replace(around, shared=shared))
        if project is None:
            return await self._overview(name, draft, who, troubles)
        deed = self._deed(who, "changed" if original else "made", project.id)
        try:
            begins = await filing.file(self._store, project, self._now(), deed)
        except filing.Refused:
            return await self._notice("changed", who)
        await self._store.drop_drafts(self._now() - FORMS_LIVE, name)
        notice = await self._notice("filed" if original else "filed-new", who)
        return replace(notice, on=begins or project.starts)

    async def _overview_or_wait(self, name: str, draft: Draft, who: Person) -> Screen:
        """The last screen, if Slack's figures come in time for an answer; else one that waits."""
        task = asyncio.get_running_loop().create_task(self._overview(name, draft, who))
        done, _ = await asyncio.wait({task}, timeout=PATIENCE)
        if done:
            return task.result()
        task.cancel()
        return Counting(name, await self.language(who))

    async def _overview(
        self, name: str, draft: Draft, who: Person, found: tuple[Trouble, ...] = ()
    ) -> Overview:
        around, now = await self._around(draft), self._now()
        around = replace(around, shared=await self._shared(draft))
        project, troubles = drafting.made(draft, around)
        begins, forecast = None, None
        if project is not None and around.original is not None:
            filed = await self._store.project(project.id)
            today = local_day(project, now)
            old = filed.project if filed else around.original
            if trouble := drafting.unchangeable(old, project, today):
                project, troubles = None, (trouble,)
            else:
                begins = drafting.split(old, project, today)[2]
        if project is not None:
            counted = await self._counted(project)
            at_once = self._at_once
            forecast = drafting.foretell(project, counted, self._library, now, at_once)
        return Overview(
            name,
            draft,
            project,
            forecast,
            found or troubles,
            begins,
            now.date(),
            await self.language(who),
        )

    async def _counted(self, project: Project) -> Counted:
        roles = frozenset(await self._store.roles())
        invited = {arm.name: await self._invited(project, arm.name, roles) for arm in project.arms}
        places = [channel for arm in project.arms for channel in arm.channels]
        grounds = await self._grounds(places)
        outside = {place for place, ground in grounds.items() if ground and not ground.member}
        unseen = {place for place in places if grounds.get(place) is None}
        return Counted(invited, frozenset(outside), frozenset(unseen))

    async def _invited(self, project: Project, arm: str, without: frozenset[str]) -> int | None:
        """How many an arm invites: the colleagues in its channels, or its subscribers."""
        found = project.arm(arm)
        if found is None or project.deliver == "dm":
            return None
        return await self._sender.headcount(found.channels, without)

    async def _shared(self, draft: Draft, arm: int | None = None) -> frozenset[str]:
        """Return the channels of a draft, or of one group in it, that another company is in."""
        arms = draft.arms if arm is None else draft.arms[arm : arm + 1]
        places = [each for values in arms for each in drafting.several_of(values, "channels")]
        grounds = await self._grounds(places)
        return frozenset(place for place, ground in grounds.items() if ground and ground.shared)

    async def _grounds(self, places: list[str]) -> dict[str, Ground | None]:
        """Look up channels, as far as Slack says something of them in time."""
        room = asyncio.Semaphore(GROUNDS)
        found: dict[str, Ground | None] = {}

        async def look(place: str) -> None:
            async with room:
                found[place] = await self._sender.ground(place)

        tasks = [asyncio.get_running_loop().create_task(look(place)) for place in set(places)]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=PATIENCE)
            for task in late:
                task.cancel()
        return found

    async def _draft(self, name: str, who: Person) -> Draft | Screen:
        """Return a draft to somebody who may use it, or else a kind sentence."""
        code = await self._store.draft(name)
        draft = drafting.unpack(code) if code else None
        if not await self.may(who, "edit" if draft and draft.project else "make"):
            return await self._notice("no-right", who)
        return draft or await self._notice("gone", who)

    async def _keep(self, name: str, draft: Draft) -> None:
        await self._store.keep_draft(name, drafting.pack(draft), self._now())

    async def _around(self, draft: Draft) -> Around:
        others = await self._store.projects()
        filed = next((each for each in others if each.project.id == draft.project), None)
        original = filed.meant if filed else None
        today = local_day(original, self._now()) if original else self._now().date()
        return Around(
            library=self._library,
            today=today,
            original=original,
            started=filed is not None and filed.project.starts <= today,
            taken=filing.taken(draft.project, others),
            names=frozenset(each.project.id for each in others),
        )

    async def _form(
        self, step: Step, name: str, draft: Draft, who: Person, arm: int | None = None
    ) -> Form:
        around = await self._around(draft)
        begins = None
        if around.started and around.original is not None:
            begins = periods.next_begins(around.original, around.today)
        return Form(
            step,
            name,
            draft,
            len(draft.arms) if arm is None else arm,
            self._library,
            await self.language(who),
            started=around.started,
            begins=begins,
            today=around.today,
        )


def _beginning(action: Action, filed: Filed | None) -> Draft:
    if filed is None:
        return Draft(fields=DEFAULTS)
    return drafting.drafted(filed.meant) if action == "edit" else drafting.copied(filed.meant)


def _filled(draft: Draft, step: Step, arm: int, values: Values) -> Draft:
    if step == "arm":
        return draft.with_arm(arm, values)
    return draft if step in ("arms", "summary") else draft.filled(values)


def _whither(turn: Turn, step: Step, arm: int, draft: Draft) -> tuple[Step, int | None]:
    if turn == "change":
        return "arm", arm
    if turn == "add" or (turn == "remove" and not draft.arms):
        return "arm", None
    if turn == "remove":
        return "arms", None
    back = BACKWARD.get(step, "basics")
    return ("free" if back == "arms" and not draft.arms else back), None
