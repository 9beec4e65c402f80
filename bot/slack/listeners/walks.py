"""The screens of a walk: a modal's main button, and the buttons inside screens."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.core.events import (
    Advanced,
    Answered,
    Felt,
    Inside,
    Lost,
    Stopped,
    Switched,
    Variant,
    Walk,
)
from bot.service import Service
from bot.slack import ids
from bot.slack.listeners.payloads import Body, door, person
from bot.slack.screens import Screens


def register(app: AsyncApp, service: Service, screens: Screens) -> None:
    """Attach the listeners of walks."""
    _modals(app, service, screens)
    _buttons(app, service)


def _modals(app: AsyncApp, service: Service, screens: Screens) -> None:
    @app.view(ids.WALK)
    async def advance(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            view = body["view"]
            shown, answers = service.answer(_advanced(view))
            address = ids.unpack_view(str(view.get("private_metadata", "")))[1]
            screen = screens.answer(shown, view, address)
            await ack(response_action="update", view=screen)
            service.count(person(body), answers)


def _buttons(app: AsyncApp, service: Service) -> None:
    @app.action(ids.NEXT)
    async def onward(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            walk = _walk(body)
            event = Advanced(walk, _variant(body)) if walk else Lost("nl")
            await service.inside(event, person(body), door(body))

    @app.action(ids.SWITCH)
    async def switch(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            walk = _walk(body)
            await service.inside(Switched(walk) if walk else Lost("nl"), person(body), door(body))

    @app.action(ids.STOP)
    async def stop(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            walk = _walk(body)
            await service.inside(Stopped(walk) if walk else Lost("nl"), person(body), door(body))

    @app.action(re.compile(rf"^{re.escape(ids.FELT)}\."))
    async def answer(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            walk, felt = _walk(body), _felt(body)
            event = Answered(walk, felt) if walk and felt else Lost("nl")
            await service.inside(event, person(body), door(body))

    @app.action(ids.CLOSE)
    async def close(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            await service.closed(door(body))

    @app.action(ids.VARIANT)
    async def chosen(ack: AsyncAck) -> None:
        """The choice itself travels with the main button; Slack only wants an answer."""
        await ack()


def _advanced(view: Body) -> Inside:
    walk = ids.unpack_view(str(view.get("private_metadata", "")))[0]
    return Advanced(walk, _variant(view)) if walk else Lost("nl")


def _walk(body: Body) -> Walk | None:
    """The walk of a pressed button: the modal's, or in a message the button's own."""
    if view := body.get("view"):
        return ids.unpack_view(str(view.get("private_metadata", "")))[0]
    return ids.unpack_walk(str(_pressed(body).get("value", "")))


def _felt(body: Body) -> Felt | None:
    return ids.read_felt(str(_pressed(body).get("action_id", "")))


def _pressed(body: Body) -> Body:
    return next(iter(body.get("actions") or []), {})


def _variant(holder: Body) -> Variant | None:
    state = (holder.get("state") or {}).get("values", {})
    chosen = state.get(ids.VARIANT, {}).get(ids.VARIANT, {})
    return ids.read_variant(str((chosen.get("selected_option") or {}).get("value", "")))
