"""The sheet for the works council, in words: made of the settings that run, promising no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from bot.core.fields import Language, Text
from bot.core.periods import WEEKS
from bot.core.privacy import Limits
from bot.core.privacy.policy import SHORT
from bot.core.project import Project
from bot.core.statement import (
    PARTIES,
    RELEASES_KEPT,
    SEEN,
    ArmStated,
    Figure,
    Place,
    ProjectStated,
    Saying,
    Statement,
    figures_of,
    levels,
)
from bot.reports.sheet import Block, Facts, Grid, Items, Part, Sheet, Words
from bot.texts import Say, moments

HEAD = ("who", "every", "end")
HOST = "[host]"
"""What stands in the promise for whoever runs the bot."""
PEOPLE = ("role", "deed", "subscription")
"""The tables of the durable store in which a person's id stands."""


def statement(found: Statement, language: Language, say: Say) -> Sheet:
    """Return the statement as a sheet."""
    return Sheet(
        language,
        say("statement.for"),
        say("statement.title"),
        (say("statement.about"),),
        (
            _promise(found, say),
            _kept(found, say),
            _sees(say),
            _limits(found, say),
            _projects(found, language, say),
            _check(found, say),
            _rights(say),
        ),
        say("sheet.made", day=day(found.made, say), version=found.running.version),
        say("sheet.contents"),
        say("sheet.page"),
    )


def day(on: date, say: Say) -> str:
    """Return a day with its month and year: a sheet is read long after it was made."""
    return f"{on.day} {say(f'date.{moments.MONTHS[on.month - 1]}')} {on.year}"


def promise(found: Statement, say: Say) -> str:
    """Return the promise to colleagues, word for word; one sentence more with direct messages."""
    sentences = [say("statement.promise.text")]
    if found.direct:
        sentences.append(say("statement.promise.direct"))
    return " ".join(sentences).replace(HOST, found.host or HOST)


def _promise(found: Statement, say: Say) -> Part:
    notes = [say("statement.promise.stronger")]
    if found.host is None:
        notes.insert(0, say("statement.promise.host"))
    blocks = (Words(promise(found, say), "quote"), *(Words(note, "note") for note in notes))
    return Part("promise", say("statement.promise.heading"), blocks)


def _kept(found: Statement, say: Say) -> Part:
    running = found.running
    leads: dict[Place, tuple[str, ...]] = {
        "durable": (running.durable,),
        "memory": (running.week, running.secret, "codes"),
        "log": (),
        "slack": ("text",),
    }
    parts = []
    for place, keys in leads.items():
        said = [Words(say(f"statement.place.{place}.{key}")) for key in keys]
        heading = say(f"statement.place.{place}.heading")
        parts.append(Part(place, heading, (*said, _rows(found, place, heading, say))))
    parts[-1] = Part(
        "slack",
        parts[-1].heading,
        (Words(say(f"statement.slack.{running.slack}")), *parts[-1].blocks),
    )
    return Part("kept", say("statement.kept.heading"), parts=tuple(parts))


def _rows(found: Statement, place: Place, caption: str, say: Say) -> Grid:
    tabled = place in ("durable", "memory")
    head = ("what", "long", "tables") if tabled else ("what", "long")
    rows = tuple(
        (
            say(f"statement.kept.{row.name}.what"),
            say(f"statement.kept.{row.name}.long", months=RELEASES_KEPT),
            *((", ".join(row.tables) or "–",) if tabled else ()),
        )
        for row in found.kept
        if row.place == place
    )
    return Grid(caption, tuple(say(f"statement.kept.{key}") for key in head), rows)


def _sees(say: Say) -> Part:
    head = tuple(say(f"statement.sees.{key}") for key in ("what", *PARTIES))
    rows = tuple(
        tuple(say(f"statement.sees.{thing}.{key}") for key in ("what", *PARTIES)) for thing in SEEN
    )
    heading = say("statement.sees.heading")
    note = Words(say("statement.sees.note"), "note")
    return Part("sees", heading, (Grid(heading, head, rows), note))


def _limits(found: Statement, say: Say) -> Part:
    limits = found.limits
    heading = say("statement.limits.heading")
    items = (
        say("statement.limits.few", invited=limits.invited),
        say("statement.limits.rounded"),
        say("statement.limits.ends", people=limits.people),
        say("statement.limits.why"),
        say("statement.limits.answers", answers=2 * limits.people),
        say("statement.limits.stays"),
    )
    grids = (_levels(found, many, say) for many in found.lengths)
    return Part("limits", heading, (Items(items), *grids))


def _levels(found: Statement, many: int, say: Say) -> Grid:
    limits = found.limits
    steps = levels(many, limits, figures_of([each.project for each in found.projects]))
    ends: list[int | None] = [least - 1 for least, _ in steps[1:]]
    rows = tuple(
        (
            _between(least, most, say),
            _figures(said.often, say),
            _figures(said.once, say),
        )
        for (least, said), most in zip(steps, [*ends, None], strict=True)
    )
    head = tuple(say(f"statement.limits.{key}", weeks=limits.weeks) for key in HEAD)
    lasting = "longer" if many > SHORT else "shorter"
    return Grid(say(f"statement.limits.{lasting}", weeks=(SHORT + 1) * WEEKS), head, rows)


def _between(least: int, most: int | None, say: Say) -> str:
    if most is None:
        return say("statement.limits.from", invited=least)
    if least == 0:
        return say("statement.limits.under", invited=most + 1)
    return say("statement.limits.between", least=least, most=most)


def _figures(figures: Sequence[Figure], say: Say) -> str:
    names = [say(f"statement.figure.{figure}") for figure in figures]
    return "; ".join(names) or say("statement.limits.nothing")


def _projects(found: Statement, language: Language, say: Say) -> Part:
    parts = tuple(
        Part(
            f"project-{number}",
            each.project.title.say(language),
            _project(each, found.limits, language, say),
        )
        for number, each in enumerate(found.projects)
    )
    none = () if parts else (Words(say("statement.projects.none")),)
    return Part("projects", say("statement.projects.heading"), none, parts)


def _shares(project: Project, say: Say) -> str:
    reports = project.reports
    if not reports.share_with_hr or reports.shared_from is None:
        return say("sheet.yes" if reports.share_with_hr else "sheet.no")
    return say("statement.projects.share-from", day=day(reports.shared_from, say))


def _project(
    each: ProjectStated, common: Limits, language: Language, say: Say
) -> tuple[Block, ...]:
    project = each.project
    council = project.works_council
    first, last = day(project.starts, say), day(project.ends, say)
    told = {
        "state": say(f"statement.projects.{each.state}"),
        "programme": _title(each.programme, language),
        "period": say("statement.projects.period-of", first=first, last=last),
        "council": say(
            "statement.projects.council-of", reference=council.reference, day=day(council.date, say)
        ),
        "deliver": say(f"statement.projects.{project.deliver}"),
        "share": _shares(project, say),
        "effect": say(
            f"statement.projects.effect-{'on' if project.reports.effect_question else 'off'}"
        ),
        "figures": "; ".join(day(on, say) for on in each.figures),
    }
    if each.limits != common:
        numbers = {"invited": each.limits.invited, "people": each.limits.people}
        told["limits"] = say("statement.projects.limits-of", **numbers)
    head = ["arm", "protocol", "pauses", "channels", "invited", "saying"]
    rows = [_arm(arm, language, say) for arm in each.arms]
    if project.deliver == "dm":
        told["subscribers"] = say("statement.projects.subscribers-not")
        head, rows = head[:3], [row[:3] for row in rows]
    facts = Facts(tuple((say(f"statement.projects.{key}"), text) for key, text in told.items()))
    names = tuple(say(f"statement.projects.{key}") for key in head)
    return facts, Grid(say("statement.projects.arms"), names, tuple(rows))


def _arm(arm: ArmStated, language: Language, say: Say) -> tuple[str, ...]:
    return (
        arm.name,
        _title(arm.protocol, language),
        moments.times(arm.pauses, say),
        str(arm.channels),
        say("sheet.unknown") if arm.invited is None else str(arm.invited),
        _saying(arm.saying, say),
    )


def _saying(said: Saying | None, say: Say) -> str:
    if said is None:
        return say("statement.projects.says-unknown")
    parts = [
        say(f"statement.projects.says-{when}", figures=_figures(figures, say))
        for when, figures in (("often", said.often), ("once", said.once))
        if figures
    ]
    return ". ".join(parts) or say("statement.limits.nothing")


def _title(title: Text | str, language: Language) -> str:
    return title if isinstance(title, str) else title.say(language)


def _check(found: Statement, say: Say) -> Part:
    return Part("check", say("statement.check.heading"), (Items(tuple(_checks(found, say)), True),))


def _checks(found: Statement, say: Say) -> Iterator[str]:
    running = found.running
    yield say("statement.check.version", version=running.version)
    yield say("statement.check.doctor")
    yield say(f"statement.check.{running.durable}", tables=", ".join(PEOPLE))
    for key in ("own", "hr", "source", "again"):
        yield say(f"statement.check.{key}")


def _rights(say: Say) -> Part:
    items = tuple(say(f"statement.rights.{key}") for key in ("free", "week", "after", "law"))
    return Part("rights", say("statement.rights.heading"), (Items(items),))
