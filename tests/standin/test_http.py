"""Signed HTTP: what a request URL gets, who is asked again, and a real Bolt app behind one."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

import pytest
import pytest_asyncio
from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.standin import Standin
from tests.standin import echo
from tests.standin.conftest import populate

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@pytest_asyncio.fixture
async def slack() -> AsyncIterator[Standin]:
    async with Standin(clock=time.time) as standin:  # Bolt checks the signature's age for itself
        populate(standin)
        yield standin


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await runner.cleanup()


class Receiver:
    """A request URL that keeps what it gets and answers as told."""

    def __init__(self, *answers: web.Response | str) -> None:
        self.got: list[tuple[Any, bytes]] = []
        self._answers = list(answers)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        if b"url_verification" in body:
            return web.json_response({"challenge": (await request.json())["challenge"]})
        self.got.append((request.headers, body))
        answer = self._answers.pop(0) if self._answers else web.Response()
        return web.Response(text=answer) if isinstance(answer, str) else answer

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/slack/events", self.handle)
        return app


async def test_events_are_signed_json(slack: Standin) -> None:
    receiver = Receiver()
    async with served(receiver.app()) as url:
        await slack.use_http(url)
        await slack.person("U0ANNA").open_home()
        await slack.until(lambda: slack.acks)
    ((headers, body),) = receiver.got
    assert headers["Content-Type"] == "application/json"
    assert SignatureVerifier(slack.signing_secret).is_valid_request(body, dict(headers))
    assert not SignatureVerifier("another").is_valid_request(body, dict(headers))
    assert "X-Slack-Retry-Num" not in headers


async def test_interactions_and_commands_are_forms_answered_in_the_response(slack: Standin) -> None:
    receiver = Receiver("Komt eraan")
    async with served(receiver.app()) as url:
        await slack.use_http(url)
        anna = slack.person("U0ANNA")
        await anna.command("/pauze", "later 20")
        await anna.shortcut("take_break")
    assert [one.text for one in anna.ephemerals] == ["Komt eraan"]
    command, shortcut = [parse_qs(body.decode()) for _, body in receiver.got]
    assert (command["command"], command["text"]) == (["/pauze"], ["later 20"])
    assert '"type": "shortcut"' in shortcut["payload"][0]


async def test_an_event_is_asked_again_three_times_with_its_reason(slack: Standin) -> None:
    slack.delivery.retry_seconds = (0, 0, 0)
    receiver = Receiver(*[web.Response(status=500) for _ in range(4)])
    async with served(receiver.app()) as url:
        await slack.use_http(url)
        await slack.person("U0ANNA").open_home()
        await slack.until(lambda: slack.delivery.lost)
    retries = [
        (headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason"))
        for headers, _ in receiver.got
    ]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]


async def test_no_retry_is_obeyed(slack: Standin) -> None:
    slack.delivery.retry_seconds = (0, 0, 0)
    receiver = Receiver(web.Response(status=500, headers={"X-Slack-No-Retry": "1"}))
    async with served(receiver.app()) as url:
        await slack.use_http(url)
        await slack.person("U0ANNA").open_home()
        await slack.person("U0BRAM").open_home()
        await slack.until(lambda: slack.acks)
    assert len(receiver.got) == 2


async def test_a_press_is_asked_once(slack: Standin) -> None:
    receiver = Receiver(web.Response(status=500))
    async with served(receiver.app()) as url:
        await slack.use_http(url)
        anna = slack.person("U0ANNA")
        assert not (await anna.shortcut("take_break")).ok
        assert (await anna.shortcut("take_break")).ok
    assert len(receiver.got) == 2


async def test_an_answer_after_three_seconds_is_none(slack: Standin) -> None:
    receiver = Receiver()
    async with served(receiver.app()) as url:
        post = await slack.use_http(url)
        post.ack_seconds = 0.0
        assert not (await slack.person("U0ANNA").shortcut("take_break")).ok
    assert slack.delivery.record[-1].reply.reason == "http_timeout"


async def test_two_redirects_are_followed_three_are_not(slack: Standin) -> None:
    most = 2

    async def hop(request: web.Request) -> web.StreamResponse:
        body = await request.read()
        if b"url_verification" in body:
            return web.json_response({"challenge": (await request.json())["challenge"]})
        left = int(request.query.get("left", most))
        if left == 0:
            return web.Response()
        raise web.HTTPTemporaryRedirect(f"{request.path}?left={left - 1}")

    app = web.Application()
    app.router.add_post("/slack/events", hop)
    async with served(app) as url:
        await slack.use_http(url)
        assert (await slack.person("U0ANNA").shortcut("take_break")).ok
        most = 3
        assert not (await slack.person("U0ANNA").shortcut("take_break")).ok
    assert slack.delivery.record[-1].reply.reason == "too_many_redirects"


async def test_a_url_without_the_challenge_and_one_that_is_gone(slack: Standin) -> None:
    async def silent(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(request.path)

    app = web.Application()
    app.router.add_post("/slack/events", silent)
    app.router.add_get("/slack/events", silent)
    async with served(app) as url:
        with pytest.raises(ValueError, match="challenge"):
            await slack.use_http(url)
    receiver = Receiver()
    slack.delivery.retry_seconds = ()
    async with served(receiver.app()) as url:
        await slack.use_http(url)
    await slack.person("U0ANNA").open_home()  # the server is gone by now
    await slack.until(lambda: slack.delivery.lost)
    assert slack.delivery.record[-1].reply.reason == "connection_failed"


async def test_a_real_bolt_app_behind_a_request_url(slack: Standin) -> None:
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
    app = AsyncApp(client=client, signing_secret=slack.signing_secret)
    echo.register(app)
    async with served(app.web_app("/slack/events")) as url:
        await slack.use_http(url)
        anna = slack.person("U0ANNA")
        await anna.shortcut("take_break")
        await anna.see_modal("one")
        assert (await anna.submit({"name": "fout"})).errors == {"name": "Dat kan niet"}
        assert (await anna.submit({"name": "Anna"})).ok
        assert anna.modals[0].callback_id == "two"
        assert (await anna.command("/echo", "hoi")).reply == {"text": "anna: hoi"}
        await anna.say_in_dm("hoi")
        await slack.until(lambda: len(anna.dm) == 2)
        slack.signing_secret = "changed"
        with pytest.raises(ValueError, match="challenge"):  # Bolt refuses a wrong signature
            await slack.use_http(url)
