"""What HR needs in Slack: changes that wait, forms, what was done, how many were invited."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables, and room in a project for what it will be from a day on."""
    with op.batch_alter_table("project") as project:
        project.add_column(sa.Column("later", sa.Text))
        project.add_column(sa.Column("later_from", sa.Date))
    op.create_table(
        "deed",
        _workspace(),
        _text("id"),
        sa.Column("at", sa.BigInteger, nullable=False),
        _text("user"),
        _text("what"),
        sa.Column("project", sa.Text),
        sa.Column("about_user", sa.Text),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_deed"),
    )
    op.create_index("ix_deed_at", "deed", ["at"])
    op.create_table(
        "draft",
        _workspace(),
        _text("id"),
        _text("document"),
        sa.Column("touched", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_draft"),
    )
    op.create_table(
        "invited",
        _workspace(),
        _text("project"),
        _text("arm"),
        sa.Column("period", sa.Integer, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "project", "arm", "period", name="pk_invited"),
        sa.ForeignKeyConstraint(
            ["workspace", "project"],
            ["project.workspace", "project.id"],
            name="fk_invited_project",
        ),
        sa.CheckConstraint("count >= 0", name=op.f("ck_invited_count")),
    )


def _workspace() -> sa.Column[str]:
    return sa.Column("workspace", sa.Text, nullable=False, server_default="")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)
