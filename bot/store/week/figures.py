"""The sums of an open week, as the fold will read them: numbers of people, and no code."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Figures:
    """The exact sums of a week of a project. They are for the fold alone: no report takes them.

    `starts`, `completions` and `moved` (people who moved on their own account) by arm, date and
    pause; `reached` by arm and step; `sessions` tells by arm how many people finished how many;
    `effects` by arm and answer (*better*, *same*, *worse*) how many people gave it. Who answered
    and was forgotten may answer again, so the answers can be a few more than the people.
    """

    starts: Mapping[tuple[str, date, int], int]
    completions: Mapping[tuple[str, date, int], int]
    reached: Mapping[tuple[str, int], int]
    sessions: Mapping[str, Mapping[int, int]]
    moved: Mapping[tuple[str, date, int], int] = field(default_factory=dict)
    effects: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def read_figures(connection: sqlite3.Connection, project: str, week: str) -> Figures:
    """Return the sums of a week, read in the transaction that is open."""
    of = (project, week)
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
    )
