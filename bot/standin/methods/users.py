"""users.info and users.list."""

from bot.standin.arguments import Arguments
from bot.standin.blocks import Json
from bot.standin.hub import Hub
from bot.standin.methods.registry import method, page
from bot.standin.model import User


def profile(user: User) -> Json:
    """The profile object, with the status."""
    real = user.real_name or user.name
    found: Json = {
        "real_name": real,
        "real_name_normalized": real,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "status_text": user.status_text,
        "status_emoji": user.status_emoji,
        "status_expiration": user.status_expiration,
        "huddle_state": user.huddle_state,
        "huddle_state_expiration_ts": 0,
        "avatar_hash": "",
        "team": user.team_id,
    }
    return found | ({"email": user.email} if user.email else {})


def shown(hub: Hub, user: User, *, locale: bool) -> Json:
    """The user object; of a deactivated member little is left."""
    base: Json = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": user.deleted,
    }
    base |= {"profile": profile(user), "is_bot": user.is_bot, "is_app_user": False, "updated": 0}
    if user.deleted:
        return base
    base |= {
        "real_name": user.real_name or user.name,
        "color": "9f69e7",
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": user.offset(hub.workspace.clock()),
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_email_confirmed": True,
        "who_can_share_contact_card": "EVERYONE",
    }
    if user.team_id != hub.workspace.team_id:
        base["is_stranger"] = True
    return base | ({"locale": user.locale} if locale else {})


@method("users.info")
def info(hub: Hub, arguments: Arguments) -> Json:
    """One user; the locale only on request."""
    user = hub.workspace.user(arguments.text("user"))
    return {"user": shown(hub, user, locale=arguments.flag("include_locale"))}


@method("users.list")
def list_(hub: Hub, arguments: Arguments) -> Json:
    """All users, the deactivated too, by page; without `limit` all at once."""
    everybody = list(hub.workspace.users.values())
    found, metadata = page(everybody, arguments, min(max(len(everybody), 1), 1000))
    members = [shown(hub, user, locale=arguments.flag("include_locale")) for user in found]
    return {
        "members": members,
        "cache_ts": int(hub.workspace.clock()),
        "response_metadata": metadata,
    }
