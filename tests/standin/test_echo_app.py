"""A real Bolt app over real sockets: what people press, and what they then see."""

from collections.abc import AsyncIterator

import pytest_asyncio
from slack_sdk.web.async_client import AsyncWebClient

from bot.standin import Message, Person, Standin
from tests.standin import echo
from tests.standin.conftest import bolt, connected


@pytest_asyncio.fixture(autouse=True)
async def app(slack: Standin) -> AsyncIterator[None]:
    made = bolt(slack)
    echo.register(made)
    async with connected(slack, made):
        yield


async def prompt(slack: Standin, client: AsyncWebClient) -> Message:
    await client.chat_postMessage(channel="C0ALPHA", text="Tijd voor je pauze", blocks=echo.PROMPT)
    return await slack.wait_for_message("C0ALPHA")


async def test_a_modal_of_three_steps_costs_one_call(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    message = await prompt(slack, client)
    assert [button["text"]["text"] for button in message.buttons] == ["Doe mee", "Later"]

    await anna.press(message, "Doe mee")
    first = await anna.see_modal("one")
    assert (first.title, first.submit, first.private_metadata) == ("Pauze", "Volgende", "step 1")

    refused = await anna.submit({"name": "fout"})
    assert (refused.ok, refused.errors) == (False, {"name": "Dat kan niet"})
    assert anna.modals == [first]

    assert (await anna.submit({"name": "Anna"})).ok
    assert (first.callback_id, first.words) == ("two", "Dag Anna\nDieper")

    assert (await anna.submit()).ok
    assert [view.callback_id for view in anna.modals] == ["two", "three"]
    assert anna.modals[1].previous == first.id

    assert (await anna.submit()).ok
    assert anna.modals == []
    assert slack.ledger.counts() == {
        "auth.test": 1,
        "apps.connections.open": 1,
        "chat.postMessage": 1,
        "views.open": 1,
    }


async def test_a_button_in_a_modal_pushes_with_its_own_trigger(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    await anna.press(await prompt(slack, client), "join")
    await anna.see_modal("one")
    await anna.submit({"typed": "Anna"})
    await anna.press_in_modal("deeper")
    await anna.see_modal("three")
    await anna.close_modal()
    assert [view.callback_id for view in anna.modals] == ["two"]


async def test_an_ephemeral_message_is_replaced_by_a_press_inside_it_only(
    slack: Standin, anna: Person, bram: Person, client: AsyncWebClient
) -> None:
    message = await prompt(slack, client)
    await anna.press(message, "later")
    private = await anna.see_ephemeral()
    await anna.press(private, "more")
    await slack.wait_for_call("response_url", count=2)
    assert [one.words for one in anna.ephemerals] == ["Nog later"]
    assert bram.ephemerals == []
    assert slack.messages("C0ALPHA") == [message]
    assert message.words.startswith("Tijd voor je pauze")


async def test_home_is_published_when_opened_and_again_after_a_press(
    slack: Standin, anna: Person
) -> None:
    await anna.open_home()
    home = await anna.see_home()
    assert home.words.startswith("0")
    await anna.press_home("count")
    await slack.until(lambda: home.words.startswith("1"))
    assert slack.home("U0BRAM") is None


async def test_a_command_is_answered_in_its_acknowledgement(slack: Standin, anna: Person) -> None:
    outcome = await anna.command("/echo", "hallo", channel="C0ALPHA")
    assert outcome.ok
    assert [(one.channel, one.words) for one in anna.ephemerals] == [("C0ALPHA", "anna: hallo")]
    assert slack.ledger.of("chat.postMessage", "response_url") == []


async def test_an_unknown_command_ends_in_the_clients_own_error(
    slack: Standin, anna: Person
) -> None:
    slack.sockets.ack_seconds = 0.2
    outcome = await anna.command("/weg")
    assert (outcome.ok, anna.last_error) == (False, "operation_timeout")


async def test_words_in_a_direct_message_reach_the_app_and_its_own_post_comes_back(
    slack: Standin, anna: Person
) -> None:
    await anna.say_in_dm("nu & <dan>")
    await slack.until(lambda: len(anna.dm) == 2)
    assert [one.text for one in anna.dm] == ["nu &amp; &lt;dan&gt;", "Je zei: nu &amp; &lt;dan&gt;"]
    await slack.until(lambda: len(slack.delivery.of("events_api")) == 2)
    own = slack.delivery.of("events_api")[-1].payload["event"]
    assert own["bot_id"] == slack.workspace.bot_id
    assert len(anna.dm) == 2  # Bolt drops the app's own posts, so nothing is answered twice


async def test_a_shortcut_opens_a_modal(slack: Standin, anna: Person) -> None:
    await anna.shortcut("take_break")
    assert (await anna.see_modal()).callback_id == "one"
