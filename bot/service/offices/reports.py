"""Reports as files: made beside the presses, and handed to the one who asked and nobody else."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial

import structlog

from bot.core import rights
from bot.core.report import Report
from bot.service import reporting
from bot.service.offices.desk import Desk, local_day
from bot.service.offices.screens import Notice, NoticeKey
from bot.service.ports import Door, Filed, Person
from bot.service.release_ports import Altered
from bot.service.report_ports import Format, ReportFile

log = structlog.get_logger("bot.service")


class Reports(Desk):
    """The files of a report. Who may have one is asked when it is pressed for, and when it goes."""

    async def report(self, name: str, to: Format, who: Person, door: Door) -> None:
        """Make the report of a project as a file, and hand it over in a direct message."""
        filed = await self._store.project(name)
        if not await self._may_read(who, filed):
            await self._refuse(who, door)
            return
        now, version = self._now(), self._reporter.version
        try:
            since = await self._reads_from(who, filed)
            found = await reporting.report(self._store, self._library, name, now, version, since)
        except Altered:
            log.error("releases are not as they were published", project=name)
            await self._sender.screen(door, await self._notice("figures-altered", who))
            return
        if filed is None or found is None:
            await self._sender.screen(door, await self._notice("no-project", who))
        elif not found.periods:
            await self._sender.screen(door, await self._no_figures(filed, who))
        else:
            await self._sender.screen(door, await self._notice("report-coming", who))
            # A second press on the same button brings no second file.
            asked = (who.user, name, to)
            if asked not in self._asked:
                self._asked.add(asked)
                self.afterwards(partial(self._bring, found, to, who))

    async def _bring(self, found: Report, to: Format, who: Person) -> None:
        try:
            handed = await self._hand(found, to, who)
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            log.error("a report could not be made", to=to, error=type(error).__name__)
            handed = False
        finally:
            self._asked.discard((who.user, found.project, to))
        if not handed:
            await self._sender.lost(who, await self.language(who))
        elif to == "png":
            await self.home(who)

    async def _hand(self, found: Report, to: Format, who: Person) -> bool:
        language = await self.language(who)
        async with self._rendering:
            content = await asyncio.to_thread(self._reporter.render, found, to, language)
            picture = to == "png"
            alt = await asyncio.to_thread(self._reporter.alt, found, language) if picture else ""
        filed = await self._store.project(found.project)
        since = await self._reads_from(who, filed)
        early = since is not None and any(period.begins < since for period in found.periods)
        if filed is None or early or not await self._may_read(who, filed):
            return True  # what was theirs a moment ago is not any more; nothing is lost
        last = found.periods[-1]
        file = ReportFile(
            project=found.project,
            title=found.title.say(language),
            period=last.number,
            begins=last.begins,
            ends=last.ends,
            digest=last.digest,
            to=to,
            content=content,
            alt=alt,
            today=local_day(filed.project, self._now()),
            language=language,
        )
        return await self._sender.hand(who, file)

    async def _may_read(self, who: Person, filed: Filed | None) -> bool:
        role = (await self._store.roles()).get(who.user)
        shared = filed is not None and filed.project.reports.share_with_hr
        return rights.may_read(role, shared=shared)

    async def _reads_from(self, who: Person, filed: Filed | None) -> date | None:
        role = (await self._store.roles()).get(who.user)
        return rights.reads_from(role, filed.project.reports.shared_from if filed else None)

    async def _no_figures(self, filed: Filed, who: Person) -> Notice:
        on = (await self.published(filed, await self._reads_from(who, filed))).coming
        key: NoticeKey = "figures-later" if on else "no-figures"
        return Notice(key, await self.language(who), on, self._now().date())
