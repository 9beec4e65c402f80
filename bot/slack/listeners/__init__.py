"""All listeners: acknowledge, translate, one call. What a press means is decided in the core."""

from __future__ import annotations

from slack_bolt.async_app import AsyncApp

from bot.service import Service
from bot.slack.listeners import offices, prompts, subscriptions, walks, words
from bot.slack.presence import Presence
from bot.slack.screens import Screens
from bot.texts import Catalogue


def register(
    app: AsyncApp,
    service: Service,
    catalogue: Catalogue,
    presence: Presence,
    screens: Screens | None = None,
) -> None:
    """Attach every listener to `app`; without `screens` those of walks have words only."""
    prompts.register(app, service)
    walks.register(app, service, screens or Screens(catalogue))
    offices.register(app, service, catalogue)
    subscriptions.register(app, service, catalogue, presence)
    words.register(app, service)
