"""All listeners: acknowledge, translate, one call. What a press means is decided in the core."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.core.events import Advanced, Inside, Lost, Pressed, Stopped, Switched, Variant
from bot.core.project import Slot
from bot.service import Door, Person, Service
from bot.slack import ids, views
from bot.texts import Catalogue

Body = Mapping[str, Any]


def register(app: AsyncApp, service: Service, catalogue: Catalogue) -> None:
    """Attach every listener to `app`."""

    @app.action(ids.START)
    async def start(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            await service.pressed(Pressed(_slot(action)), _person(body), _door(body))

    @app.view(ids.WALK)
    async def advance(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            shown, answers = service.answer(_advanced(body["view"]))
            view = views.modal(shown, catalogue.speak(shown.language))
            await ack(response_action="update", view=view)
            await service.count(_person(body), answers)

    @app.action(ids.SWITCH)
    async def switch(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            await service.inside(_inside(body, Switched), _person(body), _door(body))

    @app.action(ids.STOP)
    async def stop(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            await service.inside(_inside(body, Stopped), _person(body), _door(body))

    @app.action(ids.VARIANT)
    async def chosen(ack: AsyncAck) -> None:
        """The choice itself travels with the main button; Slack only wants an answer."""
        await ack()


def _slot(action: Body) -> Slot | None:
    return ids.unpack_slot(str(action.get("value", "")))


def _advanced(view: Body) -> Inside:
    walk = ids.unpack_walk(str(view.get("private_metadata", "")))
    return Advanced(walk, _variant(view)) if walk else Lost("nl")


def _variant(view: Body) -> Variant | None:
    chosen = view.get("state", {}).get("values", {}).get(ids.VARIANT, {}).get(ids.VARIANT, {})
    return ids.read_variant(str((chosen.get("selected_option") or {}).get("value", "")))


def _inside(body: Body, event: type[Switched] | type[Stopped]) -> Inside:
    walk = ids.unpack_walk(str(body.get("view", {}).get("private_metadata", "")))
    return event(walk) if walk else Lost("nl")


def _person(body: Body) -> Person:
    user, team = body.get("user") or {}, body.get("team") or {}
    return Person(team=str(team.get("id") or user.get("team_id", "")), user=str(user.get("id", "")))


def _door(body: Body) -> Door:
    view = body.get("view") or {}
    return Door(
        trigger=body.get("trigger_id"),
        response_url=body.get("response_url"),
        view=view.get("id"),
        hash=view.get("hash"),
    )
