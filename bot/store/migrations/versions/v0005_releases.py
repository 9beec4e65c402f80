"""Closed weeks, releases that nobody changes, and limits that nobody loosens."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.guards import postgresql, refusal, sqlite, there

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables and their guards; projects that there are get the rule's own limits."""
    _tables()
    op.execute(
        "INSERT INTO limits (workspace, project, people, invited, weeks)"
        " SELECT workspace, id, 5, 15, 4 FROM project"
    )
    guards = POSTGRESQL if op.get_bind().dialect.name == "postgresql" else SQLITE
    for guard in guards:
        op.execute(guard)


KEPT = "a release is never changed, and stays until its day"
TIGHT = "limits may be tightened, never loosened"
RENAMED = "NEW.workspace <> OLD.workspace OR NEW.project <> OLD.project"
LOOSER = " OR ".join(f"NEW.{name} < OLD.{name}" for name in ("people", "invited", "weeks"))


TAKEN = there("release", "o.period = NEW.period OR o.previous = NEW.previous")
TIGHTER = there("limits", LOOSER.replace("OLD.", "o."))
SQLITE = (
    # INSERT OR REPLACE deletes the row in its way without asking the trigger for deletions.
    sqlite("release_replaced", "INSERT ON release", TAKEN, KEPT),
    sqlite("release_changed", "UPDATE ON release", "TRUE", KEPT),
    sqlite("release_deleted", "DELETE ON release", "date('now') <= OLD.keep_until", KEPT),
    sqlite("limits_replaced", "INSERT ON limits", TIGHTER, TIGHT),
    sqlite("limits_loosened", "UPDATE ON limits", f"{RENAMED} OR {LOOSER}", TIGHT),
    sqlite("limits_deleted", "DELETE ON limits", "TRUE", TIGHT),
)
POSTGRESQL = (
    refusal("keep_release", KEPT),
    refusal("keep_limits", TIGHT),
    postgresql("release_changed", "UPDATE ON release", "TRUE", "keep_release"),
    postgresql(
        "release_deleted", "DELETE ON release", "CURRENT_DATE <= OLD.keep_until", "keep_release"
    ),
    # Emptying a whole table asks no trigger for rows.
    postgresql("release_emptied", "TRUNCATE ON release", "", "keep_release"),
    postgresql("limits_loosened", "UPDATE ON limits", f"{RENAMED} OR {LOOSER}", "keep_limits"),
    postgresql("limits_deleted", "DELETE ON limits", "TRUE", "keep_limits"),
    postgresql("limits_emptied", "TRUNCATE ON limits", "", "keep_limits"),
)


def _workspace() -> sa.Column[str]:
    return sa.Column("workspace", sa.Text, nullable=False, server_default="")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _week() -> sa.Column[str]:
    return sa.Column("week", sa.String(8), nullable=False)


def _of_project(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["workspace", "project"],
        ["project.workspace", "project.id"],
        name=f"fk_{table}_project",
    )


def _check(name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(name))


def _tables() -> None:
    op.create_table(
        "folded",
        *(_workspace(), _text("project"), _text("arm"), _week(), _number("invited")),
        sa.Column("complete", sa.Boolean, nullable=False),
        _text("document"),
        sa.PrimaryKeyConstraint("workspace", "project", "arm", "week", name="pk_folded"),
        _of_project("folded"),
        _check("ck_folded_invited", "invited >= 0"),
    )
    op.create_table(
        "memory",
        *(_workspace(), _text("project"), _week(), _text("id")),
        sa.PrimaryKeyConstraint("workspace", "project", "week", "id", name="pk_memory"),
        _of_project("memory"),
    )
    op.create_table(
        "release",
        *(_workspace(), _text("project"), _number("period"), _text("document")),
        *(_text("previous"), _text("digest")),
        sa.Column("on_date", sa.Date, nullable=False),
        _text("places"),
        sa.Column("keep_until", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "project", "period", name="pk_release"),
        sa.UniqueConstraint("workspace", "project", "previous", name="uq_release_previous"),
        _of_project("release"),
        _check("ck_release_period", "period >= 0"),
        _check("ck_release_digest", "length(digest) = 64 AND length(previous) = 64"),
    )
    op.create_table(
        "limits",
        *(_workspace(), _text("project"), _number("people"), _number("invited"), _number("weeks")),
        sa.PrimaryKeyConstraint("workspace", "project", name="pk_limits"),
        _of_project("limits"),
        _check("ck_limits_people", "people >= 5"),
        _check("ck_limits_invited", "invited >= 15 AND invited >= 3 * people"),
        _check("ck_limits_weeks", "weeks = 4"),
    )
