"""The first tables: project, claim, tally, role."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    _project()
    _claim()
    _tally()
    _role()


def _workspace() -> sa.Column[str]:
    return sa.Column("workspace", sa.Text, nullable=False, server_default="")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _of_project(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace", "project"],
        ["project.workspace", "project.id"],
        name=f"fk_{table}_project",
    )


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(name))


def _project() -> None:
    op.create_table(
        "project",
        _workspace(),
        _text("id"),
        _text("state"),
        _text("document"),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_project"),
        _check("ck_project_state", "state IN ('running', 'paused', 'ended')"),
    )


def _claim() -> None:
    op.create_table(
        "claim",
        _workspace(),
        _text("project"),
        _text("arm"),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("pause", sa.Integer, nullable=False),
        _text("place"),
        sa.Column("due", sa.BigInteger, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
        sa.Column("closes", sa.BigInteger, nullable=False),
        _text("state"),
        sa.Column("reason", sa.Text),
        sa.Column("ts", sa.Text),
        sa.Column("taken", sa.BigInteger),
        sa.Column("gone", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint(
            "workspace", "project", "arm", "on_date", "pause", "place", name="pk_claim"
        ),
        _of_project("claim"),
        _check("ck_claim_state", "state IN ('planned', 'sending', 'sent', 'held', 'unknown')"),
        _check("ck_claim_reason", "(state = 'held') = (reason IS NOT NULL)"),
        _check("ck_claim_ts", "state = 'sent' OR ts IS NULL"),
        _check("ck_claim_taken", "state IN ('planned', 'held') OR taken IS NOT NULL"),
        _check("ck_claim_place_is_nobody", "substr(place, 1, 1) NOT IN ('U', 'W', 'D')"),
    )
    op.create_index("ix_claim_state", "claim", ["state", "due"])


def _tally() -> None:
    op.create_table(
        "tally",
        _workspace(),
        _text("project"),
        _text("arm"),
        sa.Column("week", sa.String(8), nullable=False),
        _text("outcome"),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "project", "arm", "week", "outcome", name="pk_tally"),
        _of_project("tally"),
        _check(
            "ck_tally_outcome",
            "outcome IN ('planned', 'sent', 'unknown') OR substr(outcome, 1, 5) = 'held:'",
        ),
        _check("ck_tally_count", "count > 0"),
    )


def _role() -> None:
    op.create_table(
        "role",
        _workspace(),
        _text("user"),
        _text("role"),
        sa.PrimaryKeyConstraint("workspace", "user", name="pk_role"),
        _check("ck_role_role", "role IN ('hr', 'physio')"),
    )
