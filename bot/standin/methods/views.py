"""views.open, views.push, views.update and views.publish."""

from bot.standin.arguments import Arguments
from bot.standin.blocks import Json
from bot.standin.errors import SlackError
from bot.standin.hub import Hub
from bot.standin.methods.registry import method


@method("views.open")
def open_(hub: Hub, arguments: Arguments) -> Json:
    """Open a modal with a trigger of the last three seconds."""
    trigger_id = arguments.text("trigger_id")
    body = hub.checks.view(arguments.get("view"), "modal")
    trigger = hub.tickets.exchange(trigger_id)
    return {"view": hub.desk.open(trigger.user, body).as_slack()}


@method("views.push")
def push(hub: Hub, arguments: Arguments) -> Json:
    """Push a modal on the one the trigger was pressed in."""
    trigger_id = arguments.text("trigger_id")
    body = hub.checks.view(arguments.get("view"), "modal")
    trigger = hub.tickets.exchange(trigger_id)
    if trigger.view is None:
        raise SlackError("not_found")
    return {"view": hub.desk.open(trigger.user, body, on=hub.desk.find(trigger.view)).as_slack()}


@method("views.update")
def update(hub: Hub, arguments: Arguments) -> Json:
    """Replace an open view, by its id or the app's own."""
    if not (arguments.get("view_id") or arguments.get("external_id")):
        raise SlackError("not_found")
    view = hub.desk.find(arguments.get("view_id"), arguments.get("external_id"))
    body = hub.checks.view(arguments.get("view"), view.body["type"])
    return {"view": hub.desk.replace(view, body, arguments.get("hash")).as_slack()}


@method("views.publish")
def publish(hub: Hub, arguments: Arguments) -> Json:
    """Publish a person's Home tab."""
    user = hub.workspace.user(arguments.text("user_id"))
    body = hub.checks.view(arguments.get("view"), "home")
    return {"view": hub.desk.publish(user.id, body, arguments.get("hash")).as_slack()}
