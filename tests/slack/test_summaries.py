"""The picture of the latest figures in Home: who sees it, from when on, and that it is drawn once.

the physio opens Home            → Home at once, without a picture
… it is drawn and uploaded       → for the bot alone, no message to anybody
… Slack has looked at it         → Home again, with the picture
anybody else, or no figures yet  → nothing is drawn
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.core.privacy import Limits, Release
from bot.service import Deed, Person
from bot.service.offices.pictures import LOOKS
from bot.slack import ids
from tests import fakes
from tests.slack.file_kit import Painter
from tests.slack.payload_kit import NOW, Addresses, Client, World, event_of, press, world

SHARED, KEPT, EMPTY = "deelt", "zwijgt", "wacht"
"""Projects: one shares its figures with HR, one does not, one has none yet."""
WEEKS = timedelta(weeks=1)


@dataclass
class Slack:
    """How Slack stands to files: it has looked at them or not, and what of views it refuses."""

    looked: bool = True
    shows: bool = True
    gone: bool = False


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Slack:
    told, real = Slack(), Client.api_call
    numbers = iter(range(1, 1000))

    async def call(client: Client, api_method: str, **given: Any) -> AsyncSlackResponse:
        answer = await real(client, api_method, **given)
        assert isinstance(answer.data, dict)
        if api_method == "files.getUploadURLExternal":
            answer.data["file_id"] = f"F0PICTURE{next(numbers)}"
        if api_method == "files.info" and not told.looked:
            answer.data["file"] = {"mimetype": ""}
        refused = api_method == "views.publish" and not told.shows and "slack_file" in str(given)
        if refused or (api_method == "files.info" and told.gone):
            answer.data |= {"ok": False, "error": "file_deleted" if told.gone else "invalid_blocks"}
            raise SlackApiError("no", answer)  # type: ignore[no-untyped-call]  # slack_sdk's own
        return answer

    monkeypatch.setattr(Client, "api_call", call)
    return told


@pytest_asyncio.fixture
async def office(tmp_path: Path, slack: Slack) -> AsyncIterator[World]:
    del slack  # it is there before the bot is
    filed = [
        fakes.project(
            id=name,
            arms=[
                {
                    "name": "een",
                    "protocol": "drie",
                    "pauses": ["10:30"],
                    "channels": [f"C0KANAAL{number}"],
                }
            ],
            reports={"share_with_hr": name == SHARED},
        )
        for number, name in enumerate((SHARED, KEPT, EMPTY))
    ]
    async with world(tmp_path, filed, fakes.library(), explored=False) as made:
        made.service._reporter = Painter()
        made.clock.at = NOW + 4 * WEEKS
        await publish(made, SHARED, 0)
        await publish(made, KEPT, 0)
        yield made


async def publish(office: World, project: str, period: int) -> None:
    """The figures of a period come out."""
    begins = date(2027, 1, 11) + 4 * period * WEEKS
    ends = begins + timedelta(days=27)
    release = Release(project, period, begins, ends, 4, Limits(), ())
    places = frozenset({f"C0{project}"})
    await office.store.publish(release, ends + timedelta(days=1), places, date(2029, 4, 2), [])


async def open_home(office: World, user: str = "U0FYSIO") -> list[list[str]]:
    """What pictures stand in each Home that is published when somebody opens it, in order."""
    await office.meet(event_of({"type": "app_home_opened", "user": user, "tab": "home"}))
    return homes(office)


def homes(office: World) -> list[list[str]]:
    """The words of the pictures in each Home that was published since the last look."""
    found = [each["view"]["blocks"] for each in office.said if "view" in each]
    office.said.clear()
    return [[one["alt_text"] for one in blocks if one["type"] == "image"] for blocks in found]


async def bell(office: World) -> list[list[str]]:
    await office.service.show_summaries()
    await office.service.quiet()
    return homes(office)


def drawn(office: World) -> list[str]:
    painter = office.service._reporter
    assert isinstance(painter, Painter)
    return sorted(project for project, _, _ in painter.drawn)


BOTH = [f"Cijfers van {SHARED} tot periode 1.", f"Cijfers van {KEPT} tot periode 1."]


async def test_home_comes_at_once_and_then_with_the_picture_of_each_project(office: World) -> None:
    first, *_, last = await open_home(office)
    assert first == []
    assert sorted(last) == sorted(BOTH)
    assert drawn(office) == [SHARED, KEPT], "nothing of the project that has no figures"
    # From then on they are there at once, for every physio, and nothing is drawn.
    assert [sorted(each) for each in await open_home(office)] == [sorted(BOTH)]
    assert await office.store.give("U0TWEE", "physio", deed(office))
    assert [sorted(each) for each in await open_home(office, "U0TWEE")] == [sorted(BOTH)]
    assert len(drawn(office)) == 2


def deed(office: World) -> Deed:
    return Deed(office.clock.at, "U0HR", "physio-given", about="U0TWEE")


async def test_nobody_gets_a_message_and_no_conversation_a_file(office: World) -> None:
    await office.meet(event_of({"type": "app_home_opened", "user": "U0FYSIO", "tab": "home"}))
    said = list(office.said)
    assert len([each for each in said if "upload" in each]) == 2
    assert not any("channel" in each or each.get("channel_id") for each in said)


@pytest.mark.parametrize("user", ["U0HR", "U0ANNA", "U0GAST"])
async def test_for_anybody_else_nothing_is_drawn(office: World, user: str) -> None:
    """HR asks for what a project shares with a button, and gets it in their own messages."""
    await open_home(office)
    assert await open_home(office, user) == [[]]
    assert len(drawn(office)) == 2


async def test_until_slack_has_looked_at_it_home_stays_without(office: World, slack: Slack) -> None:
    slack.looked = False
    assert await open_home(office) == [[]]
    assert await open_home(office) == [[]]
    assert await bell(office) == []
    assert len(drawn(office)) == 2
    slack.looked = True
    [shown] = await bell(office)
    assert sorted(shown) == sorted(BOTH), "both at once"
    assert await bell(office) == [], "and then nobody waits any more"


async def test_what_slack_never_looks_at_is_given_up(office: World, slack: Slack) -> None:
    slack.looked = False
    await open_home(office)
    for _ in range(LOOKS):
        assert await bell(office) == []
    assert office.service._awaited == {}
    office.said.clear()
    assert await bell(office) == []


async def test_newer_figures_take_the_place_of_the_older(office: World) -> None:
    await open_home(office)
    await publish(office, KEPT, 1)
    first, *_, last = await open_home(office)
    assert first == BOTH[:1]
    assert sorted(last) == sorted([BOTH[0], f"Cijfers van {KEPT} tot periode 2."])
    assert drawn(office) == [SHARED, KEPT, KEPT]


async def test_two_who_open_at_the_same_time_wait_for_one_drawing(office: World) -> None:
    assert await office.store.give("U0TWEE", "physio", deed(office))
    people = [Person("T1", each) for each in ("U0FYSIO", "U0TWEE", "U0FYSIO")]
    async with office.service._rendering:
        for who in people:
            await office.service.home(who)
    await office.service.quiet()
    assert drawn(office) == [SHARED, KEPT]
    seen = [each["user_id"] for each in office.said if "view" in each and "slack_file" in str(each)]
    assert set(seen) == {"U0FYSIO", "U0TWEE"}


async def test_a_failure_leaves_home_as_it_is_until_another_day(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    painter = office.service._reporter
    assert isinstance(painter, Painter)
    painter.fails = True
    assert await open_home(office) == [[]]
    painter.fails = False
    assert await open_home(office) == [[]], "not on every opening"
    office.clock.at += timedelta(days=1)
    monkeypatch.setattr(Addresses, "status", 500)
    assert await open_home(office) == [[]]
    monkeypatch.setattr(Addresses, "status", 200)
    assert await open_home(office) == [[]]
    office.clock.at += timedelta(days=1)
    assert sorted((await open_home(office))[-1]) == sorted(BOTH)


async def test_where_slack_refuses_or_lost_a_picture_home_comes_without(
    office: World, slack: Slack
) -> None:
    await open_home(office)
    slack.shows = False
    refused, without = await open_home(office)
    assert (len(refused), without) == (2, [])
    slack.shows = True
    assert await open_home(office) == [[]], "it is not drawn again on the same day"
    office.clock.at += timedelta(days=1)
    slack.gone = True
    assert await open_home(office) == [[]]
    assert office.service._awaited == {}


async def test_who_is_no_physio_any_more_sees_none(office: World, slack: Slack) -> None:
    slack.looked = False
    await open_home(office)
    gone = deed(office)
    assert await office.store.take_away("U0FYSIO", gone)
    slack.looked = True
    assert all(each == [] for each in await bell(office))


async def test_ones_own_picture_goes_before(office: World) -> None:
    """Who pressed *Samenvatting* has newer words on what was sent, in a file that is theirs."""
    await open_home(office)
    await office.meet(press("U0FYSIO", f"{ids.REPORT}.png", KEPT))
    shown = [str(each["view"]) for each in office.said if "view" in each]
    assert "F0PICTURE3" in shown[-1]
    assert shown[-1].count("F0PICTURE") == 2, "each project has one"
    assert await open_home(office, "U0HR") == [[]]
