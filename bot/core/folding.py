"""Closing weeks: which are over, what each comes to, and what a period publishes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.core import periods, privacy, schedule
from bot.core.privacy import EFFECTS, ArmWeek, Counts, Limits, Release, policy
from bot.core.programme import Library
from bot.core.project import Arm, Project
from bot.core.week import Figures, iso_week, monday, week_over

CADENCE = timedelta(weeks=4)
"""Between two releases over the same people, whichever projects they are of."""
RETENTION = 2
"""Years that releases stay after the end of their project."""


def weeks(project: Project, until: datetime, now: datetime) -> list[str]:
    """Return the ISO weeks that are over and had a pause due by `until`, in their order."""
    found: dict[str, None] = {}
    last = min(project.ends, until.astimezone(project.zone).date())
    for day in range(project.starts.toordinal(), last.toordinal() + 1):
        on = date.fromordinal(day)
        week = iso_week(on)
        if week in found or not any(_on(project, arm, on, until) for arm in project.arms):
            continue
        if not week_over(week, project.zone, now):
            break
        found[week] = None
    return list(found)


def pauses(project: Project, arm: Arm, week: str, until: datetime) -> int:
    """Return how many pauses an arm had in a week, due by `until` and on no free day."""
    first = monday(week)
    return sum(_on(project, arm, first + timedelta(days=day), until) for day in range(7))


def exercises(project: Project, arm: Arm, week: str, library: Library) -> int:
    """Return how many exercises the longest session of an arm had in a week."""
    programme = library.programmes.get(project.programme)
    if programme is None:
        return 0
    number = schedule.project_week(project, monday(week))
    sessions = (programme.session_for(number, pause) for pause in range(len(arm.pauses)))
    return max(len(session.exercises) for session in sessions)


def counts(project: Project, arm: Arm, figures: Figures, had: int, steps: int) -> Counts:
    """Return what a week came to for an arm that `had` so many pauses of at most `steps` exercises.

    Which figures there are follows from the project alone: that one is missing would tell that
    nobody did it. Who moved on their own account did the session, but no walk.
    """
    answers = figures.effects.get(arm.name, {})
    asked = project.reports.effect_question
    return Counts(
        slots=had,
        sessions=figures.sessions.get(arm.name, {}),
        starts=sum(n for (name, _, _), n in figures.starts.items() if name == arm.name),
        finishes=sum(n for (name, _, _), n in figures.completions.items() if name == arm.name),
        steps=tuple(figures.reached.get((arm.name, step), 0) for step in range(1, steps + 1)),
        effects={answer: answers.get(answer, 0) for answer in EFFECTS} if asked else {},
        sent=figures.sent.get(arm.name, 0) if project.deliver == "dm" else None,
    )


def close(
    project: Project,
    week: str,
    figures: Figures | None,
    had: Mapping[str, int],
    invited: Mapping[tuple[str, int], int],
    limits: Limits,
    library: Library,
) -> list[ArmWeek]:
    """Return what may be kept of a week; `figures` is None where it is incomplete.

    `had` says how many pauses each arm had. Of an arm of which nobody knows how many it invited,
    nothing is kept.
    """
    number = periods.period(project, monday(week))
    found = []
    for arm in project.arms:
        of = invited.get((arm.name, number))
        sums = None
        if figures is not None and of is not None:
            steps = exercises(project, arm, week, library)
            sums = counts(project, arm, figures, had[arm.name], steps)
        luck = privacy.week_luck(figures.key if figures else b"", *_group(project, arm.name))
        many = periods.periods(project)
        found.append(privacy.fold(arm.name, week, sums, of or 0, many, luck, limits))
    return found


def last_period(project: Project, until: datetime | None) -> int:
    """Return the last period of a project that was ended at `until`, or goes on to its end."""
    if until is None:
        return periods.periods(project) - 1
    return periods.period(project, until.astimezone(project.zone).date())


def release_on(project: Project, number: int, others: Sequence[date]) -> date:
    """Return the Monday from which on a period may be released.

    `others` is when other projects over the same people last had a release: two follow each other
    no faster than those of one project do.
    """
    return max([periods.figures_from(project, number), *(on + CADENCE for on in others)])


def due(project: Project, number: int, kept: Sequence[ArmWeek]) -> list[ArmWeek]:
    """Return the closed weeks that lie in a period or before it."""
    ends = _ends(project, number)
    return [each for each in kept if monday(each.week) <= ends]


def release(
    project: Project,
    number: int,
    last: bool,
    kept: Sequence[ArmWeek],
    invited: Mapping[tuple[str, int], int],
    key: bytes,
    limits: Limits,
) -> Release:
    """Return the release of a period from all the closed weeks that are kept up to its end.

    `last` says that it is the project's last period; `key` makes the luck of its arms. An arm that
    the project had in earlier periods only is there in the last release, for the whole.
    """
    begins, ends = periods.begins(project, number), _ends(project, number)
    period = [each for each in kept if begins <= monday(each.week) <= ends]
    names = [arm.name for arm in project.arms]
    if last:
        names += sorted({each.arm for each in kept} - set(names))
    arms = tuple(
        privacy.release_arm(
            name,
            _invited(name, number, kept, invited),
            periods.periods(project),
            [each for each in period if each.arm == name],
            [each for each in kept if each.arm == name] if last else None,
            privacy.release_luck(key, *_group(project, name)),
            limits,
        )
        for name in names
    )
    return Release(
        project.id, number, begins, ends, len({each.week for each in period}), limits, arms
    )


def left(
    project: Project, number: int, last: bool, kept: Sequence[ArmWeek], limits: Limits
) -> list[ArmWeek]:
    """Return what stays of closed weeks after the release of a period: what is said at the end."""
    if last:
        return []
    begins = periods.begins(project, number)
    found = []
    for each in kept:
        names = frozenset(each.cells)
        if monday(each.week) >= begins:
            names = policy.once(names, each.invited, periods.periods(project), limits)
        if names:
            cells = {cell: said for cell, said in each.cells.items() if cell in names}
            found.append(replace(each, cells=cells))
    return found


def keep_until(project: Project) -> date:
    """Return the last day on which the releases of a project are kept."""
    ends = project.ends
    leap = (ends.month, ends.day) == (2, 29)
    return ends.replace(year=ends.year + RETENTION, day=28 if leap else ends.day)


def tightest(one: Limits, other: Limits) -> Limits:
    """Return limits that are as tight as either."""
    return Limits(
        max(one.people, other.people), max(one.invited, other.invited), max(one.weeks, other.weeks)
    )


def _ends(project: Project, number: int) -> date:
    return periods.figures_from(project, number) - timedelta(days=1)


def _invited(
    arm: str, number: int, kept: Sequence[ArmWeek], invited: Mapping[tuple[str, int], int]
) -> int:
    known = [each.invited for each in kept if each.arm == arm]
    return invited.get((arm, number), known[-1] if known else 0)


def _group(project: Project, arm: str) -> tuple[str, ...]:
    """Return the people of an arm, by what stays the same of them: channels outlive a project.

    Projects that follow one another in a channel are rounded with one luck, as one project is: with
    luck of their own, each would tell of the same people what the others left open. In direct
    messages people are divided by the places of arms.
    """
    names = [each.name for each in project.arms]
    if arm not in names:
        return ("gone", project.id, arm)
    place = names.index(arm)
    channels = project.arms[place].channels
    return ("channel", min(channels)) if channels else ("place", project.id, str(place))


def _on(project: Project, arm: Arm, on: date, until: datetime) -> int:
    if schedule.free_day(project, on) is not None:
        return 0
    return sum(moment.due <= until for moment in schedule.moments(project, arm, on))
