"""The page of a report: its facts, its first lines, its tiles, its parts and its small print."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.fields import Language
from bot.core.privacy.symbols import BASE
from bot.core.report import BENCHMARKS, ArmFigures, Report, Share, first_day
from bot.reports import doing, sections, words
from bot.reports.page import Names, Page, Section, Source, Table, Tile
from bot.texts import Say

AUTHOR = "Pauzebot"
DEFINED = (
    "invited", "reach", "third", "most", "completion", "steps", "effect", "sent", "number", "coded",
    "unsure", "interval", "share", "weeks",
)  # fmt: skip
SHEETS = (
    "summary", "reach", "effect", "adoption", "implementation", "maintenance", "arms", "figures",
    "definitions",
)  # fmt: skip
FEW = 3
"""Arms, or differences, that still fit on one line."""


def page(found: Report, language: Language, say: Say) -> Page:
    """Return a report in words; `say` speaks `language`."""
    title, brief = found.title.say(language), _brief(found, say)
    return Page(
        language=language,
        title=title,
        name=say("report.name"),
        author=AUTHOR,
        date=first_day(found).isoformat(),
        facts=tuple(_facts(found, language, say)),
        brief=brief,
        tiles=tuple(_tiles(found, language, say)),
        sections=(
            sections.reach(found, language, say),
            sections.effect(found, say),
            doing.adoption(found, language, say),
            doing.implementation(found, language, say),
            sections.maintenance(found, language, say),
            sections.arms(found, say),
            _limits(found, say),
            _definitions(say),
            _origin(found, say),
        ),
        sources=_sources(say),
        names=_names(say),
        alt=say("report.card.alt", title=title, lines=" ".join(brief)),
    )


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


def _brief(found: Report, say: Say) -> tuple[str, ...]:
    if not found.periods:
        return (words.no_figures(found, say),)
    return (_brief_reach(found, say), _brief_most(found.details, say), _brief_arms(found, say))


def _brief_reach(found: Report, say: Say) -> str:
    last = found.periods[-1]
    count, share = None, None
    if last.total is not None:
        count, share = last.total.count, last.total.share
    elif len(last.arms) == 1:
        count, share = last.arms[0].counts.get("reach"), last.arms[0].reach
    else:
        shown = [arm for arm in last.arms if arm.reach is not None]
        if shown:
            arms = [
                say("report.brief.arm", arm=one.arm, share=words.count(one.counts["reach"], say))
                for one in shown
            ]
            return say("report.brief.reach-of", arms=", ".join(arms))
    if share is None:
        return say("report.brief.reach-hidden")
    return say(
        "report.brief.reach", count=words.count(count, say), share=words.interval(share, say)
    )


def _brief_most(found: Sequence[ArmFigures], say: Say) -> str:
    shown = [one for one in found if one.most is not None]
    if not shown:
        return say("report.brief.most-hidden")
    if len(shown) > FEW:
        return say("report.brief.most-many")
    arms = [say("report.brief.arm", arm=one.arm, share=words.share(one.most, say)) for one in shown]
    return say("report.brief.most", arms=", ".join(arms))


def _brief_arms(found: Report, say: Say) -> str:
    if len(found.arms) == 1:
        return say("report.brief.one-arm")
    if not found.differences:
        return say("report.brief.no-differences")
    if all(one.verdict == "unclear" for one in found.differences):
        return say("report.brief.differences", what=say("report.verdict.unclear"))
    clear = [one for one in found.differences if one.verdict != "unclear"]
    said = [
        say(
            "report.verdict.of",
            measure=say(f"report.measure.{one.measure}"),
            verdict=words.verdict(one, say),
        )
        for one in clear[:FEW]
    ]
    rest = len(found.differences) - len(said)
    if rest:
        said.append(say("report.brief.more", count=rest))
    return say("report.brief.differences", what="; ".join(said))


def _tiles(found: Report, language: Language, say: Say) -> Sequence[Tile]:
    def tile(name: str, value: str, note: str, beside: str = "") -> Tile:
        return Tile(say(f"report.tile.{name}"), value, note, beside)

    reach = words.briefly("reach", language, say)
    effect, implementation = _effect(found, say), _implementation(found, say)
    adoption = say("report.tile.adoption-value", count=len(found.arms))
    where = say("report.facts.direct")
    if found.deliver == "channel":
        where = say("report.facts.channels", count=sum(arm.channels for arm in found.arms))
    course = _course(found, say)
    return [
        tile("reach", _reach(found, say), say("report.tile.reach-note"), reach),
        tile("effect", *effect),
        tile("adoption", adoption, where),
        tile("implementation", *implementation),
        tile("maintenance", *course, words.briefly("maintenance", language, say)),
    ]


def _overall(found: Report, number: int) -> Share | None:
    """Return the reach of all arms in a period: their total, or that of the only arm."""
    period = found.periods[number]
    if period.total is not None:
        return period.total.share
    return period.arms[0].reach if len(period.arms) == 1 else None


def _reach(found: Report, say: Say) -> str:
    if not found.periods:
        return say("report.facts.none")
    return words.share(_overall(found, -1), say)


def _effect(found: Report, say: Say) -> tuple[str, str]:
    if not found.effect_question:
        return say("report.tile.effect-off"), say("report.tile.effect-off-note")
    shown = [one for one in found.details if one.effect]
    if len(shown) != 1 or not shown[0].effect:
        return say("report.tile.effect-asked"), say("report.tile.effect-asked-note")
    return words.share(shown[0].effect.get("better"), say), say("report.tile.effect-note")


def _implementation(found: Report, say: Say) -> tuple[str, str]:
    if found.delivery is None and found.deliver == "channel":
        return say("report.tile.maintenance-none"), ""
    if found.delivery is None:
        sent = [one.counts["sent"] for one in found.details if "sent" in one.counts]
        if len(found.details) != 1 or not sent:
            return say("report.hidden"), say("report.tile.direct-note")
        return words.count(sent[0], say), say("report.tile.direct-note")
    planned = sum(one.planned for one in found.delivery.arms)
    sent_ = sum(one.sent for one in found.delivery.arms)
    share = 100 * sent_ // planned if planned else 0
    note = say("report.tile.implementation-note", sent=sent_, planned=planned)
    return say("report.percent", n=share), note


def _course(found: Report, say: Say) -> tuple[str, str]:
    if not found.periods:
        return say("report.tile.maintenance-none"), say("report.tile.maintenance-later")
    if len(found.periods) == 1:
        return say("report.tile.maintenance-one"), say("report.tile.maintenance-later")
    first, last = (_short(_overall(found, number), say) for number in (0, -1))
    value = say("report.tile.maintenance-value", first=first, last=last)
    return value, say("report.tile.maintenance-note")


def _short(found: Share | None, say: Say) -> str:
    if found is None or found.about is None:
        return words.share(found, say)
    return say("report.percent", n=found.about)


def _limits(found: Report, say: Say) -> Section:
    arms = "channels" if found.deliver == "channel" else "direct"
    keys = ["hidden", "health", "chosen", "watched", "new", "why"]
    keys += ["known", arms, "looks"] if len(found.arms) > 1 else []
    keys += ["answers"] if found.effect_question else []
    said = tuple(say(f"report.limits.{key}") for key in [*keys, "weeks", "studies"])
    return Section("limits", say("report.section.limits"), remarks=said)


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
        legend=say("report.chart.legend"),
        card=say("report.card.footer"),
    )
