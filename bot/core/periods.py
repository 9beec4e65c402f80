"""Periods of a project: four ISO weeks from its first Monday; figures and changes go by them."""

from __future__ import annotations

from datetime import date, timedelta

from bot.core.project import Project

WEEK = timedelta(weeks=1)
WEEKS = 4
"""Weeks in a period; a shorter tail joins the last one, a shorter project is one period."""


def periods(project: Project) -> int:
    """Return how many periods a project has, at least one."""
    weeks = (_monday(project.ends) - _monday(project.starts)) // WEEK + 1
    return max(1, weeks // WEEKS)


def period(project: Project, on: date) -> int:
    """Return the number of the period of a date, from 0; what lies outside gets the nearest."""
    weeks = (_monday(on) - _monday(project.starts)) // WEEK
    return min(max(0, weeks // WEEKS), periods(project) - 1)


def begins(project: Project, number: int) -> date:
    """Return the Monday on which a period begins; that of the first may lie before the project."""
    return _monday(project.starts) + number * WEEKS * WEEK


def figures_from(project: Project, number: int) -> date:
    """Return the Monday on which the figures of a period can be known: the one after it."""
    if number >= periods(project) - 1:
        return _monday(project.ends) + WEEK
    return begins(project, number + 1)


def next_begins(project: Project, on: date) -> date | None:
    """Return the first day of the period after the one of `on`; None in the last one."""
    number = period(project, on) + 1
    return begins(project, number) if number < periods(project) else None


def _monday(on: date) -> date:
    return on - timedelta(days=on.weekday())
