"""Which scope each method and event needs."""

from bot.standin.errors import SlackError

# Any one of the scopes named is enough; a method that is not here needs none.
_CONVERSATIONS = ("channels:read", "groups:read", "im:read", "mpim:read")
METHOD_SCOPES: dict[str, tuple[str, ...]] = {
    "chat.postMessage": ("chat:write",),
    "chat.postEphemeral": ("chat:write",),
    "chat.update": ("chat:write",),
    "chat.delete": ("chat:write",),
    "conversations.open": ("im:write", "mpim:write", "channels:manage", "groups:write"),
    "conversations.info": _CONVERSATIONS,
    "conversations.list": _CONVERSATIONS,
    "conversations.members": _CONVERSATIONS,
    "conversations.join": ("channels:join",),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "users.getPresence": ("users:read",),
    "users.lookupByEmail": ("users:read.email",),
    "users.profile.get": ("users.profile:read",),
    "usergroups.list": ("usergroups:read",),
    "usergroups.users.list": ("usergroups:read",),
    "dnd.info": ("dnd:read",),
    "dnd.teamInfo": ("dnd:read",),
    "files.getUploadURLExternal": ("files:write",),
    "files.completeUploadExternal": ("files:write",),
    "files.delete": ("files:write",),
    "files.info": ("files:read",),
}
_CHANNEL_EVENTS = ("channels:read",)
_GROUP_EVENTS = ("groups:read",)
EVENT_SCOPES: dict[str, tuple[str, ...]] = {
    "message.im": ("im:history",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "member_joined_channel": (*_CHANNEL_EVENTS, *_GROUP_EVENTS),
    "member_left_channel": (*_CHANNEL_EVENTS, *_GROUP_EVENTS),
    "channel_archive": _CHANNEL_EVENTS,
    "channel_unarchive": _CHANNEL_EVENTS,
    "channel_deleted": _CHANNEL_EVENTS,
    "channel_left": _CHANNEL_EVENTS,
    "channel_shared": _CHANNEL_EVENTS,
    "group_archive": _GROUP_EVENTS,
    "group_unarchive": _GROUP_EVENTS,
    "group_left": _GROUP_EVENTS,
    "team_join": ("users:read",),
    "user_change": ("users:read",),
    "dnd_updated_user": ("dnd:read",),
    "subteam_members_changed": ("usergroups:read",),
}


def demand(method: str, scopes: frozenset[str]) -> None:
    """SlackError `missing_scope`, with what is needed and what there is."""
    needed = METHOD_SCOPES.get(method, ())
    if needed and not scopes & set(needed):
        provided = ",".join(sorted(scopes))
        raise SlackError("missing_scope", needed=",".join(needed), provided=provided)


def may_hear(subscription: str, scopes: frozenset[str]) -> bool:
    """Whether an event may go to an app with these scopes."""
    needed = EVENT_SCOPES.get(subscription, ())
    return not needed or bool(scopes & set(needed))
