"""A group of too few takes part like any other; nothing is counted, and who asks is told why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.core.project import Slot
from bot.slack import ids
from tests import fakes
from tests.slack.payload_kit import NOW, World, press, world
from tests.store.kit import MONDAY

PROJECT = fakes.project()
SLOT = Slot("lente", "een", MONDAY, 0)
WEEK = "2027-W02"


async def asked(bot: World) -> str:
    """Return what the bot says of somebody's week."""
    answers = await bot.meet(
        {
            "command": "/pauze",
            "text": "mijn-week",
            "user_id": "U0ANNA",
            "team_id": "T1",
            "channel_id": "C0ALPHA",
            "trigger_id": "1.1",
            "response_url": "https://hooks.example/1",
        }
    )
    return " ".join(str(answer.get("text")) for answer in answers)


async def pressed(bot: World) -> list[Any]:
    """Press *Al bewogen* on the first pause."""
    more = {"response_url": "https://hooks.example/1", "channel": {"id": "C0ALPHA"}}
    return await bot.meet(press("U0ANNA", ids.MOVED, ids.pack_slot(SLOT), **more))


async def test_what_is_done_in_a_small_group_is_not_counted(tmp_path: Path) -> None:
    async with world(tmp_path, [PROJECT], fakes.library(), explored=False) as bot:
        await bot.store.freeze("lente", "een", 0, 14)
        await bot.service.tick(NOW)
        await pressed(bot)
        assert (await bot.week.figures("lente", WEEK)).sessions == {}
        assert "minder dan 15 mensen" in await asked(bot)


async def test_of_one_more_it_is_counted(tmp_path: Path) -> None:
    async with world(tmp_path, [PROJECT], fakes.library(), explored=False) as bot:
        await bot.store.freeze("lente", "een", 0, 15)
        await bot.service.tick(NOW)
        assert await asked(bot) == "Deze week weet ik niets van jou."
        await pressed(bot)
        assert (await bot.week.figures("lente", WEEK)).sessions == {"een": {1: 1}}
        assert "1 keer een pauze" in await asked(bot)
