"""The buttons of a prompt, and the one that begins a pause without it."""

from __future__ import annotations

from datetime import datetime

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.core.events import Moved, Postponed, Pressed
from bot.core.project import Slot
from bot.service import Service
from bot.slack import ids
from bot.slack.listeners.payloads import Body, door, person


def register(app: AsyncApp, service: Service) -> None:
    """Attach the listeners of prompts."""

    @app.action(ids.START)
    async def start(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            await service.pressed(Pressed(*_offer(action)), person(body), door(body))

    @app.action(ids.LATER)
    async def later(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            await service.postponed(Postponed(*_offer(action)), person(body), door(body))

    @app.action(ids.MOVED)
    async def moved(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            await service.moved(Moved(*_offer(action)), person(body), door(body))

    @app.action(ids.NOW)
    async def now(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            await service.begun(person(body), door(body))


def _offer(action: Body) -> tuple[Slot | None, datetime | None]:
    return ids.unpack_offer(str(action.get("value", "")))
