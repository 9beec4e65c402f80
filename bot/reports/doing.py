"""The parts of the page about the project: groups and doses, what was sent, what was kept up."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.fields import Language
from bot.core.report import ArmFacts, ArmFigures, Delivered, Report
from bot.reports import words
from bot.reports.page import Cell, Plot, Point, Section, Table
from bot.texts import Say
from bot.texts.phrases import listed


def adoption(found: Report, language: Language, say: Say) -> Section:
    """Return what each arm is asked to do, and whether that is equally much."""
    columns = words.columns(
        say, "arm", "protocol", "pauses", "dose", "seconds", "channels", "invited"
    )
    direct = found.deliver == "dm"
    if direct:
        columns = tuple(one for one in columns if one != say("report.column.channels"))
    rows = tuple(_dosed(one, direct, language, say) for one in found.arms)
    remarks = []
    for same in found.same_dose:
        key = "same" if len(same.arms) == 2 else "same-many"
        arms = listed(same.arms, "and", say)
        remarks.append(say(f"report.adoption.{key}", arms=arms, seconds=same.seconds))
    table = Table("adoption", say("report.section.adoption"), columns, rows)
    lead = (say("report.adoption.lead"),)
    heading = say("report.section.adoption")
    return Section("adoption", heading, lead, (table,), remarks=tuple(remarks))


def implementation(found: Report, language: Language, say: Say) -> Section:
    """Return what was sent, who kept it up and who finished."""
    leads, tables = list(_sent_lead(found, say)), []
    if found.delivery is not None:
        tables.append(_sent(found.delivery.arms, say))
    elif any("sent" in one.counts for one in found.details):
        tables.append(_sent_direct(found.details, say))
    shown = [one for one in found.details if one.detailed]
    if not shown:
        leads.append(say("report.implementation.hidden"))
    else:
        number = found.periods[-1].number
        key = "whole" if found.whole else "period"
        leads.append(say(f"report.implementation.{key}", number=number))
        tables.append(_kept_up(found.details, say))
    plots = (_most(shown, say), *_steps(shown, say)) if shown else ()
    remarks = (words.beside("most", language, say),)
    heading = say("report.section.implementation")
    return Section("implementation", heading, tuple(leads), tuple(tables), plots, remarks)


def _dosed(one: ArmFacts, direct: bool, language: Language, say: Say) -> tuple[Cell, ...]:
    dose = ""
    if one.hold and one.repetitions:
        dose = say("report.adoption.dose", times=one.repetitions, hold=one.hold)
    protocol = one.protocol.say(language) if one.protocol else ""
    row = (one.name, protocol, len(one.pauses), dose, one.seconds or "")
    return (*row, *(() if direct else (one.channels,)), one.invited or "")


def _sent_lead(found: Report, say: Say) -> Sequence[str]:
    if found.delivery is not None:
        return [say("report.implementation.exact", week=found.delivery.until)]
    key = "direct" if found.deliver == "dm" else "nothing"
    return [say(f"report.implementation.{key}")]


def _sent(found: Sequence[Delivered], say: Say) -> Table:
    rows = []
    for one in found:
        reasons = "; ".join(
            say("report.implementation.held", reason=say(f"reason.{reason}"), count=count)
            for reason, count in one.held
        )
        held = sum(count for _, count in one.held)
        shown = reasons or say("report.implementation.none-held")
        rows.append((one.arm, one.planned, one.sent, held, one.unknown, one.open, shown))
    keys = ("arm", "planned", "sent", "held", "unknown", "open", "reasons")
    return Table("sent", say("report.term.sent"), words.columns(say, *keys), tuple(rows))


def _sent_direct(found: Sequence[ArmFigures], say: Say) -> Table:
    rows = tuple((one.arm, one.invited, words.count(one.counts.get("sent"), say)) for one in found)
    columns = words.columns(say, "arm", "invited", "sent-direct")
    return Table("sent", say("report.term.sent"), columns, rows)


def _kept_up(found: Sequence[ArmFigures], say: Say) -> Table:
    rows = []
    for one in found:
        shares = [words.both(each, say) for each in (one.third, one.most, one.completion)]
        rows.append((one.arm, *shares, words.weeks(one, say)))
    columns = words.columns(say, "arm", "third", "most", "completion", "weeks")
    return Table("kept-up", say("report.implementation.share"), columns, tuple(rows))


def _most(found: Sequence[ArmFigures], say: Say) -> Plot:
    points = [
        words.point(one.arm, say(f"report.implementation.{key}"), share, say)
        for one in found
        for key, share in (("third", one.third), ("most", one.most))
    ]
    return words.plot("most", "range", say("report.implementation.chart-most"), points, say)


def _steps(found: Sequence[ArmFigures], say: Say) -> tuple[Plot, ...]:
    points = [
        Point(
            one.arm,
            say("report.implementation.step", number=number),
            share,
            note="" if share is not None else say("report.hidden"),
        )
        for one in found
        for number, share in enumerate(one.steps, start=1)
    ]
    if not any(one.about is not None for one in points):
        return ()
    return (words.plot("steps", "bar", say("report.implementation.chart-steps"), points, say),)
