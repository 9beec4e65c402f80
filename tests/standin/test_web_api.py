"""The Web API: how arguments arrive, who may call, and the error codes, method by method."""

import json
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.standin import Standin
from tests.standin.conftest import NOW
from tests.standin.echo import actions, button, modal, section

Json = dict[str, Any]


async def raw(slack: Standin, verb: str, path: str, **rest: Any) -> tuple[int, Json]:
    async with (
        aiohttp.ClientSession() as session,
        session.request(verb, slack.api_url + path, **rest) as answer,
    ):
        return answer.status, await answer.json()


def bearer(token: str) -> Json:
    return {"headers": {"Authorization": f"Bearer {token}"}}


# Every way in which the Python and Node clients send arguments.
WAYS: list[tuple[str, str, Json]] = [
    ("GET", "users.info?user=U0ANNA&include_locale=1", {}),
    ("POST", "users.info?user=U0ANNA&include_locale=true", {"data": {}}),
    ("POST", "users.info", {"data": {"user": "U0ANNA", "include_locale": "true"}}),
    ("POST", "users.info", {"json": {"user": "U0ANNA", "include_locale": True}}),
]


@pytest.mark.parametrize("verb, path, rest", WAYS)
async def test_arguments_arrive_by_query_form_and_json(
    slack: Standin, verb: str, path: str, rest: Json
) -> None:
    status, answer = await raw(slack, verb, path, **rest, **bearer(slack.bot_token))
    assert (status, answer["ok"]) == (200, True)
    assert answer["user"]["locale"] == "nl-NL"


async def test_multipart_and_a_token_in_the_body_work_too(slack: Standin) -> None:
    form = aiohttp.FormData({"user": "U0ANNA", "token": slack.bot_token})
    form.add_field("note", "x", content_type="text/plain")
    form._is_multipart = True
    assert (await raw(slack, "POST", "users.info", data=form))[1]["ok"]


async def test_blocks_in_a_form_are_json_text(slack: Standin) -> None:
    data = {"channel": "C0ALPHA", "blocks": json.dumps([section("hoi")])}
    answer = (await raw(slack, "POST", "chat.postMessage", data=data, **bearer(slack.bot_token)))[1]
    assert answer["message"]["text"] == "hoi"
    data["blocks"] = "[{"
    answer = (await raw(slack, "POST", "chat.postMessage", data=data, **bearer(slack.bot_token)))[1]
    assert answer["error"] == "invalid_blocks_format"


@pytest.mark.parametrize(
    "body, kind, error",
    [
        ("{", "application/json", "invalid_json"),
        ("[]", "application/json", "json_not_object"),
        ("", "application/json", "invalid_arguments"),
        ("user=U0ANNA", "text/plain", "invalid_arguments"),  # a body Slack does not read
        ('{"user": "U0ANNA", "limit": 1}', "application/json", None),
    ],
)
async def test_bodies_slack_cannot_use(
    slack: Standin, body: str, kind: str, error: str | None
) -> None:
    headers = {"Authorization": f"Bearer {slack.bot_token}", "Content-Type": kind}
    answer = (await raw(slack, "POST", "users.info", data=body, headers=headers))[1]
    assert answer.get("error") == error


async def test_a_view_that_is_no_json_and_a_limit_that_is_no_number(slack: Standin) -> None:
    token = bearer(slack.bot_token)
    view = {"user_id": "U0ANNA", "view": "{"}
    answer = (await raw(slack, "POST", "views.publish", data=view, **token))[1]
    assert "[json-pointer:/view]" in answer["response_metadata"]["messages"][0]
    answer = (await raw(slack, "GET", "users.list?limit=veel", **token))[1]
    assert "[json-pointer:/limit]" in answer["response_metadata"]["messages"][0]


async def test_who_may_call(slack: Standin) -> None:
    async def error(method: str, token: str | None) -> str | None:
        headers = bearer(token) if token else {}
        error: str | None = (await raw(slack, "POST", method, **headers))[1].get("error")
        return error

    assert await error("api.test", None) is None
    assert await error("auth.test", None) == "not_authed"
    assert await error("auth.test", "xoxb-other") == "invalid_auth"
    assert await error("auth.test", slack.app_token) == "not_allowed_token_type"
    assert await error("apps.connections.open", slack.bot_token) == "not_allowed_token_type"
    assert await error("chat.shout", slack.bot_token) == "unknown_method"
    slack.revoke_tokens()
    assert await error("auth.test", slack.bot_token) == "token_revoked"
    slack.uninstall()
    assert await error("auth.test", slack.bot_token) == "account_inactive"


async def test_auth_test_tells_the_scopes_in_a_header(
    slack: Standin, client: AsyncWebClient
) -> None:
    answer = await client.auth_test()
    assert answer["user_id"] == slack.workspace.bot_user
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


# method, arguments, what Slack says
REFUSALS: list[tuple[str, Json, str]] = [
    ("chat.postMessage", {"channel": "C0NOWHERE", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "C0SECRET", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "U0NOBODY", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "C0OTHER", "text": "x"}, "not_in_channel"),
    ("chat.postMessage", {"channel": "C0OLD", "text": "x"}, "is_archived"),
    ("chat.postMessage", {"channel": "C0ALPHA"}, "no_text"),
    ("chat.postMessage", {"text": "x"}, "invalid_arguments"),
    ("chat.postMessage", {"channel": "C0ALPHA", "blocks": [section("x")] * 51}, "invalid_blocks"),
    ("chat.postMessage", {"channel": "C0ALPHA", "blocks": [{"text": "x"}]}, "invalid_blocks"),
    ("chat.postMessage", {"channel": "C0ALPHA", "text": "x", "username": "y"}, "missing_scope"),
    ("chat.postEphemeral", {"channel": "C0ALPHA", "user": "U0C"}, "user_not_in_channel"),
    ("chat.update", {"channel": "C0ALPHA", "ts": "1.000001", "text": "x"}, "message_not_found"),
    ("chat.update", {"channel": "C0ALPHA", "ts": "1.000001", "text": "x" * 4001}, "msg_too_long"),
    ("chat.delete", {"channel": "C0ALPHA", "ts": "1.000001"}, "message_not_found"),
    ("conversations.open", {}, "users_list_not_supplied"),
    ("conversations.open", {"users": "U0NOBODY"}, "user_not_found"),
    ("conversations.open", {"users": "U0GONE"}, "user_disabled"),
    ("conversations.info", {"channel": "C0NOWHERE"}, "channel_not_found"),
    ("conversations.members", {"channel": "C0ALPHA", "cursor": "?"}, "invalid_cursor"),
    ("conversations.members", {"channel": "C0ALPHA", "limit": 5000}, "invalid_limit"),
    ("conversations.list", {"types": "planet"}, "invalid_types"),
    ("conversations.join", {"channel": "C0OLD"}, "is_archived"),
    ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
    ("users.info", {}, "invalid_arguments"),
    ("views.open", {"trigger_id": "1.2.x", "view": modal("m")}, "invalid_trigger_id"),
    ("views.open", {"view": modal("m")}, "invalid_arguments"),
    ("views.open", {"trigger_id": "1.2.x"}, "invalid_arguments"),
    ("views.update", {"view_id": "V0NOWHERE", "view": modal("m")}, "not_found"),
    ("views.update", {"view": modal("m")}, "not_found"),
    ("views.publish", {"user_id": "U0NOBODY", "view": modal("m")}, "user_not_found"),
    ("views.publish", {"user_id": "U0ANNA", "view": modal("m")}, "invalid_arguments"),
    ("api.test", {"error": "just_so"}, "just_so"),
]  # fmt: skip


@pytest.mark.parametrize("method, arguments, error", REFUSALS)
async def test_refusals(
    slack: Standin, client: AsyncWebClient, method: str, arguments: Json, error: str
) -> None:
    slack.add_user("U0C")
    slack.add_user("U0GONE", deleted=True)
    slack.add_channel("C0OTHER", bot_is_member=False)
    slack.add_channel("C0SECRET", bot_is_member=False, private=True)
    slack.add_channel("C0OLD", archived=True)
    with pytest.raises(SlackApiError) as refused:
        await client.api_call(method, json=arguments)
    assert refused.value.response["error"] == error
    (call,) = slack.ledger.of(method)
    assert (call.error, call.ok, call.at) == (error, False, NOW)


async def test_a_payload_against_the_given_rules_is_refused_with_their_words() -> None:
    seen: list[str] = []

    def validate(kind: str, payload: Json) -> list[str]:
        seen.append(kind)
        return ["button text too long [json-pointer:/blocks/0]"]

    async with Standin(validate=validate) as slack:
        slack.add_user("U0ANNA")
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        with pytest.raises(SlackApiError) as refused:
            await client.chat_postMessage(channel="U0ANNA", text="x", blocks=[section("x")])
        assert refused.value.response["error"] == "invalid_blocks"
        words = refused.value.response["response_metadata"]["messages"]
        assert words == ["[ERROR] button text too long [json-pointer:/blocks/0]"]
        home = {"type": "home", "blocks": [section("x")]}
        with pytest.raises(SlackApiError, match="invalid_arguments"):
            await client.views_publish(user_id="U0ANNA", view=home)
        assert seen == ["message", "home"]


async def test_lists_come_by_page(slack: Standin, client: AsyncWebClient) -> None:
    for number in range(5):
        slack.add_user(f"U0P{number}")
        slack.add_channel(f"C0P{number}", private=number == 0)
    first = await client.users_list(limit=3)
    assert "locale" not in first["members"][0]
    sizes = [len(page["members"]) async for page in first]  # the SDK fetches the next page itself
    assert sizes == [3, 3, 2]  # the bot is one of them

    found = []
    kinds = "public_channel,private_channel"
    async for page in await client.conversations_list(types=kinds, limit=4):
        found += [channel["name"] for channel in page["channels"]]
    assert found == ["alpha", "c0p0", "c0p1", "c0p2", "c0p3", "c0p4"]
    assert (await client.conversations_members(channel="C0ALPHA", limit=2))["members"] == [
        "U0ANNA",
        "U0BRAM",
    ]


async def test_users_info_says_zone_role_and_origin(slack: Standin, client: AsyncWebClient) -> None:
    slack.add_user("U0GUEST", is_restricted=True, tz="America/New_York")
    slack.add_user("U0FAR", team_id="T0ELSEWHERE")
    slack.add_user("U0GONE", deleted=True)

    async def info(user: str) -> Json:
        found: Json = (await client.users_info(user=user, include_locale=True))["user"]
        return found

    assert (await info("U0BRAM"))["tz_offset"] == 0
    assert (await info("U0ANNA"))["tz_offset"] == 3600
    guest = await info("U0GUEST")
    assert (guest["is_restricted"], guest["tz_offset"], guest["is_bot"]) == (True, -18000, False)
    assert (await info("U0FAR"))["is_stranger"]
    gone = await info("U0GONE")
    assert (gone["deleted"], "tz" in gone) == (True, False)


async def test_conversations(slack: Standin, client: AsyncWebClient) -> None:
    slack.add_channel("C0OPEN", bot_is_member=False)
    slack.add_channel("C0BOTH", shared=True)
    assert not (await client.conversations_info(channel="C0OPEN"))["channel"]["is_member"]
    assert (await client.conversations_join(channel="C0OPEN"))["channel"]["is_member"]
    assert (await client.conversations_join(channel="C0OPEN"))["warning"] == "already_in_channel"
    assert (await client.conversations_info(channel="C0BOTH"))["channel"]["is_ext_shared"]
    first = await client.conversations_open(users="U0ANNA")
    again = await client.conversations_open(users="U0ANNA", return_im=True)
    assert first["channel"]["id"] == again["channel"]["id"]
    assert (again["already_open"], again["channel"]["user"]) == (True, "U0ANNA")


async def test_a_post_to_a_person_answers_with_the_conversation(
    slack: Standin, client: AsyncWebClient
) -> None:
    answer = await client.chat_postMessage(channel="U0ANNA", text="Tijd voor je pauze")
    assert answer["channel"].startswith("D")
    again = await client.chat_postMessage(channel=answer["channel"], text="Nog een")
    assert [one.text for one in slack.dm("U0ANNA")] == ["Tijd voor je pauze", "Nog een"]
    assert float(again["ts"]) > float(answer["ts"]) >= NOW
    slack.deactivate("U0ANNA")
    assert (await client.chat_postMessage(channel="U0ANNA", text="Niemand leest dit"))["ok"]


async def test_messages_are_edited_and_deleted_by_their_author_only(
    slack: Standin, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel="C0ALPHA", text="een", blocks=[section("een")])
    where = {"channel": "C0ALPHA", "ts": posted["ts"]}
    (message,) = slack.messages("C0ALPHA")
    await client.chat_update(**where, text="twee", blocks=[section("twee")])
    assert (message.words, message.edited_ts) == ("twee", None)
    await client.chat_update(**where, text="drie")
    assert (message.blocks, message.text) == ([], "drie")
    assert message.edited_ts is not None
    assert [version["text"] for version in message.versions] == ["een", "twee"]  # an export has all

    theirs = slack.person("U0ANNA").say(slack.workspace.channels["C0ALPHA"], "hoi")
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        await client.chat_delete(channel="C0ALPHA", ts=theirs.ts)
    with pytest.raises(SlackApiError, match="cant_update_message"):
        await client.chat_update(channel="C0ALPHA", ts=theirs.ts, text="x")

    await client.chat_delete(**where)
    assert slack.messages("C0ALPHA") == [theirs]
    with pytest.raises(SlackApiError, match="message_not_found"):
        await client.chat_delete(**where)


async def test_slack_fills_in_ids_and_defaults(slack: Standin, client: AsyncWebClient) -> None:
    nameless = {key: value for key, value in button("", "Ja").items() if key != "action_id"}
    blocks = [actions(nameless)]
    message = (await client.chat_postMessage(channel="C0ALPHA", text="x", blocks=blocks))["message"]
    (shown,) = message["blocks"]
    assert shown["block_id"]
    assert shown["elements"][0]["action_id"]
    assert shown["elements"][0]["text"]["emoji"] is True
    assert message["bot_id"] == slack.workspace.bot_id
