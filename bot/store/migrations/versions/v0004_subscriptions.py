"""Subscriptions to prompts in direct messages, and where a project was announced."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables."""
    _subscription()
    _announced()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _workspace() -> sa.Column[str]:
    return sa.Column("workspace", sa.Text, nullable=False, server_default="")


def _of_project(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace", "project"],
        ["project.workspace", "project.id"],
        name=f"fk_{table}_project",
    )


def _subscription() -> None:
    op.create_table(
        "subscription",
        _workspace(),
        _text("id"),
        _text("user"),
        _text("project"),
        _text("wishes"),
        _text("zone"),
        sa.Column("due", sa.BigInteger),
        _text("under"),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_subscription"),
        sa.UniqueConstraint("workspace", "user", name="uq_subscription_user"),
        _of_project("subscription"),
        sa.CheckConstraint("substr(id, 1, 1) = 's'", name=op.f("ck_subscription_id")),
    )
    op.create_index("ix_subscription_due", "subscription", ["workspace", "due"])
    op.create_index("ix_subscription_under", "subscription", ["workspace", "project", "under"])


def _announced() -> None:
    op.create_table(
        "announced",
        _workspace(),
        _text("project"),
        _text("place"),
        _text("state"),
        sa.PrimaryKeyConstraint("workspace", "project", "place", name="pk_announced"),
        _of_project("announced"),
        sa.CheckConstraint("state IN ('said', 'asked')", name=op.f("ck_announced_state")),
        sa.CheckConstraint(
            "substr(place, 1, 1) IN ('C', 'G')", name=op.f("ck_announced_place_is_a_channel")
        ),
    )
