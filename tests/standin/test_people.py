"""What people do besides pressing buttons, and how a test looks on."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.standin import CannotDo, Change, Person, Standin
from tests.standin.echo import actions, button, modal, plain, question, section
from tests.standin.test_modals import opened, options

Json = dict[str, Any]

MENUS: list[Json] = [
    {
        **section("Kies"),
        "accessory": {"type": "static_select", "action_id": "menu", "options": options("a", "b")},
    },
    actions(
        {"type": "overflow", "action_id": "more", "options": options("c", "d")},
        {"type": "datepicker", "action_id": "date"},
        {"type": "checkboxes", "action_id": "tick", "options": options("e", "f")},
        button("ok", "Goed", "7"),
    ),
]


def sent(slack: Standin) -> Json:
    """The last payload, whoever took it."""
    return slack.delivery.record[-1].payload


async def test_menus_in_a_message(slack: Standin, anna: Person, client: AsyncWebClient) -> None:
    await client.chat_postMessage(channel="C0ALPHA", text="Kies", blocks=MENUS)
    (message,) = slack.messages("C0ALPHA")
    await anna.press(message, "menu", value="b")
    assert sent(slack)["actions"][0]["selected_option"]["value"] == "b"
    await anna.press(message, "more", value="D")
    assert sent(slack)["actions"][0]["selected_option"]["value"] == "d"
    await anna.press(message, "date", value="2027-01-11")
    assert sent(slack)["actions"][0]["selected_date"] == "2027-01-11"
    await anna.press(message, "tick", value=["e", "f"])
    await anna.press(message, lambda element: element.get("value") == "7")
    # What was chosen before goes along with every later press.
    blocks = sent(slack)["state"]["values"].values()
    chosen = {key: value for block in blocks for key, value in block.items()}
    assert chosen["menu"]["selected_option"]["value"] == "b"
    assert chosen["date"]["selected_date"] == "2027-01-11"
    assert len(chosen["tick"]["selected_options"]) == 2


async def test_ways_to_point_at_a_button(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    row = {**actions(button("go", "Nu", "1"), button("stop", "Straks", "2")), "block_id": "row"}
    await client.chat_postMessage(channel="C0ALPHA", text="x", blocks=[row])
    (message,) = slack.messages("C0ALPHA")
    for which in ("stop", "Straks", ("row", "stop"), {"action_id": "stop"}, message.buttons[1]):
        await anna.press(message, which)
        assert sent(slack)["actions"][0]["value"] == "2"
    with pytest.raises(CannotDo, match=r"there is: go \(Nu\), stop \(Straks\)"):
        await anna.press(message, "weg")
    await client.chat_delete(channel="C0ALPHA", ts=message.ts)
    with pytest.raises(CannotDo, match="not there"):
        await anna.press(message, "go")


async def test_nobody_presses_in_an_ephemeral_message_of_somebody_else(
    slack: Standin, anna: Person, bram: Person, client: AsyncWebClient
) -> None:
    await client.chat_postEphemeral(channel="C0ALPHA", user="U0ANNA", text="x", blocks=MENUS)
    with pytest.raises(CannotDo):
        await bram.press(anna.ephemerals[0], "ok")


async def test_choices_in_a_modal_are_told_at_once_only_where_slack_does(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    radio = {"type": "radio_buttons", "action_id": "radio", "options": options("l", "r")}
    quiet, loud = question("quiet", radio), question("loud", radio, dispatch_action=True)
    await opened(slack, client, modal("m", quiet, loud, *MENUS))
    await anna.choose(("quiet", "radio"), "l")
    assert slack.delivery.record == []
    await anna.choose(("loud", "radio"), "r")
    assert sent(slack)["actions"][0]["selected_option"]["value"] == "r"
    await anna.choose("menu", "a")
    values = sent(slack)["view"]["state"]["values"]
    assert values["quiet"]["radio"]["selected_option"]["value"] == "l"
    with pytest.raises(CannotDo, match="holds no value"):
        anna.fill({"ok": "x"})
    anna.fill({("quiet", "radio"): None})
    assert anna.modals[0].values()["quiet"]["radio"]["selected_option"] is None


async def test_groups_of_options_and_an_external_menu(
    slack: Standin, client: AsyncWebClient, anna: Person
) -> None:
    groups = [{"label": plain("1"), "options": options("a")}]
    groups.append({"label": plain("2"), "options": options("b")})
    grouped = {"type": "static_select", "action_id": "grouped", "option_groups": groups}
    free = {"type": "external_select", "action_id": "free"}
    view = await opened(slack, client, modal("m", question("g", grouped), question("f", free)))
    anna.fill({"grouped": "b", "free": "anything"})
    assert view.values()["g"]["grouped"]["selected_option"]["value"] == "b"
    assert view.values()["f"]["free"]["selected_option"]["value"] == "anything"


async def test_words_in_a_channel_reach_only_an_app_that_asked_for_them() -> None:
    async with Standin(
        bot_events=["message.channels"], scopes=["chat:write", "channels:history"]
    ) as slack:
        slack.delivery.retry_seconds = ()
        somebody = slack.add_user("U0CAS")
        channel = slack.add_channel("C0ALPHA", members=["U0CAS"])
        await somebody.say_in_dm("psst")
        somebody.say(channel, "hoi")
        slack.remove_bot("C0ALPHA")
        somebody.say(channel, "is hij weg?")
        await slack.until(lambda: slack.delivery.lost)
        heard = [payload["event"]["text"] for payload in slack.delivery.lost]
    assert heard == ["hoi"]


async def test_home_goes_along_when_it_is_opened_again(
    slack: Standin, anna: Person, client: AsyncWebClient
) -> None:
    slack.delivery.retry_seconds = ()
    await anna.open_home()
    await client.views_publish(user_id="U0ANNA", view={"type": "home", "blocks": MENUS})
    await anna.open_home()
    await anna.open_home("messages")
    await slack.until(lambda: len(slack.delivery.lost) == 3)
    events = [payload["event"] for payload in slack.delivery.lost]
    assert ["view" in event for event in events] == [False, True, False]
    await anna.press_home("menu", value="a")
    assert sent(slack)["container"]["view_id"] == anna.home.id  # type: ignore[union-attr]  # published above


async def test_every_change_is_told_until_nobody_listens(
    slack: Standin, client: AsyncWebClient
) -> None:
    told: list[Change] = []
    stop = slack.on_change(told.append)
    await client.chat_postMessage(channel="C0ALPHA", text="x")
    assert told == [Change("message.posted", "C0ALPHA"), Change("called", "chat.postMessage")]
    stop()
    await client.chat_postMessage(channel="C0ALPHA", text="x")
    assert len(told) == 2


async def test_waiting_says_what_did_not_come(slack: Standin, anna: Person) -> None:
    with pytest.raises(TimeoutError, match=r"waited 0.01 s for a message in C0ALPHA"):
        await slack.wait_for_message("C0ALPHA", timeout=0.01)
    with pytest.raises(TimeoutError, match="a modal one of U0ANNA"):
        await anna.see_modal("one", timeout=0.01)


async def test_a_mistake_of_the_stand_in_itself_is_never_silent() -> None:
    def broken(kind: str, payload: Json) -> list[str]:
        raise ZeroDivisionError

    async def crash() -> None:
        async with Standin(validate=broken) as slack:
            slack.add_channel("C0ALPHA")
            made = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url)
            with pytest.raises(SlackApiError, match="status: 500"):
                await made.chat_postMessage(channel="C0ALPHA", text="x")

    with pytest.raises(ZeroDivisionError):
        await crash()


async def test_a_seed_repeats_a_run() -> None:
    async def run(seed: int) -> list[str]:
        async with Standin(clock=lambda: 1.0, seed=seed) as slack:
            slack.add_user("U0ANNA")
            return [slack.bot_token, slack.workspace.direct("U0ANNA").id, slack.hub.ids.ts()]

    assert await run(1) == await run(1) != await run(2)
