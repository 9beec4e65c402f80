"""Home: what each role finds there, and what happens when somebody presses something in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeVar

from bot.core import rights, schedule
from bot.core.fields import Language
from bot.core.lint import lint
from bot.core.project import Project
from bot.core.rights import Action, Role
from bot.service.offices.screens import (
    Checklist,
    Home,
    Notice,
    NoticeKey,
    ProgrammeSight,
    ProjectSight,
    ReportSight,
)
from bot.service.ports import Door, Filed, Person
from bot.service.subscribing import Subscribing

PER_PAGE = 10
UPCOMING = 3

Item = TypeVar("Item")


class Desk(Subscribing):
    """What everybody's Home is made of. Each answer asks the store again who may have it."""

    async def home(
        self, who: Person, page: int | None = None, programme_page: int | None = None
    ) -> None:
        """Publish somebody's Home, at pages from 0; where none is given it stays where it was."""
        await self._sender.publish(who, await self.sight(who, page, programme_page))

    async def sight(
        self, who: Person, page: int | None = None, programme_page: int | None = None
    ) -> Home:
        """Return somebody's Home, as `home` publishes it."""
        roles = await self._store.roles()
        role, language = roles.get(who.user), await self.language(who)
        today = self._now().date()
        if role is None:
            self._leaves.pop(who.user, None)
            claim = rights.may_claim(roles, admin=True) and await self._sender.admin(who)
            own = await self.mine(who, language)
            return Home(own.language, None, today, claim=claim, own=own)
        was = self._leaves.get(who.user, (0, 0))
        filed = sorted(await self._store.projects(), key=_order)
        shown, page, pages = _page(filed, was[0] if page is None else page)
        programmes = self._library.programmes if rights.may(role, "see-programmes") else {}
        known, programme_page, programme_pages = _page(
            list(programmes.values()), was[1] if programme_page is None else programme_page
        )
        self._leaves[who.user] = (page, programme_page)
        return Home(
            language,
            role,
            today,
            page=page,
            pages=pages,
            projects=tuple([await self._project(each, role) for each in shown]),
            checklist=self._checklist(roles, filed) if role == "hr" else None,
            programmes=tuple(
                ProgrammeSight(each, tuple(lint(each, self._library, today))) for each in known
            ),
            programme_page=programme_page,
            programme_pages=programme_pages,
        )

    async def may(self, who: Person, action: Action) -> bool:
        """Return whether somebody may do this now; asked anew at every action and submission."""
        return rights.may((await self._store.roles()).get(who.user), action)

    async def language(self, who: Person) -> Language:
        """Return the language in which somebody is answered."""
        return await self._sender.language(who) or "nl"

    async def _notice(self, key: NoticeKey, who: Person) -> Notice:
        return Notice(key, await self.language(who), today=self._now().date())

    async def _refuse(self, who: Person, door: Door) -> None:
        """Say kindly that this is not theirs to do, and bring their Home up to date."""
        await self._sender.screen(door, await self._notice("no-right", who))
        await self.home(who)

    async def published(self, filed: Filed, since: date | None) -> ReportSight:
        """Return how far a project's figures are, for who reads those from `since` on."""
        releases = await self._store.releases(filed.project.id)
        coming = await self.release_on(filed, len(releases))
        later = coming is not None and coming > local_day(filed.project, self._now())
        if any(not each.sound for each in releases):
            return ReportSight(None, None, altered=True)
        latest = releases[-1] if releases else None
        if latest is not None and since is not None and latest.release.begins < since:
            latest = None
        return ReportSight(latest, coming if later else None)

    async def _project(self, filed: Filed, role: Role) -> ProjectSight:
        project, now = filed.project, self._now()
        coming = schedule.next_pauses(project, filed.state, now, UPCOMING)
        by_channel = project.deliver == "channel"
        reads = rights.may_read(role, shared=project.reports.share_with_hr)
        since = rights.reads_from(role, project.reports.shared_from)
        return ProjectSight(
            project=filed.meant,
            state=filed.state,
            over=schedule.is_over(project, filed.state, now),
            programme=self._library.programmes.get(project.programme),
            upcoming=tuple(each.due.astimezone(project.zone) for each in coming),
            tally=await self._store.tally(project.id) if by_channel else None,
            changes=filed.later.on if filed.later else None,
            report=await self.published(filed, since) if reads else None,
        )

    def _checklist(self, roles: Mapping[str, Role], filed: Sequence[Filed]) -> Checklist | None:
        """What is still to be done, until the first project has begun to run."""
        if any(each.project.starts <= local_day(each.project, self._now()) for each in filed):
            return None
        held = list(roles.values())
        return Checklist(
            hr=held.count("hr"),
            physio=held.count("physio"),
            programmes=len(self._library.programmes),
            projects=len(filed),
            council=bool(filed),
            running=any(each.state == "running" for each in filed),
        )


def _page(items: Sequence[Item], page: int) -> tuple[Sequence[Item], int, int]:
    """Return the items of a page (from 0), which page that is, and how many there are."""
    pages = max(1, -(-len(items) // PER_PAGE))
    page = min(max(0, page), pages - 1)
    return items[page * PER_PAGE : (page + 1) * PER_PAGE], page, pages


def _order(filed: Filed) -> tuple[int, int, str]:
    """Running ones first, then paused, then ended; of each the latest first."""
    rank = ("running", "paused", "ended").index(filed.state)
    return rank, -filed.project.starts.toordinal(), filed.project.id


def local_day(project: Project, now: datetime) -> date:
    """Return the date in a project's zone."""
    return now.astimezone(project.zone).date()
