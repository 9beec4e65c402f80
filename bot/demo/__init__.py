"""A day with Pauzebot and no Slack: the real bot, a local Slack, colleagues who press buttons."""
