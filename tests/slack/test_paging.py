"""Long lists, turned page by page through the bot itself: all of it comes by, and once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.core.programme import Library
from bot.slack import ids
from tests import fakes
from tests.slack.payload_kit import World, by, event_of, press, world

PROJECTS = 30
PROGRAMMES = 100
MOST_PAGES = 50
"""So that a button that leads back ends the test, and not the patience of who runs it."""


def filed(number: int) -> Any:
    """A project with a name as long as it may be, and a channel of its own."""
    arm = {"name": "een", "protocol": "drie", "pauses": ["10:30"]}
    title = f"Project {number:02} " + "w" * 280
    return fakes.project(
        id=f"project-{number:02}",
        title={"nl": title, "en": title},
        starts=f"2027-01-{1 + number % 28:02}",
        arms=[{**arm, "channels": [f"C0KANAAL{number:02}"]}],
    )


async def homes(seen: World, user: str, turner: str) -> list[dict[str, Any]]:
    """Every page of somebody's Home, as they come by who presses the button to the next one."""
    pages = [await home(seen, {"type": "app_home_opened", "user": user, "tab": "home"})]
    while (value := onward(pages[-1], f"{turner}.after")) and len(pages) < MOST_PAGES:
        pages.append(await turned(seen, user, f"{turner}.after", value))
    return pages


async def home(seen: World, event: dict[str, Any]) -> dict[str, Any]:
    return published(await seen.meet(event_of(event)))


async def turned(seen: World, user: str, action: str, value: str) -> dict[str, Any]:
    pressed = press(user, action, value, view={"id": "V1", "type": "home"})
    return published(await seen.meet(pressed))


def published(said: list[Any]) -> dict[str, Any]:
    (shown,) = [each["view"] for each in said if "view" in each]
    return json.loads(shown) if isinstance(shown, str) else dict(shown)


def onward(shown: dict[str, Any], action: str) -> str | None:
    values = [str(each["value"]) for each in buttons(shown) if each["action_id"] == action]
    return values[0] if values else None


def buttons(shown: dict[str, Any]) -> list[dict[str, Any]]:
    return [each for block in shown["blocks"] for each in block.get("elements", ())]


async def test_hr_pages_through_thirty_projects_and_meets_each_once(tmp_path: Path) -> None:
    projects = [filed(number) for number in range(PROJECTS)]
    async with world(tmp_path, projects, fakes.library(), explored=False) as seen:
        pages = await homes(seen, "U0HR", ids.HOME_PAGE)
        assert len(pages) == 3
        titles = [
            block["text"]["text"][:10]
            for shown in pages
            for block in shown["blocks"]
            if block["type"] == "header" and block["text"]["text"].startswith("Project ")
        ]
        assert sorted(titles) == [f"Project {number:02}" for number in range(PROJECTS)]
        edits = [
            each["value"]
            for shown in pages
            for each in buttons(shown)
            if each["action_id"] == ids.EDIT
        ]
        assert sorted(edits) == [each.id for each in projects]
        # And back again, to the first page and no further.
        before = f"{ids.HOME_PAGE}.before"
        value = onward(pages[1], before)
        assert value is not None
        assert await turned(seen, "U0HR", before, value) == pages[0]
        assert onward(pages[0], before) is None


async def test_who_presses_something_stays_on_that_page(tmp_path: Path) -> None:
    projects = [filed(number) for number in range(PROJECTS)]
    async with world(tmp_path, projects, fakes.library(), explored=False) as seen:
        opened = {"type": "app_home_opened", "user": "U0HR", "tab": "home"}
        first = await home(seen, opened)
        second = await turned(seen, "U0HR", f"{ids.HOME_PAGE}.after", "1")
        here = projects_of(second)
        assert not here & projects_of(first)
        # A paused project goes behind those that run, and all the others of this page stay.
        gone = min(here)
        shown = await turned(seen, "U0HR", ids.PAUSE, gone)
        assert gone not in projects_of(shown)
        assert len(here & projects_of(shown)) == len(here) - 1
        # A form in a modal, too, leaves Home where it was; who comes back to it begins in front.
        values = {"who": {"who": {"selected_user": "U0BRAMEN"}},
                  "role": {"role": {"selected_option": {"value": "physio"}}}}  # fmt: skip
        view = {"id": "V2", "type": "modal", "callback_id": ids.ROLES_FORM,
                "state": {"values": values}}  # fmt: skip
        said = await seen.meet({"type": "view_submission", "view": view, **by("U0HR")})
        assert projects_of(published(seen.said)) == projects_of(shown), said
        assert await home(seen, opened) == first


def projects_of(shown: dict[str, Any]) -> set[str]:
    return {str(each["value"]) for each in buttons(shown) if each["action_id"] == ids.EDIT}


async def test_the_physio_pages_through_a_hundred_programmes_and_thirty_projects(
    tmp_path: Path,
) -> None:
    small = fakes.library()
    known = {
        name: fakes.programme(id=name, title={"nl": f"Programma {name}", "en": name})
        for name in (f"p-{number:03}" for number in range(PROGRAMMES))
    }
    library = Library(small.exercises, {**small.programmes, **known})
    projects = [filed(number) for number in range(PROJECTS)]
    async with world(tmp_path, projects, library, explored=False) as seen:
        text = "".join(map(str, await homes(seen, "U0FYSIO", ids.PROGRAMME_PAGE)))
        for name in known:
            assert text.count(f"Programma {name}") == 1
        pages = await homes(seen, "U0FYSIO", ids.HOME_PAGE)
        asked = [
            each["value"]
            for shown in pages
            for each in buttons(shown)
            if each["action_id"] == ids.ASK_EFFECT
        ]
        assert sorted(asked) == [each.id for each in projects]
