"""Triggers that refuse what code of ours never does, in both databases; migrations make them."""

from __future__ import annotations


def there(table: str, which: str) -> str:
    """Return a condition: a row of the project of a new one, of which `which` holds, is there."""
    same = "o.workspace = NEW.workspace AND o.project = NEW.project"
    return f"EXISTS (SELECT 1 FROM {table} AS o WHERE {same} AND ({which}))"  # noqa: S608 - our own words


def sqlite(name: str, before: str, when: str, why: str) -> str:
    """Return a trigger of SQLite that says `why` it refuses what is done when `when` holds."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
    return f"CREATE TRIGGER {name} BEFORE {before} WHEN {when} {refuse}"


def postgresql(name: str, before: str, when: str, refusal: str) -> str:
    """Return a trigger of PostgreSQL that calls the function `refusal` when `when` holds."""
    each = "STATEMENT" if before.startswith("TRUNCATE") else f"ROW WHEN ({when})"
    return f"CREATE TRIGGER {name} BEFORE {before} FOR EACH {each} EXECUTE FUNCTION {refusal}()"


def refusal(name: str, why: str) -> str:
    """Return a function of PostgreSQL for such triggers: it says `why`."""
    refuse = f"RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'"
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse}; END $$"
