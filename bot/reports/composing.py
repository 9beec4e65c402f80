"""The page of a report: its facts, its first lines, its tiles, its parts and its small print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.core.fields import Language
from bot.core.privacy.symbols import BASE
from bot.core.report import BENCHMARKS, Report, first_day
from bot.reports import doing, first, sections, words
from bot.reports.letters import HOLE
from bot.reports.page import Names, Page, Plot, Section, Source, Table
from bot.texts import Say

AUTHOR = "Pauzebot"
DEFINED = (
    "invited", "reach", "third", "most", "completion", "steps", "effect", "sent", "number", "coded",
    "unsure", "interval", "share", "weeks",
)  # fmt: skip
SHEETS = (
    "summary", "reach", "effect", "adoption", "implementation", "maintenance", "arms",
    "definitions", "figures",
)  # fmt: skip


def page(found: Report, language: Language, say: Say) -> Page:
    """Return a report in words; `say` speaks `language`."""
    title, brief = found.title.say(language), first.brief(found, say)
    return Page(
        language=language,
        title=title,
        name=say("report.name"),
        author=AUTHOR,
        date=first_day(found).isoformat(),
        facts=tuple(_facts(found, language, say)),
        brief=brief,
        tiles=tuple(first.tiles(found, language, say)),
        sections=tuple(
            replace(one, plots=tuple(plot for plot in one.plots if _shows(plot)))
            for one in _sections(found, language, say)
        ),
        sources=_sources(say),
        names=_names(say),
        alt=say("report.card.alt", title=title, lines=" ".join(brief)),
    )


def _sections(found: Report, language: Language, say: Say) -> Sequence[Section]:
    return (
        sections.reach(found, language, say),
        sections.effect(found, say),
        doing.adoption(found, language, say),
        doing.implementation(found, language, say),
        sections.maintenance(found, language, say),
        sections.arms(found, say),
        _limits(found, say),
        _definitions(say),
        _origin(found, say),
    )


def _shows(plot: Plot) -> bool:
    """Return whether a chart has anything in it."""
    return any(one.about is not None or one.interval is not None for one in plot.points)


def _facts(found: Report, language: Language, say: Say) -> Sequence[tuple[str, str]]:
    programme = found.programme.say(language)
    if found.programme_version is not None:
        version = found.programme_version
        programme = say("report.facts.version", title=programme, version=version)
    if found.periods:
        dates = words.days(found.periods[0].begins, found.periods[-1].ends, say)
        figures = say("report.facts.periods", count=len(found.periods), dates=dates)
        if found.next_figures:
            later = say("report.next-figures", day=words.day(found.next_figures, say))
            figures = f"{figures}. {later}"
    else:
        figures = words.no_figures(found, say)
    where = say("report.facts.direct")
    if found.deliver == "channel":
        where = say("report.facts.channels", count=sum(arm.channels for arm in found.arms))
    groups = say("report.tile.adoption-value", count=len(found.arms))
    invited = [arm.invited for arm in found.arms if arm.invited is not None]
    reference, on = found.works_council
    values = {
        "project": found.project,
        "programme": programme,
        "runs": words.days(found.starts, found.ends, say),
        "figures": figures,
        "arms": f"{groups}, {where}",
        "invited": str(sum(invited)) if len(invited) == len(found.arms) else "",
        "council": say("report.facts.council-of", reference=reference, day=words.day(on, say)),
    }
    return [(say(f"report.facts.{key}"), value) for key, value in values.items() if value]


def _limits(found: Report, say: Say) -> Section:
    arms = "channels" if found.deliver == "channel" else "direct"
    keys = ["hidden", "health", "chosen", "watched", "new", "why"]
    keys += ["known", arms, "looks"] if len(found.arms) > 1 else []
    keys += ["answers"] if found.effect_question else []
    said = [say(f"report.limits.{key}") for key in [*keys, "weeks", "studies"]]
    if found.since is not None:
        said.insert(0, say("report.limits.since", day=words.day(found.since, say)))
    return Section("limits", say("report.section.limits"), remarks=tuple(said))


def _definitions(say: Say) -> Section:
    rows = tuple(
        (say(f"report.term.{key}"), say(f"report.definition.{key}", base=BASE)) for key in DEFINED
    )
    heading = say("report.section.definitions")
    columns = words.columns(say, "term", "meaning")
    return Section("definitions", heading, tables=(Table("definitions", heading, columns, rows),))


def _origin(found: Report, say: Say) -> Section:
    limits = found.limits
    rule = say(
        "report.origin.rule",
        invited=limits.invited,
        people=limits.people,
        weeks=limits.weeks,
        base=BASE,
    )
    heading = say("report.section.origin")
    software = say("report.origin.software", version=found.version)
    if not found.periods:
        return Section("origin", heading, (say("report.origin.none"), rule, software))
    columns = words.columns(say, "period", "dates", "digest")
    rows = tuple(
        (
            say("report.maintenance.period", number=one.number),
            words.days(one.begins, one.ends, say),
            one.digest,
        )
        for one in found.periods
    )
    table = Table("origin", say("report.column.digest"), columns, rows)
    lead = (rule, say("report.origin.chain"), software)
    return Section("origin", heading, lead, (table,))


def _sources(say: Say) -> tuple[Source, ...]:
    links = {one.study: one.source for one in BENCHMARKS}
    return tuple(Source(say(f"report.beside.{study}"), link) for study, link in links.items())


def _names(say: Say) -> Names:
    return Names(
        brief=say("report.brief.heading"),
        definitions=say("report.section.definitions"),
        figures=say("report.sheet.figures"),
        summary=say("report.sheet.summary"),
        sheets=tuple((key, say(f"report.sheet.{key}")) for key in SHEETS),
        about=say("report.column.about"),
        low=say("report.column.low"),
        high=say("report.column.high"),
        of=say("report.column.of"),
        period=say("report.column.period"),
        arm=say("report.column.arm"),
        hidden=say("report.hidden"),
        card=say("report.card.footer"),
        hole=say("report.hole", mark=HOLE),
    )
