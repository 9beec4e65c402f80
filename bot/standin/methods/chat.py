"""chat.postMessage, chat.update, chat.delete and chat.postEphemeral."""

from bot.standin.arguments import Arguments
from bot.standin.blocks import Json
from bot.standin.errors import SlackError
from bot.standin.hub import Hub
from bot.standin.methods.registry import method
from bot.standin.model import Channel, Message


def _place(hub: Hub, arguments: Arguments) -> Channel:
    """Where to post; SlackError `channel_not_found`, `is_archived` or `not_in_channel`."""
    channel = hub.workspace.place(arguments.text("channel"))
    if channel.archived:
        raise SlackError("is_archived")
    if hub.workspace.bot_user not in channel.members and not hub.may_write_public(channel):
        raise SlackError("not_in_channel")
    return channel


@method("chat.postMessage")
def post_message(hub: Hub, arguments: Arguments) -> Json:
    """Post to a channel, or to a person: then the answer names the direct conversation.

    A deactivated person's conversation still takes posts (python-slack-sdk#1156).
    """
    if {"username", "icon_emoji", "icon_url"} & arguments.keys():
        raise SlackError("missing_scope", needed="chat:write.customize", provided=hub.provided())
    channel = _place(hub, arguments)
    message = hub.say(arguments, channel.id)
    return {"channel": channel.id, "ts": message.ts, "message": message.as_slack()}


def _own(hub: Hub, arguments: Arguments, refusal: str) -> Message:
    channel = hub.workspace.channel(arguments.text("channel"))
    message = hub.workspace.message(channel.id, arguments.text("ts"))
    if message.bot_id != hub.workspace.bot_id:
        raise SlackError(refusal)
    return message


@method("chat.update")
def update(hub: Hub, arguments: Arguments) -> Json:
    """Edit an own message; text without blocks takes the blocks away. Ephemeral messages are never
    found."""
    hub.checks.message(arguments)
    if len(str(arguments.get("text") or "")) > 4000:
        raise SlackError("msg_too_long")
    message = _own(hub, arguments, "cant_update_message")
    if hub.workspace.channels[message.channel].archived:
        raise SlackError("is_archived")
    hub.workspace.revise(message, arguments)
    hub.echo(message, "changed")
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": message.text,
        "message": message.as_slack(),
    }


@method("chat.delete")
def delete(hub: Hub, arguments: Arguments) -> Json:
    """Delete an own message."""
    message = _own(hub, arguments, "cant_delete_message")
    hub.workspace.remove(message)
    hub.echo(message, "deleted")
    return {"channel": message.channel, "ts": message.ts}


@method("chat.postEphemeral")
def post_ephemeral(hub: Hub, arguments: Arguments) -> Json:
    """Show a message to one member of a conversation, until they reload."""
    channel = _place(hub, arguments)
    user = arguments.text("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    return {"message_ts": hub.say(arguments, channel.id, only_for=user).ts}
