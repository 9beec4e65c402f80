"""Socket Mode: one envelope to one connection, three seconds to acknowledge, who is asked again."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.standin import Person, Standin
from tests.standin.conftest import NOW
from tests.standin.echo import PROMPT, actions, button, modal

Json = dict[str, Any]


class Wire:
    """A bare Socket Mode client: takes envelopes, acknowledges those it is told to."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def take(self) -> Json:
        frame: Json = json.loads((await self.socket.receive(timeout=3)).data)
        return frame

    async def ack(self, envelope: Json, payload: Json | None = None) -> None:
        answer: Json = {"envelope_id": envelope["envelope_id"]}
        await self.socket.send_json(answer | ({"payload": payload} if payload else {}))


@asynccontextmanager
async def wire(slack: Standin) -> AsyncIterator[tuple[Wire, Json]]:
    """An open connection, and the hello it began with."""
    opening = AsyncWebClient(base_url=slack.api_url)
    url = (await opening.apps_connections_open(app_token=slack.app_token))["url"]
    async with aiohttp.ClientSession() as session, session.ws_connect(url) as socket:
        made = Wire(socket)
        yield made, await made.take()


async def test_hello_counts_the_connections(slack: Standin) -> None:
    async with wire(slack) as (_, first), wire(slack) as (_, second):
        assert (first["type"], first["num_connections"]) == ("hello", 1)
        assert second["num_connections"] == 2
        assert first["debug_info"]["approximate_connection_time"] == 3600
        assert first["connection_info"] == {"app_id": slack.workspace.app_id}


async def test_a_ticket_opens_one_connection(slack: Standin) -> None:
    url = (
        await AsyncWebClient(base_url=slack.api_url).apps_connections_open(
            app_token=slack.app_token
        )
    )["url"]
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url):
            pass
        async with session.get(url) as again:
            assert again.status == 403


async def test_an_event_in_its_envelope(slack: Standin, anna: Person) -> None:
    async with wire(slack) as (app, _):
        await anna.say_in_dm("hoi")
        envelope = await app.take()
        await app.ack(envelope)
        await slack.until(lambda: slack.acks)
    payload = envelope.pop("payload")
    event = payload.pop("event")
    del envelope["envelope_id"], payload["event_id"], payload["event_context"]
    assert envelope == {
        "type": "events_api",
        "accepts_response_payload": False,
        "retry_attempt": 0,
        "retry_reason": "",
    }
    assert payload == {
        "token": "verification-token",
        "team_id": "T0STANDIN",
        "context_team_id": "T0STANDIN",
        "context_enterprise_id": None,
        "api_app_id": "A0STANDIN",
        "type": "event_callback",
        "event_time": int(NOW),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": "T0STANDIN",
                "user_id": "U0STANDINBOT",
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }
    assert event["channel"].startswith("D")
    assert {key: event[key] for key in ("type", "user", "text", "channel_type", "team")} == {
        "type": "message",
        "user": "U0ANNA",
        "text": "hoi",
        "channel_type": "im",
        "team": "T0STANDIN",
    }
    assert event["ts"] == event["event_ts"]


async def test_an_event_is_asked_again_until_acknowledged(slack: Standin, anna: Person) -> None:
    slack.sockets.ack_seconds = 0.05
    slack.delivery.retry_seconds = (0, 0, 0)
    async with wire(slack) as (app, _):
        await anna.open_home()
        first, second = await app.take(), await app.take()
        assert (second["retry_attempt"], second["retry_reason"]) == (1, "timeout")
        assert second["payload"] == first["payload"]
        assert second["envelope_id"] != first["envelope_id"]
        await app.ack(second)
        await slack.until(lambda: slack.acks)
    assert [one.attempt for one in slack.redeliveries] == [1]
    assert slack.delivery.lost == []


async def test_an_event_nobody_acknowledges_is_lost_after_three_retries(
    slack: Standin, anna: Person
) -> None:
    slack.delivery.retry_seconds = (0, 0, 0)
    await anna.open_home()
    await slack.until(lambda: slack.delivery.lost)
    assert [one.attempt for one in slack.delivery.record] == [0, 1, 2, 3]
    assert {one.reply.reason for one in slack.delivery.record} == {"connection_failed"}


async def test_presses_and_commands_are_asked_once_and_the_person_sees_an_error(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    slack.sockets.ack_seconds = 0.05
    await client.chat_postMessage(channel="U0ANNA", text="Tijd", blocks=PROMPT)
    (prompt,) = anna.dm
    async with wire(slack) as (app, _):
        outcome = await anna.press(prompt, "join")
        assert (outcome.ok, anna.last_error) == (
            False,
            "We had some trouble connecting. Try again?",
        )
        await anna.command("/pauze")
        assert anna.last_error == "operation_timeout"
        kinds = [(await app.take())["type"] for _ in range(2)]
    assert kinds == ["interactive", "slash_commands"]
    assert [one.attempt for one in slack.delivery.of("interactive", "slash_commands")] == [0, 0]
    await anna.command("/pauze")
    assert anna.last_error == "dispatch_failed"  # nobody is connected at all


async def test_each_envelope_goes_to_one_connection(slack: Standin, anna: Person) -> None:
    seen = [0, 0]
    async with wire(slack) as (one, _), wire(slack) as (two, _):

        async def serve(number: int, app: Wire) -> None:
            while True:
                await app.ack(await app.take())
                seen[number] += 1

        serving = [asyncio.ensure_future(serve(*row)) for row in enumerate((one, two))]
        for _ in range(20):
            await anna.open_home()
        await slack.until(lambda: len(slack.acks) == 20)
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)
    assert sum(seen) == 20
    assert min(seen) > 0  # drawn at random, so both got some


async def test_any_connection_may_acknowledge(slack: Standin, anna: Person) -> None:
    async with wire(slack) as (old, _):
        await anna.open_home()
        envelope = await old.take()
        async with wire(slack) as (new, _):
            await new.ack(envelope)
            await slack.until(lambda: slack.acks)


async def test_events_only_as_subscribed(slack: Standin, anna: Person) -> None:
    slack.delivery.subscribed = frozenset({"member_joined_channel"})
    slack.delivery.retry_seconds = ()
    slack.add_user("U0CAS")
    slack.join("C0ALPHA", "U0CAS")
    await anna.say_in_dm("hoi")
    await slack.until(lambda: slack.delivery.lost)
    assert [one.payload["event"]["type"] for one in slack.delivery.record] == [
        "member_joined_channel"
    ]


async def test_what_administrators_do_is_told(slack: Standin) -> None:
    slack.delivery.retry_seconds = ()
    slack.add_channel("C0NEW", bot_is_member=False)
    slack.archive("C0NEW")  # the bot is not in it, so it hears nothing
    slack.unarchive("C0NEW")
    slack.invite_bot("C0NEW")
    slack.archive("C0NEW")
    slack.unarchive("C0NEW")
    slack.remove_bot("C0NEW")
    slack.delete_channel("C0ALPHA")
    slack.hire("U0CAS", name="cas")
    slack.change_user("U0CAS", tz="Europe/Brussels")
    slack.deactivate("U0CAS")
    slack.revoke_tokens()
    slack.uninstall()
    await slack.until(lambda: len(slack.delivery.lost) == 11)
    assert [event["event"]["type"] for event in slack.delivery.lost] == [
        "member_joined_channel",
        "channel_archive",
        "channel_unarchive",
        "member_left_channel",
        "channel_left",
        "channel_deleted",
        "team_join",
        "user_change",
        "user_change",
        "tokens_revoked",
        "app_uninstalled",
    ]
    assert slack.delivery.lost[0]["event"]["inviter"] == "U0ADMIN"
    assert slack.delivery.lost[8]["event"]["user"]["deleted"] is True


async def test_the_bots_own_posts_edits_and_deletions_in_a_dm_come_back(
    slack: Standin, client: AsyncWebClient
) -> None:
    slack.delivery.retry_seconds = ()
    posted = await client.chat_postMessage(channel="U0ANNA", text="een")
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    await client.chat_update(**where, text="twee")
    await client.chat_delete(**where)
    await client.chat_postMessage(channel="C0ALPHA", text="niet voor message.im")
    await slack.until(lambda: len(slack.delivery.lost) == 3)
    events = [payload["event"] for payload in slack.delivery.lost]
    assert [event.get("subtype") for event in events] == [
        None,
        "message_changed",
        "message_deleted",
    ]
    assert (events[0]["bot_id"], events[0]["user"]) == ("B0STANDIN", "U0STANDINBOT")
    assert (events[1]["previous_message"]["text"], events[1]["message"]["text"]) == ("een", "twee")
    assert events[2]["deleted_ts"] == posted["ts"]


async def test_the_payload_of_a_press_in_a_channel(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="C0ALPHA", text="Tijd", blocks=PROMPT)
    (message,) = slack.messages("C0ALPHA")
    await anna.press(message, "join")
    payload = slack.delivery.record[-1].payload
    (action,) = payload.pop("actions")
    assert payload.pop("response_url").startswith(slack.api_url.replace("/api/", "/actions/"))
    assert payload.pop("trigger_id").count(".") == 2
    assert payload == {
        "type": "block_actions",
        "user": {"id": "U0ANNA", "username": "anna", "name": "anna", "team_id": "T0STANDIN"},
        "api_app_id": "A0STANDIN",
        "token": "verification-token",
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": "C0ALPHA",
            "is_ephemeral": False,
        },
        "team": {"id": "T0STANDIN", "domain": "standin"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": "C0ALPHA", "name": "alpha"},
        "message": message.as_slack(),
        "state": {"values": {}},
    }
    assert action.pop("action_ts") > message.ts
    assert action == {
        "type": "button",
        "action_id": "join",
        "block_id": message.blocks[1]["block_id"],
        "text": {"type": "plain_text", "text": "Doe mee", "emoji": True},
        "value": "1",
    }


async def test_the_payloads_of_a_modal(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    view = modal("m", actions(button("in", "In")), private_metadata="p", notify_on_close=True)
    await client.views_open(trigger_id=slack.tickets.trigger("U0ANNA"), view=view)
    shown = anna.modals[0]
    await anna.press_in_modal("in")
    await anna.submit()
    await anna.close_modal()
    pressed, submitted, closed = [one.payload for one in slack.delivery.record]
    assert pressed["container"] == {"type": "view", "view_id": shown.id}
    assert {"channel", "response_url", "message"}.isdisjoint(pressed)
    assert (submitted["type"], submitted["response_urls"]) == ("view_submission", [])
    assert submitted["view"]["private_metadata"] == "p"
    assert (closed["type"], closed["is_cleared"]) == ("view_closed", False)
    assert "trigger_id" not in closed


async def test_a_useless_answer_to_a_submission_leaves_the_modal_and_shows_trouble(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    answers: list[Json] = [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "update", "view": modal("m", title=None)},
        {"response_action": "jump"},
    ]
    await client.views_open(trigger_id=slack.tickets.trigger("U0ANNA"), view=modal("m"))
    async with wire(slack) as (app, _):
        for answer in answers:
            submitting = asyncio.ensure_future(anna.submit())
            await app.ack(await app.take(), answer)
            assert not (await submitting).ok
    assert len(anna.modals) == 1
    assert [reason.split()[0] for reason in slack.unusable] == [
        "errors",
        "invalid_arguments",
        "response_action",
    ]
