"""What a project will do once it is filed: the last screen of HR's form, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from math import ceil

from bot.core import periods, schedule
from bot.core.drafting.reading import Trouble
from bot.core.programme import Library
from bot.core.project import DAYS, Arm, Project

LEAST_INVITED = 15
"""An arm with fewer invited runs, counts nothing and reports nothing (the release rule)."""
MANY_PAUSES = 3
BURST = 40
PER_SECOND = 4
"""Prompts that go without waiting, and those that follow each second (see the limits of Slack)."""
MOST_NAMED = 5
"""Free days that are named in a warning; of the others it says how many."""


@dataclass(frozen=True)
class Warned:
    """Something HR should know before the project starts; `key` is one under `form.warning`.

    `days` are dates that belong to it, `arm` the group it is about.
    """

    key: str
    arm: str = ""
    count: int = 0
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class Wave:
    """Arms that get their prompts at the same times: how many places, and how many are invited.

    `invited` is None where nobody could count them.
    """

    pauses: tuple[time, ...]
    places: int
    invited: int | None
    arms: tuple[str, ...]


@dataclass(frozen=True)
class Forecast:
    """What will happen: from when, which waves, how long sending takes, when figures may come.

    `seconds` is None where a wave is spread over the window. `figures` is None where no arm is
    large enough for any. `later` is the day on which changed groups begin to count.
    """

    first: date | None
    waves: tuple[Wave, ...]
    seconds: int | None
    figures: date | None
    later: date | None
    warnings: tuple[Warned, ...]


@dataclass(frozen=True)
class Counted:
    """What Slack says of the arms: invited by arm, channels that the bot is not in yet, and those
    that it does not see at all: private ones without it, or Slack was slow.
    """

    invited: Mapping[str, int | None]
    outside: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()


def foretell(
    project: Project, counted: Counted, library: Library, now: datetime, at_once: int
) -> Forecast:
    """Return what a project will do from `now` on; `at_once` prompts of a wave are not spread."""
    coming = schedule.next_pauses(project, "running", now, 1)
    waves = tuple(_waves(project, counted))
    largest = max((wave.places for wave in waves), default=0)
    known = [counted.invited.get(arm.name) or 0 for arm in project.arms]
    # Who will subscribe to direct messages nobody knows yet.
    enough = project.deliver == "dm" or max(known) >= LEAST_INVITED
    today = now.astimezone(project.zone).date()
    number = periods.period(project, max(today, project.starts))
    return Forecast(
        first=coming[0].due.astimezone(project.zone).date() if coming else None,
        waves=waves,
        seconds=None if largest > at_once else seconds_to_send(largest),
        figures=periods.figures_from(project, number) if enough else None,
        later=None,
        warnings=tuple(_warnings(project, counted, library, today)),
    )


def seconds_to_send(places: int) -> int:
    """Return how long a wave that is not spread takes: seconds, at least one."""
    return max(1, ceil((places - BURST) / PER_SECOND))


def split(old: Project, new: Project, today: date) -> tuple[Project, Project | None, date | None]:
    """Divide a change of a project into what counts at once and what waits for the next period.

    Returns the project from now on, the project from then on (None where nothing waits), and when
    that is. Groups with their channels, protocol and pauses, the effect question, limits, and
    sharing that was not there before wait, so that the figures of one period are of one thing.
    Before the first day nothing waits. HR reads nothing of periods before it was shared with.
    """
    if today < old.starts:
        return new, None, None
    begins = periods.next_begins(new, today)
    new = _sharing(old, new, begins)
    if not _waits(old, new):
        return new, None, None
    shared = old.reports.share_with_hr and new.reports.share_with_hr
    update = {"share_with_hr": shared, "shared_from": old.reports.shared_from if shared else None}
    reports = old.reports.model_copy(update=update)
    at_once = new.model_copy(update={"arms": old.arms, "reports": reports})
    return at_once, new, begins


def _sharing(old: Project, new: Project, begins: date | None) -> Project:
    """Return a changed project with the day from which on it shares; nothing makes it earlier."""
    least = old.reports.shared_from if old.reports.share_with_hr else begins
    days = [day for day in (least, new.reports.shared_from) if day is not None]
    day = max(days, default=None) if new.reports.share_with_hr else None
    reports = new.reports.model_copy(update={"shared_from": day})
    return new.model_copy(update={"reports": reports})


def unchangeable(old: Project, new: Project, today: date) -> Trouble | None:
    """Return why a change cannot be made any more: what is fixed, or no period left to wait for."""
    if today < old.starts:
        return None
    for name, field in (("starts",) * 2, ("timezone",) * 2, ("programme",) * 2, ("deliver",) * 2):
        if getattr(old, name) != getattr(new, name):
            return Trouble(field, "fixed")
    if _unsays(old, new, today):
        return Trouble("ends", "released")
    if _waits(old, new) and periods.next_begins(new, today) is None:
        return Trouble("arms", "last-period")
    return None


def _unsays(old: Project, new: Project, today: date) -> bool:
    """Whether a new end lets a tail join a period that is released, or goes on after the last."""
    said = today >= periods.figures_from(old, periods.periods(old) - 1) and old.ends != new.ends
    return said or periods.period(new, today) < periods.period(old, today)


def _waits(old: Project, new: Project) -> bool:
    asks = old.reports.effect_question != new.reports.effect_question
    shares = new.reports.share_with_hr and not old.reports.share_with_hr
    tightens = old.reports.limits != new.reports.limits
    return old.arms != new.arms or asks or shares or tightens


def _waves(project: Project, counted: Counted) -> Iterator[Wave]:
    by_times: dict[tuple[time, ...], list[Arm]] = {}
    for arm in project.arms:
        by_times.setdefault(arm.pauses, []).append(arm)
    for pauses, arms in by_times.items():
        invited = [counted.invited.get(arm.name) for arm in arms]
        known = [number for number in invited if number is not None]
        yield Wave(
            pauses,
            sum(len(arm.channels) for arm in arms),
            sum(known) if len(known) == len(invited) else None,
            tuple(arm.name for arm in arms),
        )


def _warnings(
    project: Project, counted: Counted, library: Library, today: date
) -> Iterator[Warned]:
    programme = library.programmes.get(project.programme)
    for arm in project.arms:
        invited = counted.invited.get(arm.name)
        if invited is None and project.deliver == "channel":
            yield Warned("not-counted", arm.name)
        elif invited is not None and invited < LEAST_INVITED:
            yield Warned("small-arm", arm.name, invited)
        if len(arm.pauses) > MANY_PAUSES:
            yield Warned("many-pauses", arm.name, len(arm.pauses))
        protocol = programme.protocols.get(arm.protocol) if programme else None
        if protocol and protocol.pauses not in (None, len(arm.pauses)):
            yield Warned("dose-differs", arm.name, protocol.pauses or 0)
        if _close(project, arm):
            yield Warned("pauses-close", arm.name, project.window)
        yield from _without(arm, counted)
    free = tuple(_free_days(project, today))
    if free:
        yield Warned("free-days", count=len(free), days=free[:MOST_NAMED])
    for year in schedule.school_years_missing(project):
        yield Warned("school-unknown", count=year)


def _without(arm: Arm, counted: Counted) -> Iterator[Warned]:
    for key, places in (("not-in-channel", counted.outside), ("not-seen", counted.unseen)):
        if those := places & set(arm.channels):
            yield Warned(key, arm.name, len(those))


def _close(project: Project, arm: Arm) -> bool:
    room = timedelta(minutes=project.window)
    on = [datetime.combine(project.starts, pause) for pause in arm.pauses]
    return any(later - earlier <= room for earlier, later in pairwise(on))


def _free_days(project: Project, today: date) -> Iterator[date]:
    """The days of the project from today on that would have had prompts."""
    first = max(project.starts, today)
    for year in range(first.year, project.ends.year + 1):
        for on in schedule.free_days(project, year):
            if first <= on <= project.ends and DAYS[on.weekday()] in project.days:
                yield on
