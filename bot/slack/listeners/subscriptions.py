"""Own prompts: the buttons of Home and announcements, the form, and events about people."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.core.effects import Wish
from bot.core.fields import LANGUAGES, Language
from bot.service import Service
from bot.slack import ids, views
from bot.slack.channels import is_channel
from bot.slack.listeners.payloads import Body, door, person
from bot.slack.presence import Presence
from bot.texts import Catalogue


def register(app: AsyncApp, service: Service, catalogue: Catalogue, presence: Presence) -> None:
    """Attach the listeners of subscriptions."""
    _buttons(app, service)
    _forms(app, service, catalogue)
    _events(app, service, presence)


def _buttons(app: AsyncApp, service: Service) -> None:
    wishes: dict[str, Wish] = {
        ids.TODAY: "until",
        ids.UNSUBSCRIBE: "unsubscribe",
        ids.SETTINGS: "settings",
        ids.OWN_RESUME: "resume",
    }

    async def wanted(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            wish = wishes[str(action.get("action_id", ""))]
            await service.wanted(wish, person(body), door(body))

    for action in wishes:
        app.action(action)(wanted)

    @app.action(re.compile(rf"{re.escape(ids.SUBSCRIBE)}\..+"))
    async def subscribe(ack: AsyncAck, body: Body, action: Body) -> None:
        with service.busy():
            await ack()
            name = str(action.get("value", ""))
            await service.subscribe(person(body), door(body), name)

    @app.action(ids.PRIVACY)
    async def privacy(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            await ack()
            await service.explained(person(body), door(body))


def _forms(app: AsyncApp, service: Service, catalogue: Catalogue) -> None:
    @app.view(ids.WISHES)
    async def keep(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            view = body["view"]
            say = catalogue.speak(_language(view))
            wrong = await service.arranged(read_form(view), person(body))
            if wrong:
                await ack(response_action="errors", errors=views.complaints(wrong, say))
                return
            await ack(response_action="update", view=views.kept(say))
            await service.home(person(body))

    @app.view(ids.CHOOSE)
    async def chosen(ack: AsyncAck, body: Body) -> None:
        with service.busy():
            view = body["view"]
            name = _values(view).get(ids.CHOOSE, "")
            shown = await service.choice(name, person(body), _language(view))
            screen = views.modal(shown, catalogue.speak(shown.language))
            await ack(response_action="update", view=screen)


def _events(app: AsyncApp, service: Service, presence: Presence) -> None:
    @app.event("user_change")
    async def changed(event: Body) -> None:
        """Zone, account, status, or a huddle: Slack tells of a huddle with this event too."""
        row = event.get("user") or {}
        user = str(row.get("id", ""))
        if not presence.heard_user(row):
            return
        if presence.gone(user):
            await service.deactivated(user)
        else:
            await service.moved_to(user, presence.zone(user))

    @app.event("member_joined_channel")
    async def let_in(event: Body, context: AsyncBoltContext) -> None:
        """Only the bot's own coming matters; who else comes or goes is nobody's business."""
        place = str(event.get("channel", ""))
        if event.get("user") == context.bot_user_id and is_channel(place):
            await service.let_in(place, invited=bool(event.get("inviter")))

    @app.event("dnd_updated_user")
    async def quiet(event: Body) -> None:
        presence.heard_quiet(str(event.get("user", "")), event.get("dnd_status") or {})


def read_form(view: Body) -> dict[str, str]:
    """Read the form of somebody's own pauses: raw values by field, whatever Slack leaves out."""
    values = _values(view)
    return {name.removeprefix("own."): value for name, value in values.items()}


def _values(view: Body) -> dict[str, str]:
    found: dict[str, str] = {}
    for block, elements in ((view.get("state") or {}).get("values") or {}).items():
        for element in elements.values():
            option = (element.get("selected_option") or {}).get("value")
            ticked = ",".join(
                str(one.get("value")) for one in element.get("selected_options") or []
            )
            found[block] = str(
                element.get("value") or element.get("selected_date") or option or ticked or ""
            )
    return found


def _language(view: Body) -> Language:
    kept = str(view.get("private_metadata", ""))
    return next((known for known in LANGUAGES if known == kept), "nl")
