"""response_url: five uses in thirty minutes, and what each option does to what people see."""

import asyncio
from typing import Any

import aiohttp
import pytest_asyncio
from slack_sdk.web.async_client import AsyncWebClient

from bot.standin import Message, Person, Standin
from tests.standin.conftest import Clock
from tests.standin.echo import PROMPT, actions, button

Json = dict[str, Any]


async def post(url: str, **payload: Any) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.post(url, json=payload) as answer:
        return answer.status, await answer.text()


async def pressed(slack: Standin, person: Person, message: Message, which: str) -> str:
    """The response_url of a press; nobody is connected, so nothing else happens."""
    await person.press(message, which)
    return str(slack.delivery.record[-1].payload["response_url"])


@pytest_asyncio.fixture
async def prompt(slack: Standin, client: AsyncWebClient) -> Message:
    await client.chat_postMessage(channel="C0ALPHA", text="Tijd", blocks=PROMPT)
    return slack.messages("C0ALPHA")[0]


async def test_five_uses(slack: Standin, anna: Person, prompt: Message) -> None:
    url = await pressed(slack, anna, prompt, "later")
    for _ in range(5):
        assert await post(url, text="x", replace_original=False) == (200, "ok")
    assert await post(url, text="x") == (404, '{"ok": false, "error": "used_url"}')
    assert len(anna.ephemerals) == 5
    assert [call.error for call in slack.ledger.of("response_url")] == [None] * 5 + ["used_url"]


async def test_thirty_minutes(slack: Standin, anna: Person, prompt: Message, clock: Clock) -> None:
    url = await pressed(slack, anna, prompt, "later")
    clock.now += 30 * 60
    assert (await post(url, text="x", replace_original=False))[0] == 200
    clock.now += 1
    assert (await post(url, text="x"))[0] == 404


async def test_an_unknown_address_and_an_empty_payload(
    slack: Standin, anna: Person, prompt: Message
) -> None:
    url = await pressed(slack, anna, prompt, "later")
    assert await post(url[:-3] + "xyz", text="x") == (404, '{"ok": false, "error": "no_service"}')
    assert await post(url) == (400, '{"ok": false, "error": "no_text"}')


async def test_left_out_replace_original_replaces_the_shared_message_for_everybody(
    slack: Standin, anna: Person, prompt: Message
) -> None:
    await post(await pressed(slack, anna, prompt, "later"), text="Alleen voor jou?")
    assert [one.text for one in slack.messages("C0ALPHA")] == ["Alleen voor jou?"]
    assert anna.ephemerals == []


async def test_replace_original_false_answers_one_person_or_the_channel(
    slack: Standin, anna: Person, prompt: Message
) -> None:
    url = await pressed(slack, anna, prompt, "later")
    await post(url, text="psst", replace_original=False)
    await post(url, text="hoor", replace_original=False, response_type="in_channel")
    assert [one.text for one in anna.ephemerals] == ["psst"]
    assert [one.text for one in slack.messages("C0ALPHA")] == ["Tijd", "hoor"]


async def test_an_ephemeral_message_is_replaced_and_deleted_through_its_own_presses(
    slack: Standin, anna: Person, prompt: Message
) -> None:
    await post(
        await pressed(slack, anna, prompt, "later"),
        text="psst",
        blocks=[actions(button("more", "Meer"))],
        replace_original=False,
    )
    (private,) = anna.ephemerals
    inside = await pressed(slack, anna, private, "more")
    payload = slack.delivery.record[-1].payload
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload  # Slack does not keep it, so it cannot send it
    await post(inside, text="twee", blocks=[actions(button("more", "Meer"))], replace_original=True)
    assert [one.text for one in anna.ephemerals] == ["twee"]
    await post(await pressed(slack, anna, private, "more"), delete_original=True)
    assert anna.ephemerals == []


async def test_a_commands_address_never_replaces(slack: Standin, anna: Person) -> None:
    await anna.command("/pauze")
    url = slack.delivery.record[-1].payload["response_url"]
    assert "/commands/" in url
    await post(url, text="een")
    await post(url, text="twee", replace_original=True)
    assert [one.text for one in anna.ephemerals] == ["een", "twee"]


async def test_a_lost_ephemeral_message_is_answered_with_a_new_one(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(
        channel="C0ALPHA", user="U0ANNA", text="psst", blocks=[actions(button("more", "Meer"))]
    )
    url = await pressed(slack, anna, anna.ephemerals[0], "more")
    anna.reload()
    await post(url, text="opnieuw", replace_original=True)
    assert [one.text for one in anna.ephemerals] == ["opnieuw"]


async def test_many_posts_at_once_never_exceed_the_five(
    slack: Standin, anna: Person, prompt: Message
) -> None:
    url = await pressed(slack, anna, prompt, "later")
    answers = await asyncio.gather(*[post(url, text="x", replace_original=False) for _ in range(8)])
    assert sorted(status for status, _ in answers) == [200] * 5 + [404] * 3
