"""dnd.*, users.profile.get, users.getPresence, users.lookupByEmail and usergroups.*."""

from bot.standin.arguments import Arguments
from bot.standin.blocks import Json
from bot.standin.errors import SlackError
from bot.standin.hub import Hub
from bot.standin.methods.registry import method
from bot.standin.methods.users import profile, shown
from bot.standin.model import User

MOST_PEOPLE = 50


def do_not_disturb(user: User) -> Json:
    """The do-not-disturb object."""
    none = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}
    return none | {"snooze_enabled": False} | user.dnd


@method("dnd.info")
def dnd_info(hub: Hub, arguments: Arguments) -> Json:
    """One person's do-not-disturb; the bot's own when nobody is named."""
    name = arguments.get("user") or hub.workspace.bot_user
    return do_not_disturb(hub.workspace.user(str(name)))


@method("dnd.teamInfo")
def dnd_team_info(hub: Hub, arguments: Arguments) -> Json:
    """Do-not-disturb of at most fifty people; unknown ones are left out. Snoozing is not told."""
    names = arguments.listed("users")
    if not names:
        raise SlackError("no_users")
    if len(names) > MOST_PEOPLE:
        raise SlackError("too_many_users")
    known = [hub.workspace.users[name] for name in names if name in hub.workspace.users]
    rows = {user.id: do_not_disturb(user) for user in known}
    for row in rows.values():
        for key in [key for key in row if key.startswith("snooze")]:
            del row[key]
    return {"users": rows}


@method("users.profile.get")
def profile_get(hub: Hub, arguments: Arguments) -> Json:
    """A person's profile, with their status."""
    return {"profile": profile(hub.workspace.user(arguments.text("user")))}


@method("users.getPresence")
def get_presence(hub: Hub, arguments: Arguments) -> Json:
    """Whether somebody is active."""
    user = hub.workspace.user(arguments.text("user"))
    return {"presence": "away" if user.away or user.deleted else "active"}


@method("users.lookupByEmail")
def lookup_by_email(hub: Hub, arguments: Arguments) -> Json:
    """The person with an address."""
    wanted = arguments.text("email").lower()
    for user in hub.workspace.users.values():
        if user.email.lower() == wanted and not user.deleted:
            return {"user": shown(hub, user, locale=False)}
    raise SlackError("users_not_found")


@method("usergroups.list")
def usergroups_list(hub: Hub, arguments: Arguments) -> Json:
    """The user groups; paid plans only."""
    if hub.workspace.plan == "free":
        raise SlackError("plan_upgrade_required")
    rows = []
    for group in hub.workspace.usergroups.values():
        if group["date_delete"] and not arguments.flag("include_disabled"):
            continue
        row = {key: value for key, value in group.items() if key != "users"}
        if arguments.flag("include_users"):
            row["users"] = list(group["users"])
        if arguments.flag("include_count"):
            row["user_count"] = len(group["users"])
        rows.append(row)
    return {"usergroups": rows}


@method("usergroups.users.list")
def usergroups_users_list(hub: Hub, arguments: Arguments) -> Json:
    """The people in a user group; paid plans only."""
    if hub.workspace.plan == "free":
        raise SlackError("plan_upgrade_required")
    group = hub.workspace.usergroups.get(arguments.text("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": list(group["users"])}
