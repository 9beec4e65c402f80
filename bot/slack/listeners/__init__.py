"""All listeners: acknowledge, translate, one call. What a press means is decided in the core."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.service import Service
from bot.slack.listeners import offices, prompts, subscriptions, walks, words
from bot.slack.presence import Presence
from bot.texts import Catalogue


def register(app: AsyncApp, service: Service, catalogue: Catalogue, presence: Presence) -> None:
    """Attach every listener to `app`."""
    prompts.register(app, service)
    walks.register(app, service, catalogue)
    offices.register(app, service, catalogue)
    subscriptions.register(app, service, catalogue, presence)
    words.register(app, service)
