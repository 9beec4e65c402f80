"""The demo as a page: what the stand-in holds, drawn as Slack would, and nothing of the bot's."""
