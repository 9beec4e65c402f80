"""What somebody without a role finds in Home."""

from __future__ import annotations

from slack_sdk.models.blocks import Block

from bot.service.offices import Home
from bot.slack import ids
from bot.slack.views.parts import actions, button, header, words
from bot.slack.views.settings_form import own_section
from bot.texts import Say


def section(data: Home, say: Say) -> list[Block]:
    """Return the section of an employee: a pause now, and their own settings if they have any."""
    own = [] if data.own is None else own_section(data.own, say)
    return [
        header(say("home.employee.heading"), "employee"),
        words(say("home.employee.text"), "employee.text"),
        actions([button(say("home.employee.now"), ids.NOW, "n1", "primary")], "employee.now"),
        *own,
    ]
