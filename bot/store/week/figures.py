"""The sums of an open week, as the fold will read them: numbers of people, and no code."""

from __future__ import annotations

import sqlite3
from datetime import date

from bot.core.week import Figures

__all__ = ["Figures", "read_figures"]


def read_figures(connection: sqlite3.Connection, project: str, week: str, key: bytes) -> Figures:
    """Return the sums of a week, read in the transaction that is open, and what rounds them."""
    of = (project, week)
    sent = connection.execute(
        "SELECT arm, count FROM message_count WHERE project = ? AND week = ? AND outcome = 'sent'",
        of,
    )
    slots = connection.execute(
        "SELECT arm, on_date, pause, starts, completions, moved FROM slot_count"
        " WHERE project = ? AND week = ?",
        of,
    ).fetchall()
    steps = connection.execute(
        "SELECT arm, step, reached FROM step_count WHERE project = ? AND week = ?", of
    )
    people = connection.execute(
        "SELECT arm, sessions, count(*) FROM person WHERE project = ? AND week = ?"
        " GROUP BY arm, sessions",
        of,
    )
    sessions: dict[str, dict[int, int]] = {}
    for arm, finished, n in people:
        sessions.setdefault(arm, {})[finished] = n
    effects: dict[str, dict[str, int]] = {}
    for arm, answer, n in connection.execute(
        "SELECT arm, answer, count FROM effect_count WHERE project = ? AND week = ?", of
    ):
        effects.setdefault(arm, {})[answer] = n
    starts, completions, moved = (
        {(row[0], date.fromisoformat(row[1]), row[2]): row[at] for row in slots if row[at]}
        for at in (3, 4, 5)
    )
    return Figures(
        starts=starts,
        completions=completions,
        moved=moved,
        reached={(arm, step): n for arm, step, n in steps},
        sessions=sessions,
        effects=effects,
        sent=dict(sent.fetchall()),
        key=key,
    )
