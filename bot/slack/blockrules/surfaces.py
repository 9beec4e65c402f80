"""Slack's blocks, and the messages, modals and home views that carry them, as rules.

Sources: Slack's Block Kit reference (docs.slack.dev/reference/block-kit), with slack_sdk's models
and @slack/types beside it; where they differ, the strictest holds. Only what this product may send
stands here; anything else that Slack knows (rich_text, tables, external selects) is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from bot.slack.blockrules.elements import CHOICES, IMAGE, INPUTS, PRESSES
from bot.slack.blockrules.objects import ONE_SOURCE, PICTURE, plain, text
from bot.slack.blockrules.relations import (
    no_focus,
    not_too_large,
    one_focus,
    response_url_in_inputs,
    some,
    submit_for_inputs,
    unique,
)
from bot.slack.blockrules.vocabulary import Anything, Choice, Flag, Items, Rule, Thing, Typed, Words

Kind = Literal["message", "modal", "home"]

BLOCK: Mapping[str, Rule] = {"block_id": Words(255)}
BLOCKS = Typed(
    {
        "section": Thing(
            {
                **BLOCK,
                "text": text(3000),
                "fields": Items(text(2000), 10),
                "accessory": Typed({**PRESSES, **CHOICES, **IMAGE}),
                "expand": Flag(),
            },
            relations=(some("text", "fields"),),
        ),
        "actions": Thing(
            {**BLOCK, "elements": Items(Typed({**PRESSES, **CHOICES}), 25)},
            ("elements",),
            (unique("elements", "action_id"),),
        ),
        "context": Thing(
            {**BLOCK, "elements": Items(Typed({**text(3000).among, **IMAGE}), 10)}, ("elements",)
        ),
        "input": Thing(
            {
                **BLOCK,
                "label": plain(2000),
                "hint": plain(2000),
                "element": Typed({**INPUTS, **CHOICES}),
                "optional": Flag(),
                "dispatch_action": Flag(),
            },
            ("label", "element"),
        ),
        "image": Thing({**BLOCK, **PICTURE, "title": plain(2000)}, ("alt_text",), (ONE_SOURCE,)),
        "header": Thing({**BLOCK, "text": plain(150)}, ("text",)),
        "divider": Thing(BLOCK),
    }
)

# A message comes with the arguments of its method around it; those are the method's to judge.
ENVELOPE: Mapping[str, Rule] = dict.fromkeys(
    ("channel", "user", "ts", "thread_ts", "unfurl_links", "unfurl_media"), Anything()
)
ANSWER: Mapping[str, Rule] = {
    "response_type": Choice(("ephemeral", "in_channel")),
    "replace_original": Flag(),
}
VIEW: Mapping[str, Rule] = {
    "blocks": Items(BLOCKS, 100),
    "private_metadata": Words(3000, least=0),
    "callback_id": Words(255),
    "external_id": Words(255),
}
FRAME: Mapping[str, Rule] = {
    "title": plain(24),
    "submit": plain(24),
    "close": plain(24),
    "clear_on_close": Flag(),
    "notify_on_close": Flag(),
}
BLOCK_IDS = unique("blocks", "block_id")
VIEWED = (BLOCK_IDS, one_focus, response_url_in_inputs, not_too_large)

# The text of a message is what a notification shows and a screen reader reads. Slack cuts a post
# at 40,000 characters, but refuses an update over 4,000.
MESSAGE = Thing(
    {**ENVELOPE, **ANSWER, "text": Words(4000), "blocks": Items(BLOCKS, 50)},
    ("text",),
    (BLOCK_IDS, no_focus, response_url_in_inputs),
)
MODAL = Thing({**VIEW, **FRAME}, ("title", "blocks"), (submit_for_inputs, *VIEWED))
HOME = Thing(VIEW, ("blocks",), VIEWED)

SURFACES: Mapping[Kind, Thing | Typed] = {
    "message": MESSAGE,
    "modal": Typed({"modal": MODAL}),
    "home": Typed({"home": HOME}),
}
