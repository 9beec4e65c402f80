"""What HR and the physio do to a project with one press: pause, resume, end, try, ask."""

from __future__ import annotations

from bot.core import drafting, walkthrough
from bot.core.effects import Show
from bot.core.project import Arm, Project, Slot, State
from bot.core.rights import Action
from bot.service.deeds import Deed, Later, What
from bot.service.office_ports import Trial
from bot.service.offices.desk import Desk, local_day
from bot.service.ports import Door, Filed, Person


class Projects(Desk):
    """Actions on one project; the role is asked for again at each of them."""

    async def pause(self, name: str, who: Person, door: Door) -> None:
        """Prompt no more until somebody resumes."""
        await self._turn("pause", name, ("running", "paused"), "paused", who, door)

    async def resume(self, name: str, who: Person, door: Door) -> None:
        """Prompt again."""
        await self._turn("resume", name, ("paused", "running"), "resumed", who, door)

    async def end_project(self, name: str, who: Person, door: Door) -> None:
        """End a project for good."""
        if not await self.may(who, "end"):
            await self._refuse(who, door)
        elif await self._store.end(name, self._deed(who, "ended", name)):
            await self.home(who)
        else:
            await self._gone(who, door)

    async def try_out(self, name: str, who: Person, door: Door) -> None:
        """Send somebody of HR the prompt as colleagues get it; walks from it never count."""
        filed = await self._store.project(name)
        if not await self.may(who, "trial"):
            await self._refuse(who, door)
        elif filed is None:
            await self._gone(who, door)
        else:
            project = filed.meant
            seconds = [self._seconds(project, arm) for arm in project.arms]
            trial = Trial(
                project.id,
                tuple(arm.name for arm in project.arms),
                max((each for each in seconds if each is not None), default=60),
                await self.language(who),
            )
            sent = await self._sender.trial(who, trial)
            notice = await self._notice("trial-sent" if sent else "trial-failed", who)
            await self._sender.screen(door, notice)

    async def tried(self, name: str, arm: str, who: Person, door: Door) -> None:
        """Somebody pressed the button of a trial: a walk by that group's protocol, uncounted."""
        filed, language = await self._store.project(name), await self.language(who)
        shown = walkthrough.kindly("unknown", language)
        if filed is not None:
            # Of a slot that is still to come nothing is counted, whoever presses and whenever.
            slot = Slot(name, arm, filed.meant.starts, 0)
            answers = walkthrough.offer(slot, filed.meant, "early", 0, self._library, language)
            shown = next(answer for answer in answers if isinstance(answer, Show))
        await self._sender.open(door, shown)

    async def ask_effect(self, name: str, who: Person, door: Door, *, on: bool) -> None:
        """Let the physio have the effect question asked, or not; from the next period on."""
        filed = await self._store.project(name)
        if not await self.may(who, "effect-question"):
            await self._refuse(who, door)
        elif filed is None or filed.state == "ended":
            await self._gone(who, door)
        else:
            reports = filed.meant.reports.model_copy(update={"effect_question": on})
            project = filed.meant.model_copy(update={"reports": reports})
            what: What = "question-on" if on else "question-off"
            await self._file_change(project, filed, what, who, door)

    async def _file_change(
        self, project: Project, filed: Filed, what: What, who: Person, door: Door
    ) -> None:
        today = local_day(filed.project, self._now())
        if drafting.unchangeable(filed.project, project, today):
            await self._sender.screen(door, await self._notice("last-period", who))
            return
        at_once, then, begins = drafting.split(filed.project, project, today)
        later = Later(then, begins) if then and begins else None
        deed = self._deed(who, what, project.id)
        await self._store.apply(at_once, self._now(), later, deed)
        await self.home(who)

    async def _turn(
        self,
        action: Action,
        name: str,
        states: tuple[State, State],
        what: What,
        who: Person,
        door: Door,
    ) -> None:
        if not await self.may(who, action):
            await self._refuse(who, door)
        elif await self._store.turn(name, *states, self._deed(who, what, name)):
            await self.home(who)
        else:
            await self._gone(who, door)

    async def _gone(self, who: Person, door: Door) -> None:
        await self._sender.screen(door, await self._notice("no-project", who))
        await self.home(who)

    def _deed(self, who: Person, what: What, project: str | None = None) -> Deed:
        return Deed(self._now(), who.user, what, project)

    def _seconds(self, project: Project, arm: Arm) -> int | None:
        slot = Slot(project.id, arm.name, project.starts, 0)
        return walkthrough.length(slot, project, 0, self._library)
