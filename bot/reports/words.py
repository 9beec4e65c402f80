"""Figures as people read them: numbers, shares, dates, differences. The wording is fixed here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.fields import Language
from bot.core.report import BENCHMARKS, ArmFigures, Benchmark, Count, Difference, Report, Share
from bot.reports.page import Kind, Plot, Point
from bot.texts import Say
from bot.texts.moments import MONTHS

NO_NUMBER = "–"
EVERYTHING = (0, 100)


def day(on: date, say: Say) -> str:
    """Return a day with its month and year."""
    month = say(f"date.{MONTHS[on.month - 1]}")
    return say("report.date", day=on.day, month=month, year=on.year)


def days(first: date, last: date, say: Say) -> str:
    """Return a stretch of days, both included."""
    return say("report.dates", first=day(first, say), last=day(last, say))


def count(found: Count | None, say: Say) -> str:
    """Return a number of people: about, probably fewer or more than, or not shown."""
    if found is None or found.said == "hidden":
        return say("report.hidden")
    numbers = {"number": found.number, "least": found.least, "most": found.most, "of": found.of}
    return say(f"report.number.{found.said}", **numbers)


def about(found: Share | None, say: Say) -> str:
    """Return a share as one number, or a dash where only its uncertainty is known."""
    if found is None:
        return say("report.hidden")
    return NO_NUMBER if found.about is None else say("report.about", n=found.about)


def between(bounds: tuple[int, int], say: Say) -> str:
    """Return two percentages as a range."""
    return say("report.between", low=bounds[0], high=bounds[1])


def interval(found: Share | None, say: Say) -> str:
    """Return the uncertainty of a share, or not shown."""
    if found is None:
        return say("report.hidden")
    if found.interval == EVERYTHING:
        return say("report.unsure")
    return between(found.interval, say)


def both(found: Share | None, say: Say) -> str:
    """Return a share with its uncertainty, or its uncertainty alone."""
    if found is None or found.about is None:
        return interval(found, say)
    low, high = found.interval
    return say("report.about-between", n=found.about, low=low, high=high)


def share(found: Share | None, say: Say) -> str:
    """Return a share as people say it: the number where there is one, else the uncertainty."""
    if found is None:
        return say("report.hidden")
    return interval(found, say) if found.about is None else about(found, say)


def steps(found: int | None, say: Say) -> str:
    """Return a step's share of the first step."""
    return say("report.hidden") if found is None else say("report.about", n=found)


def verdict(found: Difference, say: Say) -> str:
    """Return a difference in words that name both arms."""
    if found.verdict == "unclear":
        return say("report.verdict.unclear")
    return say(f"report.verdict.{found.verdict}", arm=found.arm, than=found.than)


def point(panel: str, name: str, found: Share | None, say: Say) -> Point:
    """Return a share as a row of a plot; where it is not shown, the row says so."""
    if found is None:
        return Point(panel, name, None, note=say("report.hidden"))
    return Point(panel, name, found.about, found.possible, found.interval)


def alt(caption: str, points: Sequence[Point], say: Say, percent: bool = True) -> str:
    """Return what a plot shows as one sentence a row."""
    said = []
    for one in points:
        name = f"{one.panel}, {one.name}" if one.panel else one.name
        if one.interval is None and one.about is None:
            said.append(say("report.chart.hidden-point", name=name))
            continue
        key = "between" if percent else "points-between"
        number = say("report.percent" if percent else "report.points", n=one.about)
        if one.interval is None:
            said.append(f"{name}: {number}")
            continue
        bounds = say(f"report.{key}", low=one.interval[0], high=one.interval[1])
        form = "no-point" if one.about is None else "point"
        said.append(say(f"report.chart.{form}", name=name, about=number, interval=bounds))
    return f"{caption}. {'; '.join(said) or say('report.chart.nothing')}"


def beside(measure: str, language: Language, say: Say) -> str:
    """Return what studies measured elsewhere, or nothing where none did."""
    found = [_study(one, language, say) for one in BENCHMARKS if one.measure == measure]
    return say("report.beside.measured", studies="; ".join(found)) if found else ""


def briefly(measure: str, language: Language, say: Say) -> str:
    """Return what studies measured elsewhere, the numbers alone."""
    found = [_value(one, language, say) for one in BENCHMARKS if one.measure == measure]
    return say("report.beside.short", values=", ".join(found))


def _value(one: Benchmark, language: Language, say: Say) -> str:
    value = f"{one.value:g}".replace(".", "," if language == "nl" else ".")
    return say("report.percent", n=value)


def _study(one: Benchmark, language: Language, say: Say) -> str:
    values = {"value": _value(one, language, say), "study": say(f"report.beside.{one.study}")}
    if one.low is None or one.high is None:
        return say("report.beside.study", **values)
    bounds = say("report.between", low=f"{one.low:g}", high=f"{one.high:g}")
    return say("report.beside.study-between", between=bounds, **values)


def columns(say: Say, *keys: str) -> tuple[str, ...]:
    """Return the names of columns."""
    return tuple(say(f"report.column.{key}") for key in keys)


def weeks(found: ArmFigures, say: Say) -> str:
    """Return on how many weeks a figure rests."""
    return say("report.weeks-of", complete=found.complete, weeks=found.weeks)


def no_figures(found: Report, say: Say) -> str:
    """Return that nothing is published yet, and when the first figures come."""
    said = [say("report.no-figures")]
    if found.next_figures:
        said.append(say("report.first-figures", day=day(found.next_figures, say)))
    return " ".join(said)


def plot(name: str, kind: Kind, caption: str, points: Sequence[Point], say: Say) -> Plot:
    """Return a chart of shares in per cent."""
    unit = say("report.chart.percent")
    legend = "" if kind == "bar" else say("report.chart.legend")
    return Plot(name, kind, caption, unit, alt(caption, points, say), tuple(points), legend)
