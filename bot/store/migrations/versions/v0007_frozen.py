"""Numbers of people invited, and symbols that wait, that nobody changes."""

from __future__ import annotations

from alembic import op

from bot.store.migrations.guards import postgresql, refusal, sqlite, there

revision = "0007"
down_revision = "0006"

FROZEN = "how many were invited is counted once, and stays until its figures are out"
WAITING = "a closed week is never changed"
SAME_ARM = "o.arm = NEW.arm AND o.period = NEW.period"
SAME_WEEK = "o.arm = NEW.arm AND o.week = NEW.week"
UNRELEASED = "NOT " + there("release", "o.period >= OLD.period").replace("NEW.", "OLD.")


def upgrade() -> None:
    """Make the guards."""
    dialect = op.get_bind().dialect.name
    for guard in POSTGRESQL if dialect == "postgresql" else SQLITE:
        op.execute(guard)


SQLITE = (
    sqlite("invited_replaced", "INSERT ON invited", there("invited", SAME_ARM), FROZEN),
    sqlite("invited_changed", "UPDATE ON invited", "TRUE", FROZEN),
    sqlite("invited_deleted", "DELETE ON invited", UNRELEASED, FROZEN),
    sqlite("folded_replaced", "INSERT ON folded", there("folded", SAME_WEEK), WAITING),
    sqlite("folded_changed", "UPDATE ON folded", "TRUE", WAITING),
)
# A condition of a trigger of PostgreSQL holds no question: the function of this one asks it.
KEEP_INVITED = (
    "CREATE FUNCTION keep_invited() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    f" IF {UNRELEASED} THEN"
    f" RAISE EXCEPTION '{FROZEN}' USING ERRCODE = 'integrity_constraint_violation'; END IF;"
    " RETURN OLD; END $$"
)
POSTGRESQL = (
    KEEP_INVITED,
    refusal("freeze_invited", FROZEN),
    refusal("keep_folded", WAITING),
    postgresql("invited_changed", "UPDATE ON invited", "TRUE", "freeze_invited"),
    postgresql("invited_deleted", "DELETE ON invited", "TRUE", "keep_invited"),
    postgresql("invited_emptied", "TRUNCATE ON invited", "", "freeze_invited"),
    postgresql("folded_changed", "UPDATE ON folded", "TRUE", "keep_folded"),
    postgresql("folded_emptied", "TRUNCATE ON folded", "", "keep_folded"),
)
