"""Faults to order: what the app meets, and whether its call took effect all the same."""

import asyncio
from collections import Counter

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.standin import Fault, Person, Standin
from bot.standin.faults import TO_CALLS
from tests.standin import echo
from tests.standin.conftest import bolt, connected
from tests.standin.echo import PROMPT, modal
from tests.standin.test_delivery import wire


@pytest.fixture
def client(slack: Standin) -> AsyncWebClient:
    """A client that tries once and waits half a second."""
    made = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    made.timeout = 0.5  # type: ignore[assignment]  # aiohttp takes fractions of a second
    return made


async def post(client: AsyncWebClient) -> str:
    """What the app notices of one post."""
    try:
        await client.chat_postMessage(channel="C0ALPHA", text="Tijd")
    except SlackApiError as refused:
        return f"HTTP {refused.response.status_code} {refused.response.get('error')}"
    except TimeoutError:
        return "silence"
    except aiohttp.ClientConnectionError:
        return "cut"
    return "ok"


# fault, what the app notices, whether the message stands there
EFFECTS: list[tuple[Fault, str, bool]] = [
    (Fault.rate_limited(2), "HTTP 429 ratelimited", False),
    (Fault.server_error(500), "HTTP 500 None", False),
    (Fault.server_error(503), "HTTP 503 None", False),
    (Fault.server_error(503, after=True), "HTTP 503 None", True),
    (Fault.timeout(), "silence", False),
    (Fault.timeout(after=True), "silence", True),
    (Fault.cut_before(), "cut", False),
    (Fault.cut_after(), "cut", True),
    (Fault.delay(0.01), "ok", True),
    (Fault.delay(0.6), "silence", True),
    (Fault.error("is_archived"), "HTTP 200 is_archived", False),
    (Fault.delay(0.01) + Fault.cut_after(), "cut", True),
]


@pytest.mark.parametrize("fault, noticed, stands", EFFECTS, ids=[row[0].name for row in EFFECTS])
async def test_what_the_app_notices_and_what_is_true(
    slack: Standin, client: AsyncWebClient, fault: Fault, noticed: str, stands: bool
) -> None:
    slack.faults.next("chat.postMessage", fault)
    assert await post(client) == noticed
    await slack.wait_for_call("chat.postMessage")
    assert bool(slack.messages("C0ALPHA")) is stands
    assert slack.ledger.of("chat.postMessage")[0].effect is stands
    assert await post(client) == "ok"  # an order for once is used up
    assert slack.faults.used == [("chat.postMessage", fault.name)]


async def test_the_sdks_own_retry_after_a_cut_posts_twice(slack: Standin) -> None:
    """Why a sender of prompts gives the SDK no retry handler: Slack has no idempotency key."""
    once_more = AsyncConnectionErrorRetryHandler()
    client = AsyncWebClient(
        token=slack.bot_token, base_url=slack.api_url, retry_handlers=[once_more]
    )
    slack.faults.next("chat.postMessage", Fault.cut_after())
    await client.chat_postMessage(channel="C0ALPHA", text="Tijd")
    assert len(slack.messages("C0ALPHA")) == 2


async def test_rate_limited_says_how_long(slack: Standin, client: AsyncWebClient) -> None:
    slack.faults.next("auth.test", Fault.rate_limited(7))
    with pytest.raises(SlackApiError) as refused:
        await client.auth_test()
    assert refused.value.response.headers["Retry-After"] == "7"


async def test_a_row_of_faults_repetition_and_one_for_any_call(
    slack: Standin, client: AsyncWebClient
) -> None:
    slack.faults.next("chat.postMessage", Fault.error("one"), Fault.error("two"), times=2)
    slack.faults.next("*", Fault.error("any"))
    assert [(await post(client)).split()[-1] for _ in range(6)] == [
        "one",
        "two",
        "one",
        "two",
        "any",
        "ok",
    ]


async def test_always_for_one_channel_until_cleared(slack: Standin, client: AsyncWebClient) -> None:
    slack.faults.always(
        "chat.postMessage", Fault.error("is_archived"), lambda call: call["channel"] == "C0ALPHA"
    )
    assert await post(client) == "HTTP 200 is_archived"
    assert (await client.chat_postMessage(channel="U0ANNA", text="x"))["ok"]
    slack.faults.clear()
    assert await post(client) == "ok"


async def test_something_happens_in_the_workspace_meanwhile(
    slack: Standin, client: AsyncWebClient
) -> None:
    deeds = {
        "is_archived": lambda: slack.archive("C0ALPHA"),
        "ok": lambda: slack.unarchive("C0ALPHA"),
        "not_in_channel": lambda: slack.remove_bot("C0ALPHA"),
        "token_revoked": slack.revoke_tokens,
        "account_inactive": slack.uninstall,
    }
    for error, deed in deeds.items():
        slack.faults.next("chat.postMessage", Fault.meanwhile(deed))
        assert (await post(client)).split()[-1] == error


@pytest.mark.parametrize("shape", ["expired_trigger_id", "invalid_arguments"])
async def test_an_expired_trigger_in_both_shapes(
    slack: Standin, client: AsyncWebClient, shape: str
) -> None:
    slack.faults.next("views.open", Fault.expired_trigger(shape))
    with pytest.raises(SlackApiError, match=shape):
        await client.views_open(trigger_id=slack.tickets.trigger("U0ANNA"), view=modal("m"))


async def test_a_response_url_can_fail_too(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="C0ALPHA", text="Tijd", blocks=PROMPT)
    await anna.press(slack.messages("C0ALPHA")[0], "later")
    url = slack.delivery.record[-1].payload["response_url"]
    slack.faults.next("response_url", Fault.rate_limited(3))
    async with aiohttp.ClientSession() as session:
        async with session.post(url, json={"text": "x"}) as answer:
            assert (answer.status, answer.headers["Retry-After"]) == (429, "3")
        for _ in range(5):  # a refused post is not one of the five
            async with session.post(url, json={"text": "x"}) as answer:
                assert answer.status == 200


async def test_faults_by_chance_repeat_with_their_seed(
    slack: Standin, client: AsyncWebClient
) -> None:
    kinds: list[str | Fault] = ["rate_limited", "server_error_500", Fault.error("fatal_error")]

    async def run(seed: int) -> list[str]:
        slack.faults.random(seed, 0.5, kinds, targets=["chat.postMessage"])
        return [await post(client) for _ in range(40)]

    first, again, other = await run(7), await run(7), await run(8)
    assert first == again != other
    assert len(Counter(first)) == 4
    assert 10 < 40 - Counter(first)["ok"] < 30
    assert set(TO_CALLS) == {
        "rate_limited",
        "server_error_500",
        "server_error_503",
        "timeout",
        "timeout_after",
        "cut_before",
        "cut_after",
    }


# Deliveries to the app


async def test_a_duplicate_press_reaches_the_app_twice(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    app = bolt(slack)
    echo.register(app)
    await client.chat_postMessage(channel="C0ALPHA", text="Tijd", blocks=PROMPT)
    async with connected(slack, app):
        slack.faults.next("interactive", Fault.duplicate())
        await anna.press(slack.messages("C0ALPHA")[0], "join")
        await slack.wait_for_call("views.open", count=2)
    errors = [call.error for call in slack.ledger.of("views.open")]
    assert errors == [None, "exchanged_trigger_id"]  # one trigger opens one modal
    assert len(anna.modals) == 1


async def test_a_lost_acknowledgement_of_an_event_brings_it_again(
    slack: Standin, anna: Person
) -> None:
    slack.delivery.retry_seconds = (0,)
    async with wire(slack) as (app, _):
        slack.faults.next("events_api", Fault.lost_ack())
        await anna.open_home()
        for attempt in range(2):
            envelope = await app.take()
            assert envelope["retry_attempt"] == attempt
            await app.ack(envelope)
        await slack.until(lambda: slack.acks)
    ids = {one.payload["event_id"] for one in slack.delivery.record}
    assert len(ids) == 1  # by which an app knows that it has seen this before


async def test_a_dropped_press_leaves_the_person_with_an_error(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="C0ALPHA", text="Tijd", blocks=PROMPT)
    slack.faults.next("interactive", Fault.drop())
    async with wire(slack):
        outcome = await anna.press(slack.messages("C0ALPHA")[0], "join")
    assert not outcome.ok


async def test_reorder_lets_the_next_one_overtake(
    slack: Standin, anna: Person, bram: Person
) -> None:
    slack.faults.next("events_api", Fault.reorder())
    async with wire(slack) as (app, _):
        await anna.open_home()
        await bram.open_home()
        seen = []
        for _ in range(2):
            envelope = await app.take()
            seen.append(envelope["payload"]["event"]["user"])
            await app.ack(envelope)
    assert seen == ["U0BRAM", "U0ANNA"]


async def test_a_delayed_press_is_acknowledged_later(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    await client.chat_postMessage(channel="C0ALPHA", text="Tijd", blocks=PROMPT)
    slack.faults.next("interactive", Fault.delay(0.1))
    async with wire(slack) as (app, _):
        pressing = asyncio.ensure_future(anna.press(slack.messages("C0ALPHA")[0], "join"))
        await app.ack(await app.take())
        outcome = await pressing
    assert outcome.ok
    assert outcome.took >= 0.1
