"""Words: the slash command, and what is typed to the bot."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.service import Door, Person, Service
from bot.slack.listeners.payloads import Body, door

COMMAND = "/pauze"


def register(app: AsyncApp, service: Service) -> None:
    """Attach the listeners of words."""

    @app.command(COMMAND)
    async def command(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            who = Person(str(body.get("team_id", "")), str(body.get("user_id", "")))
            await service.typed(str(body.get("text", "")), who, door(body), privately=True)

    @app.event("message")
    async def typed(event: Body, body: Body) -> None:
        with service.busy():
            if event.get("channel_type") == "im" and "subtype" not in event:
                who = Person(str(body.get("team_id", "")), str(event.get("user", "")))
                place = Door(channel=str(event.get("channel", "")))
                await service.typed(str(event.get("text", "")), who, place, privately=False)

    @app.event(re.compile(".+"))
    async def noticed() -> None:
        """What the manifest subscribes to and nothing is done with yet; Slack wants an answer."""
