"""The payloads Slack sends to an app, field by field as recorded ones have them."""

import base64
import json
from typing import Any

from bot.standin.blocks import Json
from bot.standin.model import Channel, Message, User, View
from bot.standin.workspace import Workspace

TOKEN = "verification-token"  # noqa: S105  # Slack's old verification token; no app may rely on it


class Payloads:
    """Builds payloads from the workspace; addresses and triggers come in from outside."""

    def __init__(self, workspace: Workspace) -> None:
        self._place = workspace

    def _user(self, user: User) -> Json:
        return {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id}

    def _team(self) -> Json:
        return {"id": self._place.team_id, "domain": self._place.domain}

    def _head(self, kind: str, user: User, trigger: str | None) -> Json:
        head = {
            "type": kind,
            "user": self._user(user),
            "api_app_id": self._place.app_id,
            "token": TOKEN,
            "team": self._team(),
            "enterprise": None,
            "is_enterprise_install": False,
        }
        return head if trigger is None else {**head, "trigger_id": trigger}

    def channel_name(self, channel: Channel) -> str:
        """The name as payloads have it."""
        return (
            "directmessage"
            if channel.is_im
            else "privategroup"
            if channel.is_private
            else channel.name
        )

    def message_action(
        self, user: User, message: Message, action: Json, state: Json, keys: Json
    ) -> Json:
        """block_actions in a message; `keys` holds trigger_id and response_url. An ephemeral
        message is not included."""
        channel = self._place.channels[message.channel]
        ephemeral = message.only_for is not None
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": ephemeral,
        }
        payload = self._head("block_actions", user, keys["trigger_id"]) | {
            "container": container,
            "channel": {"id": channel.id, "name": self.channel_name(channel)},
            "state": {"values": state},
            "response_url": keys["response_url"],
            "actions": [action],
        }
        return payload if ephemeral else {**payload, "message": message.as_slack()}

    def view_action(self, user: User, view: View, action: Json, trigger: str) -> Json:
        """block_actions in a modal or Home tab: no channel and no response_url."""
        return self._head("block_actions", user, trigger) | {
            "container": {"type": "view", "view_id": view.id},
            "view": view.as_slack(),
            "actions": [action],
        }

    def submission(self, user: User, view: View, trigger: str) -> Json:
        """view_submission."""
        return self._head("view_submission", user, trigger) | {
            "view": view.as_slack(),
            "response_urls": [],
        }

    def closed(self, user: User, view: View, *, cleared: bool) -> Json:
        """view_closed; it has no trigger."""
        return self._head("view_closed", user, None) | {
            "view": view.as_slack(),
            "is_cleared": cleared,
        }

    def shortcut(self, user: User, callback_id: str, trigger: str) -> Json:
        """A global shortcut."""
        plain = {key: value for key, value in self._user(user).items() if key != "name"}
        return self._head("shortcut", user, trigger) | {
            "user": plain,
            "action_ts": self._place.ids.ts(),
            "callback_id": callback_id,
        }

    def command(
        self, user: User, channel: Channel, command: str, text: str, keys: Json
    ) -> dict[str, str]:
        """A slash command: a flat form, also over Socket Mode."""
        return {
            "token": TOKEN,
            "team_id": self._place.team_id,
            "team_domain": self._place.domain,
            "channel_id": channel.id,
            "channel_name": self.channel_name(channel),
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": text,
            "api_app_id": self._place.app_id,
            "is_enterprise_install": "false",
            "response_url": keys["response_url"],
            "trigger_id": keys["trigger_id"],
        }

    def event(self, event: Json, *, shared: bool = False) -> Json:
        """The event_callback around an event."""
        place = self._place
        context = {"et": event["type"], "tid": place.team_id, "aid": place.app_id}
        packed = base64.urlsafe_b64encode(json.dumps(context).encode()).decode().rstrip("=")
        authorization = {
            "enterprise_id": None,
            "team_id": place.team_id,
            "user_id": place.bot_user,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": TOKEN,
            "team_id": place.team_id,
            "context_team_id": place.team_id,
            "context_enterprise_id": None,
            "api_app_id": place.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": place.ids.mint("Ev"),
            "event_time": int(place.clock()),
            "authorizations": [authorization],
            "is_ext_shared_channel": shared,
            "event_context": f"4-{packed}",
        }

    def too_many_events(self) -> Json:
        """What comes instead of an event when the hour is full."""
        minute = int(self._place.clock()) // 60 * 60
        return {
            "token": TOKEN,
            "type": "app_rate_limited",
            "team_id": self._place.team_id,
            "minute_rate_limited": minute,
            "api_app_id": self._place.app_id,
        }

    def typed(self, user: User, channel: Channel, text: str) -> Json:
        """The message event of words a person typed."""
        ts = self._place.ids.ts()
        line = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
        escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return {
            "user": user.id,
            "type": "message",
            "ts": ts,
            "client_msg_id": self._place.ids.uuid(),
            "text": escaped,
            "team": user.team_id,
            "blocks": [
                {"type": "rich_text", "block_id": self._place.ids.word(5), "elements": [line]}
            ],
            "channel": channel.id,
            "event_ts": ts,
            "channel_type": channel.kind,
        }

    def own_post(self, message: Message, kind: str) -> Json:
        """The event by which an app sees its own post, edit or deletion."""
        channel = self._place.channels[message.channel]
        profile = {
            "id": self._place.bot_id,
            "deleted": False,
            "name": "pauzebot",
            "app_id": self._place.app_id,
        }
        inner: Json = message.as_slack() | {
            "bot_profile": {**profile, "team_id": self._place.team_id}
        }
        where: Json = {"channel": channel.id, "channel_type": channel.kind}
        if kind == "posted":
            return inner | where | {"event_ts": message.ts}
        ts = self._place.ids.ts()
        event: Json = {
            "type": "message",
            "subtype": f"message_{kind}",
            "hidden": True,
            "ts": ts,
            "event_ts": ts,
        } | where
        if kind == "deleted":
            return event | {"deleted_ts": message.ts, "previous_message": inner}
        previous: Any = message.versions[-1] if message.versions else inner
        return event | {"message": inner, "previous_message": previous}
