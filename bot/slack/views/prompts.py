"""Messages: the prompt, the reminder somebody asked for, and what the bot says in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from slack_sdk.models.blocks import Block, InteractiveElement

from bot.core.effects import Tell, Value
from bot.core.fields import Language, Text
from bot.core.project import Slot
from bot.slack import ids
from bot.slack.views.fit import cut
from bot.slack.views.parts import Payload, actions, as_message, button, context, escape, section
from bot.texts import Say, moments, phrases

MINUTES_LATER = 10
LABEL = 75
"""Characters that a button can show."""
ROW = 5
MOST_OFFERED = 50
"""Projects that are offered at once; a company has one or two in direct messages."""


def prompt(slot: Slot, seconds: int, say: Say, closes: datetime | None = None) -> Payload:
    """Return the post that offers a pause.

    It is the same for everybody, and its `text` says nothing that a lock screen should not show. In
    a direct message it knows when its slot closes for the reader, and offers to be left alone.
    """
    value = _code(slot, closes)
    answers: list[InteractiveElement] = [
        button(say("prompt.start"), ids.START, value, "primary"),
        button(say("prompt.later", minutes=MINUTES_LATER), ids.LATER, value),
        button(say("prompt.moved"), ids.MOVED, value),
    ]
    if closes is not None:
        answers.append(button(say("prompt.not-today"), ids.TODAY, value))
    blocks = [
        section(say("prompt.text", minutes=phrases.minutes(seconds, say)), "prompt"),
        actions(answers, "prompt.answers"),
        context(say("prompt.private"), "prompt.private"),
    ]
    return as_message(say("prompt.notification"), blocks)


def reminder(slot: Slot | None, say: Say, closes: datetime | None = None) -> Payload:
    """Return the private message that somebody asked for some minutes ago.

    Like the prompt before it, it knows when its slot closes for a subscriber.
    """
    text = say("tell.reminder")
    begin = _begin(say) if slot is None else _start(_code(slot, closes), say)
    return as_message(text, [section(text, "told"), actions([begin], "told.offer")])


def told(tell: Tell, say: Say) -> Payload:
    """Return what the bot says, with a button to begin a pause where it offers one."""
    text = say(f"tell.{tell.topic}", **_said(tell, say))
    blocks: list[Block] = [section(text, "told")]
    if tell.offer:
        blocks.append(actions([_offer(tell, say)], "told.offer"))
    blocks += offers(tell.choices, tell.language, say)
    return as_message(text, blocks)


def offers(
    offered: Sequence[tuple[str, Text]], language: Language, say: Say, *, named: bool = True
) -> list[Block]:
    """Return the buttons with which somebody subscribes, some to a row.

    Each is `named` after its project, unless there is only one that could be meant.
    """
    key = "own.subscribe-to" if named else "own.subscribe"
    buttons: list[InteractiveElement] = [
        button(cut(say(key, project=title.say(language)), LABEL), f"{ids.SUBSCRIBE}.{name}", name)
        for name, title in offered[:MOST_OFFERED]
    ]
    rows = range(0, len(buttons), ROW)
    return [actions(buttons[row : row + ROW], f"own.offers.{row // ROW}") for row in rows]


def pressed_again(say: Say) -> Payload:
    """Return the kind sentence that asks to press again, where a modal could not be opened."""
    return as_message(say("own.again"), [section(say("own.again"), "told")])


def sheet(payload: Payload, say: Say) -> Payload:
    """Return what would be a message as a modal to read."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": say("own.sheet")},
        "close": {"type": "plain_text", "text": say("own.close")},
        "blocks": payload["blocks"],
    }


def _said(tell: Tell, say: Say) -> dict[str, str | int]:
    """What a sentence is filled with, in its language."""
    today = next((value for key, value in tell.values if key == "today"), None)
    said = {key: _filled(value, today, tell.language, say) for key, value in tell.values}
    if "command" in said:
        said["command"] = say(f"command.{said['command']}", **said)
    return said


def _filled(value: Value, today: object, language: Language, say: Say) -> str | int:
    if isinstance(value, date):
        return moments.day(value, today if isinstance(today, date) else value, say)
    if isinstance(value, Text):
        return escape(cut(value.say(language)))
    if isinstance(value, tuple):
        return moments.times(value, say)
    return escape(value) if isinstance(value, str) else value


def _offer(tell: Tell, say: Say) -> InteractiveElement:
    if tell.topic == "settings":
        return button(say("own.settings"), ids.SETTINGS, "o1", "primary")
    return _begin(say)


def _begin(say: Say) -> InteractiveElement:
    return button(say("prompt.start"), ids.NOW, "n1", "primary")


def _start(code: str, say: Say) -> InteractiveElement:
    return button(say("prompt.start"), ids.START, code, "primary")


def _code(slot: Slot, closes: datetime | None) -> str:
    return ids.pack_slot(slot) if closes is None else ids.pack_own_slot(slot, closes)
