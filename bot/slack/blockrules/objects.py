"""Slack's composition objects as rules: texts, options, confirmations, filters, pictures, forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from bot.slack.blockrules.relations import exactly_one, some, unique
from bot.slack.blockrules.vocabulary import Choice, Flag, Form, Items, Rule, Thing, Typed, Words


def _form(said: str, pattern: str, example: str) -> Form:
    return Form(said, re.compile(pattern, re.ASCII).fullmatch, example)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


ADDRESS = _form("a web address", r"https?://[^\s/?#]+\S*", "https://example.org/rek.gif")
FILE = _form("the id of a file", r"F[A-Z0-9]{8,}", "F0123ABCD")
USER = _form("the id of a person", r"[UW][A-Z0-9]+", "U0123ABCD")
CONVERSATION = _form("the id of a conversation", r"[CDG][A-Z0-9]+", "C0123ABCD")
CHANNEL = _form("the id of a channel", r"[CG][A-Z0-9]+", "C0123ABCD")
DATE = Form("a date", _is_date, "2027-01-11")
TIME = _form("a time of day", r"([01]\d|2[0-3]):[0-5]\d", "09:30")
ZONE = _form("a time zone", r"[A-Za-z]+([_+/-][A-Za-z0-9]+)*", "Europe/Amsterdam")
NUMBER = _form("a number in a string", r"-?\d{1,16}(\.\d{1,16})?", "20")


def plain(most: int) -> Typed:
    """Return the rule of a `plain_text` object of at most `most` characters."""
    return Typed({"plain_text": Thing({"text": Words(most), "emoji": Flag()}, ("text",))})


def text(most: int) -> Typed:
    """Return the rule of a `plain_text` or `mrkdwn` object of at most `most` characters."""
    marked = Thing({"text": Words(most), "verbatim": Flag()}, ("text",))
    return Typed({**plain(most).among, "mrkdwn": marked})


STYLE = Choice(("primary", "danger"))

# Slack's page takes only plain text here and asks for all four; slack_sdk and @slack/types do not.
CONFIRM = Thing(
    {
        "title": plain(100),
        "text": plain(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": STYLE,
    },
    ("title", "text", "confirm", "deny"),
)

_DESCRIBED: Mapping[str, Rule] = {"value": Words(150), "description": plain(75)}
OPTION = Thing({**_DESCRIBED, "text": plain(75)}, ("text", "value"))
MARKED_OPTION = Thing({**_DESCRIBED, "text": text(75)}, ("text", "value"))
LINKING_OPTION = Thing({**OPTION.properties, "url": Words(3000, form=ADDRESS)}, ("text", "value"))
GROUP = Thing({"label": plain(75), "options": Items(OPTION, 100)}, ("label", "options"))

DISPATCH = Thing(
    {"trigger_actions_on": Items(Choice(("on_enter_pressed", "on_character_entered")), 2)},
    ("trigger_actions_on",),
    (unique("trigger_actions_on"),),
)
FILTER = Thing(
    {
        "include": Items(Choice(("im", "mpim", "private", "public")), 4),
        "exclude_external_shared_channels": Flag(),
        "exclude_bot_users": Flag(),
    },
    relations=(
        some("include", "exclude_external_shared_channels", "exclude_bot_users"),
        unique("include"),
    ),
)

PICTURE: Mapping[str, Rule] = {
    "image_url": Words(3000, form=ADDRESS),
    "slack_file": Thing(
        {"id": Words(form=FILE), "url": Words(3000, form=ADDRESS)},
        relations=(exactly_one("id", "url"),),
    ),
    "alt_text": Words(2000),
}
ONE_SOURCE = exactly_one("image_url", "slack_file")
