"""The statement for the works council: every table is in it, and it follows from the settings."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from bot.core import folding
from bot.core.privacy import Limits, policy
from bot.core.project import Project
from bot.core.statement import (
    CELLS,
    KEPT,
    RELEASES_KEPT,
    Running,
    Saying,
    Statement,
    common,
    figures_of,
    levels,
    saying,
    state_project,
)
from bot.store.durable.tables import metadata
from bot.store.week.memory import SCHEMA
from tests import fakes

RUNNING = Running("0.1.0", "sqlite", "directory", "environment", "socket")
LIBRARY = fakes.library()
RULE = Limits()
ASKS = {"effect_question": True}
ARM = {"name": "een", "protocol": "drie", "pauses": ["10:30"]}


def direct(**changes: Any) -> Project:
    return fakes.project(deliver="dm", arms=[ARM], **changes)


def stated(*projects: Project) -> Statement:
    told = tuple(state_project(each, "running", LIBRARY, {}, RULE) for each in projects)
    return Statement(date(2027, 1, 4), RUNNING, told)


def tables(place: str) -> set[str]:
    return {name for row in KEPT if row.place == place for name in row.tables}


def test_every_table_of_the_database_is_told_of() -> None:
    assert tables("durable") == {*metadata.tables, "alembic_version"}
    assert all(row.need == "always" for row in KEPT if row.place == "durable")


def test_every_table_of_the_open_week_is_told_of() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA)
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        assert tables("memory") == {row[0] for row in found}


def test_releases_are_kept_as_long_as_the_statement_says() -> None:
    assert RELEASES_KEPT == 12 * folding.RETENTION


@pytest.mark.parametrize(
    "projects, besides",
    [
        ([], set()),
        ([fakes.project()], {"posts"}),
        ([direct()], {"messages", "presence", "direct"}),
        ([fakes.project(reports=ASKS)], {"posts", "answers"}),
        ([fakes.project(), direct(id="herfst")], {"posts", "messages", "presence", "direct"}),
    ],
)
def test_what_is_kept_follows_from_the_projects(projects: list[Project], besides: set[str]) -> None:
    found = stated(*projects)
    always = {row.name for row in KEPT if row.need == "always"}
    assert {row.name for row in found.kept} == always | besides
    assert found.direct == ("messages" in besides)


def test_how_much_is_said_of_an_arm_is_what_the_release_rule_says() -> None:
    figures = figures_of([fakes.project()])
    steps = levels(3, RULE, figures)
    assert steps[0] == (0, Saying((), ())), "too small a group gets nothing"
    assert steps[1][0] == RULE.invited
    assert steps[-1][1] == Saying(figures, ()), "of a large one everything is said"
    for (least, said), (more, _) in pairwise(steps):
        for invited in (least, more - 1):
            assert saying(invited, 3, RULE, figures) == said
            cells = [cell for figure in said.often for cell in CELLS[figure]]
            assert bool(cells) == bool(policy.often(cells, invited, 3, RULE))
    # More invited never means that less is said in every period.
    assert all(set(a.often) <= set(b.often) for (_, a), (_, b) in pairwise(steps))


def test_of_long_projects_less_is_said_and_the_sheet_has_a_table_of_them() -> None:
    short, long = fakes.project(), fakes.project(id="jaar", ends="2027-12-31")
    assert [stated(*projects).lengths for projects in ([], [short], [long], [short, long])] == [
        (3,), (3,), (4,), (3, 4),
    ]  # fmt: skip
    figures = figures_of([long])
    assert ("walks" in saying(100, 3, RULE, figures).often, saying(100, 3, RULE, figures).once) == (
        True, ("steps",),
    )  # fmt: skip
    assert saying(100, 13, RULE, figures) == Saying(("reach", "most", "third"), ())
    (arm,) = state_project(long, "running", LIBRARY, {("een", 0): 100}, RULE).arms
    assert arm.saying == saying(100, 13, RULE, figures)
    steps = levels(4, RULE, figures)
    assert all(set(a.often) <= set(b.often) for (_, a), (_, b) in pairwise(steps))


def test_what_there_is_to_say_depends_on_the_project() -> None:
    assert "effect" not in figures_of([fakes.project()])
    assert "effect" in figures_of([fakes.project(), fakes.project(reports=ASKS)])
    assert ("sent" in figures_of([direct()]), "sent" in figures_of([fakes.project()])) == (
        True,
        False,
    )


def test_stricter_limits_say_less() -> None:
    strict = Limits(people=10, invited=30)
    figures = figures_of([fakes.project()])
    assert levels(3, strict, figures)[1][0] == 30
    assert common([]) == RULE
    assert common([strict, RULE]) == RULE
    assert common([strict]) == strict
    assert stated(fakes.project()).limits == RULE


def test_a_project_is_stated_with_its_latest_numbers_and_the_days_of_its_figures() -> None:
    invited = {("een", 0): 70, ("een", 1): 24, ("twee", 0): 99}
    told = state_project(fakes.project(), "paused", LIBRARY, invited, RULE)
    (arm,) = told.arms
    said = saying(24, 3, RULE, figures_of([fakes.project()]))
    assert (arm.name, arm.channels, arm.invited, arm.saying) == ("een", 1, 24, said)
    assert arm.protocol == LIBRARY.programmes["proef"].protocols["drie"].title
    assert told.figures == (date(2027, 2, 8), date(2027, 3, 8), date(2027, 4, 5))
    assert told.state == "paused"


def test_of_direct_messages_it_is_not_stated_how_many_subscribed() -> None:
    told = state_project(direct(), "running", LIBRARY, {("een", 0): 70}, RULE)
    assert [(arm.name, arm.invited, arm.saying) for arm in told.arms] == [("een", None, None)]


def test_a_programme_that_is_gone_is_stated_by_its_id() -> None:
    told = state_project(fakes.project(programme="weg"), "running", LIBRARY, {}, RULE)
    assert (told.programme, told.arms[0].protocol) == ("weg", "drie")
    assert (told.arms[0].invited, told.arms[0].saying) == (None, None)
    other = [{**ARM, "protocol": "weg", "channels": ["C0ALPHA"]}]
    gone = state_project(fakes.project(arms=other), "running", LIBRARY, {}, RULE)
    assert gone.arms[0].protocol == "weg"
