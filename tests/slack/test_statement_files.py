"""The works council's sheet as a file: for HR who asked, of what runs, and nobody's numbers."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.core.fields import LANGUAGES, Language
from bot.core.project import Project
from bot.loader import load_sheets
from bot.service import Deed, Door, Person, StatementFile
from bot.slack import blockrules, ids
from bot.slack.views import report_files
from bot.texts import Catalogue
from tests import fakes
from tests.slack.file_kit import each_failure_is_said
from tests.slack.payload_kit import NOW, World, event_of, press, world
from tests.slack.screens_kit import speak

SAY = speak("nl")
LOST, REFUSED = SAY("statement-file.lost"), SAY("form.notice.no-right")
HR = Person("T1", "U0HR")
SHEETS = Catalogue(load_sheets())


def direct() -> Project:
    arm = {"name": "een", "protocol": "drie", "pauses": ["10:30"]}
    return fakes.project(id="eigen", deliver="dm", arms=[arm], title={"nl": "Eigen tijd"})


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[World]:
    projects = [fakes.project(), direct()]
    async with world(tmp_path, projects, fakes.library(), explored=False) as made:
        for user in ("U0HREN", "U0HR2"):
            assert await made.store.give(user, "hr", Deed(NOW, "U0HR", "hr-given", about=user))
        yield made


async def ask(office: World, user: str = "U0HR") -> list[Any]:
    """Everything the bot says when somebody presses, and after it."""
    return await office.meet(press(user, ids.STATEMENT, "statement"))


def uploads(said: list[Any]) -> list[str]:
    """The sheets that go out, as one line of text each."""
    sheets = [each["upload"].decode() for each in said if "upload" in each]
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", sheet)).split()) for sheet in sheets]


async def test_the_button_stands_beside_roles_and_log_in_hrs_home_alone(office: World) -> None:
    found: dict[str, list[str]] = {}
    for user in ("U0HR", "U0HREN", "U0FYSIO", "U0ANNA"):
        opened = {"type": "app_home_opened", "user": user, "tab": "home"}
        [shown] = [each["view"] for each in await office.meet(event_of(opened)) if "view" in each]
        rows = [block["elements"] for block in shown["blocks"] if block["type"] == "actions"]
        found[user] = [
            button["text"]["text"]
            for row in rows
            for button in row
            if ids.STATEMENT in [each["action_id"] for each in row]
        ]
    assert found == {
        "U0HR": ["Nieuw project", "Rollen", "Logboek", "Blad voor de ondernemingsraad"],
        "U0HREN": ["New project", "Roles", "Log", "Sheet for the works council"],
        "U0FYSIO": [],
        "U0ANNA": [],
    }


async def test_hr_gets_the_sheet_in_their_own_conversation(office: World) -> None:
    said = await ask(office)
    assert SAY("form.notice.statement-coming") in str(said)
    assert len(uploads(said)) == 1
    [announced] = [each for each in said if "filename" in each]
    assert announced["filename"] == "blad-ondernemingsraad-2027-01-11.html"
    [posted] = [each for each in said if each.get("channel") == "U0HR"]
    assert posted["text"] == SAY("statement-file.handed")
    [shared] = [each for each in said if "channel_id" in each]
    assert "Blad voor de ondernemingsraad, 11 januari 2027" in str(shared["files"])
    assert shared["channel_id"] == "D0OWN", "where the message to HR went"


async def test_the_sheet_names_what_runs_in_the_language_of_who_asked(office: World) -> None:
    made: dict[Language, tuple[str, str]] = {
        "nl": ("U0HR", "11 januari 2027"),
        "en": ("U0HREN", "11 January 2027"),
    }
    for language, (user, day) in made.items():
        [sheet] = uploads(await ask(office, user))
        say = SHEETS.speak(language)
        for key in ("durable.sqlite", "memory.process", "memory.file"):
            assert say(f"statement.place.{key}") in sheet, key
        for key in ("durable.postgresql", "memory.directory", "memory.environment"):
            assert say(f"statement.place.{key}") not in sheet, key
        for key in ("title", "slack.socket", "promise.host"):
            assert say(f"statement.{key}") in sheet, key
        assert say("sheet.made", day=day, version="1.0") in sheet


async def test_all_projects_stand_on_it_that_have_not_ended(office: World) -> None:
    titles = ("Lente", "Eigen tijd")
    [before] = uploads(await ask(office))
    assert [title in before for title in titles] == [True, True]
    assert await office.store.end("eigen")
    [after] = uploads(await ask(office))
    assert [title in after for title in titles] == [True, False]


async def test_how_many_subscribed_is_not_for_hr_and_stays_off_it(office: World) -> None:
    [before] = uploads(await ask(office))
    assert await office.store.freeze("eigen", "een", 0, 4321)
    [after] = uploads(await ask(office))
    assert before == after
    assert await office.store.freeze("lente", "een", 0, 4321)
    [counted] = uploads(await ask(office))
    assert "4321" in counted, "colleagues in a channel can be counted by anybody in it"


async def test_nobody_else_gets_one(office: World) -> None:
    for user in ("U0FYSIO", "U0ANNA", "U0GAST", ""):
        said = await ask(office, user)
        assert uploads(said) == [], user
        assert REFUSED in str(said), user


async def test_a_second_press_while_the_first_waits_brings_no_second_file(office: World) -> None:
    async with office.service._rendering:
        for who in (HR, HR, HR, Person("T1", "U0HR2")):
            await office.service.statement(who, Door(trigger="1.1"))
    await office.service.quiet()
    assert len(uploads(office.said)) == 2, "one for each who asked"
    assert len(uploads(await ask(office))) == 1, "and later there may be another"


async def test_whose_role_is_taken_meanwhile_gets_nothing(office: World) -> None:
    async with office.service._rendering:
        await office.service.statement(HR, Door(trigger="1.1"))
        deed = Deed(NOW, "U0HR2", "hr-taken", about="U0HR")
        assert await office.store.take_away("U0HR", deed)
    await office.service.quiet()
    assert uploads(office.said) == []
    assert LOST not in str(office.said)


async def test_what_cannot_be_made_or_uploaded_is_said(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await each_failure_is_said(
        lambda: ask(office), office.service._reporter, "statement", LOST, monkeypatch
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_with_a_sheet_is_taken(language: Language) -> None:
    say, file = speak(language), StatementFile(date(2027, 9, 30), b"x", language)
    assert blockrules.check("message", report_files.handed_statement(say)) == []
    assert blockrules.check("message", report_files.lost(say, "statement")) == []
    assert re.fullmatch(r"[a-z-]+-2027-09-30\.html", report_files.statement_name(file, say))
    assert "2027" in report_files.statement_title(file, say)
