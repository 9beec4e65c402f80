"""The tables of the durable store; user ids stand with roles, subscriptions and deeds only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as microseconds since 1970 in UTC, so that it comes back exact."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:  # noqa: ARG002 - the interface of SQLAlchemy
        """Return the microseconds; a datetime without a zone is a TypeError."""
        return None if value is None else (value - EPOCH) // timedelta(microseconds=1)

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:  # noqa: ARG002 - the interface of SQLAlchemy
        """Return the instant, in UTC."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


metadata = MetaData(
    naming_convention={
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _workspace() -> Column[str]:
    return Column("workspace", Text, nullable=False, server_default="")


project = Table(
    "project",
    metadata,
    _workspace(),
    _text("id"),
    _text("state"),
    _text("document"),
    Column("seen", Instant, nullable=False),
    # What the project will be from a day on: the first day of a period.
    Column("later", Text),
    Column("later_from", Date),
    PrimaryKeyConstraint("workspace", "id"),
    CheckConstraint("state IN ('running', 'paused', 'ended')", name="state"),
)

claim = Table(
    "claim",
    metadata,
    _workspace(),
    _text("project"),
    _text("arm"),
    Column("on_date", Date, nullable=False),
    Column("pause", Integer, nullable=False),
    _text("place"),
    Column("due", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("closes", Instant, nullable=False),
    _text("state"),
    Column("reason", Text),
    Column("ts", Text),
    Column("taken", Instant),
    Column("gone", Boolean, nullable=False, server_default=false()),
    Column("goes", Instant),
    # The one rule that makes a prompt go out once, whoever plans it and however often.
    PrimaryKeyConstraint("workspace", "project", "arm", "on_date", "pause", "place"),
    ForeignKeyConstraint(["workspace", "project"], ["project.workspace", "project.id"]),
    CheckConstraint("state IN ('planned', 'sending', 'sent', 'held', 'unknown')", name="state"),
    CheckConstraint("(state = 'held') = (reason IS NOT NULL)", name="reason"),
    CheckConstraint("state = 'sent' OR ts IS NULL", name="ts"),
    CheckConstraint("state IN ('planned', 'held') OR taken IS NOT NULL", name="taken"),
    # A person's id and the id of a conversation with one begin with these letters.
    CheckConstraint("substr(place, 1, 1) NOT IN ('U', 'W', 'D')", name="place_is_nobody"),
    Index(None, "state", "due"),
)

tally = Table(
    "tally",
    metadata,
    _workspace(),
    _text("project"),
    _text("arm"),
    Column("week", String(8), nullable=False),
    _text("outcome"),
    Column("count", Integer, nullable=False),
    PrimaryKeyConstraint("workspace", "project", "arm", "week", "outcome"),
    ForeignKeyConstraint(["workspace", "project"], ["project.workspace", "project.id"]),
    CheckConstraint(
        "outcome IN ('planned', 'sent', 'unknown') OR substr(outcome, 1, 5) = 'held:'",
        name="outcome",
    ),
    CheckConstraint("count > 0", name="count"),
)

subscription = Table(
    "subscription",
    metadata,
    _workspace(),
    # Random, and the place in claims; the only row that says whose it is, is this one.
    _text("id"),
    _text("user"),
    _text("project"),
    _text("wishes"),
    _text("zone"),
    Column("due", Instant),
    _text("under"),
    PrimaryKeyConstraint("workspace", "id"),
    UniqueConstraint("workspace", "user", name="uq_subscription_user"),
    ForeignKeyConstraint(["workspace", "project"], ["project.workspace", "project.id"]),
    CheckConstraint("substr(id, 1, 1) = 's'", name="id"),
    Index("ix_subscription_due", "workspace", "due"),
    Index("ix_subscription_under", "workspace", "project", "under"),
)

announced = Table(
    "announced",
    metadata,
    _workspace(),
    _text("project"),
    _text("place"),
    _text("state"),
    PrimaryKeyConstraint("workspace", "project", "place"),
    ForeignKeyConstraint(["workspace", "project"], ["project.workspace", "project.id"]),
    CheckConstraint("state IN ('said', 'asked')", name="state"),
    CheckConstraint("substr(place, 1, 1) IN ('C', 'G')", name="place_is_a_channel"),
)

role = Table(
    "role",
    metadata,
    _workspace(),
    _text("user"),
    _text("role"),
    # One role for one person: nobody holds HR and physio both.
    PrimaryKeyConstraint("workspace", "user"),
    CheckConstraint("role IN ('hr', 'physio')", name="role"),
)

deed = Table(
    "deed",
    metadata,
    _workspace(),
    _text("id"),
    Column("at", Instant, nullable=False),
    _text("user"),
    _text("what"),
    Column("project", Text),
    # Only of somebody whose role changed hands.
    Column("about_user", Text),
    PrimaryKeyConstraint("workspace", "id"),
    Index(None, "at"),
)

draft = Table(
    "draft",
    metadata,
    _workspace(),
    # Long and by chance; who fills the form in carries it, and the row says nothing of them.
    _text("id"),
    _text("document"),
    Column("touched", Instant, nullable=False),
    PrimaryKeyConstraint("workspace", "id"),
)

# Triggers refuse to change it, and to delete it before its figures are out.
invited = Table(
    "invited",
    metadata,
    _workspace(),
    _text("project"),
    _text("arm"),
    Column("period", Integer, nullable=False),
    Column("count", Integer, nullable=False),
    PrimaryKeyConstraint("workspace", "project", "arm", "period"),
    ForeignKeyConstraint(["workspace", "project"], ["project.workspace", "project.id"]),
    CheckConstraint("count >= 0", name="count"),
)

# Triggers refuse to change a row.
folded = Table(
    "folded",
    metadata,
    _workspace(),
    _text("project"),
    _text("arm"),
    Column("week", String(8), nullable=False),
    Column("invited", Integer, nullable=False),
    Column("complete", Boolean, nullable=False),
    # Symbols only: what the release rule could say aloud.
    _text("document"),
    PrimaryKeyConstraint("workspace", "project", "arm", "week"),
    ForeignKeyConstraint(["workspace", "project"], ["project.workspace", "project.id"]),
    CheckConstraint("invited >= 0", name="invited"),
)

memory = Table(
    "memory",
    metadata,
    _workspace(),
    _text("project"),
    Column("week", String(8), nullable=False),
    # Which memory counted the week: a random number of its own, of nobody.
    _text("id"),
    PrimaryKeyConstraint("workspace", "project", "week", "id"),
    ForeignKeyConstraint(["workspace", "project"], ["project.workspace", "project.id"]),
)

# Triggers of the migration refuse to change a release, or to delete it before its day.
release = Table(
    "release",
    metadata,
    _workspace(),
    _text("project"),
    Column("period", Integer, nullable=False),
    _text("document"),
    _text("previous"),
    _text("digest"),
    # The Monday from which on it could be said, and of whom: the next one over them comes later.
    Column("on_date", Date, nullable=False),
    _text("places"),
    Column("keep_until", Date, nullable=False),
    PrimaryKeyConstraint("workspace", "project", "period"),
    # One chain, no fork.
    UniqueConstraint("workspace", "project", "previous", name="uq_release_previous"),
    ForeignKeyConstraint(["workspace", "project"], ["project.workspace", "project.id"]),
    CheckConstraint("period >= 0", name="period"),
    CheckConstraint("length(digest) = 64 AND length(previous) = 64", name="digest"),
)

# Triggers refuse to loosen them.
limits = Table(
    "limits",
    metadata,
    _workspace(),
    _text("project"),
    Column("people", Integer, nullable=False),
    Column("invited", Integer, nullable=False),
    Column("weeks", Integer, nullable=False),
    PrimaryKeyConstraint("workspace", "project"),
    ForeignKeyConstraint(["workspace", "project"], ["project.workspace", "project.id"]),
    CheckConstraint("people >= 5", name="people"),
    CheckConstraint("invited >= 15 AND invited >= 3 * people", name="invited"),
    CheckConstraint("weeks = 4", name="weeks"),
)

film = Table(
    "film",
    metadata,
    _workspace(),
    # The name of a figure's file, which follows from what is in it; and Slack's id of its copy.
    _text("content"),
    _text("file"),
    # Whether Slack has looked at it: until then it refuses what shows it.
    Column("ready", Boolean, nullable=False),
    PrimaryKeyConstraint("workspace", "content"),
)
