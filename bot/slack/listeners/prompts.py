"""The buttons of a prompt, and the one that begins a pause without it."""

from __future__ import annotations

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
            await service.pressed(Pressed(_slot(action)), person(body), door(body))

    @app.action(ids.LATER)
    async def later(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            await service.postponed(Postponed(_slot(action)), person(body), door(body))

    @app.action(ids.MOVED)
    async def moved(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            await service.moved(Moved(_slot(action)), person(body), door(body))

    @app.action(ids.NOW)
    async def now(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            await service.begun(person(body), door(body))


def _slot(action: Body) -> Slot | None:
    return ids.unpack_slot(str(action.get("value", "")))
