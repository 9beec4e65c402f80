"""Closing weeks: which are over, what each comes to, and what a period publishes of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.core import folding, privacy
from bot.core.privacy import ArmWeek, Limits, Symbol
from bot.core.project import Project
from bot.core.week import Figures
from tests import fakes

FIRST, SECOND = "2027-W02", "2027-W03"
MONDAY = date(2027, 1, 11)
KEY = b"of the secret"


def utc(day: int, hour: int = 12, month: int = 1) -> datetime:
    return datetime(2027, month, day, hour, tzinfo=UTC)


NEXT_MONDAY = datetime(2027, 1, 17, 23, 0, tzinfo=UTC)
"""Midnight in Amsterdam."""


# Which weeks are to be closed


@pytest.mark.parametrize(
    "changes, until, now, weeks",
    [
        pytest.param({}, utc(17, 22), utc(17, 22), [], id="its Sunday is not over"),
        pytest.param({}, NEXT_MONDAY, NEXT_MONDAY, [FIRST], id="Monday, where the project is"),
        pytest.param({}, utc(26), utc(26), [FIRST, SECOND], id="two weeks, the third is open"),
        pytest.param({"closed": [f"2027-01-{day}" for day in range(18, 23)]}, utc(26), utc(26),
                     [FIRST], id="a week of free days had no pauses"),
        pytest.param({"ends": "2027-01-15"}, utc(26), utc(26), [FIRST], id="after its last day"),
        pytest.param({}, utc(12), utc(26), [FIRST], id="ended on its second day"),
        pytest.param({}, utc(11, 8), utc(26), [], id="ended before its first pause"),
        pytest.param({}, utc(4), utc(4), [], id="before it begins"),
    ],
)  # fmt: skip
def test_weeks_to_close(
    changes: Mapping[str, Any], until: datetime, now: datetime, weeks: list[str]
) -> None:
    assert folding.weeks(fakes.project(**changes), until, now) == weeks


@pytest.mark.parametrize(
    "changes, until, had",
    [
        pytest.param({}, utc(26), 15, id="three a day, five days"),
        pytest.param({"days": ["mon", "fri"]}, utc(26), 6, id="two days"),
        pytest.param({"closed": ["2027-01-12"]}, utc(26), 12, id="a closing day"),
        pytest.param({"starts": "2027-01-14"}, utc(26), 6, id="begun on a Thursday"),
        pytest.param({}, utc(12, 12), 5, id="ended on Tuesday between the second and the third"),
    ],
)
def test_pauses_of_a_week(changes: Mapping[str, Any], until: datetime, had: int) -> None:
    project = fakes.project(**changes)
    assert folding.pauses(project, project.arms[0], FIRST, until) == had


# What a week comes to


FIGURES = Figures(
    starts={("een", MONDAY, 0): 9, ("een", MONDAY, 1): 6, ("twee", MONDAY, 0): 40},
    completions={("een", MONDAY, 0): 5},
    moved={("een", MONDAY, 1): 2},
    reached={("een", 1): 9, ("een", 2): 7, ("twee", 1): 40},
    sessions={"een": {0: 4, 1: 7}, "twee": {0: 40}},
    effects={"een": {"better": 3}},
    sent={"een": 200},
    key=b"of the week",
)
NOTHING = Figures(starts={}, completions={}, reached={}, sessions={})


def test_a_walk_is_a_start_and_a_session_and_who_moved_alone_did_only_the_session() -> None:
    project = fakes.project()
    counts = folding.counts(project, project.arms[0], FIGURES, 15, 2)
    assert (counts.slots, counts.starts, counts.finishes) == (15, 15, 5)
    assert counts.sessions == {0: 4, 1: 7}, "five finished a walk, two moved"
    assert counts.steps == (9, 7)


@pytest.mark.parametrize(
    "changes, asked, sent",
    [
        pytest.param({}, {}, None, id="as a project is"),
        pytest.param({"reports": {"effect_question": True}}, {"better": 3, "same": 0, "worse": 0},
                     None, id="with the effect question"),
        pytest.param({"deliver": "dm", "arms": [{"name": "een", "protocol": "drie",
                      "pauses": ["10:30", "12:30", "15:00"]}]}, {}, 200, id="in direct messages"),
    ],
)  # fmt: skip
def test_what_the_project_is_decides_which_figures_there_are(
    changes: Mapping[str, Any], asked: Mapping[str, int], sent: int | None
) -> None:
    project = fakes.project(**changes)
    counts = folding.counts(project, project.arms[0], FIGURES, 15, 2)
    assert (counts.effects, counts.sent) == (asked, sent)
    # Whether anybody did anything must not show in which figures there are.
    nobody = folding.counts(project, project.arms[0], NOTHING, 15, 2)
    assert privacy.cells(nobody).keys() == privacy.cells(counts).keys()


def test_the_longest_session_of_the_week_says_how_many_exercises_there_are() -> None:
    project, library = fakes.project(), fakes.library()
    assert folding.exercises(project, project.arms[0], FIRST, library) == 2
    gone = project.model_copy(update={"programme": "gone"})
    assert folding.exercises(gone, gone.arms[0], FIRST, library) == 0


def closed(
    invited: Mapping[tuple[str, int], int], figures: Figures | None = FIGURES, **changes: Any
) -> ArmWeek:
    project = fakes.project(**changes)
    limits = project.reports.limits.rule
    (arm,) = folding.close(project, FIRST, figures, {"een": 15}, invited, limits, fakes.library())
    return arm


SMALL = {"reach", "most"}
DETAIL = {*SMALL, "third", "starts", "finishes"}


@pytest.mark.parametrize(
    "invited, cells",
    [
        pytest.param(300, {*DETAIL, "step-1", "step-2"}, id="large: everything"),
        pytest.param(110, {*DETAIL, "step-2"}, id="some of it for the end alone"),
        pytest.param(15, SMALL, id="small: who took part, and who kept it up"),
        pytest.param(14, set(), id="too small: nothing"),
    ],
)
def test_a_group_keeps_what_its_size_allows(invited: int, cells: set[str]) -> None:
    week = closed({("een", 0): invited})
    assert (week.arm, week.week, week.invited, week.complete) == ("een", FIRST, invited, True)
    assert week.cells.keys() == cells


def test_stricter_limits_keep_less() -> None:
    strict = {"limits": {"people": 10, "invited": 30}}
    assert closed({("een", 0): 29}, reports=strict).cells == {}
    assert closed({("een", 0): 30}, reports=strict).cells["reach"].said == "low"


def test_a_week_that_was_lost_has_no_symbols() -> None:
    assert closed({("een", 0): 60}, None) == ArmWeek("een", FIRST, 60, False, {})


def test_a_group_that_nobody_could_count_has_no_symbols() -> None:
    assert closed({}) == ArmWeek("een", FIRST, 0, False, {})
    assert closed({("een", 1): 60}) == ArmWeek("een", FIRST, 0, False, {}), "of another period"


def test_the_same_memory_makes_the_same_symbols_and_another_one_others() -> None:
    busy = Figures(starts={}, completions={}, reached={}, sessions={"een": {1: 33}}, key=b"a")
    same = {closed({("een", 0): 120}, busy).cells["reach"] for _ in range(5)}
    assert len(same) == 1
    keys = (bytes([key]) for key in range(30))
    weeks = [
        closed({("een", 0): 120}, Figures({}, {}, {}, {"een": {1: 33}}, key=key)) for key in keys
    ]
    assert {week.cells["reach"].number for week in weeks} == {30, 35}


# What a period publishes


def reached(week: str, number: int, arm: str = "een", invited: int = 60) -> ArmWeek:
    said = {cell: Symbol("number", invited, 20) for cell in (*sorted(DETAIL), "step-2")}
    said["reach"] = Symbol("number", invited, number)
    return ArmWeek(arm, week, invited, True, said)


def test_a_period_is_the_mean_of_its_weeks_and_says_how_many_it_rests_on() -> None:
    project = fakes.project()
    weeks = [reached(FIRST, 20), reached(SECOND, 30), ArmWeek("een", "2027-W04", 60, False, {})]
    due = folding.due(project, 0, [*weeks, reached("2027-W06", 60)])
    assert due == weeks, "the fifth week is of the next period"
    made = folding.release(project, 0, False, due, {("een", 0): 60}, KEY, Limits())
    assert (made.begins, made.ends, made.weeks) == (MONDAY, date(2027, 2, 7), 3)
    (arm,) = made.arms
    assert (arm.period.weeks, arm.whole) == (2, None)
    assert arm.period.cells["reach"] == Symbol("number", 60, 25), "nothing to round"
    assert arm.period.cells.keys() == DETAIL


def test_the_last_release_says_the_whole_as_well() -> None:
    project = fakes.project()
    before = folding.left(project, 0, False, [reached(FIRST, 20, invited=110)], Limits())
    weeks = [*before, reached("2027-W10", 15, invited=110), reached("2027-W11", 25, invited=110)]
    made = folding.release(project, 2, True, weeks, {("een", 2): 110}, KEY, Limits())
    (arm,) = made.arms
    assert (arm.arm, arm.invited, arm.period.weeks) == ("een", 110, 2)
    assert arm.period.cells.keys() == DETAIL
    assert arm.whole is not None
    assert (arm.whole.weeks, set(arm.whole.cells)) == (3, {"step-2"})


def test_a_group_that_is_gone_is_named_in_the_last_release() -> None:
    weeks = [reached(FIRST, 20, "weg", 60), reached("2027-W10", 15)]
    made = folding.release(fakes.project(), 2, True, weeks, {("een", 2): 60}, KEY, Limits())
    now, before = made.arms
    assert (now.arm, now.period.weeks) == ("een", 1)
    assert (before.arm, before.invited, before.period.weeks) == ("weg", 60, 0)
    assert before.period.cells == {}


def test_a_group_nobody_counted_is_hidden_in_a_release() -> None:
    made = folding.release(fakes.project(), 0, False, [], {}, KEY, Limits())
    assert [(arm.arm, arm.invited, arm.period.cells) for arm in made.arms] == [("een", 0, {})]


def test_after_a_release_only_what_is_said_at_the_end_is_left() -> None:
    project = fakes.project()
    first = [reached(FIRST, 20), reached(FIRST, 20, "twee", 110), reached(FIRST, 20, "drie", 25)]
    (left,) = folding.left(project, 0, False, first, Limits())
    assert (left.arm, set(left.cells)) == ("twee", {"step-2"})
    later = [left, reached("2027-W06", 20, "twee", 110)]
    assert folding.left(project, 1, False, later, Limits()) == [
        left,
        ArmWeek("twee", "2027-W06", 110, True, left.cells),
    ], "what was left stays as it is"
    assert folding.left(project, 2, True, later, Limits()) == []


@pytest.mark.parametrize(
    "others, on",
    [
        pytest.param([], date(2027, 2, 8), id="the Monday after the period"),
        pytest.param([date(2026, 12, 28)], date(2027, 2, 8), id="long after another's"),
        pytest.param([date(2027, 1, 25)], date(2027, 2, 22), id="four weeks after another's"),
    ],
)
def test_two_releases_over_the_same_people_are_four_weeks_apart(
    others: list[date], on: date
) -> None:
    assert folding.release_on(fakes.project(), 0, others) == on


@pytest.mark.parametrize(
    "until, last",
    [(None, 2), (utc(20), 0), (utc(12, month=2), 1), (utc(4), 0)],
    ids=["at its end", "ended in the first", "ended in the second", "ended before it began"],
)
def test_the_last_period(until: datetime | None, last: int) -> None:
    assert folding.last_period(fakes.project(), until) == last


@pytest.mark.parametrize(
    "ends, until",
    [("2027-04-02", date(2029, 4, 2)), ("2028-02-29", date(2030, 2, 28))],
)
def test_releases_stay_two_years_after_the_project(ends: str, until: date) -> None:
    assert folding.keep_until(fakes.project(ends=ends)) == until


def test_limits_of_two_are_the_stricter_of_each() -> None:
    assert folding.tightest(Limits(5, 40), Limits(10, 30)) == Limits(10, 40)


def project_of(**limits: int) -> Project:
    return fakes.project(reports={"limits": limits})


def test_a_file_may_ask_for_stricter_limits_and_no_looser_ones() -> None:
    assert project_of(people=10, invited=40).reports.limits.rule == Limits(10, 40)
    assert fakes.project().reports.limits.rule == Limits()
    for looser in ({"people": 4}, {"invited": 14}, {"people": 10, "invited": 29}, {"weeks": 1}):
        with pytest.raises(ValueError, match=r"limits"):
            project_of(**looser)
