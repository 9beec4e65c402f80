"""After a day of colleagues no file says who took part: a byte search, with its control."""

from __future__ import annotations

import base64
import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.settings import LOG_LEVELS
from bot.slack import ids
from tests import fakes
from tests.e2e.conftest import House, figures, house

__all__ = ["house"]

MORNING = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
PAUSES = [MORNING.replace(hour=hour, minute=minute) for hour, minute in [(9, 30), (11, 30)]]
PEOPLE = {f"UCANARY{number:04d}": f"kanarie{number:04d}" for number in range(12)}
PROJECT = fakes.project(
    programme="staande-bekkenrek",
    arms=[
        {
            "name": "driemaal",
            "protocol": "umcg",
            "pauses": ["10:30", "12:30"],
            "channels": ["C0KANARIE"],
        }
    ],
)


def disguises(secret: str) -> Iterator[bytes]:
    """Every plain way in which an id or name could have been written down."""
    raw = secret.encode()
    yield from (raw, secret.lower().encode(), secret.encode("utf-16-le"))
    yield raw.hex().encode()
    yield base64.b64encode(raw).rstrip(b"=")[:-1]
    for digest in (hashlib.sha256(raw), hashlib.sha1(raw), hashlib.md5(raw)):
        yield digest.digest()
        yield digest.hexdigest().encode()


def traces(files: Iterable[Path], secrets: Iterable[str]) -> list[str]:
    """Say where any of `secrets` stands, in any disguise."""
    found = []
    needles = [(secret, needle) for secret in secrets for needle in disguises(secret)]
    for path in files:
        content = path.read_bytes()
        found += [f"{secret} in {path.name}" for secret, needle in needles if needle in content]
    return found


def kept(house: House) -> list[Path]:
    """Every file the bot wrote outside memory: store, write-ahead log, secret, log."""
    return [path for path in house.data.parent.rglob("*") if path.is_file()]


async def live_a_day(house: House) -> None:
    for user, name in PEOPLE.items():
        house.slack.add_user(user, name=name)
    house.slack.add_channel("C0KANARIE", members=list(PEOPLE))
    await house.apply(PROJECT)
    bot = await house.start(MORNING)
    for number, at in enumerate(PAUSES, start=1):
        await bot.tick(at)
        prompt = await house.slack.wait_for_message("C0KANARIE")
        for turn, user in enumerate(PEOPLE):
            person = house.slack.person(user)
            await person.press(prompt, ids.START)
            await person.see_modal(ids.WALK)
            await person.submit({ids.VARIANT: "easier"} if turn % 2 else None)
            if (turn + number) % 3:
                await person.submit()
            else:
                await person.press_in_modal(ids.STOP)
                await person.see_modal(ids.DONE)
            await person.close_modal()
    await bot.tick(PAUSES[-1] + timedelta(minutes=1))


@pytest.mark.parametrize("level", LOG_LEVELS)
async def test_no_file_and_no_log_holds_who_took_part_or_how(house: House, level: str) -> None:
    house.extra["PAUZEBOT_LOG"] = level
    await live_a_day(house)
    await house.bots[0].kill()  # so that the write-ahead log stays as it was

    files = kept(house)
    assert any(path.name.endswith("-wal") and path.stat().st_size for path in files)
    assert (await figures(house))["starts"] == 2 * len(PEOPLE)
    answers = ["private_metadata", "response_url", "trigger_id", "view_submission", "w1|", "easier"]
    assert traces(files, [*PEOPLE, *PEOPLE.values()]) == []
    assert traces([house.bots[0].log], answers) == []


async def test_the_search_finds_what_a_naive_bot_would_keep(tmp_path: Path) -> None:
    """The positive control: an id in a table, deleted since, and one in a log."""
    database = tmp_path / "naive.db"
    with closing(sqlite3.connect(database)) as naive:
        naive.execute("PRAGMA journal_mode=wal")
        naive.execute("PRAGMA secure_delete=off")
        naive.execute("CREATE TABLE started (person TEXT)")
        naive.execute("INSERT INTO started VALUES ('UCANARY0001')")
        naive.commit()
        naive.execute("DELETE FROM started")
        naive.commit()
        (tmp_path / "bot.log").write_text('body={"user": {"name": "kanarie0002"}}')
        found = traces(tmp_path.iterdir(), ["UCANARY0001", "kanarie0002"])
    assert "UCANARY0001 in naive.db-wal" in found
    assert "kanarie0002 in bot.log" in found
