"""After a day of colleagues no file says who took part: a byte search, with its control."""

from __future__ import annotations

import base64
import hmac
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.privacy import Release
from bot.service import Person
from bot.settings import LOG_LEVELS
from bot.slack import ids
from bot.store.durable import open_store
from tests import fakes
from tests.e2e.conftest import House, held, house
from tests.e2e.test_a_pause import walk_to_the_end
from tests.e2e.test_operations import get, port
from tests.privacy.canary import (
    FELT,
    TOLD,
    Keys,
    disguises,
    encodings,
    hits,
    kept,
    memory,
    needles,
    reports,
    said,
    stored,
    traces,
)

__all__ = ["house", "port"]

Row = Callable[[str, int, str], None]
MORNING = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
PAUSES = [MORNING.replace(hour=hour, minute=minute) for hour, minute in [(9, 30), (11, 30)]]
PEOPLE = {f"UCANARY{number:04d}": f"kanarie{number:04d}" for number in range(6)}
PRIVATE = "UDMCANARY77"
"""Somebody who asked for prompts of their own: that is kept, in one table, and nothing else is."""
NAMES = [*PEOPLE, *PEOPLE.values(), "eigentijd"]
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


async def live_a_day(
    house: House, takers: Iterable[str] = PEOPLE, keys: Keys | None = None
) -> None:
    """A day on which `takers` do their pauses, each in their own way, the subscriber among them.

    The first three walk to the end of the first pause and answer how they feel, each another way.
    """
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
    answers = dict(zip(sorted(PEOPLE), FELT, strict=False))
    for number, at in enumerate(PAUSES, start=1):
        await bot.tick(at)
        prompt = await house.slack.wait_for_message("C0KANARIE")
        for turn, user in enumerate(sorted(takers)):
            person = house.slack.person(user)
            await person.press(house.slack.dm(user)[-1] if user == PRIVATE else prompt, ids.START)
            await person.see_modal(ids.WALK)
            if user in answers and number == 1:
                await walk_to_the_end(person)
                await person.press_in_modal(f"{ids.FELT}.{answers[user]}")
                continue
            await person.submit({ids.VARIANT: "easier"} if turn % 2 else None)
            if (turn + number) % 3:
                await person.submit()
            else:
                await person.press_in_modal(ids.STOP)
                await person.see_modal(ids.DONE)
            await person.close_modal()
        await bot.ask("settle")
        if keys is not None:
            keys.look(memory(house))
    await bot.tick(PAUSES[-1] + timedelta(minutes=1))


async def live_on(house: House, keys: Keys) -> None:
    """The rest of that week: every pause is there, and one colleague a day takes the first."""
    bot = house.bots[-1]
    for day, user in zip(range(1, 5), sorted(PEOPLE), strict=False):
        for pause in PAUSES:
            await bot.tick(pause + timedelta(days=day))
            if pause == PAUSES[0]:
                person = house.slack.person(user)
                await person.press(house.slack.messages("C0KANARIE")[-1], ids.START)
                await person.see_modal(ids.WALK)
                await walk_to_the_end(person)
                await person.close_modal()
                await bot.ask("settle")
                keys.look(memory(house))


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


@pytest.mark.parametrize("level", [each for each in LOG_LEVELS if each != "debug"])
async def test_no_file_and_no_log_holds_who_took_part_or_how(house: House, level: str) -> None:
    house.extra["PAUZEBOT_LOG"] = level
    await live_a_day(house, [*PEOPLE, PRIVATE])
    found = await held(house, "2027-W02")
    assert sum(found.starts.values()) == 2 * len(PEOPLE)
    assert tables_that_name(house, PRIVATE) == {"subscription"}
    assert found.effects == {"driemaal": dict.fromkeys(FELT, 1)}
    # The write-ahead log as it is in mid-week; the fold empties it.
    assert any(path.name.endswith("-wal") and path.stat().st_size for path in kept(house))
    assert traces(kept(house), NAMES) == []
    await fold(house)
    await house.bots[0].kill()
    # The project is over, so that nobody is subscribed to it any more.
    assert traces(kept(house), [*NAMES, PRIVATE]) == []


async def test_a_week_leaves_no_trace_of_anybody_anywhere(
    house: House, port: int, verify_table: Row
) -> None:
    """T0: canaries in every disguise, under every key, everywhere, before and after the fold."""
    keys, temporary = Keys(b"a secret of the tests, of 40 characters."), house.data.parent / "tmp"
    temporary.mkdir()
    house.extra |= {"PAUZEBOT_LOG": "debug", "TMPDIR": str(temporary)}
    house.extra["PAUZEBOT_SECRET"] = keys.secret.decode()
    await live_a_day(house, [*PEOPLE, PRIVATE], keys)
    bot = house.bots[0]
    team = house.slack.workspace.team_id
    everybody = needles([Person(team, user) for user in [*PEOPLE, PRIVATE]], keys)
    everybody |= {name: set(disguises(name, keys.all())) for name in NAMES if name not in PEOPLE}
    everybody |= {"a key": {way for key in keys.all() for way in encodings(key)}}
    told = {word: {word.encode()} for word in TOLD}
    answers = {word: {word.encode()} for word in FELT}
    assert len(keys.salts) == 2
    assert len(keys.slots) == 4

    # In mid-week the memory knows the codes, so that the search is seen to find them.
    inside = {"memory": memory(house).read_bytes()}
    own = everybody.pop(PRIVATE)
    assert {line.split(" ")[0] for line in hits(inside, everybody)} >= set(PEOPLE)
    before = stored(house) | {"metrics": (await get(port, "/metrics"))[1].encode()}
    assert hits(before | said(house, PRIVATE), everybody | told) == []
    assert hits(before, answers) == []
    # Who asked for prompts of their own stands in that table as they are, and nowhere in disguise.
    assert tables_that_name(house, PRIVATE) == {"subscription"}
    assert hits(before, {PRIVATE: own - {PRIVATE.encode()}}) == []
    assert hits(said(house, PRIVATE), {PRIVATE: own}) == []
    assert {name.split()[-1] for name in before if PRIVATE.encode() in before[name]} <= {
        "pauzebot.db",
        "pauzebot.db-wal",
    }

    await live_on(house, keys)
    one, other = await fold(house)
    assert (one.project, one.arms[0].period.weeks) == ("lente", 1)
    assert one.arms[0].period.cells
    assert (other.project, other.arms[0].period.weeks) == ("eigen", 1)
    everybody |= needles([Person(team, user) for user in [*PEOPLE, PRIVATE]], keys)
    after = stored(house) | {"metrics": (await get(port, "/metrics"))[1].encode()}
    after |= {"memory": memory(house).read_bytes()}
    assert bot.child.stdin is not None
    assert bot.child.stdout is not None
    bot.child.stdin.close()
    assert await bot.child.wait() == 0
    after |= {"stdout": await bot.child.stdout.read()}
    for project in (PROJECT, DIRECT):
        after |= await reports(house, project.id, AFTER)
    places = after | said(house, PRIVATE)
    assert hits(places, everybody | told) == []
    assert hits({bot.log.name: after[bot.log.name]}, answers) == []
    ways = sum(map(len, everybody.values()))
    verify_table(
        f"T0: ids, names, codes and keys of {len(PEOPLE) + 1} canaries in {len(places)} files,"
        " logs, pages, reports and messages",
        ways,
        "0 found; everybody in the log of a bot that tells what it is sent",
    )


@pytest.mark.parametrize("naive", ["debugging", "telling"])
async def test_the_same_search_finds_everybody_in_the_log_of_a_careless_bot(
    house: House, naive: str
) -> None:
    """The control: the same bot with Slack's libraries at DEBUG, or that logs what it is sent."""
    house.extra["NAIVE"] = f"tests.privacy.naive:{naive}"
    await live_a_day(house, [*PEOPLE, PRIVATE])
    log = house.bots[0].log.name
    found = hits(stored(house), {who: set(disguises(who)) for who in [*PEOPLE, PRIVATE, *TOLD]})
    assert {f"{who} in {log}" for who in [*PEOPLE, PRIVATE, *TOLD]} <= set(found)


def test_the_search_finds_every_disguise() -> None:
    ways = set(disguises("UCANARY0001", [b"key"]))
    for way in ways:
        place = {"a place": b"before" + way + b"after"}
        assert hits(place, {"somebody": ways}) == ["somebody in a place"]
    assert hits({"a place": b"before and after"}, {"somebody": ways}) == []
    body = base64.b64encode(b'{"id": "UCANARY0001", "team": "T1"}')
    assert hits({"a place": body}, {"somebody": ways}) == ["somebody in a place"]
    digest = hmac.new(b"key", b"UCANARY0001", "sha256").hexdigest().encode()
    assert hits({"a place": digest}, {"somebody": ways}) == ["somebody in a place"]


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
