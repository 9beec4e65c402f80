"""A programme's page as a file: for the physio who asked, and what is said where it fails."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.core.fields import LANGUAGES, Language
from bot.service import Deed, Door, Person, ProgrammeFile
from bot.slack import blockrules, ids
from bot.slack.views import report_files
from tests import fakes
from tests.slack.file_kit import each_failure_is_said
from tests.slack.payload_kit import MARKUP, NOW, World, event_of, press, world
from tests.slack.screens_kit import speak

SAY = speak("nl")
LOST, REFUSED = SAY("programme-file.lost"), SAY("form.notice.no-right")
PHYSIO = Person("T1", "U0FYSIO")


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path, [], fakes.library(), explored=False) as made:
        yield made


async def ask(office: World, user: str = "U0FYSIO", name: str = "proef") -> list[Any]:
    """Everything the bot says when somebody presses, and after it."""
    return await office.meet(press(user, ids.PAGE, name))


def uploads(said: list[Any]) -> list[bytes]:
    return [each["upload"] for each in said if "upload" in each]


async def test_every_programme_in_the_physios_home_has_a_button_for_its_page(
    office: World,
) -> None:
    asked: dict[str, list[str]] = {}
    for user in ("U0FYSIO", "U0HR", "U0ANNA"):
        opened = {"type": "app_home_opened", "user": user, "tab": "home"}
        [shown] = [each["view"] for each in await office.meet(event_of(opened)) if "view" in each]
        beside = [block.get("accessory", {}) for block in shown["blocks"]]
        asked[user] = [each["value"] for each in beside if each.get("action_id") == ids.PAGE]
    assert asked == {"U0FYSIO": ["proef"], "U0HR": [], "U0ANNA": []}


async def test_the_physio_gets_the_page_in_their_own_conversation(office: World) -> None:
    said = await ask(office)
    assert SAY("form.notice.page-coming") in str(said)
    [page] = uploads(said)
    title = fakes.programme().title.nl
    assert page.startswith(b"<!doctype html>")
    assert f"<h1>{title}</h1>" in page.decode()
    [announced] = [each for each in said if "filename" in each]
    assert announced["filename"] == f"proef-{fakes.programme().version}.html"
    [posted] = [each for each in said if each.get("channel") == "U0FYSIO"]
    assert f"De pagina van het programma {title}, versie" in posted["text"]
    [shared] = [each for each in said if "channel_id" in each]
    assert "Programma proef, versie" in str(shared["files"])


@pytest.mark.parametrize("user", ["U0HR", "U0ANNA", "U0GAST", ""])
async def test_nobody_else_gets_one(office: World, user: str) -> None:
    said = await ask(office, user)
    assert uploads(said) == []
    assert REFUSED in str(said)


@pytest.mark.parametrize("name", ["weg", "", "../proef"])
async def test_a_programme_that_is_not_there_is_said_kindly(office: World, name: str) -> None:
    said = await ask(office, name=name)
    assert uploads(said) == []
    assert SAY("form.notice.no-programme") in str(said)


async def test_a_second_press_while_the_first_waits_brings_no_second_file(office: World) -> None:
    async with office.service._rendering:
        for _ in range(3):
            await office.service.programme_page("proef", PHYSIO, Door(trigger="1.1"))
    await office.service.quiet()
    assert len(uploads(office.said)) == 1
    assert len(uploads(await ask(office))) == 1, "and later there may be another"


async def test_whose_role_is_taken_meanwhile_gets_nothing(office: World) -> None:
    async with office.service._rendering:
        await office.service.programme_page("proef", PHYSIO, Door(trigger="1.1"))
        deed = Deed(NOW, "U0HR", "physio-taken", about="U0FYSIO")
        assert await office.store.take_away("U0FYSIO", deed)
    await office.service.quiet()
    assert uploads(office.said) == []
    assert LOST not in str(office.said)


async def test_what_cannot_be_made_or_uploaded_is_said(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await each_failure_is_said(
        lambda: ask(office), office.service._reporter, "programme_page", LOST, monkeypatch
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_with_a_page_is_taken_and_echoes_no_markup(language: Language) -> None:
    say, title = speak(language), "".join(MARKUP) + "W" * 280
    file = ProgrammeFile("w" * 40, title, 9999, b"x", language)
    payload = report_files.handed_page(file, say)
    assert blockrules.check("message", payload) == []
    assert not any(mark in payload["text"] for mark in MARKUP)
    assert len(report_files.page_title(file, say)) < 100
    assert blockrules.check("message", report_files.lost(say, "programme")) == []
