"""The report of a project, made of its releases and of what the bot itself did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import cast

from bot.core import periods
from bot.core.effects import Reason
from bot.core.privacy import Limits, Release, write
from bot.core.programme import Programme
from bot.core.project import Arm, Project, State
from bot.core.report import figures
from bot.core.report.model import (
    ArmFacts,
    ArmFigures,
    Delivered,
    Delivery,
    Difference,
    Measure,
    Period,
    Report,
    SameDose,
)
from bot.core.week import iso_week, week_over

Tally = Mapping[tuple[str, str, str], int]
"""What became of prompts in channels, by arm, ISO week and outcome, as the store tallies it."""
DETAILED: tuple[Measure, ...] = ("most", "completion")
"""The measures beside the reach in which arms are compared."""


def report(
    project: Project,
    programme: Programme | None,
    state: State,
    releases: Sequence[tuple[Release, str]],
    tally: Tally,
    invited: Mapping[tuple[str, int], int],
    now: datetime,
    version: str,
    limits: Limits | None = None,
    since: date | None = None,
) -> Report:
    """Return the report of a project from its releases, each with its digest, in their order.

    `invited` is by arm and period. `now` matters only as long as nothing is published: it says
    which weeks are over. What comes in after a release changes nothing. `limits` are those in
    force, for a project of which nothing is published yet. Of periods that began before `since`
    nothing is told, nor of the whole project where it has such.
    """
    shown = [
        (release, its) for release, its in releases if since is None or release.begins >= since
    ]
    less = len(shown) < len(releases)
    found = [_apart(release) if less else release for release, _ in shown]
    details = _details(project, found)
    missing = state != "ended" and len(releases) < periods.periods(project)
    return Report(
        project=project.id,
        title=project.title,
        programme=programme.title if programme else project.title,
        programme_version=programme.version if programme else None,
        deliver=project.deliver,
        state=state,
        starts=project.starts,
        ends=project.ends,
        works_council=(project.works_council.reference, project.works_council.date),
        effect_question=project.reports.effect_question,
        arms=tuple(_facts(arm, programme, invited) for arm in project.arms),
        same_dose=_same_dose([_facts(arm, programme, invited) for arm in project.arms]),
        periods=tuple(
            _period(seen, None if less else write(release), its)
            for seen, (release, its) in zip(found, shown, strict=True)
        ),
        details=details,
        whole=bool(found) and any(arm.whole is not None for arm in found[-1].arms),
        differences=_differences(found, details),
        delivery=_delivery(project, tally, [release for release, _ in releases], now),
        limits=found[-1].limits if found else limits or Limits(),
        next_figures=periods.figures_from(project, len(releases)) if missing else None,
        version=version,
        since=since if less else None,
    )


def _apart(release: Release) -> Release:
    """Return a release without what it says of the whole project."""
    return replace(release, arms=tuple(replace(arm, whole=None) for arm in release.arms))


def _period(release: Release, document: str | None, digest: str) -> Period:
    arms = tuple(figures.period(arm, release) for arm in release.arms)
    whole = {
        arm.arm: figures.counts(arm.whole, release.limits)
        for arm in release.arms
        if arm.whole is not None
    }
    number, together = release.period + 1, figures.total(arms)
    begins, ends = release.begins, release.ends
    return Period(number, begins, ends, document, digest, arms, whole, together)


def _details(project: Project, releases: Sequence[Release]) -> tuple[ArmFigures, ...]:
    """Return the figures to compare, one of each arm: of the whole project, or of its last period.

    An arm whose details are of the whole project keeps the reach that goes with them.
    """
    if not releases:
        return ()
    last = {arm.arm: figures.period(arm, releases[-1]) for arm in releases[-1].arms}
    names = [name for name in (arm.name for arm in project.arms) if name in last]
    names += [name for name in last if name not in names]
    found = []
    for name in names:
        over_all = figures.whole(name, releases)
        better = over_all is not None and over_all.detailed and not last[name].detailed
        found.append(over_all if over_all is not None and better else last[name])
    return tuple(found)


def _differences(
    releases: Sequence[Release], details: Sequence[ArmFigures]
) -> tuple[Difference, ...]:
    """Return how every other arm differs from the project's first, measure by measure.

    The reach is that of the last period; figures that rest on other stretches are not compared.
    """
    if not releases:
        return ()
    last, names = releases[-1], [arm.arm for arm in details]
    reach = sorted(last.arms, key=lambda arm: names.index(arm.arm))
    found = [figures.reach_apart(one, reach[0], last.limits) for one in reach[1:]]
    found += [
        figures.difference(measure, one, details[0])
        for measure in DETAILED
        for one in details[1:]
        if one.weeks == details[0].weeks
    ]
    return tuple(one for one in found if one is not None)


def _facts(
    arm: Arm, programme: Programme | None, invited: Mapping[tuple[str, int], int]
) -> ArmFacts:
    protocol = programme.protocols.get(arm.protocol) if programme else None
    hold, repetitions = arm.asks(protocol)
    counted = [number for (name, number) in invited if name == arm.name]
    return ArmFacts(
        name=arm.name,
        protocol=protocol.title if protocol else None,
        pauses=arm.pauses,
        hold=hold,
        repetitions=repetitions,
        seconds=len(arm.pauses) * hold * repetitions if hold and repetitions else None,
        channels=len(arm.channels),
        invited=invited[arm.name, max(counted)] if counted else None,
    )


def _same_dose(arms: Iterable[ArmFacts]) -> tuple[SameDose, ...]:
    """Return the arms that ask for equally many seconds a day, but not in the same way."""
    by_seconds: dict[int, list[ArmFacts]] = {}
    for arm in arms:
        if arm.seconds is not None:
            by_seconds.setdefault(arm.seconds, []).append(arm)
    return tuple(
        SameDose(seconds, tuple(arm.name for arm in alike))
        for seconds, alike in sorted(by_seconds.items())
        if len({(len(arm.pauses), arm.hold, arm.repetitions) for arm in alike}) > 1
    )


def _delivery(
    project: Project, tally: Tally, releases: Sequence[Release], now: datetime
) -> Delivery | None:
    """Return what became of the prompts, in the weeks that the releases cover.

    Before the first release: in the weeks that are over. Of direct messages nothing is exact.
    """
    if project.deliver == "dm":
        return None
    if releases:
        until = iso_week(releases[-1].ends)
    else:
        over = [week for _, week, _ in tally if week_over(week, project.zone, now)]
        if not over:
            return None
        until = max(over)
    counted: dict[str, Counter[str]] = {arm.name: Counter() for arm in project.arms}
    for (arm_name, week, outcome), count in tally.items():
        if week <= until:
            counted.setdefault(arm_name, Counter())[outcome] += count
    return Delivery(until, tuple(_delivered(name, found) for name, found in counted.items()))


def _delivered(arm: str, counts: Mapping[str, int]) -> Delivered:
    held = {
        cast(Reason, outcome.removeprefix("held:")): count
        for outcome, count in counts.items()
        if outcome.startswith("held:")
    }
    return Delivered(
        arm,
        counts.get("planned", 0),
        counts.get("sent", 0),
        counts.get("unknown", 0),
        tuple(sorted(held.items(), key=lambda one: (-one[1], one[0]))),
    )


def first_day(found: Report) -> date:
    """Return the day a report is of: the last that it covers, or the project's first."""
    return found.periods[-1].ends if found.periods else found.starts
