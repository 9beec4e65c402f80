"""What people see in Slack, as Block Kit: pure functions of data and a language."""

from bot.slack.views.parts import Payload, escape
from bot.slack.views.prompts import prompt, reminder, told
from bot.slack.views.walks import message, modal

__all__ = ["Payload", "escape", "message", "modal", "prompt", "reminder", "told"]
