"""The trial prompt that HR sends to itself."""

from __future__ import annotations

from bot.service import Trial
from bot.slack import ids
from bot.slack.views.fit import cut
from bot.slack.views.parts import Payload, actions, as_message, button, context, words
from bot.texts import Say, phrases

MOST_BUTTON = 75


def trial(shown: Trial, say: Say) -> Payload:
    """Return the prompt as colleagues get it, with a button for each group's protocol."""
    buttons = [
        button(
            cut(say("trial.start", arm=arm), MOST_BUTTON),
            f"{ids.TRY}.{number}",
            f"{shown.project}/{arm}",
        )
        for number, arm in enumerate(shown.arms)
    ]
    blocks = [
        words(say("trial.text"), "trial"),
        words(say("prompt.text", minutes=phrases.minutes(shown.seconds, say)), "prompt"),
        actions(buttons, "trial.start"),
        context(say("prompt.private"), "prompt.private"),
        context(say("trial.note"), "trial.note"),
    ]
    return as_message(say("trial.notification"), blocks)
