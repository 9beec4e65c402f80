"""The strict validator: what it takes, what it refuses, and where it says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.blockrules import check
from bot.slack.blockrules.surfaces import Kind
from tests.slack.blockrules_kit import (
    KINDS,
    PICTURE,
    PROBES,
    Payload,
    actions,
    button,
    examples,
    message,
    modal,
    select,
)

TEXT = {"type": "plain_text", "text": "Tekst"}
MARKED = {"type": "mrkdwn", "text": "*Tekst*"}
HEADER = {"type": "header", "text": TEXT}
DIVIDER = {"type": "divider"}
CONFIRM = {"title": TEXT, "text": TEXT, "confirm": TEXT, "deny": TEXT}
OPTIONS = select("a", "b")["options"]
FILE, LINK = "F0123ABCD", "https://example.org/rek.gif"


def wanted(element: Payload, **changes: Any) -> Payload:
    return {"type": "input", "label": TEXT, "element": element, **changes}


def beside(element: Payload) -> Payload:
    return {"type": "section", "text": TEXT, "accessory": element}


def typed(kind: str, **changes: Any) -> Payload:
    return {"type": kind, "action_id": "a", **changes}


def home(*blocks: Payload, **changes: Any) -> Payload:
    return {"type": "home", "blocks": list(blocks), **changes}


@pytest.mark.parametrize("name", PROBES)
def test_what_other_checkers_miss_is_refused_with_its_place(name: str) -> None:
    pointer, payload = PROBES[name]
    errors = check("message", payload)
    assert len(errors) == 1
    assert errors[0].startswith(f"{pointer}: ")
    assert check("modal", modal(*payload["blocks"])) == errors
    assert check("home", home(*payload["blocks"])) == errors


def test_every_block_and_element_is_taken_small_and_full() -> None:
    tried = [(name, check(kind, payload)) for name, kind, payload in examples()]
    assert [each for each in tried if each[1]] == []
    assert len(tried) > 200, len(tried)


WHOLES: list[tuple[Kind, Payload, str]] = [
    ("message", {"blocks": [HEADER]}, "/text: is missing."),
    ("message", message(HEADER, text=""), "/text: must not be empty."),
    ("message", message(), "/blocks: has 0 items; at least 1 must be there."),
    ("message", message(*[DIVIDER] * 51), "/blocks: has 51 items; at most 50 are allowed."),
    ("message", message(HEADER, blocks="[]"), "/blocks: must be a list."),
    ("message", message(blocks=[None]), "/blocks/0: must be an object."),
    (
        "message",
        message({**DIVIDER, "block_id": "a"}, {**DIVIDER, "block_id": "a"}),
        "/blocks/1/block_id: is the same as /blocks/0/block_id.",
    ),
    (
        "message",
        message({"type": "header", "text": MARKED}),
        "/blocks/0/text/type: must be one of `plain_text`.",
    ),
    (
        "message",
        message({"type": "image", "alt_text": "Iemand rekt."}),
        "/blocks/0/slack_file: give exactly one of `image_url` and `slack_file`.",
    ),
    (
        "message",
        message({"type": "image", "alt_text": "Tekst", "slack_file": {"id": FILE, "url": LINK}}),
        "/blocks/0/slack_file/url: give exactly one of `id` and `url`.",
    ),
    (
        "message",
        message({"type": "section", "text": TEXT, "accessory": select("a", focus_on_load=True)}),
        "/blocks/0/accessory/focus_on_load: works in a view only.",
    ),
    ("modal", home(HEADER), "/type: must be one of `modal`."),
    ("home", modal(HEADER), "/type: must be one of `home`."),
    ("modal", modal(HEADER, title=MARKED), "/title/type: must be one of `plain_text`."),
    ("modal", modal(HEADER, clear_on_close="yes"), "/clear_on_close: must be true or false."),
    (
        "modal",
        {"type": "modal", "title": TEXT, "blocks": [wanted(select("a"))]},
        "/submit: is missing; a modal with an `input` block needs it.",
    ),
    (
        "modal",
        modal(*[wanted(select("a", focus_on_load=True))] * 2),
        (
            "/blocks/1/element/focus_on_load:"
            " only one element may have it, and /blocks/0/element does."
        ),
    ),
    (
        "modal",
        modal(actions(typed("channels_select", response_url_enabled=True))),
        "/blocks/0/elements/0/response_url_enabled: works in an `input` block of a modal only.",
    ),
    (
        "home",
        home(wanted(typed("channels_select", response_url_enabled=True))),
        "/blocks/0/element/response_url_enabled: works in an `input` block of a modal only.",
    ),
    (
        "home",
        home(HEADER, submit=TEXT),
        (
            "/submit: no such property is known here; known are "
            "`blocks`, `callback_id`, `external_id`, `private_metadata`, `type`."
        ),
    ),
    (
        "modal",
        modal(*[{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2500}}] * 100),
        "/blocks: the view weighs 256253 bytes; at most 250000 are allowed.",
    ),
]


@pytest.mark.parametrize("kind, payload, error", WHOLES, ids=[error for *_, error in WHOLES])
def test_what_is_refused_of_messages_and_views(kind: Kind, payload: Payload, error: str) -> None:
    assert check(kind, payload) == [error]


PRESSED: list[tuple[Payload, str]] = [
    (button(style="default"), "/style: must be one of `primary`, `danger`."),
    (
        button(url="javascript:alert(1)"),
        "/url: must be a web address, for example `https://example.org/rek.gif`.",
    ),
    (
        button(confirm={**CONFIRM, "text": MARKED}),
        "/confirm/text/type: must be one of `plain_text`.",
    ),
    (
        button(confirm={**CONFIRM, "style": "green"}),
        "/confirm/style: must be one of `primary`, `danger`.",
    ),
    (button(confirm="Zeker?"), "/confirm: must be an object."),
    (button(confirm={"title": TEXT, "text": TEXT, "confirm": TEXT}), "/confirm/deny: is missing."),
    (
        select("a", type="overflow"),
        "/options: has 1 items; at least 2 must be there.",
    ),
    (select("a", "b", "a"), "/options/2/value: is the same as {at}/options/0/value."),
    (
        select("c", option_groups=[{"label": TEXT, "options": OPTIONS}]),
        "/option_groups: give exactly one of `options` and `option_groups`.",
    ),
    (
        typed("multi_static_select"),
        "/option_groups: give exactly one of `options` and `option_groups`.",
    ),
    (
        select("a", initial_option={**OPTIONS[0], "description": TEXT}),
        "/initial_option: is not one of the options.",
    ),
    (
        select("a", type="checkboxes", initial_options=OPTIONS),
        "/initial_options/1: is not one of the options.",
    ),
    (
        select("a", initial_option={"text": MARKED, "value": "a"}),
        "/initial_option/text/type: must be one of `plain_text`.",
    ),
    (
        typed("multi_users_select", max_selected_items=1, initial_users=["U1", "U2"]),
        "/initial_users: chooses more at first than `max_selected_items` allows.",
    ),
    (
        typed("multi_users_select", max_selected_items=True),
        "/max_selected_items: must be a whole number.",
    ),
    (
        typed("users_select", initial_user="anna"),
        "/initial_user: must be the id of a person, for example `U0123ABCD`.",
    ),
    (
        typed("conversations_select", filter={}),
        (
            "/filter/include: give at least one of"
            " `include` and `exclude_external_shared_channels` and `exclude_bot_users`."
        ),
    ),
    (
        typed("conversations_select", filter={"include": ["im", "im"]}),
        "/filter/include/1: is the same as {at}/filter/include/0.",
    ),
    (
        typed("datepicker", initial_date="2027-02-30"),
        "/initial_date: must be a date, for example `2027-01-11`.",
    ),
    (
        typed("datepicker", initial_date="20270111"),
        "/initial_date: must be a date, for example `2027-01-11`.",
    ),
    (
        typed("timepicker", initial_time="24:00"),
        "/initial_time: must be a time of day, for example `09:30`.",
    ),
]


@pytest.mark.parametrize("element, error", PRESSED, ids=[error for _, error in PRESSED])
def test_what_is_refused_of_elements(element: Payload, error: str) -> None:
    for kind, at in [("actions", "/blocks/0/elements/0"), ("section", "/blocks/0/accessory")]:
        block = actions(element) if kind == "actions" else beside(element)
        assert check("message", message(block)) == [at + error.format(at=at)]


TYPED: list[tuple[Payload, str]] = [
    (typed("button", text=TEXT), "/type: must be one of `plain_text_input`, `number_input`"),
    (typed("external_select"), "/type: must be one of `plain_text_input`, `number_input`"),
    (typed("plain_text_input", max_length=3001), "/max_length: is 3001; it must be at most 3000."),
    (typed("plain_text_input", max_length=0), "/max_length: is 0; it must be at least 1."),
    (
        typed("plain_text_input", min_length=9, max_length=8),
        "/min_length: is more than `max_length`.",
    ),
    (
        typed("plain_text_input", max_length=4, initial_value="Tekst"),
        "/initial_value: is longer than `max_length`.",
    ),
    (typed("number_input"), "/is_decimal_allowed: is missing."),
    (
        typed("number_input", is_decimal_allowed=True, min_value=5),
        "/min_value: must be a string.",
    ),
    (
        typed("number_input", is_decimal_allowed=False, min_value="5", max_value="4"),
        "/max_value: `min_value`, `initial_value` and `max_value` must go upwards.",
    ),
    (
        typed("number_input", is_decimal_allowed=False, initial_value="2.5"),
        "/initial_value: is no whole number, and `is_decimal_allowed` is false.",
    ),
]


@pytest.mark.parametrize("element, error", TYPED, ids=[error for _, error in TYPED])
def test_what_is_refused_of_inputs(element: Payload, error: str) -> None:
    (found,) = check("modal", modal(wanted(element)))
    assert found.startswith(f"/blocks/0/element{error}")


TAKEN: list[tuple[Kind, Payload]] = [
    ("message", {"text": "Tijd voor je pauze."}),
    ("message", message(HEADER, channel="C0ALPHA", unfurl_links=False, unfurl_media="false")),
    ("message", message(HEADER, response_type="ephemeral", replace_original=False)),
    ("message", message({**DIVIDER, "block_id": "a"}, {**DIVIDER, "block_id": "b"}, DIVIDER)),
    ("message", message(actions(button(), button(action_id="b")), actions(button()))),
    ("message", message(wanted(select("a")))),
    ("modal", modal(HEADER, private_metadata="", notify_on_close=True)),
    ("modal", {"type": "modal", "title": TEXT, "blocks": [HEADER]}),
    ("modal", modal(wanted(typed("channels_select", response_url_enabled=True)))),
    ("modal", modal(wanted(select("a", focus_on_load=True)), wanted(select("a")))),
    ("modal", modal(wanted(typed("number_input", is_decimal_allowed=True, initial_value="2.5")))),
    ("home", home(wanted(select("a", focus_on_load=True)), callback_id="home")),
    ("message", message({"type": "context", "elements": [PICTURE, MARKED, TEXT]})),
]


@pytest.mark.parametrize("kind, payload", TAKEN)
def test_what_is_taken(kind: Kind, payload: Payload) -> None:
    assert check(kind, payload) == []


def test_every_mistake_is_told_at_once() -> None:
    wrong = message({"type": "header"}, actions(button(value="", colour="red")), DIVIDER, text=3)
    assert [error.partition(":")[0] for error in check("message", wrong)] == [
        "/text",
        "/blocks/0/text",
        "/blocks/1/elements/0/value",
        "/blocks/1/elements/0/colour",
    ]


def test_a_property_with_a_slash_keeps_its_pointer_readable() -> None:
    assert check("message", message(HEADER, **{"a/b~c": 1}))[0].startswith("/a~1b~0c: ")


NAMES = ["type", "text", "blocks", "elements", "element", "accessory", "options", "label", "url"]
TYPES = ["modal", "home", "section", "actions", "input", "button", "static_select", "plain_text"]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    LEAVES | st.sampled_from(TYPES),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=9), inner, max_size=5)
    ),
    max_leaves=25,
)


@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(NAMES), ANYTHING))
def test_whatever_comes_is_answered_in_sentences_that_point_at_it(
    kind: Kind, payload: Mapping[str, Any]
) -> None:
    errors = check(kind, payload)
    assert errors, "no payload of these few properties is whole"
    for error in errors:
        pointer, colon, sentence = error.partition(": ")
        assert colon
        assert sentence.endswith(".")
        assert points_into(payload, pointer), error


def points_into(payload: Any, pointer: str) -> bool:
    """Whether a pointer leads to something, or to a property that is missing from something."""
    *way, last = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    for step in way:
        payload = payload[int(step)] if isinstance(payload, list) else payload[step]
    return isinstance(payload, Mapping) or int(last) < len(payload)


def test_an_error_never_quotes_what_the_payload_says() -> None:
    """Errors may reach a log; what people read and wrote may not."""
    secret = "zeergeheim"
    said = {"type": "plain_text", "text": secret * 500}
    wrong = message(
        {"type": "header", "text": said, "block_id": secret * 99},
        actions(select(secret, secret, placeholder=said), button(value=secret, url=secret)),
        {**DIVIDER, "block_id": secret},
        {**DIVIDER, "block_id": secret},
        text=secret * 500,
    )
    for payload in (wrong, message(*wrong["blocks"][2:]), message(actions(select(secret, secret)))):
        errors = check("message", payload)
        assert errors
        assert not re.search(secret, " ".join(errors))
