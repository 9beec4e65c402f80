"""Whatever is sent to HR's forms: an answer that Slack takes, no state broken, no markup echoed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import hypothesis
import pytest
from hypothesis import strategies as st
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.core import drafting
from bot.core.drafting import Draft, Values
from bot.service import Deed, Ground, Profile, Reporter, Sender, Service, Week
from bot.service.offices import Home, Screen
from bot.slack import blockrules, ids
from bot.slack.listeners import offices
from bot.slack.views import forms
from bot.slack.views.home import home
from bot.store.durable import DurableStore, open_store
from tests import fakes
from tests.slack.screens_kit import speak

NOW = datetime(2026, 12, 14, 8, 0, tzinfo=UTC)
MARKUP = ("<!channel>", "<@U0HR>", "<https://evil.example|klik>", "*vet*", "_scheef_", "`code`")


class Witness:
    """A sender that holds everything it is given to Slack's rules, and keeps what was read."""

    def __init__(self) -> None:
        self.read: list[dict[str, Any]] = []

    async def language(self, who: object) -> str:
        return "nl"

    async def profile(self, who: object) -> Profile:
        return Profile(language="nl", counts=True)

    async def ground(self, place: str) -> Ground:
        return Ground(shared=place.endswith("X"), archived=False, member=False)

    async def headcount(self, places: object, without: object) -> int:
        return 20

    async def screen(self, door: object, screen: Screen) -> None:
        self.take("modal", forms.screen(screen, speak("nl")))

    async def publish(self, who: object, shown: Home) -> None:
        self.take("home", home(shown, speak("nl")))

    def take(self, kind: Any, view: dict[str, Any]) -> None:
        assert blockrules.check(kind, view) == []
        self.read.append(view)


class Desk:
    """The real listeners, service and store behind Slack's payloads."""

    def __init__(self, store: DurableStore) -> None:
        self.store, self.sender = store, Witness()
        self.service = Service(
            store,
            cast(Week, None),
            cast(Sender, self.sender),
            fakes.library(),
            lambda: NOW,
            60,
            b"",
            reporter=cast(Reporter, None),
        )
        self.app = AsyncApp(client=AsyncWebClient(base_url="http://127.0.0.1:9/"), authorize=known)
        offices.register(self.app, self.service, catalogue())

    async def submit(self, callback: str, kept: str, values: dict[str, Any]) -> dict[str, Any]:
        """Hand in a modal as Slack does; the answer."""
        view = {
            "id": "V1", "type": "modal", "callback_id": callback, "private_metadata": kept,
            "state": {"values": values},
        }  # fmt: skip
        return await self._send({"type": "view_submission", "view": view})

    async def press(self, action: str, value: str, kept: str, values: dict[str, Any]) -> None:
        """Press a button in a modal as Slack does."""
        view = {"id": "V1", "type": "modal", "private_metadata": kept, "state": {"values": values}}
        actions = [{"action_id": action, "block_id": "b", "type": "button", "value": value}]
        await self._send({"type": "block_actions", "view": view, "actions": actions})

    async def _send(self, more: dict[str, Any]) -> dict[str, Any]:
        body = {"team": {"id": "T1"}, "user": {"id": "U0HR"}, "trigger_id": "1.2", **more}
        answer = await self.app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
        assert answer.status == 200, answer.body
        await self.service.quiet()
        return cast(dict[str, Any], json.loads(answer.body)) if answer.body else {}


def catalogue() -> Any:
    from bot.loader import load_texts
    from bot.texts import Catalogue

    return Catalogue(load_texts())


async def known(**_: object) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1")


WEIRD = st.sampled_from(
    [
        *MARKUP,
        "'; DROP TABLE project; --",
        "😀" * 200,
        "a" * 40_000,
        "مرحبا بالعالم",
        "健康な一日",
        "\u202eomgekeerd",
        "\x00\x07",
        "{0.__class__}",
        "{count}",
        "10:30, <!here>",
        "-1",
        "\uff19\uff19",
        "2027-02-30",
        "",
    ]
)
TYPED = WEIRD | st.text(max_size=40)
GOOD: dict[str, list[str]] = {
    "title_nl": ["Fit"],
    "programme": ["proef"],
    "starts": ["2027-01-11"],
    "ends": ["2027-04-02"],
    "deliver": ["channel", "dm"],
    "council_reference": ["OR 1"],
    "council_date": ["2026-11-03"],
    "window": ["15"],
    "timezone": ["Europe/Amsterdam"],
    "language": ["nl", "en"],
    "country": ["NL", "BE", "none"],
    "region": ["none", "NL-Noord"],
    "name": ["noord", "zuid"],
    "protocol": ["drie", "open"],
    "pauses": ["10:30", "10:30, 15:00"],
    "hold": ["20"],
    "who": ["U0TWEE", "U0HR"],
    "role": ["hr", "physio", "none"],
}
SEVERAL: dict[str, list[str]] = {
    "days": ["mon", "tue"],
    "share": ["share"],
    "exclude": ["Koningsdag"],
    "channels": ["C0ALPHA", "C0BRAVO", "C0DEELX"],
}
SINGLE_KEYS = {
    "deliver": "selected_option",
    "programme": "selected_option",
    "starts": "selected_date",
    "who": "selected_user",
}


@st.composite
def elements(draw: st.DrawFn, field: str) -> dict[str, Any]:
    """The state of one field: right, weird, empty, or of another kind altogether."""
    if field in SEVERAL:
        chosen = draw(st.lists(st.sampled_from(SEVERAL[field]) | TYPED, max_size=3))
        key = "selected_conversations" if field == "channels" else "selected_options"
        return {key: chosen if field == "channels" else [{"value": each} for each in chosen]}
    value = draw(st.sampled_from(GOOD.get(field, [""])) | TYPED | st.none())
    key = draw(st.sampled_from(["value", SINGLE_KEYS.get(field, "value")]))
    return {key: {"value": value} if key == "selected_option" and value is not None else value}


@st.composite
def states(draw: st.DrawFn) -> dict[str, Any]:
    """`state.values` of a modal, with fields that belong there and fields that do not."""
    names = draw(
        st.lists(st.sampled_from([*GOOD, *SEVERAL, "extra", "closed", "x"]), max_size=26)
        | st.just([*GOOD, *SEVERAL])
    )
    return {name: {name: draw(elements(name))} for name in dict.fromkeys(names)}


KEPT = st.sampled_from(
    [
        *["f1|nieuw|summary|0"] * 8,
        *(f"f1|{name}|{step}|{arm}" for name in ("nieuw", "oud", "weg")
          for step in drafting.STEPS for arm in (0, 1)),
        "", "f1|x", "w1|nonsense", "f1|nieuw|arm|99999",
    ]
)  # fmt: skip
SELDOM = st.sampled_from([False, False, False, True])
PRESSES = st.sampled_from([ids.FORM_BACK, ids.FORM_ADD, ids.FORM_CHANGE, ids.FORM_REMOVE])


def marked_up(thing: Any) -> Iterator[str]:
    """Every text in a view that Slack would read as markup, and not as it stands."""
    if isinstance(thing, dict):
        if thing.get("type") == "mrkdwn":
            yield thing["text"]
        for inner in thing.values():
            yield from marked_up(inner)
    elif isinstance(thing, list):
        for inner in thing:
            yield from marked_up(inner)


def looked_at(answer: dict[str, Any], desk: Desk) -> None:
    """Hold an answer to Slack's rules, and everything that was shown to our own."""
    if answer.get("response_action") == "update":
        desk.sender.take("modal", answer["view"])
    for view in desk.sender.read:
        for text in marked_up(view):
            assert not any(mark in text for mark in MARKUP[2:]), text
            assert "<!" not in text
    for told in answer.get("errors", {}).values():
        assert told
        assert not any(mark in told for mark in MARKUP), told


async def unbroken(desk: Desk) -> None:
    """What is kept can be read, and is still one project that runs, and perhaps new ones."""
    filed = await desk.store.projects()
    assert "lente" in [each.project.id for each in filed]
    assert all(each.state == "running" for each in filed)
    roles = await desk.store.roles()
    assert "hr" in roles.values()
    desk.sender.read.clear()


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    made = asyncio.new_event_loop()
    yield made
    made.close()


def test_random_submissions(
    tmp_path: Path,
    loop: asyncio.AbstractEventLoop,
    amount: Callable[[int, int], int],
    verify_table: Callable[[str, int, str], None],
) -> None:
    tries = amount(30, 1000)
    answers: dict[str, int] = {}

    async def opened() -> Desk:
        store = await open_store(str(tmp_path / "pauzebot.db"))
        await store.seed_roles({"U0HR": "hr", "U0FYSIO": "physio"})
        await store.apply(fakes.project(), NOW)
        return Desk(store)

    desk = loop.run_until_complete(opened())

    @hypothesis.settings(max_examples=tries)
    @hypothesis.given(KEPT, states(), st.booleans(), st.none() | PRESSES, SELDOM)
    def submitted(
        kept: str, values: dict[str, Any], filled: bool, pressed: str | None, roles: bool
    ) -> None:
        async def one() -> None:
            await desk.store.give("U0HR", "hr", Deed(NOW, "U0HR", "hr-given"))
            arm: Values = {
                "name": "noord",
                "protocol": "drie",
                "pauses": "10:30",
                "channels": ("C0ZUID",),
            }
            fields: Values = {
                **{name: found[0] for name, found in GOOD.items()}, "days": ("mon",),
            }  # fmt: skip
            new = Draft(fields=fields, arms=(arm,)) if filled else Draft()
            await desk.store.keep_draft("nieuw", drafting.pack(new), NOW)
            old = drafting.drafted(fakes.project())
            await desk.store.keep_draft("oud", drafting.pack(old), NOW)
            answer = await desk.submit(ids.ROLES_FORM if roles else ids.FORM, kept, values)
            looked_at(answer, desk)
            what = answer.get("response_action", "nothing")
            answers[what] = answers.get(what, 0) + 1
            if pressed is not None:
                await desk.press(pressed, "f1|nieuw|arm|0", kept, values)
                looked_at({}, desk)
            await unbroken(desk)

        loop.run_until_complete(one())

    submitted()
    made = loop.run_until_complete(desk.store.projects())
    loop.run_until_complete(desk.store.close())
    assert len(made) > 1, "no submission got as far as a project: the suite tries too little"
    assert set(answers) == {"update", "errors"}
    verify_table("random submissions of HR's forms", sum(answers.values()), str(answers))
