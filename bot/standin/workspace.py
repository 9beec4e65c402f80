"""The workspace: who is there, what was said, which views are open."""

from collections.abc import Iterable

from bot.standin.blocks import Json, plain, stored
from bot.standin.changes import Changes
from bot.standin.errors import SlackError
from bot.standin.ids import Clock, Ids
from bot.standin.model import Channel, Message, User


class Workspace:
    """People, conversations and messages of one team, and the app installed in it."""

    def __init__(self, clock: Clock, ids: Ids, changes: Changes) -> None:
        self.clock = clock
        self.ids = ids
        self.changes = changes
        self.team_id, self.domain, self.name = "T0STANDIN", "standin", "Stand-in"
        self.app_id, self.bot_id, self.bot_user = "A0STANDIN", "B0STANDIN", "U0STANDINBOT"
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, list[Message]] = {}
        self.ephemerals: dict[str, list[Message]] = {}  # by the one person who sees them
        self._directs: dict[str, str] = {}
        self.usergroups: dict[str, Json] = {}
        self.plan = "pro"
        self.users[self.bot_user] = User(self.bot_user, "pauzebot", self.team_id, is_bot=True)

    def user(self, user_id: str) -> User:
        """The user; SlackError `user_not_found`."""
        if user_id not in self.users:
            raise SlackError("user_not_found")
        return self.users[user_id]

    def channel(self, channel_id: str) -> Channel:
        """The conversation as the bot may know it; SlackError `channel_not_found`, also for
        private ones it is not in."""
        channel = self.channels.get(channel_id)
        if channel is None or (channel.is_private and self.bot_user not in channel.members):
            raise SlackError("channel_not_found")
        return channel

    def direct(self, user_id: str) -> Channel:
        """The direct conversation of the bot with a person, opened when it is not there yet."""
        if user_id in self._directs:
            return self.channels[self._directs[user_id]]
        opened = Channel(self.ids.mint("D"), person=user_id, members=[user_id, self.bot_user])
        return self.add_channel(opened)

    def knows_direct(self, user_id: str) -> bool:
        """Whether the direct conversation with a person was opened before."""
        return user_id in self._directs

    def add_channel(self, channel: Channel) -> Channel:
        """Put a conversation in the workspace."""
        channel.created = int(self.clock())
        self.channels[channel.id] = channel
        if channel.person is not None:
            self._directs[channel.person] = channel.id
        self.messages.setdefault(channel.id, [])
        self.changes.tell("channel.added", channel.id)
        return channel

    def place(self, target: str) -> Channel:
        """Where a post to a channel, direct conversation or user id goes; SlackError
        `channel_not_found`."""
        if target in self.users and target != self.bot_user:
            return self.direct(target)
        return self.channel(target.removeprefix("#"))

    def draft(self, channel: str, payload: Json, *, only_for: str | None = None) -> Message:
        """A message of the bot made from a payload, not yet posted; its ts is new."""
        blocks = stored(payload.get("blocks") or [], self.ids.word)
        return Message(
            channel=channel,
            ts=self.ids.ts(),
            user=self.bot_user,
            text=str(payload.get("text") or plain(blocks))[:40_000],
            blocks=blocks,
            attachments=list(payload.get("attachments") or []),
            bot_id=self.bot_id,
            app_id=self.app_id,
            team=self.team_id,
            thread_ts=payload.get("thread_ts"),
            metadata=payload.get("metadata"),
            only_for=only_for,
        )

    def post(self, message: Message) -> Message:
        """Show a message to its conversation, or to one person."""
        if message.only_for:
            self.ephemerals.setdefault(message.only_for, []).append(message)
            self.changes.tell("ephemeral.posted", message.only_for)
        else:
            self.messages[message.channel].append(message)
            self.changes.tell("message.posted", message.channel)
        return message

    def revise(self, message: Message, payload: Json) -> None:
        """Replace text and blocks; blocks left out are gone, as in chat.update. The old text stays
        in `versions`."""
        message.versions.append(message.as_slack())
        blocks = payload.get("blocks")
        message.blocks = stored(blocks or [], self.ids.word)
        message.text = str(payload.get("text") or plain(message.blocks))
        message.attachments = list(payload.get("attachments") or [])
        if not message.only_for and blocks is None:
            message.edited_ts = self.ids.ts()
        kind = "ephemeral.changed" if message.only_for else "message.changed"
        self.changes.tell(kind, message.only_for or message.channel)

    def remove(self, message: Message) -> None:
        """Take a message away from everybody's sight."""
        message.deleted = True
        if message.only_for:
            self.ephemerals[message.only_for].remove(message)
            self.changes.tell("ephemeral.deleted", message.only_for)
        else:
            self.changes.tell("message.deleted", message.channel)

    def message(self, channel_id: str, ts: str) -> Message:
        """A message that is still there; SlackError `message_not_found`."""
        for message in reversed(self.messages.get(channel_id, [])):
            if message.ts == ts and not message.deleted:
                return message
        raise SlackError("message_not_found")

    def ephemeral(self, user: str, ts: str) -> Message | None:
        """A person's ephemeral message, while they still see it."""
        return next((one for one in self.ephemerals.get(user, []) if one.ts == ts), None)

    def present(self, channel_ids: Iterable[str]) -> list[Channel]:
        """The conversations among these ids that the bot may know of."""
        known = (self.channels[one] for one in channel_ids)
        return [one for one in known if not one.is_private or self.bot_user in one.members]
