"""Which figures lie in Slack as files, so that each is uploaded once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the table of films."""
    op.create_table(
        "film",
        # Here it is always Slack's own id of a workspace: a file belongs to one.
        sa.Column("workspace", sa.Text, nullable=False, server_default=""),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("ready", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "content", name="pk_film"),
    )
