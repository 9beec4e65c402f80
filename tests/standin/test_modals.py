"""Triggers, stacks, hashes and what people fill in."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.standin import CannotDo, Person, Standin, View
from bot.standin.forms import REQUIRED
from tests.standin.conftest import Clock
from tests.standin.echo import NAME, actions, button, modal, plain, question, section

Json = dict[str, Any]


async def opened(slack: Standin, client: AsyncWebClient, view: Json, user: str = "U0ANNA") -> View:
    await client.views_open(trigger_id=slack.tickets.trigger(user), view=view)
    found = slack.person(user).modal
    assert found is not None
    return found


async def test_a_trigger_lives_three_seconds(
    slack: Standin, client: AsyncWebClient, clock: Clock
) -> None:
    early, late = slack.tickets.trigger("U0ANNA"), slack.tickets.trigger("U0ANNA")
    clock.now += 3
    await client.views_open(trigger_id=early, view=modal("m"))
    clock.now += 0.001
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await client.views_open(trigger_id=late, view=modal("m"))


async def test_the_other_shape_of_an_expired_trigger(
    slack: Standin, client: AsyncWebClient, clock: Clock
) -> None:
    slack.tickets.expired_shape = "invalid_arguments"
    late = slack.tickets.trigger("U0ANNA")
    clock.now += 4
    with pytest.raises(SlackApiError) as refused:
        await client.views_open(trigger_id=late, view=modal("m"))
    answer = refused.value.response
    assert answer["error"] == "invalid_arguments"
    words = answer["response_metadata"]["messages"]
    assert words == ["[ERROR] `trigger_id` expired [json-pointer:/trigger_id]"]


async def test_a_trigger_works_once_and_a_refused_view_does_not_use_it_up(
    slack: Standin, client: AsyncWebClient
) -> None:
    trigger = slack.tickets.trigger("U0ANNA")
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await client.views_open(trigger_id=trigger, view=modal("m", title=None))
    await client.views_open(trigger_id=trigger, view=modal("m"))
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await client.views_open(trigger_id=trigger, view=modal("m"))


async def test_a_stack_is_three_deep_and_everybody_has_their_own(
    slack: Standin, client: AsyncWebClient, anna: Person, bram: Person
) -> None:
    first = await opened(slack, client, modal("one"))
    for name in ("two", "three"):
        trigger = slack.tickets.trigger("U0ANNA", first.id)
        await client.views_push(trigger_id=trigger, view=modal(name))
    trigger = slack.tickets.trigger("U0ANNA", first.id)
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await client.views_push(trigger_id=trigger, view=modal("four"))
    assert [(view.callback_id, view.root) for view in anna.modals] == [
        ("one", first.id),
        ("two", first.id),
        ("three", first.id),
    ]
    await opened(slack, client, modal("other"), "U0BRAM")
    assert [view.callback_id for view in bram.modals] == ["other"]
    await anna.close_modal()
    assert len(anna.modals) == 2
    await anna.close_modal(all_=True)
    assert anna.modals == []


async def test_a_push_needs_a_trigger_from_inside_a_modal(
    slack: Standin, client: AsyncWebClient
) -> None:
    with pytest.raises(SlackApiError, match="not_found"):
        await client.views_push(trigger_id=slack.tickets.trigger("U0ANNA"), view=modal("m"))


# what is wrong with a modal, where Slack points
WRONG: list[tuple[Json, str]] = [
    ({"title": plain("x" * 25)}, "/view/title"),
    ({"title": {"type": "mrkdwn", "text": "x"}}, "/view/title"),
    ({"submit": plain("x" * 25)}, "/view/submit"),
    ({"close": plain("")}, "/view/close"),
    ({"private_metadata": "x" * 3001}, "/view/private_metadata"),
    ({"callback_id": "x" * 256}, "/view/callback_id"),
    ({"submit": None, "blocks": [NAME]}, "/view/submit"),
    ({"blocks": [section("x")] * 101}, "/blocks"),
    ({"blocks": [{**section("x"), "block_id": "b"}] * 2}, "/blocks"),
    ({"blocks": "x"}, "/view"),
    ({"type": "home"}, "/view/type"),
]


@pytest.mark.parametrize("change, pointer", WRONG)
async def test_wrong_modals(
    slack: Standin, client: AsyncWebClient, change: Json, pointer: str
) -> None:
    with pytest.raises(SlackApiError) as refused:
        await opened(slack, client, modal("m") | change)
    (words,) = refused.value.response["response_metadata"]["messages"]
    assert f"[json-pointer:{pointer}" in words


async def test_a_view_of_250_kb_is_too_large(slack: Standin, client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError, match="view_too_large"):
        await opened(slack, client, modal("m", *[section("x" * 3000)] * 90))


async def test_update_by_hash_by_external_id_and_after_closing(
    slack: Standin, client: AsyncWebClient, anna: Person
) -> None:
    view = await opened(slack, client, modal("one", external_id="mine"))
    stale = view.hash
    await client.views_update(view_id=view.id, view=modal("two"), hash=stale)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=view.id, view=modal("three"), hash=stale)
    with pytest.raises(SlackApiError, match="not_found"):  # the update gave it no external id
        await client.views_update(external_id="mine", view=modal("three"))
    assert (view.callback_id, view.private_metadata) == ("two", "")
    await anna.close_modal()
    with pytest.raises(SlackApiError, match="not_found"):
        await client.views_update(view_id=view.id, view=modal("four"))


async def test_an_external_id_is_taken_while_its_view_is_open(
    slack: Standin, client: AsyncWebClient, anna: Person
) -> None:
    await opened(slack, client, modal("one", external_id="mine"))
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        await opened(slack, client, modal("two", external_id="mine"))
    await anna.close_modal()
    await opened(slack, client, modal("two", external_id="mine"))


async def test_typed_words_survive_an_update_where_block_and_action_stay_the_same(
    slack: Standin, client: AsyncWebClient, anna: Person
) -> None:
    view = await opened(slack, client, modal("m", NAME))
    anna.fill({"typed": "Anna"})
    await client.views_update(view_id=view.id, view=modal("m", section("Hoi"), NAME))
    assert view.values()["name"]["typed"]["value"] == "Anna"
    await client.views_update(view_id=view.id, view=modal("m", {**NAME, "block_id": "other"}))
    assert view.values()["other"]["typed"]["value"] is None


def options(*values: str) -> list[Json]:
    return [{"text": plain(value.upper()), "value": value} for value in values]


RICH = modal(
    "rich",
    question("name", {"type": "plain_text_input", "action_id": "typed", "max_length": 5}),
    question("side", {"type": "radio_buttons", "action_id": "radio", "options": options("l", "r")}),
    question(
        "days",
        {"type": "checkboxes", "action_id": "tick", "options": options("mon", "tue")},
        optional=True,
    ),
    question("when", {"type": "timepicker", "action_id": "time", "initial_time": "10:30"}),
    question("from", {"type": "datepicker", "action_id": "date"}),
    question("who", {"type": "multi_users_select", "action_id": "users"}, optional=True),
    question("many", {"type": "number_input", "action_id": "count", "is_decimal_allowed": False,
                      "min_value": "5", "max_value": "25"}),
    actions({"type": "static_select", "action_id": "pick", "options": options("a", "b")},
            button("plain", "Knop")),
)  # fmt: skip


async def test_state_values_have_the_shape_of_each_element(
    slack: Standin, client: AsyncWebClient, anna: Person
) -> None:
    view = await opened(slack, client, RICH)
    menu = view.buttons[-2]["block_id"]
    assert view.values() == {
        "name": {"typed": {"type": "plain_text_input", "value": None}},
        "side": {"radio": {"type": "radio_buttons", "selected_option": None}},
        "days": {"tick": {"type": "checkboxes", "selected_options": []}},
        "when": {"time": {"type": "timepicker", "selected_time": "10:30"}},
        "from": {"date": {"type": "datepicker", "selected_date": None}},
        "who": {"users": {"type": "multi_users_select", "selected_users": []}},
        "many": {"count": {"type": "number_input", "value": None}},
        menu: {"pick": {"type": "static_select", "selected_option": None}},
    }  # a button holds no value
    anna.fill({"days": ["mon", "TUE"], "side": "r", "who": ["U0BRAM"], "count": 12})
    values = view.values()
    assert [one["value"] for one in values["days"]["tick"]["selected_options"]] == ["mon", "tue"]
    assert values["side"]["radio"]["selected_option"]["value"] == "r"
    assert values["who"]["users"]["selected_users"] == ["U0BRAM"]
    assert values["many"]["count"]["value"] == "12"


async def test_the_client_holds_back_what_is_incomplete(
    slack: Standin, client: AsyncWebClient, anna: Person
) -> None:
    await opened(slack, client, RICH)
    outcome = await anna.submit({"typed": "te lang", "count": "4.5"})
    assert outcome.errors == {
        "name": "Please use at most 5 characters.",
        "side": REQUIRED,
        "from": REQUIRED,
        "many": "Please enter a whole number.",
    }
    assert (await anna.submit({"count": 26})).errors["many"].endswith("at most 25.")
    assert (await anna.submit({"count": 1})).errors["many"].endswith("at least 5.")
    assert slack.delivery.record == []  # the app hears nothing of all this


async def test_people_cannot_do_what_the_client_does_not_offer(
    slack: Standin, client: AsyncWebClient, anna: Person
) -> None:
    with pytest.raises(CannotDo, match="no modal"):
        await anna.submit()
    await opened(slack, client, modal("m", section("x"), submit=None))
    with pytest.raises(CannotDo, match="no main button"):
        await anna.submit()
    with pytest.raises(CannotDo, match="there is: nothing"):
        await anna.press_in_modal("weg")
    await opened(slack, client, RICH)
    with pytest.raises(CannotDo, match="not offered"):
        anna.fill({"side": "midden"})
    with pytest.raises(CannotDo, match="not published"):
        await anna.press_home("x")


async def test_a_reload_closes_modals_and_loses_ephemeral_messages(
    slack: Standin, client: AsyncWebClient, anna: Person
) -> None:
    await opened(slack, client, modal("m", notify_on_close=True))
    await client.chat_postEphemeral(channel="C0ALPHA", user="U0ANNA", text="psst")
    anna.reload()
    assert (anna.modals, anna.ephemerals, slack.delivery.record) == ([], [], [])


async def test_home_has_a_hash_and_an_event_with_the_view(
    slack: Standin, client: AsyncWebClient, anna: Person
) -> None:
    home = {"type": "home", "blocks": [section("thuis")], "private_metadata": "x"}
    first = (await client.views_publish(user_id="U0ANNA", view=home))["view"]
    assert (first["type"], first["state"], first["root_view_id"]) == (
        "home",
        {"values": {}},
        first["id"],
    )
    await client.views_publish(user_id="U0ANNA", view=home, hash=first["hash"])
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_publish(user_id="U0ANNA", view=home, hash=first["hash"])
