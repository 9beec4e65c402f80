"""Periods: four ISO weeks from the project's first Monday; a short tail joins the last one."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core import periods
from tests import fakes


@pytest.mark.parametrize(
    "starts,ends,count",
    [
        ("2027-01-11", "2027-01-15", 1),
        ("2027-01-11", "2027-02-07", 1),
        ("2027-01-11", "2027-02-26", 1),
        ("2027-01-11", "2027-03-07", 2),
        ("2027-01-11", "2027-04-02", 3),
        ("2027-01-15", "2027-02-08", 1),
        ("2026-12-07", "2027-01-31", 2),
    ],
)
def test_how_many_periods(starts: str, ends: str, count: int) -> None:
    assert periods.periods(fakes.project(starts=starts, ends=ends)) == count


def test_days_belong_to_periods_and_what_lies_outside_to_the_nearest() -> None:
    project = fakes.project(starts="2027-01-13", ends="2027-04-11")
    found = [
        periods.period(project, date.fromisoformat(on))
        for on in (
            "2027-01-01",
            "2027-01-13",
            "2027-02-07",
            "2027-02-08",
            "2027-04-11",
            "2028-01-01",
        )
    ]
    assert found == [0, 0, 0, 1, 2, 2]


def test_figures_come_on_the_monday_after_a_period() -> None:
    project = fakes.project(starts="2027-01-11", ends="2027-03-19")
    assert periods.figures_from(project, 0) == date(2027, 2, 8)
    assert periods.figures_from(project, 1) == date(2027, 3, 22)


def test_the_next_period_begins_on_a_monday_and_after_the_last_there_is_none() -> None:
    project = fakes.project(starts="2027-01-13", ends="2027-03-19")
    assert periods.next_begins(project, date(2027, 1, 13)) == date(2027, 2, 8)
    assert periods.next_begins(project, date(2027, 2, 7)) == date(2027, 2, 8)
    assert periods.next_begins(project, date(2027, 2, 8)) is None
