"""Rate limits by method and workspace, and the scopes a method or event needs."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.standin import Person, Standin
from tests.standin.conftest import Clock
from tests.standin.echo import modal

Json = dict[str, Any]


@pytest.fixture
def slack_limits(slack: Standin) -> Standin:
    slack.limits.enabled = True
    return slack


async def refusals(client: AsyncWebClient, times: int, method: str, **arguments: Any) -> list[int]:
    """Retry-After of every refused call among `times` calls."""
    found = []
    for _ in range(times):
        try:
            await client.api_call(method, json=arguments)
        except SlackApiError as refused:
            if refused.response.get("error") == "ratelimited":
                found.append(int(refused.response.headers["Retry-After"]))
    return found


# method, arguments, calls a minute
TIERS: list[tuple[str, Json, int]] = [
    ("users.list", {}, 20),
    ("dnd.teamInfo", {"users": "U0ANNA"}, 20),
    ("conversations.info", {"channel": "C0ALPHA"}, 50),
    ("chat.update", {"channel": "C0ALPHA", "ts": "1.1", "text": "x"}, 50),
    ("views.publish", {"user_id": "U0ANNA", "view": {"type": "home", "blocks": []}}, 100),
    ("users.info", {"user": "U0ANNA"}, 100),
]


@pytest.mark.parametrize("method, arguments, most", TIERS)
async def test_a_method_allows_so_many_calls_a_minute(
    slack_limits: Standin,
    client: AsyncWebClient,
    clock: Clock,
    method: str,
    arguments: Json,
    most: int,
) -> None:
    assert await refusals(client, most, method, **arguments) == []
    assert await refusals(client, 1, method, **arguments) == [60]
    assert await refusals(client, 1, "auth.test") == []  # other methods go on
    clock.now += 59
    assert await refusals(client, 1, method, **arguments) == [1]
    assert slack_limits.limits.ignored == 1  # it was told to wait sixty seconds
    clock.now += 1
    assert await refusals(client, 1, method, **arguments) == []


async def test_limits_are_off_unless_asked_for(slack: Standin, client: AsyncWebClient) -> None:
    assert await refusals(client, 30, "users.list") == []


async def test_a_conversation_takes_one_post_a_second_after_a_burst(
    slack_limits: Standin, client: AsyncWebClient, clock: Clock
) -> None:
    slack_limits.add_channel("C0BRAVO")
    assert await refusals(client, 6, "chat.postMessage", channel="C0ALPHA", text="x") == [1]
    clock.now += 1
    assert await refusals(client, 2, "chat.postMessage", channel="C0ALPHA", text="x") == [1]
    clock.now += 1
    assert await refusals(client, 1, "chat.postMessage", channel="C0BRAVO", text="x") == []


async def test_a_workspace_takes_240_posts_a_minute(
    slack_limits: Standin, client: AsyncWebClient, clock: Clock
) -> None:
    for number in range(241):
        slack_limits.add_user(f"U0P{number}")
    refused = [
        await refusals(client, 1, "chat.postMessage", channel=f"U0P{number}", text="x")
        for number in range(241)
    ]
    assert refused[:240] == [[]] * 240
    assert refused[240] == [60]


async def test_events_have_their_share_of_the_hour(
    slack_limits: Standin, anna: Person, clock: Clock
) -> None:
    slack_limits.delivery.retry_seconds = ()
    slack_limits.limits.events.most = 2  # Slack's is 30,000
    for _ in range(3):
        await anna.open_home()
    clock.now += 3600
    await anna.open_home()
    await slack_limits.until(lambda: len(slack_limits.delivery.lost) == 4)
    kinds = [payload.get("event", payload)["type"] for payload in slack_limits.delivery.lost]
    opened = "app_home_opened"
    assert kinds == [opened, opened, "app_rate_limited", opened]


async def test_views_open_is_refused_before_its_trigger_is_used_up(
    slack_limits: Standin, client: AsyncWebClient, anna: Person
) -> None:
    slack_limits.limits.per_minute["views.open"] = 0
    trigger = slack_limits.tickets.trigger("U0ANNA")
    with pytest.raises(SlackApiError) as refused:
        await client.views_open(trigger_id=trigger, view=modal("m"))
    assert refused.value.response.status_code == 429
    slack_limits.limits.enabled = False
    await client.views_open(trigger_id=trigger, view=modal("m"))
    assert len(anna.modals) == 1


async def test_a_missing_scope_says_what_is_needed_and_what_there_is() -> None:
    async with Standin(scopes=["chat:write", "commands"]) as slack:
        slack.add_user("U0ANNA")
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        with pytest.raises(SlackApiError) as refused:
            await client.users_info(user="U0ANNA")
        answer = refused.value.response
        assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
        assert answer["provided"] == "chat:write,commands"
        assert answer.headers["x-accepted-oauth-scopes"] == "users:read"
        await client.chat_postMessage(channel="U0ANNA", text="chat:write is enough for this")


async def test_without_im_history_the_app_does_not_hear_what_people_type() -> None:
    async with Standin(scopes=["chat:write"]) as slack:
        slack.delivery.retry_seconds = ()
        anna = slack.add_user("U0ANNA")
        await anna.say_in_dm("hoi")
        await anna.open_home()
        await slack.until(lambda: slack.delivery.lost)
        (heard,) = slack.delivery.lost
        assert heard["event"]["type"] == "app_home_opened"


async def test_chat_write_public_posts_in_public_channels_the_bot_is_not_in() -> None:
    async with Standin(scopes=["chat:write", "chat:write.public"]) as slack:
        slack.add_channel("C0OPEN", bot_is_member=False)
        slack.add_channel("C0SHUT", bot_is_member=False, private=True)
        client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
        assert (await client.chat_postMessage(channel="C0OPEN", text="x"))["ok"]
        with pytest.raises(SlackApiError, match="channel_not_found"):
            await client.chat_postMessage(channel="C0SHUT", text="x")
