"""When a prompt of a large wave goes: later than it is due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; what was planned before goes when it is due."""
    with op.batch_alter_table("claim") as claim:
        claim.add_column(sa.Column("goes", sa.BigInteger))
