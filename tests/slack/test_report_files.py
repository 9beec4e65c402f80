"""A report as a file: to whom it goes, what is said with it, and what where it does not come."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
import pytest_asyncio

from bot.core.fields import LANGUAGES, Language
from bot.core.privacy import Limits, Release
from bot.core.project import Project, Reports
from bot.service import Deed, Door, Person, ReportFile
from bot.slack import blockrules, ids
from bot.slack.views import report_files
from tests import fakes
from tests.slack.file_kit import Painter
from tests.slack.payload_kit import MARKUP, NOW, Addresses, World, press, world
from tests.slack.screens_kit import speak

SAY = speak("nl")
LOST = SAY("report-file.lost")
NAMES = ("deelt", "zwijgt", "wacht")
"""Projects: one shares its reports with HR, one does not, one has no figures yet."""


def projects() -> Iterator[Project]:
    for number, name in enumerate(NAMES):
        arm = {
            "name": "een",
            "protocol": "drie",
            "pauses": ["10:30"],
            "channels": [f"C0KANAAL{number}"],
        }
        reports = {"share_with_hr": name == "deelt"}
        yield fakes.project(
            id=name, arms=[arm], reports=reports, title={"nl": f"{name} {MARKUP[3]}"}
        )


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path, list(projects()), fakes.library(), explored=False) as made:
        made.service._reporter = Painter()
        ends = date(2027, 2, 7)
        for name in NAMES[:2]:
            release = Release(name, 0, date(2027, 1, 11), ends, 4, Limits(), ())
            on, places = ends + timedelta(days=1), frozenset({f"C0{name}"})
            await made.store.publish(release, on, places, date(2029, 4, 2), [])
        made.clock.at = NOW + timedelta(weeks=4)
        yield made


async def ask(office: World, user: str, to: str = "pdf", name: str = "zwijgt") -> list[Any]:
    """Everything the bot says when somebody presses, and after it."""
    return await office.meet(press(user, f"{ids.REPORT}.{to}", name))


def uploads(said: list[Any]) -> list[bytes]:
    return [each["upload"] for each in said if "upload" in each]


def texts(said: list[Any]) -> str:
    return str(said)


async def test_the_physio_gets_each_format_in_their_own_conversation(office: World) -> None:
    for to in ids.FORMATS:
        said = await ask(office, "U0FYSIO", to)
        # Beside a new Home, its pictures of other projects are drawn; those go to nobody.
        assert uploads(said)[0] == f"zwijgt {to} nl".encode()
        announced = next(each for each in said if "filename" in each)
        assert announced["filename"] == f"zwijgt-2027-02-07.{to}"
        assert announced.get("alt_txt") == (
            "Cijfers van zwijgt tot periode 1." if to == "png" else None
        )
        [posted] = [each for each in said if each.get("channel") == "U0FYSIO"]
        assert "met cijfers tot en met 7 februari" in posted["text"]
        [shared] = [each for each in said if each.get("channel_id")]
        assert "Rapport zwijgt, periode 1" in str(shared["files"])


async def test_hr_gets_what_is_shared_and_nothing_else(office: World) -> None:
    assert uploads(await ask(office, "U0HR", "csv", "deelt")) == [b"deelt csv nl"]
    assert uploads(await ask(office, "U0HR", "csv", "zwijgt")) == []
    for user in ("U0ANNA", "U0GAST", ""):
        assert uploads(await ask(office, user, "csv", "deelt")) == []


async def test_hr_gets_nothing_of_before_it_was_shared(office: World) -> None:
    shared = await office.store.project("deelt")
    assert shared is not None
    asked = json.dumps({"share_with_hr": True, "shared_from": "2027-02-08"})
    reports = Reports.model_validate_json(asked)
    later = shared.project.model_copy(update={"reports": reports})
    await office.store.apply(later, NOW)
    assert uploads(await ask(office, "U0HR", "csv", "deelt")) == []
    assert uploads(await ask(office, "U0FYSIO", "csv", "deelt")) == [b"deelt csv nl"]
    release = Release("deelt", 1, date(2027, 2, 8), date(2027, 3, 7), 4, Limits(), ())
    on, places = date(2027, 3, 8), frozenset({"C0deelt"})
    await office.store.publish(release, on, places, date(2029, 4, 2), [])
    assert uploads(await ask(office, "U0HR", "csv", "deelt")) == [b"deelt csv nl"]


async def test_figures_that_somebody_changed_are_not_handed_out(office: World) -> None:
    async with office.store._write() as connection:
        await connection.exec_driver_sql("DROP TRIGGER release_changed")
        await connection.exec_driver_sql("UPDATE release SET document = '{}'")
    said = await ask(office, "U0FYSIO")
    assert uploads(said) == []
    assert SAY("form.notice.figures-altered") in texts(said)
    office.said.clear()
    await office.service.home(someone("U0FYSIO")[0])
    assert SAY("home.report.altered") in texts(office.said)


async def test_before_the_first_figures_the_day_is_said(office: World) -> None:
    office.clock.at = NOW
    said = await ask(office, "U0FYSIO", "pdf", "wacht")
    assert "De eerste komen op maandag 8 februari." in texts(said)
    office.clock.at = NOW + timedelta(weeks=5)  # late: the fold could not be done
    said = await ask(office, "U0FYSIO", "pdf", "wacht")
    assert SAY("form.notice.no-figures") in texts(said)
    assert uploads(said) == []


async def test_a_project_that_is_not_there_is_said_kindly(office: World) -> None:
    assert SAY("form.notice.no-project") in texts(await ask(office, "U0FYSIO", "pdf", "weg"))


async def test_a_second_press_while_the_first_waits_brings_no_second_file(office: World) -> None:
    async with office.service._rendering:
        for _ in range(3):
            await office.service.report("zwijgt", "pdf", *someone("U0FYSIO"))
    await office.service.quiet()
    assert uploads(office.said) == [b"zwijgt pdf nl"]
    assert len(uploads(await ask(office, "U0FYSIO"))) == 1, "and later there may be another"


async def test_whose_role_is_taken_meanwhile_gets_nothing(office: World) -> None:
    async with office.service._rendering:
        await office.service.report("zwijgt", "pdf", *someone("U0FYSIO"))
        deed = Deed(NOW, "U0HR", "physio-taken", about="U0FYSIO")
        assert await office.store.take_away("U0FYSIO", deed)
    await office.service.quiet()
    assert uploads(office.said) == []
    assert LOST not in texts(office.said)


def someone(user: str) -> tuple[Person, Door]:
    return Person("T1", user), Door(trigger="1.1")


async def test_what_cannot_be_made_or_uploaded_is_said(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast(Painter, office.service._reporter).fails = True
    assert LOST in texts(await ask(office, "U0FYSIO"))
    cast(Painter, office.service._reporter).fails = False
    monkeypatch.setattr(Addresses, "status", 500)
    assert LOST in texts(await ask(office, "U0FYSIO"))
    monkeypatch.setattr(Addresses, "post", cut)
    assert LOST in texts(await ask(office, "U0FYSIO"))
    monkeypatch.undo()
    assert LOST not in texts(await ask(office, "U0FYSIO"))


def cut(*_: Any, **__: Any) -> None:
    raise TimeoutError


async def test_the_picture_stands_on_home_of_whom_it_was_given_to(office: World) -> None:
    said = await ask(office, "U0FYSIO", "png")
    home = str(said[-1]["view"])
    assert "Cijfers van zwijgt tot periode 1." in home
    assert "F0REPORT1" in home
    # Newer figures have another digest; the old picture is not theirs.
    ends = date(2027, 3, 7)
    release = Release("zwijgt", 1, date(2027, 2, 8), ends, 4, Limits(), ())
    on = ends + timedelta(days=1)
    await office.store.publish(release, on, frozenset({"C0zwijgt"}), date(2029, 4, 2), [])
    await office.service.home(someone("U0FYSIO")[0])
    assert "Cijfers van zwijgt tot periode 1." not in str(office.said[-1]["view"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_goes_with_a_file_is_taken_and_echoes_no_markup(language: Language) -> None:
    say, title = speak(language), "".join(MARKUP) + "W" * 280
    for to in ids.FORMATS:
        file = ReportFile(
            "w" * 40, title, 13, date(2027, 1, 11), date(2027, 2, 7), "d", to, b"x", "",
            date(2028, 1, 1), language,
        )  # fmt: skip
        payload = report_files.handed(file, say)
        assert blockrules.check("message", payload) == []
        assert not any(mark in payload["text"] for mark in MARKUP)
        assert "2027" in payload["text"], "a day of another year says which"
        assert len(report_files.title(file, say)) < 100
    assert blockrules.check("message", report_files.lost(say)) == []
