"""Slack's block elements as rules: what can be pressed, chosen, typed in and looked at."""

from __future__ import annotations

from collections.abc import Mapping

from bot.slack.blockrules.objects import (
    ADDRESS,
    CHANNEL,
    CONFIRM,
    CONVERSATION,
    DATE,
    DISPATCH,
    FILTER,
    GROUP,
    LINKING_OPTION,
    MARKED_OPTION,
    NUMBER,
    ONE_SOURCE,
    OPTION,
    PICTURE,
    STYLE,
    TIME,
    USER,
    ZONE,
    plain,
)
from bot.slack.blockrules.relations import (
    distinct_options,
    exactly_one,
    initial_fits,
    initial_is_an_option,
    lengths_in_order,
    numbers_in_order,
)
from bot.slack.blockrules.vocabulary import (
    Flag,
    Items,
    Number,
    Relation,
    Rule,
    Thing,
    Words,
)

ACTION: Mapping[str, Rule] = {"action_id": Words(255)}
CONFIRMED: Mapping[str, Rule] = {**ACTION, "confirm": CONFIRM}
CHOSEN: Mapping[str, Rule] = {**CONFIRMED, "focus_on_load": Flag()}
SELECTED: Mapping[str, Rule] = {**CHOSEN, "placeholder": plain(150)}
TYPED: Mapping[str, Rule] = {
    **ACTION,
    "focus_on_load": Flag(),
    "placeholder": plain(150),
    "dispatch_action_config": DISPATCH,
}
OPTIONS: Mapping[str, Rule] = {"options": Items(OPTION, 100), "option_groups": Items(GROUP, 100)}
TICKED: Mapping[str, Rule] = {**CHOSEN, "options": Items(MARKED_OPTION, 10)}
ANSWERED: Mapping[str, Rule] = {"response_url_enabled": Flag()}
FILTERED: Mapping[str, Rule] = {"default_to_current_conversation": Flag(), "filter": FILTER}

REAL_CHOICES = (distinct_options, initial_is_an_option)
ONE_LIST = exactly_one("options", "option_groups")


def _one(more: Mapping[str, Rule], *relations: Relation) -> Thing:
    return Thing({**SELECTED, **more}, relations=relations)


def _many(initial: str, of: Rule, more: Mapping[str, Rule], *relations: Relation) -> Thing:
    properties = {**SELECTED, "max_selected_items": Number(1), **more, initial: Items(of, None)}
    return Thing(properties, relations=(*relations, initial_fits(initial)))


CHOICES: Mapping[str, Thing] = {
    "static_select": _one({**OPTIONS, "initial_option": OPTION}, ONE_LIST, *REAL_CHOICES),
    "users_select": _one({"initial_user": Words(form=USER)}),
    "conversations_select": _one(
        {**FILTERED, **ANSWERED, "initial_conversation": Words(form=CONVERSATION)}
    ),
    "channels_select": _one({**ANSWERED, "initial_channel": Words(form=CHANNEL)}),
    "multi_static_select": _many("initial_options", OPTION, OPTIONS, ONE_LIST, *REAL_CHOICES),
    "multi_users_select": _many("initial_users", Words(form=USER), {}),
    "multi_conversations_select": _many(
        "initial_conversations", Words(form=CONVERSATION), FILTERED
    ),
    "multi_channels_select": _many("initial_channels", Words(form=CHANNEL), {}),
    "radio_buttons": Thing({**TICKED, "initial_option": MARKED_OPTION}, ("options",), REAL_CHOICES),
    "checkboxes": Thing(
        {**TICKED, "initial_options": Items(MARKED_OPTION, 10)}, ("options",), REAL_CHOICES
    ),
    "datepicker": _one({"initial_date": Words(form=DATE)}),
    "timepicker": _one({"initial_time": Words(form=TIME), "timezone": Words(form=ZONE)}),
}
PRESSES: Mapping[str, Thing] = {
    "button": Thing(
        {
            **CONFIRMED,
            "text": plain(75),
            "value": Words(2000),
            "url": Words(3000, form=ADDRESS),
            "style": STYLE,
            "accessibility_label": Words(75),
        },
        ("text",),
    ),
    # Slack also takes a menu of one option; that is a button with one press too many.
    "overflow": Thing(
        {**CONFIRMED, "options": Items(LINKING_OPTION, 5, least=2)},
        ("options",),
        (distinct_options,),
    ),
}
INPUTS: Mapping[str, Thing] = {
    "plain_text_input": Thing(
        {
            **TYPED,
            "initial_value": Words(3000),
            "multiline": Flag(),
            "min_length": Number(0, 3000),
            "max_length": Number(1, 3000),
        },
        relations=(lengths_in_order,),
    ),
    "number_input": Thing(
        {
            **TYPED,
            "is_decimal_allowed": Flag(),
            "initial_value": Words(form=NUMBER),
            "min_value": Words(form=NUMBER),
            "max_value": Words(form=NUMBER),
        },
        ("is_decimal_allowed",),
        (numbers_in_order,),
    ),
}
IMAGE: Mapping[str, Thing] = {"image": Thing(PICTURE, ("alt_text",), (ONE_SOURCE,))}
