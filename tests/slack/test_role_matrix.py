"""Each action, each role, each surface: nothing can be read or done beyond the matrix of rights.

Every listener of the bot stands in the table here with the right that it asks for; one that is not
in it fails the first test, so that a new button or form cannot be forgotten.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, cast, get_args

import pytest
import pytest_asyncio
from slack_bolt.async_app import AsyncApp

from bot.core import drafting, rights
from bot.core.project import Project
from bot.core.rights import Action, Role
from bot.service import Deed, Service
from bot.slack import ids, listeners
from bot.slack.presence import Presence
from bot.store.durable import open_store
from bot.texts import Catalogue
from tests import fakes
from tests.slack.payload_kit import NOW, World, by, event_of, press, world
from tests.slack.screens_kit import speak

ROLES: dict[str, Role | None] = {"U0HR": "hr", "U0FYSIO": "physio", "U0ANNA": None, "U0GAST": None}
SURFACES = ("home", "modal", "message")

OFFICE: dict[tuple[str, str], tuple[Action, ...]] = {
    ("action", ids.MAKE): ("make",),
    ("action", ids.EDIT): ("edit",),
    ("action", ids.COPY): ("copy",),
    ("action", ids.PAUSE): ("pause",),
    ("action", ids.RESUME): ("resume",),
    ("action", ids.END): ("end",),
    ("action", ids.TRIAL): ("trial",),
    ("action", ids.ROLES): ("roles",),
    ("action", ids.LOG): ("audit",),
    ("action", ids.STATEMENT): ("statement",),
    ("action", ids.ASK_EFFECT): ("effect-question",),
    ("action", ids.SKIP_EFFECT): ("effect-question",),
    ("action", ids.REPORT): ("read-report", "read-shared-report"),
    ("action", ids.PAGE): ("see-programmes",),
    ("action", ids.HOME_PAGE): ("see-projects",),
    ("action", ids.PROGRAMME_PAGE): ("see-programmes",),
    ("event", "app_home_opened"): (
        "see-projects", "see-programmes", "read-report", "read-shared-report",
    ),
    **{
        ("action", action): ("make", "edit")
        for action in (
            ids.FORM_BACK, ids.FORM_ADD, ids.FORM_CHANGE, ids.FORM_REMOVE, ids.FORM_AGAIN,
        )
    },
    ("view", ids.FORM): ("make", "edit"),
    ("view", ids.ROLES_FORM): ("roles",),
}  # fmt: skip
"""What asks for a right, and for which; a form for that of the draft it fills in."""

EVERYBODY = {
    *(("action", each) for each in (ids.START, ids.LATER, ids.MOVED, ids.NOW, ids.TODAY)),
    *(("action", each) for each in (ids.NEXT, ids.SWITCH, ids.STOP, ids.CLOSE, ids.VARIANT)),
    ("action", ids.FELT),
    *(("action", each) for each in (ids.SETTINGS, ids.OWN_RESUME, ids.UNSUBSCRIBE, ids.PRIVACY)),
    ("action", ids.SUBSCRIBE),
    ("action", ids.TRY),  # a walk, as /pauze gives to everybody; it never counts
    *(("view", each) for each in (ids.WALK, ids.WISHES, ids.CHOOSE)),
    ("command", "/pauze"),
    ("event", "message"),
}
"""What everybody may do, for themselves alone."""

ELSEWHERE = {
    ("action", ids.CLAIM),  # asks Slack whether somebody administers the workspace
    *(("event", each) for each in ("user_change", "member_joined_channel", "dnd_updated_user")),
    ("event", ".+"),  # what nothing is done with
}
"""What asks no role: Slack tells it, or it has a rule of its own."""


class Register:
    """Stands for Bolt's app, and notes what listens to what."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def __getattr__(self, kind: str) -> Callable[[Any], Callable[[Any], Any]]:
        def register(key: str | re.Pattern[str]) -> Callable[[Any], Any]:
            self.found.append((kind, _name(key)))
            return lambda listener: listener

        return register


def _name(key: str | re.Pattern[str]) -> str:
    """What a listener listens to; of ids with a tail the part that they share."""
    if isinstance(key, str):
        return key
    found = re.match(r"\^?((?:\w|-|\\.\w|\\-)+)", key.pattern)
    return found[1].replace("\\", "") if found else key.pattern


def registered() -> list[tuple[str, str]]:
    register = Register()
    nothing: Any = None
    listeners.register(
        cast(AsyncApp, register),
        cast(Service, Anything()),
        cast(Catalogue, nothing),
        cast(Presence, nothing),
    )
    return register.found


class Anything:
    """Has every attribute: listeners take methods of the service before anybody presses."""

    def __getattr__(self, name: str) -> str:
        return name


def test_every_listener_stands_in_the_matrix_once() -> None:
    found = registered()
    assert len(found) == len(set(found))
    assert set(found) == {*OFFICE, *EVERYBODY, *ELSEWHERE}
    assert not (OFFICE.keys() & EVERYBODY) | (ELSEWHERE & EVERYBODY) | (OFFICE.keys() & ELSEWHERE)
    asked = {action for actions in OFFICE.values() for action in actions}
    assert asked == set(get_args(Action))


# What may be read: words that only those with the right may ever see.

SAY = speak("nl")
READ: dict[Action, tuple[str, ...]] = {
    "see-projects": (SAY("home.projects.heading"),),
    "make": (SAY("home.make"), SAY("form.label.council_reference")),
    "edit": (SAY("home.project.edit"),),
    "copy": (SAY("home.project.copy"),),
    "pause": (SAY("home.project.pause"), SAY("home.project.sent", count=0)),
    "resume": (SAY("home.project.resume"),),
    "end": (SAY("home.project.end"),),
    "trial": (SAY("home.project.trial"),),
    "roles": (SAY("form.roles.text"),),
    "audit": (SAY("form.log.heading"), SAY("form.log.none")),
    "statement": (SAY("home.statement"), SAY("form.notice.statement-coming")),
    "see-programmes": (SAY("home.programmes.heading"),),
    "effect-question": (
        SAY("home.project.effect-asked"), SAY("home.project.effect-not-asked"),
        SAY("home.project.ask-effect"), SAY("home.project.skip-effect"),
    ),
    "read-report": (SAY("home.report.first", day="maandag 1 maart"),),
    "read-shared-report": (SAY("home.report.first", day="maandag 8 maart"),),
}  # fmt: skip


def projects() -> Iterator[Project]:
    """Of each state one project for each surface, so that presses do not meddle."""
    for number, surface in enumerate(SURFACES):
        for place, name in enumerate(("loopt", "rust", "einde", "uit", "aan", "gedeeld")):
            shared = name == "gedeeld"
            arm = {"name": "een", "protocol": "drie", "pauses": ["10:30"]}
            yield fakes.project(
                id=f"{name}-{surface}",
                arms=[{**arm, "channels": [f"C0KANAAL{number}{place}"]}],
                starts="2027-02-08" if shared else "2027-02-01",
                reports={"share_with_hr": shared, "effect_question": name == "aan"},
            )


OF = {
    ids.RESUME: "rust",
    ids.END: "einde",
    ids.ASK_EFFECT: "uit",
    ids.SKIP_EFFECT: "aan",
    ids.REPORT: "gedeeld",
}
"""The project that a button is tried on, where it is not one that runs."""


@pytest_asyncio.fixture
async def seen(tmp_path: Path) -> AsyncIterator[World]:
    async with world(tmp_path, list(projects()), fakes.library(), explored=False) as made:
        store = await open_store(str(tmp_path / "pauzebot.db"))
        for surface in SURFACES:
            deed = Deed(NOW, "U0HR", "paused", f"rust-{surface}")
            assert await store.turn(f"rust-{surface}", "running", "paused", deed)
        new, filed = drafting.copied(fakes.project()), await store.project("loopt-home")
        assert filed is not None
        await store.keep_draft("nieuw", drafting.pack(new), NOW)
        await store.keep_draft("oud", drafting.pack(drafting.drafted(filed.project)), NOW)
        await store.close()
        yield made


def kept(folder: Path) -> list[tuple[Any, ...]]:
    """Everything that an action of an office can change."""
    with closing(sqlite3.connect(folder / "pauzebot.db")) as database:
        tables = ("project", "role", "deed", "draft")
        return [row for each in tables for row in database.execute(f'SELECT * FROM "{each}"')]


def lines(said: Any) -> Iterator[str]:
    """Every line of text in what was said."""
    if isinstance(said, str) and said.startswith("{"):
        yield from lines(json.loads(said))
    elif isinstance(said, str):
        yield from said.splitlines()
    elif isinstance(said, dict):
        yield from (line for each in said.values() for line in lines(each))
    elif isinstance(said, list):
        yield from (line for each in said for line in lines(each))


def beyond(role: Role | None, said: list[Any]) -> set[str]:
    """What was said to somebody that is not for their role."""
    secret = {
        word for action, words in READ.items() if not rights.may(role, action) for word in words
    }
    return secret & set(lines(said))


def refused(said: list[Any]) -> bool:
    return SAY("form.notice.no-right") in lines(said)


def pressed(user: str, action: str, surface: str) -> dict[str, Any]:
    """A press on a button of the offices, wherever it may have been."""
    name = f"{OF.get(action, 'loopt')}-{surface}"
    turns = action in (ids.HOME_PAGE, ids.PROGRAMME_PAGE)
    value = "1" if turns else "0" if action == ids.LOG else name
    at = {"id": "V1", "type": surface, "private_metadata": ids.pack_form("oud", "arms", 0)}
    where = {"response_url": "http://127.0.0.1:9/r"} if surface == "message" else {"view": at}
    tail = ".after" if turns else ".pdf" if action == ids.REPORT else ""
    return press(user, action + tail, value, **where)


@pytest.mark.parametrize("surface", SURFACES)
async def test_each_action_is_for_the_roles_of_the_matrix(
    seen: World, tmp_path: Path, surface: str
) -> None:
    actions = [name for kind, name in OFFICE if kind == "action"]
    for user in sorted(ROLES, reverse=True):  # HR, who may do most of it, last but for two
        role, before = ROLES[user], kept(tmp_path)
        for action in actions:
            asked = OFFICE["action", action]
            allowed = any(rights.may(role, each) for each in asked)
            said = await seen.meet(pressed(user, action, surface))
            after = kept(tmp_path)
            assert beyond(role, said) == set(), (user, action)
            if action not in (ids.HOME_PAGE, ids.PROGRAMME_PAGE):
                assert refused(said) is not allowed, (user, action)
            if action in CHANGING or not allowed:
                assert (after != before) is allowed, (user, action)
            before = after


CHANGING = {
    *(ids.MAKE, ids.EDIT, ids.COPY, ids.PAUSE, ids.RESUME, ids.END),
    *(ids.ASK_EFFECT, ids.SKIP_EFFECT),
}


@pytest.mark.parametrize("user", ROLES)
async def test_each_form_is_for_the_roles_of_the_matrix(
    seen: World, tmp_path: Path, user: str
) -> None:
    role, before = ROLES[user], kept(tmp_path)
    values = {"who": {"who": {"selected_user": user}}, "role": {"role": {"value": "hr"}}}
    forms = [
        (ids.FORM, ids.pack_form(name, step, 0))
        for name in ("nieuw", "oud")
        for step in drafting.STEPS
    ]
    for callback, code in [(ids.ROLES_FORM, ""), *forms]:
        view: dict[str, Any] = {"id": "V1", "type": "modal", "state": {"values": values}}
        view |= {"callback_id": callback, "private_metadata": code}
        said = await seen.meet({"type": "view_submission", "view": view, **by(user)})
        assert refused(said) is (role != "hr"), (callback, code)
        assert beyond(role, said) == set()
        if role != "hr":
            assert kept(tmp_path) == before


@pytest.mark.parametrize("user", ROLES)
async def test_home_shows_what_is_for_ones_role_and_nothing_else(seen: World, user: str) -> None:
    said = await seen.meet(event_of({"type": "app_home_opened", "user": user, "tab": "home"}))
    said += await seen.meet(pressed(user, ids.HOME_PAGE, "home"))
    assert beyond(ROLES[user], said) == set()
    shown = {action for action, words in READ.items() if set(words) & set(lines(said))}
    assert shown == HOME[ROLES[user]]


HOME: dict[Role | None, set[Action]] = {
    "hr": {
        "see-projects", "make", "edit", "copy", "pause", "resume", "end", "trial",
        "statement", "read-shared-report",
    },
    "physio": {
        "see-projects", "see-programmes", "effect-question", "read-report", "read-shared-report",
    },
    None: set(),
}  # fmt: skip


@pytest.mark.parametrize("user", ROLES)
async def test_the_report_of_a_project_that_is_not_shared_is_for_the_physio_alone(
    seen: World, user: str
) -> None:
    """Whatever the press says: the button is not on HR's Home, but anybody can send a payload."""
    for to in (*ids.FORMATS, "docx", ""):
        for name in ("loopt-home", "nergens"):
            said = await seen.meet(press(user, f"{ids.REPORT}.{to}", name))
            assert refused(said) is (to in ids.FORMATS and ROLES[user] != "physio"), (to, name)
            assert beyond(ROLES[user], said) == set()


@pytest.mark.parametrize("user", ROLES)
async def test_words_reach_nothing_of_the_offices(seen: World, tmp_path: Path, user: str) -> None:
    """Whoever types: projects and roles are for Home alone."""
    before = kept(tmp_path)
    for typed in WORDS:
        more = {"trigger_id": "1.1", "response_url": "http://127.0.0.1:9/r"}
        said = await seen.meet(
            {"command": "/pauze", "text": typed, "user_id": user, "team_id": "T1", **more}
        )
        place = {"channel": "D1", "channel_type": "im"}
        said += await seen.meet(
            event_of({"type": "message", "user": user, "text": typed, "ts": "1.1", **place})
        )
        assert beyond(None, said) == set(), typed
    assert kept(tmp_path) == before


WORDS = (
    "nieuw project",
    "hervat rust-home",
    "pauzeer loopt-home",
    "beëindig einde-home",
    "rollen",
    "logboek",
    "projecten",
    "effectvraag aan",
    "end loopt-home",
    "log",
    "export loopt-home",
    "help",
)


async def test_hr_is_not_for_the_taking_while_somebody_holds_it(
    seen: World, tmp_path: Path
) -> None:
    before = kept(tmp_path)
    for user in ROLES:
        for surface in SURFACES:
            said = await seen.meet(pressed(user, ids.CLAIM, surface))
            assert SAY("form.notice.not-claimed") in lines(said)
    assert kept(tmp_path) == before
