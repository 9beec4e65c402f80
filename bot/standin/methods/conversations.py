"""conversations.open, info, members, list and join."""

from bot.standin.arguments import Arguments
from bot.standin.blocks import Json
from bot.standin.errors import SlackError, invalid_arguments
from bot.standin.hub import Hub
from bot.standin.methods.registry import method, page
from bot.standin.model import Channel


def shown(hub: Hub, channel: Channel) -> Json:
    """The conversation object."""
    place = hub.workspace
    base: Json = {"id": channel.id, "created": channel.created, "is_org_shared": False}
    if channel.is_im:
        person = place.users[str(channel.person)]
        direct = {
            "is_im": True,
            "user": person.id,
            "is_user_deleted": person.deleted,
            "priority": 0,
        }
        return base | direct | {"is_archived": channel.archived, "context_team_id": place.team_id}
    return base | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": channel.archived,
        "is_general": False,
        "is_shared": channel.shared,
        "is_ext_shared": channel.shared,
        "is_pending_ext_shared": False,
        "is_member": place.bot_user in channel.members,
        "creator": place.bot_user,
        "context_team_id": place.team_id,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }


@method("conversations.open")
def open_(hub: Hub, arguments: Arguments) -> Json:
    """Open the direct conversation with one person."""
    users = arguments.listed("users")
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 1:
        raise invalid_arguments("the stand-in opens direct conversations with one person only")
    if hub.workspace.user(users[0]).deleted:
        raise SlackError("user_disabled")
    if users[0] == hub.workspace.bot_user:
        raise SlackError("cannot_dm_bot")
    known = hub.workspace.knows_direct(users[0])
    channel = hub.workspace.direct(users[0])
    answer: Json = {
        "channel": shown(hub, channel) if arguments.flag("return_im") else {"id": channel.id}
    }
    return {"no_op": True, "already_open": True, **answer} if known else answer


@method("conversations.info")
def info(hub: Hub, arguments: Arguments) -> Json:
    """One conversation."""
    channel = hub.workspace.channel(arguments.text("channel"))
    found = shown(hub, channel)
    if arguments.flag("include_num_members"):
        found["num_members"] = len(channel.members)
    return {"channel": found}


@method("conversations.members")
def members(hub: Hub, arguments: Arguments) -> Json:
    """The user ids in a conversation, the bot's own included, by page."""
    channel = hub.workspace.channel(arguments.text("channel"))
    found, metadata = page(channel.members, arguments, 100)
    return {"members": list(found), "response_metadata": metadata}


@method("conversations.list")
def list_(hub: Hub, arguments: Arguments) -> Json:
    """The conversations the bot may see, by page; public channels unless `types` says otherwise."""
    types = set(arguments.listed("types") or ["public_channel"])
    if unknown := types - {"public_channel", "private_channel", "im", "mpim"}:
        raise SlackError("invalid_types", unknown=sorted(unknown))
    wanted = [
        channel
        for channel in hub.workspace.present(hub.workspace.channels)
        if {"im": "im", "group": "private_channel", "channel": "public_channel"}[channel.kind]
        in types
        and not (channel.archived and arguments.flag("exclude_archived"))
    ]
    found, metadata = page(wanted, arguments, 100)
    rows = [
        shown(hub, channel) | ({} if channel.is_im else {"num_members": len(channel.members)})
        for channel in found
    ]
    return {"channels": rows, "response_metadata": metadata}


@method("conversations.join")
def join(hub: Hub, arguments: Arguments) -> Json:
    """Let the bot join a public channel."""
    channel = hub.workspace.channel(arguments.text("channel"))
    if channel.archived:
        raise SlackError("is_archived")
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if hub.workspace.bot_user in channel.members:
        warnings = {"warnings": ["already_in_channel"]}
        return {
            "channel": shown(hub, channel),
            "warning": "already_in_channel",
            "response_metadata": warnings,
        }
    hub.enter(channel, hub.workspace.bot_user)
    return {"channel": shown(hub, channel)}
