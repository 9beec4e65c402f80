"""The real bot, with the wire to Slack recorded and everything it says held to the rules."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.core.programme import Library
from bot.core.project import Project
from bot.loader import load_library, load_sheets, load_texts
from bot.reports.rendering import Rendering
from bot.service import Service, filing
from bot.settings import Settings, shipped_programmes
from bot.slack import blockrules, ids, listeners
from bot.slack.limits import Limiter
from bot.slack.replies import Replies
from bot.slack.sender import SlackSender
from bot.store.durable import DurableStore, open_store
from bot.store.week import WeekStore, open_week
from bot.texts import Catalogue
from tests import fakes

NOW = datetime(2027, 1, 11, 9, 31, tzinfo=UTC)
"""A minute after the first pause of the projects."""
MARKUP = ("<!channel>", "<@U0MARK>", "<#C0MARK>", "<https://mark.example|klik>", "<!here|x>")
HIDDEN = frozenset({"private_metadata", "value", "initial_value", "action_id", "block_id"})
"""What of a payload nobody reads: codes, and what stands in a field to be changed."""
PEOPLE = ("U0ANNA", "U0BRAMEN", "U0HR", "U0FYSIO", "U0GAST")
LATE = "3.3"
"""A trigger that has expired."""


class Client(AsyncWebClient):
    """Slack's side of the only client: it records what it is told, and mostly says yes."""

    def __init__(self, said: list[Any]) -> None:
        session = cast(aiohttp.ClientSession, Addresses(said))
        super().__init__(base_url="http://127.0.0.1:9/", token="xoxb-1", session=session)
        self._said = said

    async def api_call(self, api_method: str, **given: Any) -> AsyncSlackResponse:
        """Answer a call."""
        body = given.get("json") or given.get("params") or given.get("data") or {}
        self._said.append(body)
        user = str(body.get("user", ""))
        locale = "en-GB" if user.endswith("EN") else "nl-NL"
        row = {"id": user, "team_id": "T1", "locale": locale, "is_restricted": user == "U0GAST"}
        data = {
            "ok": True,
            "ts": "1.2",
            "user": row,
            "members": [row],
            "channel": "D0OWN" if api_method == "chat.postMessage" else {"id": "C0ALPHA"},
            "upload_url": "http://127.0.0.1:9/upload",
            "file_id": "F0REPORT1",
            "file": {"mimetype": "image/png"},
        }
        late = body.get("trigger_id") == LATE
        if late:
            data = {"ok": False, "error": "expired_trigger_id"}
        answer = AsyncSlackResponse(
            client=self, http_verb="POST", api_url=api_method, req_args={},
            data=data, headers={}, status_code=200,
        )  # fmt: skip
        if late:
            raise SlackApiError("late", answer)  # type: ignore[no-untyped-call]  # slack_sdk leaves it untyped
        return answer


class Addresses:
    """Slack's side of every response_url, and of where files go; `status` is what they answer."""

    status = 200

    def __init__(self, said: list[Any]) -> None:
        self._said = said

    @asynccontextmanager
    async def post(self, address: str, **given: Any) -> AsyncIterator[Any]:
        self._said.append(given["json"] if "json" in given else {"upload": given["data"]})
        yield SimpleNamespace(status=self.status)


class Clock:
    """What the time is, until a test moves it."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@dataclass(frozen=True)
class Parts:
    """What stands behind the listeners, for a test to move or to look into."""

    service: Service
    store: DurableStore
    week: WeekStore
    sender: SlackSender
    clock: Clock


class World:
    """The real listeners, service, stores and sender; only the wire to Slack is recorded."""

    def __init__(self, app: AsyncApp, parts: Parts, said: list[Any]) -> None:
        self._app, self.said = app, said
        self.service, self.store = parts.service, parts.store
        self.week, self.sender, self.clock = parts.week, parts.sender, parts.clock
        self._errors: list[Exception] = []
        self.seen: Counter[str] = Counter()
        self.buttons: set[tuple[str, str]] = set()
        self.forms: set[tuple[str, str]] = set()
        self.fields: set[str] = set()

        @app.error
        async def wrong(error: Exception) -> None:
            self._errors.append(error)

    async def meet(self, body: dict[str, Any]) -> list[Any]:
        """Hand over a payload, hold everything that is said to the rules, and return it."""
        self.said.clear()
        self._errors.clear()
        answer = await self._app.async_dispatch(AsyncBoltRequest(body=body, mode="socket_mode"))
        await self.service.quiet()
        assert self._errors == []
        self.seen[f"{answer.status}"] += 1
        replied = [json.loads(answer.body)] if answer.body else []
        for payload in [*self.said, *replied]:
            echoed = [text for text in words(payload) if any(mark in text for mark in MARKUP)]
            assert echoed == [], echoed
            self._look(payload)
        return [*self.said, *replied]

    async def look_around(self) -> None:
        """Press everything there is to press, so that chance knows what buttons and forms look
        like."""
        for user in PEOPLE:
            event = {"type": "app_home_opened", "user": user, "tab": "home"}
            await self.meet(event_of(event))
        pressed: set[tuple[str, str]] = set()
        while new := sorted(self.buttons - pressed):
            for button in new:
                pressed.add(button)
                if button[0] != ids.END and len(pressed) < 150:
                    for user in PEOPLE:
                        await self.meet(press(user, *button, view={"id": "V1", "type": "home"}))

    def _look(self, payload: Any) -> None:
        view = payload.get("view")
        shown = json.loads(view) if isinstance(view, str) else view or payload
        if "blocks" not in shown:
            return
        kind = cast(Any, shown.get("type", "message"))
        assert (
            blockrules.check(kind, shown if view else {"blocks": shown["blocks"], "text": "x"})
            == []
        )
        self.seen[f"{kind} {shown.get('callback_id', '')}"] += 1
        if "callback_id" in shown:
            self.forms.add((shown["callback_id"], shown.get("private_metadata", "")))
        for block in shown["blocks"]:
            if block["type"] == "input":
                self.fields.add(block["block_id"])
            for element in [*block.get("elements", ()), block.get("accessory", {})]:
                if element.get("type") == "button":
                    self.buttons.add((element["action_id"], element.get("value", "")))


def words(payload: Any) -> Iterator[str]:
    """Everything in a payload that Slack reads as its markup; in plain text it is only signs."""
    if isinstance(payload, str):
        yield payload
    elif isinstance(payload, dict) and payload.get("type") != "plain_text":
        for key, value in payload.items():
            if key not in HIDDEN:
                yield from words(value)
    elif isinstance(payload, list | tuple):
        for each in payload:
            yield from words(each)


def event_of(event: dict[str, Any]) -> dict[str, Any]:
    """An event as Slack wraps it."""
    return {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}


def press(user: str, action: str, value: str | None, **more: Any) -> dict[str, Any]:
    """A press on a button."""
    pressed = {"type": "button", "action_id": action, "block_id": "b"}
    pressed |= {} if value is None else {"value": value}
    return {"type": "block_actions", "actions": [pressed], **by(user), **more}


def by(user: str, trigger: str = "1.1") -> dict[str, Any]:
    """Who did something, and what Slack gives with it."""
    return {"user": {"id": user, "team_id": "T1"}, "team": {"id": "T1"}, "trigger_id": trigger}


@asynccontextmanager
async def world(
    folder: Path,
    filed: Sequence[Project] | None = None,
    library: Library | None = None,
    *,
    explored: bool = True,
) -> AsyncIterator[World]:
    """A bot with projects; where none are given two, in a channel and in direct messages, whose
    titles hold markup. Unless it is not to be `explored`, everything in it was pressed once."""
    said: list[Any] = []
    client, seconds, clock = Client(said), count(step=2), Clock()
    store = await open_store(str(folder / "pauzebot.db"))
    week = await open_week("memory:", b"s" * 32, identity="x")
    catalogue = Catalogue(load_texts())
    await store.seed_roles({"U0HR": "hr", "U0FYSIO": "physio"})
    for project in projects() if filed is None else filed:
        await filing.file(store, project, datetime(2027, 1, 1, tzinfo=UTC))
    replies = Replies(cast(aiohttp.ClientSession, Addresses(said)))
    sender = SlackSender(client, replies, Limiter(lambda: float(next(seconds))), catalogue, clock)
    library = library or load_library(shipped_programmes())
    running = Settings.from_env({"PAUZEBOT_DATA": str(folder)}).running("1.0", week.directory)
    reporter = Rendering(catalogue, running, lambda: Catalogue(load_sheets()))
    service = Service(store, week, sender, library, clock, 60, b"s" * 32, reporter=reporter)
    app = AsyncApp(
        client=AsyncWebClient(base_url="http://127.0.0.1:9/"),
        authorize=known, process_before_response=True,
    )  # fmt: skip
    listeners.register(app, service, catalogue, sender.presence)
    made = World(app, Parts(service, store, week, sender, clock), said)
    try:
        if explored:
            await made.look_around()
        yield made
    finally:
        await week.close()
        await store.close()


def projects() -> Iterator[Project]:
    title = {"nl": f"Lente {MARKUP[0]} {MARKUP[3]}", "en": f"Spring {MARKUP[1]}"}
    more: dict[str, Any] = {"programme": "bureau-reset", "deliver": "dm", "arms": [arm("driemaal")]}
    arms = [arm(channels=["C0ALPHA"])]
    yield fakes.project(programme="staande-bekkenrek", arms=arms, title=title)
    yield fakes.project(id="eigen", title=title, **more)


def arm(protocol: str = "umcg", **more: Any) -> dict[str, Any]:
    return {"name": "een", "protocol": protocol, "pauses": ["10:30", "12:30", "15:00"], **more}


async def known(**_: object) -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_user_id="U0BOT", bot_id="B0BOT"
    )
