"""Home and HR's forms: acknowledge, translate, one call. Rights are asked for by the service."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.core.drafting import Value
from bot.service import Door, Person, Service
from bot.service.offices import Counting, Notice, Turn
from bot.slack import ids
from bot.slack.listeners.payloads import Body, door, person
from bot.slack.views import forms
from bot.texts import Catalogue

Press = Callable[[str, Person, Door], Awaitable[None]]
TURNS: dict[str, Turn] = {
    ids.FORM_BACK: "back",
    ids.FORM_ADD: "add",
    ids.FORM_CHANGE: "change",
    ids.FORM_REMOVE: "remove",
    ids.FORM_AGAIN: "again",
}


def register(app: AsyncApp, service: Service, catalogue: Catalogue) -> None:
    """Attach the listeners of Home and of HR's forms."""
    _home(app, service)
    _presses(app, service)
    _form(app, service, catalogue)
    _roles(app, service, catalogue)


def _home(app: AsyncApp, service: Service) -> None:
    @app.event("app_home_opened")
    async def opened(event: Body, body: Body) -> None:
        with service.busy():
            if event.get("tab", "home") == "home":
                who = Person(str(body.get("team_id", "")), str(event.get("user", "")))
                await service.home(who, 0, 0)

    @app.action(re.compile(rf"^{re.escape(ids.HOME_PAGE)}\."))
    async def turn(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            await service.home(person(body), page=_number(action))

    @app.action(re.compile(rf"^{re.escape(ids.PROGRAMME_PAGE)}\."))
    async def turn_programmes(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            await service.home(person(body), programme_page=_number(action))

    @app.action(re.compile(rf"^{re.escape(ids.LOG)}(\.|$)"))
    async def log(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            await service.show_log(person(body), _where(body), _number(action))


def _presses(app: AsyncApp, service: Service) -> None:
    """Buttons in Home, each of which names a project, a programme or nothing."""
    presses: dict[str, Press] = {
        ids.MAKE: lambda _, who, at: service.begin_form("make", None, who, at),
        ids.EDIT: lambda name, who, at: service.begin_form("edit", name, who, at),
        ids.COPY: lambda name, who, at: service.begin_form("copy", name, who, at),
        ids.PAUSE: service.pause,
        ids.RESUME: service.resume,
        ids.END: service.end_project,
        ids.TRIAL: service.try_out,
        ids.ROLES: lambda _, who, at: service.show_roles(who, at),
        ids.STATEMENT: lambda _, who, at: service.statement(who, at),
        ids.CLAIM: lambda _, who, at: service.claim(who, at),
        ids.ASK_EFFECT: lambda name, who, at: service.ask_effect(name, who, at, on=True),
        ids.PAGE: service.programme_page,
        ids.SKIP_EFFECT: lambda name, who, at: service.ask_effect(name, who, at, on=False),
    }
    for action_id, press in presses.items():
        app.action(action_id)(_pressed(service, press))

    @app.action(re.compile(rf"^{re.escape(ids.REPORT)}\."))
    async def report(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            to = ids.read_format(str(action.get("action_id", "")))
            if to is not None:
                await service.report(str(action.get("value", "")), to, person(body), _aside(body))

    @app.action(re.compile(rf"^{re.escape(ids.TRY)}\."))
    async def tried(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            project, _, arm = str(action.get("value", "")).partition("/")
            await service.tried(project, arm, person(body), door(body))


def _pressed(service: Service, press: Press) -> Callable[..., Awaitable[None]]:
    async def pressed(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            await press(str(action.get("value", "")), person(body), _aside(body))

    return pressed


def _form(app: AsyncApp, service: Service, catalogue: Catalogue) -> None:
    @app.view(ids.FORM)
    async def submitted(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            view, who = body["view"], person(body)
            kept = ids.unpack_form(str(view.get("private_metadata", "")))
            name, step, arm = kept or ("", "basics", 0)
            answer = await service.submitted(name, step, arm, read_values(view), who)
            language = await service.language(who)
            if isinstance(answer, tuple):
                await ack(
                    response_action="errors", errors=forms.errors(answer, catalogue.speak(language))
                )
                return
            await ack(
                response_action="update",
                view=forms.screen(answer, catalogue.speak(answer.language)),
            )
            if isinstance(answer, Counting):
                await service.foresee(name, who, Door(view=view.get("id")))
            elif isinstance(answer, Notice):
                await service.home(who)

    for action_id, turn in TURNS.items():
        app.action(action_id)(_turned(service, turn))


def _turned(service: Service, turn: Turn) -> Callable[..., Awaitable[None]]:
    async def turned(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            view = body.get("view") or {}
            kept = ids.unpack_form(str(view.get("private_metadata", "")))
            pressed = ids.unpack_form(str(action.get("value", "")))
            name, step, arm = kept or ("", "basics", 0)
            if pressed is not None and pressed[1] == "arm":
                arm = pressed[2]
            values = read_values(view)
            await service.turned(turn, name, step, arm, values, person(body), door(body))

    return turned


def _roles(app: AsyncApp, service: Service, catalogue: Catalogue) -> None:
    @app.view(ids.ROLES_FORM)
    async def submitted(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            who = person(body)
            answer = await service.change_roles(read_values(body["view"]), who)
            say = catalogue.speak(await service.language(who))
            if isinstance(answer, tuple):
                await ack(response_action="errors", errors=forms.errors(answer, say))
                return
            await ack(response_action="update", view=forms.screen(answer, say))
            await service.home(who)


def read_values(view: Body) -> dict[str, Value]:
    """Return what is filled in in a view, by field."""
    found: dict[str, Value] = {}
    for field, elements in ((view.get("state") or {}).get("values") or {}).items():
        for element in elements.values():
            found[str(field)] = _value(element)
    return found


def _value(element: Body) -> Value:
    for key in ("selected_options", "selected_conversations"):
        if key in element:
            chosen = element[key] or []
            return tuple(
                str(each.get("value", "")) if isinstance(each, dict) else str(each)
                for each in chosen
            )
    option = element.get("selected_option")
    if isinstance(option, dict):
        return str(option.get("value", ""))
    for key in ("value", "selected_date", "selected_user"):
        if element.get(key) is not None:
            return str(element[key])
    return ""


def _where(body: Body) -> Door:
    """In a modal the answer takes its place; in Home it is beside it."""
    in_modal = (body.get("view") or {}).get("type") == "modal"
    return door(body) if in_modal else _aside(body)


def _aside(body: Body) -> Door:
    """Where a press in Home is answered: in a modal of its own, and not in Home."""
    return Door(trigger=body.get("trigger_id"))


def _number(action: Body) -> int:
    value = str(action.get("value", ""))
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
