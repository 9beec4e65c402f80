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

from bot.core.privacy import Release
from bot.settings import LOG_LEVELS
from bot.slack import ids
from bot.store.durable import open_store
from tests import fakes
from tests.e2e.conftest import House, held, house
from tests.e2e.test_a_pause import walk_to_the_end

__all__ = ["house"]

MORNING = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
PAUSES = [MORNING.replace(hour=hour, minute=minute) for hour, minute in [(9, 30), (11, 30)]]
PEOPLE = {f"UCANARY{number:04d}": f"kanarie{number:04d}" for number in range(6)}
PRIVATE = "UDMCANARY77"
"""Somebody who asked for prompts of their own: that is kept, in one table, and nothing else is."""
PROJECT = fakes.project(
    programme="staande-bekkenrek",
    ends="2027-01-15",
    reports={"effect_question": True},
    arms=[
        {
            "name": "driemaal",
            "protocol": "umcg",
            "pauses": ["10:30", "12:30"],
            "channels": ["C0KANARIE"],
        }
    ],
)
DIRECT = fakes.project(
    id="eigen",
    programme="staande-bekkenrek",
    ends="2027-01-15",
    deliver="dm",
    arms=[{"name": "driemaal", "protocol": "umcg", "pauses": ["10:30", "12:30"]}],
)
AFTER = datetime(2027, 1, 17, 23, 0, tzinfo=UTC)
"""Monday's first instant in Amsterdam: the week is folded, and the projects are released."""


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


async def live_a_day(house: House, takers: Iterable[str] = PEOPLE) -> None:
    """A day on which `takers` do their pauses, each in their own way, the subscriber among them."""
    for user, name in PEOPLE.items():
        house.slack.add_user(user, name=name)
    house.slack.add_user(PRIVATE, name="eigentijd")
    house.slack.add_channel("C0KANARIE", members=list(PEOPLE))
    for project in (PROJECT, DIRECT):
        await house.apply(project)
    bot = await house.start(MORNING)
    await house.slack.person(PRIVATE).say_in_dm("aanmelden")
    await house.slack.until(lambda: len(house.slack.dm(PRIVATE)) > 1, what="an answer")
    await bot.ask("settle")
    for number, at in enumerate(PAUSES, start=1):
        await bot.tick(at)
        prompt = await house.slack.wait_for_message("C0KANARIE")
        for turn, user in enumerate(sorted(takers)):
            person = house.slack.person(user)
            await person.press(house.slack.dm(user)[-1] if user == PRIVATE else prompt, ids.START)
            await person.see_modal(ids.WALK)
            if user == min(PEOPLE) and number == 1:
                await walk_to_the_end(person)
                await person.press_in_modal(f"{ids.FELT}.worse")
                continue
            await person.submit({ids.VARIANT: "easier"} if turn % 2 else None)
            if (turn + number) % 3:
                await person.submit()
            else:
                await person.press_in_modal(ids.STOP)
                await person.see_modal(ids.DONE)
            await person.close_modal()
        await bot.ask("settle")
    await bot.tick(PAUSES[-1] + timedelta(minutes=1))


async def fold(house: House) -> list[Release]:
    """Let the week be over; return what was published."""
    await house.bots[0].tick(AFTER)
    store = await open_store(f"sqlite:///{house.data / 'pauzebot.db'}")
    try:
        return [
            each.release
            for project in (PROJECT, DIRECT)
            for each in await store.releases(project.id)
        ]
    finally:
        await store.close()


def tables_that_name(house: House, user: str) -> set[str]:
    """Return the tables of the durable store in which somebody stands."""
    with closing(sqlite3.connect(house.data / "pauzebot.db")) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name
            for (name,) in names.fetchall()
            for row in connection.execute(f"SELECT * FROM {name}")
            if user in repr(row)
        }


@pytest.mark.parametrize("level", LOG_LEVELS)
async def test_no_file_and_no_log_holds_who_took_part_or_how(house: House, level: str) -> None:
    house.extra["PAUZEBOT_LOG"] = level
    await live_a_day(house, [*PEOPLE, PRIVATE])
    found = await held(house, "2027-W02")
    assert sum(found.starts.values()) == 2 * len(PEOPLE)
    assert tables_that_name(house, PRIVATE) == {"subscription"}
    assert found.effects == {"driemaal": {"worse": 1}}
    people = [*PEOPLE, *PEOPLE.values(), "eigentijd"]
    # The write-ahead log as it is in mid-week; the fold empties it.
    assert any(path.name.endswith("-wal") and path.stat().st_size for path in kept(house))
    assert traces(kept(house), people) == []
    one, other = await fold(house)
    await house.bots[0].kill()

    assert (one.project, one.arms[0].period.weeks) == ("lente", 1)
    assert one.arms[0].period.cells
    assert (other.project, other.arms[0].period.weeks) == ("eigen", 1)
    files = kept(house)
    answers = ["private_metadata", "response_url", "trigger_id", "view_submission", "w1|", "easier"]
    # The project is over, so that nobody is subscribed to it any more.
    assert traces(files, [*people, PRIVATE]) == []
    assert traces([house.bots[0].log], [*answers, "worse"]) == []


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
