"""The fields of HR's forms; each block and its element carry the name of their field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    ConversationMultiSelectElement,
    DatePickerElement,
    InputBlock,
    NumberInputElement,
    Option,
    OptionGroup,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticMultiSelectElement,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks.block_elements import ConversationFilter, InputInteractiveElement

from bot.core.drafting import Draft, Values, several_of, text_of
from bot.core.drafting.reading import MOST_LINE, read_day
from bot.slack.views.fit import cut
from bot.slack.views.parts import words
from bot.texts import Say

MOST_OPTIONS = 100
"""Options in a menu, and in each group of one."""
MOST_OPTION_TEXT = 75
MOST_TYPED = 3000
MOST_CHANNELS = 500

CHANNEL = re.compile(r"[CG][A-Z0-9]{4,20}")

Offer = Mapping[str, str]
"""What can be chosen: values with the words for them."""


class Fields:
    """Makes the fields of one screen, filled in with what a draft has of them."""

    def __init__(self, values: Values, say: Say) -> None:
        self._values = values
        self._say = say

    def line(self, name: str) -> Block:
        """A line of text."""
        value = text_of(self._values, name)[:MOST_LINE]
        return self._input(
            name,
            PlainTextInputElement(
                action_id=name, initial_value=value or None, max_length=MOST_LINE
            ),
        )

    def lines(self, name: str) -> Block:
        """Some lines of text."""
        value = text_of(self._values, name)
        if len(value) > MOST_TYPED:
            # A field that is not there is not submitted, so that what it held stays.
            return words(self._say("form.too-long", label=self._say(f"form.label.{name}")), name)
        element = PlainTextInputElement(
            action_id=name, initial_value=value or None, multiline=True, max_length=MOST_TYPED
        )
        return self._input(name, element)

    def number(self, name: str, least: int, most: int) -> Block:
        """A whole number."""
        value = text_of(self._values, name)
        fits = value.isascii() and value.isdigit() and least <= int(value[:6]) <= most
        element = NumberInputElement(
            action_id=name,
            is_decimal_allowed=False,
            initial_value=value if fits else None,
            min_value=str(least),
            max_value=str(most),
        )
        return self._input(name, element)

    def day(self, name: str) -> Block:
        """A day."""
        found = read_day(text_of(self._values, name))
        element = DatePickerElement(
            action_id=name, initial_date=found.isoformat() if found else None
        )
        return self._input(name, element)

    def menu(self, name: str, offer: Offer) -> Block:
        """One of many."""
        if not offer:
            return words(self._say("form.no-choice", label=self._say(f"form.label.{name}")), name)
        options = _options(offer)
        chosen = next((each for each in options if each.value == text_of(self._values, name)), None)
        if len(options) <= MOST_OPTIONS:
            element = StaticSelectElement(action_id=name, options=options, initial_option=chosen)
        else:
            element = StaticSelectElement(
                action_id=name, option_groups=_groups(options), initial_option=chosen
            )
        return self._input(name, element)

    def radio(self, name: str, offer: Offer) -> Block:
        """One of a few, all in sight."""
        options = _options(offer)
        value = text_of(self._values, name)
        chosen = next((each for each in options if each.value == value), None)
        element = RadioButtonsElement(action_id=name, options=options, initial_option=chosen)
        return self._input(name, element)

    def ticks(self, name: str, offer: Offer) -> Block:
        """Some of a few, all in sight."""
        options = _options(offer)
        chosen = [each for each in options if each.value in several_of(self._values, name)]
        element = CheckboxesElement(action_id=name, options=options, initial_options=chosen or None)
        return self._input(name, element)

    def several(self, name: str, offer: Offer) -> Block:
        """Some of many."""
        options = _options(offer)[:MOST_OPTIONS]
        chosen = [each for each in options if each.value in several_of(self._values, name)]
        element = StaticMultiSelectElement(
            action_id=name, options=options, initial_options=chosen or None
        )
        return self._input(name, element)

    def channels(self, name: str) -> Block:
        """Channels of this company."""
        chosen = list(several_of(self._values, name))[:MOST_CHANNELS]
        element = ConversationMultiSelectElement(
            action_id=name,
            initial_conversations=[each for each in chosen if CHANNEL.fullmatch(each)] or None,
            filter=ConversationFilter(
                include=["public", "private"],
                exclude_bot_users=True,
                exclude_external_shared_channels=True,
            ),
        )
        return self._input(name, element)

    def person(self, name: str) -> Block:
        """Somebody in this workspace."""
        return self._input(name, UserSelectElement(action_id=name))

    def _input(self, name: str, element: InputInteractiveElement) -> InputBlock:
        hint = self._say(f"form.hint.{name}") if name in HINTS else None
        return InputBlock(
            block_id=name,
            label=PlainTextObject(text=self._say(f"form.label.{name}")),
            element=element,
            hint=PlainTextObject(text=hint) if hint else None,
            optional=name in OPTIONAL,
        )


OPTIONAL = frozenset({"title_en", "share", "exclude", "extra", "closed", "hold", "repetitions"})
"""Fields that may stay empty; Slack itself asks for the others."""
HINTS = frozenset(
    {
        "title_nl",
        "title_en",
        "council_reference",
        "window",
        "region",
        "share",
        "exclude",
        "extra",
        "closed",
        "name",
        "pauses",
        "channels",
        "hold",
        "repetitions",
        "deliver",
    }
)
"""Fields with a hint under them."""


def for_draft(draft: Draft, say: Say) -> Fields:
    """Return the maker of a draft's own fields."""
    return Fields(draft.fields, say)


def _options(offer: Offer) -> list[Option]:
    return [
        Option(value=value, text=PlainTextObject(text=cut(text, MOST_OPTION_TEXT), emoji=False))
        for value, text in offer.items()
    ]


def _groups(options: Sequence[Option]) -> list[OptionGroup]:
    """Divide a long menu into groups, each named by its first and last option."""
    return [
        OptionGroup(label=PlainTextObject(text=_span(part)), options=list(part))
        for part in _parts(options)
    ]


def _parts(options: Sequence[Option]) -> Iterable[Sequence[Option]]:
    for start in range(0, len(options), MOST_OPTIONS):
        yield options[start : start + MOST_OPTIONS]


def _span(part: Sequence[Option]) -> str:
    return f"{cut(_text(part[0]), 30)} – {cut(_text(part[-1]), 30)}"


def _text(option: Option) -> str:
    return str(option.to_dict()["text"]["text"])
