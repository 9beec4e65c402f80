"""Pages of programmes: made beside the presses, and handed to the physio who asked alone."""

from __future__ import annotations

import asyncio
from functools import partial

import structlog

from bot.core.programme import Programme
from bot.service.offices.desk import Desk
from bot.service.ports import Door, Person
from bot.service.report_ports import ProgrammeFile

log = structlog.get_logger("bot.service")


class Pages(Desk):
    """The page of a programme. Who may have it is asked at the press, and when the page goes."""

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
        # A second press on the same button brings no second file.
        asked = (who.user, name, "programme")
        if asked not in self._asked:
            self._asked.add(asked)
            self.afterwards(partial(self._bring_page, programme, who))

    async def _bring_page(self, programme: Programme, who: Person) -> None:
        try:
            handed = await self._hand_page(programme, who)
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody waits for an answer
            log.error("a programme's page could not be made", error=type(error).__name__)
            handed = False
        finally:
            self._asked.discard((who.user, programme.id, "programme"))
        if not handed:
            await self._sender.lost(who, await self.language(who), "programme")

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
