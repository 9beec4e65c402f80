"""What administrators and members do to a workspace, and the events the app hears of it."""

from collections.abc import Sequence
from typing import Any

from bot.standin.hub import Hub
from bot.standin.methods.users import shown
from bot.standin.model import User
from bot.standin.tokens import Tokens


class Office:
    """Changes to people, channels and the installation, each told to the app as Slack tells it."""

    hub: Hub
    tokens: Tokens

    def join(self, channel_id: str, user_id: str) -> None:
        """Somebody joins a channel."""
        self.hub.enter(self.hub.workspace.channels[channel_id], user_id)

    def leave(self, channel_id: str, user_id: str) -> None:
        """Somebody leaves a channel, or is taken out of it."""
        self.hub.leave(self.hub.workspace.channels[channel_id], user_id)

    def invite_bot(self, channel_id: str, *, by: str = "U0ADMIN") -> None:
        """Somebody adds the bot to a channel."""
        channel, bot = self.hub.workspace.channels[channel_id], self.hub.workspace.bot_user
        self.hub.enter(channel, bot, inviter=by)

    def remove_bot(self, channel_id: str) -> None:
        """Somebody takes the bot out of a channel."""
        self.leave(channel_id, self.hub.workspace.bot_user)

    def archive(self, channel_id: str, *, by: str = "U0ADMIN") -> None:
        """Archive a channel: it takes no posts any more."""
        self._archived(channel_id, "archive", by)

    def unarchive(self, channel_id: str, *, by: str = "U0ADMIN") -> None:
        """Bring a channel back."""
        self._archived(channel_id, "unarchive", by)

    def _archived(self, channel_id: str, deed: str, by: str) -> None:
        channel = self.hub.workspace.channels[channel_id]
        channel.archived = deed == "archive"
        family = "group" if channel.is_private else "channel"
        event: dict[str, Any] = {"type": f"{family}_{deed}", "channel": channel_id, "user": by}
        self._tell_channel(channel_id, event | {"is_moved": 0})

    def delete_channel(self, channel_id: str, *, by: str = "U0ADMIN") -> None:
        """Delete a channel and all that was said in it."""
        event = {"type": "channel_deleted", "channel": channel_id, "actor_id": by}
        self._tell_channel(channel_id, event)
        del self.hub.workspace.channels[channel_id]
        del self.hub.workspace.messages[channel_id]

    def connect_channel(self, channel_id: str, *, with_team: str = "T0ELSEWHERE") -> None:
        """Share a channel with another company (Slack Connect)."""
        self.hub.workspace.channels[channel_id].shared = True
        event = {"type": "channel_shared", "channel": channel_id, "connected_team_id": with_team}
        self._tell_channel(channel_id, event)

    def _tell_channel(self, channel_id: str, event: dict[str, Any]) -> None:
        self.hub.workspace.changes.tell("channel.changed", channel_id)
        if self.hub.workspace.bot_user in self.hub.workspace.channels[channel_id].members:
            self.hub.emit(event)

    def hire(self, user_id: str, *, name: str, **rest: Any) -> None:
        """Add a member while the app looks on."""
        team = self.hub.workspace.team_id
        self.hub.workspace.users[user_id] = made = User(user_id, name, team, **rest)
        self._tell_user("team_join", made)

    def change_user(self, user_id: str, **changes: Any) -> None:
        """Change fields of a user: language, zone, status, role."""
        user = self.hub.workspace.users[user_id]
        for name, value in changes.items():
            if not hasattr(user, name):
                raise AttributeError(f"a user has no {name}")
            setattr(user, name, value)
        self._tell_user("user_change", user)

    def deactivate(self, user_id: str) -> None:
        """Deactivate a member's account: they leave all channels, their conversation stays."""
        for channel in self.hub.workspace.channels.values():
            if not channel.is_im and user_id in channel.members:
                channel.members.remove(user_id)
        self.hub.desk.clear(user_id)
        self.change_user(user_id, deleted=True)

    def do_not_disturb(self, user_id: str, start: float, end: float) -> None:
        """Set a person's quiet hours, in seconds since the epoch; `end` in the past ends them."""
        user = self.hub.workspace.users[user_id]
        quiet = {"next_dnd_start_ts": int(start), "next_dnd_end_ts": int(end)}
        user.dnd = {"dnd_enabled": end > start, **quiet}
        event = {"type": "dnd_updated_user", "user": user_id, "dnd_status": dict(user.dnd)}
        self.hub.emit(event)

    def add_usergroup(self, group_id: str, *, handle: str, users: Sequence[str]) -> None:
        """Add a user group (paid plans)."""
        self.hub.workspace.usergroups[group_id] = {
            "id": group_id,
            "team_id": self.hub.workspace.team_id,
            "is_usergroup": True,
            "name": handle,
            "handle": handle,
            "date_delete": 0,
            "users": list(users),
        }

    def _tell_user(self, event: str, user: User) -> None:
        self.hub.workspace.changes.tell("user.changed", user.id)
        self.hub.emit({"type": event, "user": shown(self.hub, user, locale=True)})

    def revoke_tokens(self) -> None:
        """Revoke the bot token: every call is refused with `token_revoked`."""
        self.tokens.refusal = "token_revoked"
        tokens = {"oauth": [], "bot": [self.hub.workspace.bot_user]}
        self.hub.emit({"type": "tokens_revoked", "tokens": tokens})

    def uninstall(self) -> None:
        """Remove the app from the workspace: every call is refused with `account_inactive`."""
        self.tokens.refusal = "account_inactive"
        self.hub.emit({"type": "app_uninstalled"})
