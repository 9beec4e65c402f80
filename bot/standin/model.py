"""Users, conversations, messages and views as the stand-in keeps them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.standin import blocks as kit
from bot.standin.blocks import Json, State
from bot.standin.forms import nested


@dataclass
class User:
    """A member of the workspace, a guest, a bot, or a stranger from a connected workspace."""

    id: str
    name: str
    team_id: str
    real_name: str = ""
    locale: str = "nl-NL"
    tz: str = "Europe/Amsterdam"
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_admin: bool = False
    deleted: bool = False
    stranger: bool = False
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    email: str = ""
    huddle_state: str = "default_unset"
    away: bool = False
    dnd: Json = field(default_factory=dict)

    def offset(self, now: float) -> int:
        """Seconds east of UTC at `now`."""
        shift = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(self.tz)).utcoffset()
        return int(shift.total_seconds()) if shift else 0


@dataclass
class Channel:
    """A channel (C…), or the direct conversation of the bot with one person (D…)."""

    id: str
    name: str = ""
    members: list[str] = field(default_factory=list)
    is_private: bool = False
    archived: bool = False
    shared: bool = False
    person: str | None = None  # the other side of a direct conversation
    created: int = 0

    @property
    def is_im(self) -> bool:
        """Whether this is a direct conversation."""
        return self.person is not None

    @property
    def kind(self) -> str:
        """Slack's `channel_type`."""
        return "im" if self.is_im else "group" if self.is_private else "channel"


@dataclass
class Message:
    """A message; `only_for` makes it ephemeral; `versions` keeps what edits took away, as an
    export would."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    bot_id: str | None = None
    app_id: str | None = None
    team: str = ""
    thread_ts: str | None = None
    metadata: Json | None = None
    files: list[Json] = field(default_factory=list)
    only_for: str | None = None
    edited_ts: str | None = None
    deleted: bool = False
    versions: list[Json] = field(default_factory=list)

    @property
    def buttons(self) -> list[Json]:
        """The interactive elements, in order, each with its `block_id`."""
        return [
            {**element, "block_id": block["block_id"]}
            for block, element in kit.interactive(self.blocks)
        ]

    @property
    def words(self) -> str:
        """Everything a person reads in it, a line each."""
        return "\n".join(kit.words(self.blocks)) if self.blocks else self.text

    def as_slack(self) -> Json:
        """The message object of payloads and answers."""
        shown: Json = {"user": self.user, "type": "message", "ts": self.ts}
        if self.bot_id:
            shown |= {"bot_id": self.bot_id, "app_id": self.app_id}
        shown |= {"text": self.text, "team": self.team}
        for key in ("blocks", "attachments", "files", "metadata", "thread_ts"):
            if value := getattr(self, key):
                shown[key] = value
        if self.edited_ts:
            shown["edited"] = {"user": self.user, "ts": self.edited_ts}
        return shown


@dataclass
class View:
    """A modal or a Home tab of one person, with what they have filled in so far."""

    id: str
    user: str
    body: Json
    hash: str
    root: str
    team_id: str
    app_id: str
    bot_id: str
    previous: str | None = None
    state: State = field(default_factory=dict)
    open: bool = True

    @property
    def callback_id(self) -> str:
        """The app's name for this view."""
        return str(self.body.get("callback_id", ""))

    @property
    def private_metadata(self) -> str:
        """What the app hid in it."""
        return str(self.body.get("private_metadata", ""))

    @property
    def title(self) -> str:
        """The title as shown, empty for a Home tab."""
        return str((self.body.get("title") or {}).get("text", ""))

    @property
    def submit(self) -> str | None:
        """The label of the main button, None where there is none."""
        label = self.body.get("submit")
        return str(label["text"]) if label else None

    @property
    def blocks(self) -> list[Json]:
        """The blocks, with the ids Slack added."""
        found: list[Json] = self.body["blocks"]
        return found

    @property
    def buttons(self) -> list[Json]:
        """The interactive elements, in order, each with its `block_id`."""
        return [
            {**element, "block_id": block["block_id"]}
            for block, element in kit.interactive(self.blocks)
        ]

    @property
    def words(self) -> str:
        """Everything a person reads in it, a line each."""
        return "\n".join(kit.words(self.blocks))

    def values(self) -> dict[str, dict[str, Json]]:
        """`state.values` as Slack sends it."""
        return nested(self.state)

    def as_slack(self) -> Json:
        """The view object of payloads and answers."""
        body = self.body
        return {
            "id": self.id,
            "team_id": self.team_id,
            "type": body["type"],
            "blocks": body["blocks"],
            "private_metadata": self.private_metadata,
            "callback_id": self.callback_id,
            "state": {"values": self.values()},
            "hash": self.hash,
            "title": body.get("title")
            or {"type": "plain_text", "text": "View Title", "emoji": True},
            "clear_on_close": bool(body.get("clear_on_close", False)),
            "notify_on_close": bool(body.get("notify_on_close", False)),
            "close": body.get("close"),
            "submit": body.get("submit"),
            "previous_view_id": self.previous,
            "root_view_id": self.root,
            "app_id": self.app_id,
            "external_id": str(body.get("external_id") or ""),
            "app_installed_team_id": self.team_id,
            "bot_id": self.bot_id,
        }
