"""What every Web API method may reach: the workspace and everything around it."""

from dataclasses import dataclass, field

from bot.standin.blocks import Json
from bot.standin.checks import Checks
from bot.standin.delivery import Delivery
from bot.standin.desk import Desk
from bot.standin.files import Files
from bot.standin.ids import Ids
from bot.standin.limits import Limits
from bot.standin.model import Channel, Message
from bot.standin.payloads import Payloads
from bot.standin.scopes import may_hear
from bot.standin.sockets import Sockets
from bot.standin.tickets import Tickets
from bot.standin.workspace import Workspace

_SUBSCRIPTIONS = {"im": "message.im", "group": "message.groups", "channel": "message.channels"}


@dataclass
class Hub:
    """The parts of one stand-in, wired by `Standin`."""

    workspace: Workspace
    desk: Desk
    tickets: Tickets
    payloads: Payloads
    delivery: Delivery
    checks: Checks
    sockets: Sockets
    files: Files
    limits: Limits
    ids: Ids
    scopes: frozenset[str]
    base_url: str = ""
    unusable: list[str] = field(default_factory=list)  # answers Slack would not have accepted

    def heard(self, channel: Channel, event: Json) -> None:
        """Send the app what somebody typed, where it may hear it."""
        if self.workspace.bot_user in channel.members:
            self.emit(event, _SUBSCRIPTIONS[channel.kind])

    def provided(self) -> str:
        """The scopes the app was given, as Slack lists them."""
        return ",".join(sorted(self.scopes))

    def may_write_public(self, channel: Channel) -> bool:
        """Whether the app may post in a channel it is not in."""
        return "chat:write.public" in self.scopes and channel.kind == "channel"

    def enter(self, channel: Channel, user: str, inviter: str | None = None) -> None:
        """Make somebody a member; the app hears of it when it is a member itself, or becomes
        one. The event names the inviter where there was one."""
        if user in channel.members:
            return
        channel.members.append(user)
        self.workspace.changes.tell("channel.changed", channel.id)
        invited = {} if inviter is None else {"inviter": inviter}
        self._membership("member_joined_channel", channel, user, invited)

    def leave(self, channel: Channel, user: str) -> None:
        """Take somebody out of a channel; of its own removal the app hears by `channel_left`
        too."""
        if user not in channel.members:
            return
        self._membership("member_left_channel", channel, user, {})
        channel.members.remove(user)
        if user == self.workspace.bot_user:
            gone = "group_left" if channel.is_private else "channel_left"
            self.emit({"type": gone, "channel": channel.id, "actor_id": user})
        self.workspace.changes.tell("channel.changed", channel.id)

    def _membership(self, kind: str, channel: Channel, user: str, more: Json) -> None:
        if self.workspace.bot_user in channel.members:
            letter = "G" if channel.is_private else "C"
            team = self.workspace.users[user].team_id
            self.emit(
                {
                    "type": kind,
                    "user": user,
                    "channel": channel.id,
                    "channel_type": letter,
                    "team": team,
                    **more,
                }
            )

    def emit(self, event: Json, subscription: str | None = None) -> None:
        """Send an event to the app if it subscribes; `event_ts` is filled in."""
        event.setdefault("event_ts", self.ids.ts())
        subscription = subscription or str(event["type"])
        wanted = subscription in self.delivery.subscribed
        if not wanted or not may_hear(subscription, self.scopes):
            return
        if not self.limits.may_deliver():
            self.delivery.event(self.payloads.too_many_events())
            return
        channel = self.workspace.channels.get(str(event.get("channel")))
        payload = self.payloads.event(event, shared=bool(channel and channel.shared))
        self.delivery.event(payload)

    def echo(self, message: Message, kind: str) -> None:
        """Send the app the event of its own post (`posted`), edit (`changed`) or deletion
        (`deleted`)."""
        channel = self.workspace.channels[message.channel]
        if self.workspace.bot_user in channel.members:
            self.emit(self.payloads.own_post(message, kind), _SUBSCRIPTIONS[channel.kind])

    def say(self, payload: Json, channel: str, *, only_for: str | None = None) -> Message:
        """Check and post a message of the bot; SlackError when Slack would refuse it."""
        self.checks.message(payload)
        message = self.workspace.post(self.workspace.draft(channel, payload, only_for=only_for))
        if not only_for:
            self.echo(message, "posted")
        return message

    def response_url(self, family: str, user: str, channel: str, message_ts: str | None) -> str:
        """A fresh response_url; `family` is `actions` or `commands`."""
        secret = self.tickets.address(user, channel, message_ts)
        number = self.ids.ts().replace(".", "")
        return f"{self.base_url}/{family}/{self.workspace.team_id}/{number}/{secret}"
