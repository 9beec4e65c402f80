"""A day with Pauzebot and no Slack: the real bot, a local Slack, colleagues who press buttons."""

from bot.demo.page.serving import serve
from bot.demo.story import tell_a_day

__all__ = ["serve", "tell_a_day"]
