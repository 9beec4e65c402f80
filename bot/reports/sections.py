"""The parts of the page about people: reach, effect, course, and groups side by side."""

from __future__ import annotations

from bot.core.fields import Language
from bot.core.report import ArmFigures, Difference, Period, Report
from bot.reports import words
from bot.reports.page import Cell, Plot, Point, Section, Table
from bot.texts import Say
from bot.texts.phrases import listed


def reach(found: Report, language: Language, say: Say) -> Section:
    """Return who took part at all, in the last period."""
    heading, beside = say("report.section.reach"), words.beside("reach", language, say)
    if not found.periods:
        return Section("reach", heading, (words.no_figures(found, say),), remarks=(beside,))
    last = found.periods[-1]
    dates = words.days(last.begins, last.ends, say)
    lead = say("report.reach.lead", number=last.number, dates=dates)
    table = Table(
        "reach",
        say("report.reach.chart"),
        words.columns(say, "arm", "invited", "people", "share", "interval", "weeks"),
        tuple(_reached(one, say) for one in last.arms) + _total(last, say),
    )
    points = [words.point("", one.arm, one.reach, say) for one in last.arms]
    plot = words.plot("reach", "range", say("report.reach.chart"), points, say)
    return Section("reach", heading, (lead,), (table,), (plot,), (beside,))


def effect(found: Report, say: Say) -> Section:
    """Return what people answered, where they were asked."""
    heading = say("report.section.effect")
    answered = [one for one in found.details if one.effect is not None]
    if not found.effect_question and not answered:
        return Section("effect", heading, (say("report.effect.off"),))
    lead = say("report.effect.lead")
    if not answered:
        return Section("effect", heading, (lead, words.no_figures(found, say)))
    rows, points = [], []
    for one in answered:
        if not one.effect:
            hidden = (say("report.hidden"),) * 3
            rows.append((one.arm, "", *hidden, words.weeks(one, say)))
        for answer in one.effect or ():
            said = [say(f"report.effect.{each}") for each in answer.answers]
            name, counted = listed(said, "or", say), words.count(answer.count, say)
            shown = (words.about(answer.share, say), words.interval(answer.share, say))
            rows.append((one.arm, name, counted, *shown, words.weeks(one, say)))
            points.append(words.point(one.arm, name, answer.share, say))
    columns = words.columns(say, "arm", "answer", "people", "share", "interval", "weeks")
    table = Table("effect", say("report.effect.chart"), columns, tuple(rows))
    plot = words.plot("effect", "range", say("report.effect.chart"), points, say)
    return Section("effect", heading, (lead,), (table,), (plot,))


def maintenance(found: Report, language: Language, say: Say) -> Section:
    """Return how the reach went over the periods."""
    heading = say("report.section.maintenance")
    remarks = (words.beside("maintenance", language, say),)
    if not found.periods:
        return Section("maintenance", heading, (words.no_figures(found, say),), remarks=remarks)
    rows, points = [], []
    for period in found.periods:
        name = say("report.maintenance.period", number=period.number)
        rows += [(name, *_reached(one, say)) for one in period.arms]
        points += [words.point(one.arm, str(period.number), one.reach, say) for one in period.arms]
    keys = ("period", "arm", "invited", "people", "share", "interval", "weeks")
    caption = say("report.maintenance.chart")
    table = Table("maintenance", caption, words.columns(say, *keys), tuple(rows))
    several = len(found.periods) > 1
    plot = (words.plot("maintenance", "course", caption, points, say),) if several else ()
    lead = say("report.maintenance.lead" if several else "report.maintenance.single")
    return Section("maintenance", heading, (lead,), (table,), plot, remarks)


def arms(found: Report, say: Say) -> Section:
    """Return every other arm beside the first: intervals and words, and no winner."""
    heading = say("report.section.arms")
    if len(found.arms) == 1:
        return Section("arms", heading, (say("report.arms.single"),))
    if not found.differences:
        return Section("arms", heading, (say("report.arms.none"),))
    first = found.differences[0].than
    columns = words.columns(say, "measure", "arm", "difference", "interval", "verdict")
    rows = tuple(_apart(one, say) for one in found.differences)
    caption = say("report.arms.chart", first=first)
    points = [
        Point(say(f"report.measure.{one.measure}"), one.arm, one.about, None, one.interval)
        for one in found.differences
    ]
    plot = Plot(
        "arms",
        "difference",
        caption,
        say("report.chart.difference"),
        words.alt(caption, points, say, percent=False),
        tuple(points),
        say("report.chart.legend-difference"),
    )
    lead = (say("report.arms.lead", first=first),)
    table = Table("arms", caption, columns, rows)
    return Section("arms", heading, lead, (table,), (plot,), (say("report.arms.words"),))


def _reached(one: ArmFigures, say: Say) -> tuple[Cell, ...]:
    shown = (words.count(one.counts.get("reach"), say), words.about(one.reach, say))
    return (one.arm, one.invited, *shown, words.interval(one.reach, say), words.weeks(one, say))


def _total(last: Period, say: Say) -> tuple[tuple[Cell, ...], ...]:
    found = last.total
    if found is None:
        return ()
    name = say("report.reach.total", count=found.arms)
    shown = (words.count(found.count, say), words.about(found.share, say))
    return ((name, found.count.of, *shown, words.interval(found.share, say), ""),)


def _apart(one: Difference, say: Say) -> tuple[Cell, ...]:
    about = words.NO_NUMBER if one.about is None else f"{one.about:+d}".replace("-", "−")
    low, high = (f"{each:+d}".replace("-", "−") for each in one.interval)
    bounds = say("report.points-between", low=low, high=high)
    measure = say(f"report.measure.{one.measure}")
    return (measure, one.arm, about, bounds, words.verdict(one, say))
