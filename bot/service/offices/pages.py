"""Sheets to print, for who asked alone: a programme's page, the works council's statement."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import structlog

from bot.core.programme import Programme
from bot.service.offices.desk import Desk
from bot.service.ports import Door, Person
from bot.service.report_ports import Kind, ProgrammeFile, StatementFile
from bot.service.stating import stated

log = structlog.get_logger("bot.service")


class Pages(Desk):
    """Sheets, made beside the presses. Who may have one is asked at the press, and when it goes."""

    async def programme_page(self, name: str, who: Person, door: Door) -> None:
        """Make the page of a programme, and hand it over in a direct message."""
        if not await self.may(who, "see-programmes"):
            await self._refuse(who, door)
            return
        programme = self._library.programmes.get(name)
        if programme is None:
            await self._sender.screen(door, await self._notice("no-programme", who))
            return
        await self._sender.screen(door, await self._notice("page-coming", who))
        self._bring_once("programme", name, who, partial(self._hand_page, programme, who))

    async def statement(self, who: Person, door: Door) -> None:
        """Make the statement for the works council, and hand it over in a direct message."""
        if not await self.may(who, "statement"):
            await self._refuse(who, door)
            return
        await self._sender.screen(door, await self._notice("statement-coming", who))
        self._bring_once("statement", "", who, partial(self._hand_statement, who))

    def _bring_once(
        self, kind: Kind, name: str, who: Person, hand: Callable[[], Awaitable[bool]]
    ) -> None:
        """Have a sheet brought; a second press on the same button brings no second file."""
        asked = (who.user, name, kind)
        if asked not in self._asked:
            self._asked.add(asked)
            self.afterwards(partial(self._bring_sheet, kind, name, who, hand))

    async def _bring_sheet(
        self, kind: Kind, name: str, who: Person, hand: Callable[[], Awaitable[bool]]
    ) -> None:
        try:
            handed = await hand()
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            log.error("a sheet could not be made", of=kind, error=type(error).__name__)
            handed = False
        finally:
            self._asked.discard((who.user, name, kind))
        if not handed:
            await self._sender.lost(who, await self.language(who), kind)

    async def _hand_page(self, programme: Programme, who: Person) -> bool:
        language, today = await self.language(who), self._now().date()
        make = self._reporter.programme_page
        async with self._rendering:
            content = await asyncio.to_thread(make, programme, self._library, language, today)
        if not await self.may(who, "see-programmes"):
            return True  # what was theirs a moment ago is not any more; nothing is lost
        title = programme.title.say(language)
        file = ProgrammeFile(programme.id, title, programme.version, content, language)
        return await self._sender.hand_page(who, file)

    async def _hand_statement(self, who: Person) -> bool:
        language, today = await self.language(who), self._now().date()
        async with self._rendering:
            projects = await stated(self._store, self._library)
            content = await asyncio.to_thread(self._reporter.statement, projects, language, today)
        if not await self.may(who, "statement"):
            return True  # as with a page
        return await self._sender.hand_statement(who, StatementFile(today, content, language))
