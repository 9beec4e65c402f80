"""Connections that come and go: refresh, warning, too many, switched off, cut by the network."""

import asyncio

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.standin import Person, Standin
from tests.standin import echo
from tests.standin.conftest import bolt, connected
from tests.standin.test_delivery import wire


async def test_a_refresh_brings_the_real_client_back(slack: Standin, anna: Person) -> None:
    app = bolt(slack)
    echo.register(app)
    async with connected(slack, app):
        (first,) = slack.sockets.connections
        await slack.sockets.warn()
        await slack.until(lambda: slack.sockets.connections not in ([], [first]))
        await slack.sockets.refresh()
        await slack.wait_for_call("apps.connections.open", count=3)
        await slack.wait_for_connection()
        assert (await anna.command("/echo", "hoi")).ok


async def test_two_processes_keep_one_connection_through_a_refresh(slack: Standin) -> None:
    app, other = bolt(slack), bolt(slack)
    async with connected(slack, app), connected(slack, other, number=2):
        before = list(slack.sockets.connections)
        await slack.sockets.refresh(before[0])
        assert before[1] in slack.sockets.connections
        await slack.wait_for_connection(2)


async def test_a_cut_without_a_word_is_noticed_by_the_ping(slack: Standin) -> None:
    app = bolt(slack)
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=0.1)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    await slack.wait_for_connection()
    await slack.sockets.cut()
    await slack.until(lambda: not slack.sockets.connections)
    await slack.wait_for_connection()
    await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
    assert len(slack.ledger.of("apps.connections.open")) >= 2


async def test_the_eleventh_connection_is_too_many(slack: Standin) -> None:
    slack.sockets.ghosts = 9  # registrations left behind by a network (python-slack-sdk#1940)
    async with wire(slack) as (_, hello):
        assert hello["num_connections"] == 10
        async with wire(slack) as (_, goodbye):
            assert (goodbye["type"], goodbye["reason"]) == ("disconnect", "too_many_websockets")
    assert slack.sockets.refused == 1


async def test_socket_mode_switched_off(slack: Standin) -> None:
    async with wire(slack) as (app, _):
        await slack.sockets.disable()
        assert (await app.take())["reason"] == "link_disabled"
    client = AsyncWebClient(base_url=slack.api_url)
    with pytest.raises(SlackApiError, match="socket_mode_disabled"):
        await client.apps_connections_open(app_token=slack.app_token)


async def test_an_envelope_in_flight_when_the_connection_goes_is_not_acknowledged(
    slack: Standin, anna: Person
) -> None:
    slack.sockets.ack_seconds = 0.2
    async with wire(slack) as (app, _):
        commanding = asyncio.ensure_future(anna.command("/pauze"))
        await app.take()
    assert (await commanding).error == "operation_timeout"
