"""All listeners: acknowledge, translate, one call. What a press means is decided in the core."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.core.events import (
    Advanced,
    Inside,
    Lost,
    Moved,
    Postponed,
    Pressed,
    Stopped,
    Switched,
    Variant,
    Walk,
)
from bot.core.project import Slot
from bot.service import Door, Person, Service
from bot.slack import ids, views
from bot.texts import Catalogue

Body = Mapping[str, Any]

COMMAND = "/pauze"


def register(app: AsyncApp, service: Service, catalogue: Catalogue) -> None:
    """Attach every listener to `app`."""
    _prompts(app, service)
    _modals(app, service, catalogue)
    _buttons(app, service)
    _words(app, service)


def _prompts(app: AsyncApp, service: Service) -> None:
    @app.action(ids.START)
    async def start(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            await service.pressed(Pressed(_slot(action)), _person(body), _door(body))

    @app.action(ids.LATER)
    async def later(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            await service.postponed(Postponed(_slot(action)), _person(body), _door(body))

    @app.action(ids.MOVED)
    async def moved(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            await service.moved(Moved(_slot(action)), _person(body), _door(body))

    @app.action(ids.NOW)
    async def now(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            await service.begun(_person(body), _door(body))


def _modals(app: AsyncApp, service: Service, catalogue: Catalogue) -> None:
    @app.view(ids.WALK)
    async def advance(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            view = body["view"]
            shown, answers = service.answer(_advanced(view))
            address = ids.unpack_view(str(view.get("private_metadata", "")))[1]
            screen = views.modal(shown, catalogue.speak(shown.language), address)
            await ack(response_action="update", view=screen)
            await service.count(_person(body), answers)


def _buttons(app: AsyncApp, service: Service) -> None:
    @app.action(ids.NEXT)
    async def onward(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            walk = _walk(body)
            event = Advanced(walk, _variant(body)) if walk else Lost("nl")
            await service.inside(event, _person(body), _door(body))

    @app.action(ids.SWITCH)
    async def switch(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            walk = _walk(body)
            await service.inside(Switched(walk) if walk else Lost("nl"), _person(body), _door(body))

    @app.action(ids.STOP)
    async def stop(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            walk = _walk(body)
            await service.inside(Stopped(walk) if walk else Lost("nl"), _person(body), _door(body))

    @app.action(ids.CLOSE)
    async def close(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            await service.closed(_door(body))

    @app.action(ids.VARIANT)
    async def chosen(ack: AsyncAck) -> None:
        """The choice itself travels with the main button; Slack only wants an answer."""
        await ack()


def _words(app: AsyncApp, service: Service) -> None:
    @app.command(COMMAND)
    async def command(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            who = Person(str(body.get("team_id", "")), str(body.get("user_id", "")))
            await service.typed(str(body.get("text", "")), who, _door(body), privately=True)

    @app.event("message")
    async def typed(event: Body, body: Body) -> None:
        with service.busy():
            if event.get("channel_type") == "im" and "subtype" not in event:
                who = Person(str(body.get("team_id", "")), str(event.get("user", "")))
                door = Door(channel=str(event.get("channel", "")))
                await service.typed(str(event.get("text", "")), who, door, privately=False)

    @app.event(re.compile(".+"))
    async def noticed() -> None:
        """What the manifest subscribes to and nothing is done with yet; Slack wants an answer."""


def _slot(action: Body) -> Slot | None:
    return ids.unpack_slot(str(action.get("value", "")))


def _advanced(view: Body) -> Inside:
    walk = ids.unpack_view(str(view.get("private_metadata", "")))[0]
    return Advanced(walk, _variant(view)) if walk else Lost("nl")


def _walk(body: Body) -> Walk | None:
    """The walk of a pressed button: the modal's, or in a message the button's own."""
    if view := body.get("view"):
        return ids.unpack_view(str(view.get("private_metadata", "")))[0]
    pressed: Body = next(iter(body.get("actions") or []), {})
    return ids.unpack_walk(str(pressed.get("value", "")))


def _variant(holder: Body) -> Variant | None:
    state = (holder.get("state") or {}).get("values", {})
    chosen = state.get(ids.VARIANT, {}).get(ids.VARIANT, {})
    return ids.read_variant(str((chosen.get("selected_option") or {}).get("value", "")))


def _person(body: Body) -> Person:
    user, team = body.get("user") or {}, body.get("team") or {}
    return Person(team=str(team.get("id") or user.get("team_id", "")), user=str(user.get("id", "")))


def _door(body: Body) -> Door:
    view = body.get("view") or {}
    kept = ids.unpack_view(str(view.get("private_metadata", "")))[1]
    return Door(
        trigger=body.get("trigger_id"),
        address=body.get("response_url") or kept,
        view=view.get("id"),
        hash=view.get("hash"),
    )
