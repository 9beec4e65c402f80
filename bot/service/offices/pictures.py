"""The picture of the latest figures in the physio's Home, drawn when Home is first opened.

Home does not wait for it. One picture serves all who may read every figure, in one language, until
the next release or the next start; who reads only what a project shares asks for theirs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from functools import partial

import structlog

from bot.service import reporting
from bot.service.offices.reports import Reports
from bot.service.ports import Person
from bot.service.report_ports import Summary

LOOKS = 30
"""How often Slack is asked, bell by bell, whether it has looked at a picture."""

log = structlog.get_logger("bot.service")


class Pictures(Reports):
    """Home, and the pictures that come into it a little later."""

    async def home(
        self, who: Person, page: int | None = None, programme_page: int | None = None
    ) -> None:
        """Publish somebody's Home, and draw for a physio what is not there yet."""
        shown = await self.sight(who, page, programme_page)
        await self._sender.publish(who, shown)
        if shown.role != "physio":
            return
        for sight in shown.projects:
            latest = sight.report.latest if sight.report else None
            if latest is not None:
                self._see_to(Summary(sight.project.id, latest.digest, shown.language), who)

    async def show_summaries(self) -> None:
        """Ask Slack of the pictures that are awaited, and show those that it knows by now."""
        await self._show(list(self._awaited))

    def _see_to(self, summary: Summary, who: Person) -> None:
        """Let somebody wait for a picture, and draw it if nobody does and it failed not today."""
        today = self._now().date()
        if summary in self._awaited:
            self._awaited[summary][who.user] = who
        elif not self._sender.depicts(summary, who) and self._drawn.get(summary) != today:
            self._drawn[summary] = today
            self._awaited[summary] = {who.user: who}
            self.afterwards(partial(self._draw, summary))

    async def _draw(self, summary: Summary) -> None:
        made = False
        try:
            made = await self._depict(summary)
        except Exception as error:  # noqa: BLE001 - whatever it is, Home is whole without
            log.error("a summary could not be drawn", error=type(error).__name__)
        if made:
            await self._show([summary])
        else:
            self._awaited.pop(summary, None)

    async def _depict(self, summary: Summary) -> bool:
        now, version = self._now(), self._reporter.version
        found = await reporting.report(self._store, self._library, summary.project, now, version)
        if found is None or [one.digest for one in found.periods][-1:] != [summary.digest]:
            return False  # newer figures came meanwhile: who opens Home now gets theirs
        language = summary.language
        async with self._rendering:
            content = await asyncio.to_thread(self._reporter.render, found, "png", language)
            alt = await asyncio.to_thread(self._reporter.alt, found, language)
        return await self._sender.depict(summary, content, alt)

    async def _show(self, summaries: Iterable[Summary]) -> None:
        """Publish the Home of whoever waits for a picture that Slack knows by now, each once."""
        people: dict[str, Person] = {}
        for summary in summaries:
            people |= await self._look(summary)
        for who in people.values():
            await self.home(who)

    async def _look(self, summary: Summary) -> Mapping[str, Person]:
        """Ask Slack of a picture; who waited for it where it is ready, else nobody."""
        # None while it is being drawn, and where one of newer figures took its place.
        standing = await self._sender.depicted(summary)
        self._looks[summary] += 1
        if standing in (None, "waiting", "unknown") and self._looks[summary] < LOOKS:
            return {}
        del self._looks[summary]
        people = self._awaited.pop(summary, {})
        return people if standing == "ready" else {}
