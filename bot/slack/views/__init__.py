"""What people see in Slack, as Block Kit: pure functions of data and a language."""

from bot.slack.views.explaining import announcement, choice, privacy
from bot.slack.views.parts import Payload, escape
from bot.slack.views.prompts import pressed_again, prompt, reminder, sheet, told
from bot.slack.views.settings_form import complaints, kept, own_section, settings
from bot.slack.views.walks import message, modal

__all__ = [
    "Payload",
    "announcement",
    "choice",
    "complaints",
    "escape",
    "kept",
    "message",
    "modal",
    "own_section",
    "pressed_again",
    "privacy",
    "prompt",
    "reminder",
    "settings",
    "sheet",
    "told",
]
