"""Messages: the prompt, the reminder somebody asked for, and what the bot says in a sentence."""

from __future__ import annotations

from slack_sdk.models.blocks import Block, InteractiveElement

from bot.core.effects import Tell
from bot.core.project import Slot
from bot.slack import ids
from bot.slack.views.parts import Payload, actions, as_message, button, context, escape, section
from bot.texts import Say, phrases

MINUTES_LATER = 10


def prompt(slot: Slot, seconds: int, say: Say) -> Payload:
    """Return the post that offers a pause.

    It is the same for everybody, and its `text` says nothing that a lock screen should not show.
    """
    value = ids.pack_slot(slot)
    answers: list[InteractiveElement] = [
        button(say("prompt.start"), ids.START, value, "primary"),
        button(say("prompt.later", minutes=MINUTES_LATER), ids.LATER, value),
        button(say("prompt.moved"), ids.MOVED, value),
    ]
    blocks = [
        section(say("prompt.text", minutes=phrases.minutes(seconds, say)), "prompt"),
        actions(answers, "prompt.answers"),
        context(say("prompt.private"), "prompt.private"),
    ]
    return as_message(say("prompt.notification"), blocks)


def reminder(slot: Slot | None, say: Say) -> Payload:
    """Return the private message that somebody asked for some minutes ago."""
    text = say("tell.reminder")
    begin = _begin(say) if slot is None else _start(slot, say)
    return as_message(text, [section(text, "told"), actions([begin], "told.offer")])


def told(tell: Tell, say: Say) -> Payload:
    """Return what the bot says, with a button to begin a pause where it offers one."""
    values = {key: escape(value) if isinstance(value, str) else value for key, value in tell.values}
    text = say(f"tell.{tell.topic}", **values)
    blocks: list[Block] = [section(text, "told")]
    if tell.offer:
        blocks.append(actions([_begin(say)], "told.offer"))
    return as_message(text, blocks)


def _begin(say: Say) -> InteractiveElement:
    return button(say("prompt.start"), ids.NOW, "n1", "primary")


def _start(slot: Slot, say: Say) -> InteractiveElement:
    return button(say("prompt.start"), ids.START, ids.pack_slot(slot), "primary")
