"""api.test, auth.test and apps.connections.open."""

from bot.standin.arguments import Arguments
from bot.standin.blocks import Json
from bot.standin.errors import SlackError
from bot.standin.hub import Hub
from bot.standin.methods.registry import method


@method("api.test")
def api_test(_: Hub, arguments: Arguments) -> Json:
    """Say back what was said; with `error`, refuse with it."""
    if error := arguments.get("error"):
        raise SlackError(str(error), args=dict(arguments))
    return {"args": dict(arguments)}


@method("auth.test")
def auth_test(hub: Hub, _: Arguments) -> Json:
    """Who the token is."""
    place = hub.workspace
    return {
        "url": f"https://{place.domain}.slack.com/",
        "team": place.name,
        "user": place.users[place.bot_user].name,
        "team_id": place.team_id,
        "user_id": place.bot_user,
        "bot_id": place.bot_id,
        "is_enterprise_install": False,
    }


@method("apps.connections.open")
def apps_connections_open(hub: Hub, _: Arguments) -> Json:
    """An address for one Socket Mode connection; the ticket in it works once."""
    if not hub.sockets.enabled:
        raise SlackError("socket_mode_disabled")
    link = hub.base_url.replace("http://", "ws://")
    return {"url": f"{link}/link/?ticket={hub.sockets.ticket()}&app_id={hub.workspace.app_id}"}
