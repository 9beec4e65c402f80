"""Every limit of the tables: what is just right is taken, one more or one fewer is refused."""

from __future__ import annotations

from collections import defaultdict

import pytest

from bot.slack.blockrules import check
from bot.slack.blockrules.surfaces import Kind
from tests.slack.blockrules_kit import KINDS, limits

BLOCKS = ["section", "actions", "context", "input", "image", "header", "divider"]
SELECTS = ["static", "users", "conversations", "channels"]
CHOSEN = [f"{many}{select}_select" for select in SELECTS for many in ("", "multi_")]
HINTED = [*CHOSEN, "datepicker", "timepicker", "plain_text_input", "number_input"]
PRESSED = [*HINTED, "radio_buttons", "checkboxes", "button", "overflow"]
VIEWED = {"blocks": 100, "private_metadata": 3000, "callback_id": 255, "external_id": 255}

MOST = {
    "message.text": 4000,
    "message.blocks": 50,
    **{f"{view}.{name}": most for view in ("modal", "home") for name, most in VIEWED.items()},
    "modal.title": 24,
    "modal.submit": 24,
    "modal.close": 24,
    **{f"{block}.block_id": 255 for block in BLOCKS},
    "section.text": 3000,
    "section.fields": 10,
    "section.fields[]": 2000,
    "actions.elements": 25,
    "context.elements": 10,
    "context.elements[]": 3000,
    "header.text": 150,
    "input.label": 2000,
    "input.hint": 2000,
    "image.image_url": 3000,
    "image.alt_text": 2000,
    "image.title": 2000,
    "slack_file.url": 3000,
    **{f"{element}.action_id": 255 for element in PRESSED},
    **{f"{element}.placeholder": 150 for element in HINTED},
    "button.text": 75,
    "button.value": 2000,
    "button.url": 3000,
    "button.accessibility_label": 75,
    "confirm.title": 100,
    "confirm.text": 300,
    "confirm.confirm": 30,
    "confirm.deny": 30,
    "overflow.options": 5,
    "radio_buttons.options": 10,
    "checkboxes.options": 10,
    "static_select.options": 100,
    "static_select.option_groups": 100,
    "multi_static_select.options": 100,
    "multi_static_select.option_groups": 100,
    "option.text": 75,
    "option.value": 150,
    "option.description": 75,
    "option.url": 3000,
    "option_group.label": 75,
    "option_group.options": 100,
    "conversations_select.filter.include": 4,
    "multi_conversations_select.filter.include": 4,
    "plain_text_input.initial_value": 3000,
    "plain_text_input.min_length": 3000,
    "plain_text_input.max_length": 3000,
    "plain_text_input.dispatch_action_config.trigger_actions_on": 2,
    "number_input.dispatch_action_config.trigger_actions_on": 2,
}
"""Slack's numbers, written down once more by hand, so that a slip in the tables is seen."""

LEAST = {
    "overflow.options": 2,
    "modal.private_metadata": 0,
    "home.private_metadata": 0,
    "plain_text_input.min_length": 0,
}
"""The fewest, where that is not one."""


def test_the_tables_hold_the_numbers_that_slack_names_and_no_others() -> None:
    most = defaultdict(set)
    least = defaultdict(set)
    for limit in limits():
        if limit.least is not None:
            least[limit.name].add(limit.least)
        if limit.most is not None:
            most[limit.name].add(limit.most)
    assert dict(most) == {name: {number} for name, number in MOST.items()}
    assert dict(least) == {name: {LEAST.get(name, 1)} for name in least}
    assert set(LEAST) <= set(least)


@pytest.mark.parametrize("kind", KINDS)
def test_at_the_limit_is_taken_and_one_beyond_refused_with_its_place(kind: Kind) -> None:
    tried = [limit for limit in limits() if limit.kind == kind]
    assert len(tried) > 350
    for limit in tried:
        for bound, step in [(limit.least, -1), (limit.most, 1)]:
            if bound is None:
                continue
            assert check(kind, limit.payload(bound)) == [], limit
            if bound + step >= 0:
                errors = check(kind, limit.payload(bound + step))
                assert len(errors) == 1, (limit, errors)
                assert errors[0].startswith(f"{limit.pointer}: "), (limit, errors)
