"""A programme as a page for the physiotherapist: doses, exercises, evidence, and what lacks."""

from __future__ import annotations

from datetime import date
from itertools import accumulate, pairwise

from bot.core import checklists
from bot.core.checklists import Checklist, Item
from bot.core.exercise import Exercise
from bot.core.fields import Language
from bot.core.lint import lint
from bot.core.lint.remarks import Remark
from bot.core.prescription import DAYS, Prescribed, Range, prescribed, session_takes
from bot.core.programme import Library, Programme, Session
from bot.reports.exercise_parts import evidence_grid, exercise_parts, named
from bot.reports.sheet import Block, Facts, Grid, Items, Part, Sheet, Words
from bot.reports.statement import day
from bot.texts import Say


def programme_page(
    programme: Programme,
    library: Library,
    language: Language,
    say: Say,
    today: date,
    version: str,
) -> Sheet:
    """Return the page; `today` is what the editorial checks go by, `version` the program's."""
    exercises = checklists.exercises_of(programme, library)
    return Sheet(
        language,
        say("page.kind", version=programme.version),
        programme.title.say(language),
        (programme.summary.say(language), say("page.intended")),
        (
            _about(programme, language, say),
            _doses(programme, library, language, say),
            _sessions(programme, library, language, say),
            Part(
                "exercises",
                say("page.exercises.heading"),
                parts=exercise_parts(exercises, library, language, say),
            ),
            _cautions(programme, language, say),
            _evidence(programme, language, say),
            _findings(programme, library, say, today),
            _described(programme, library, language, say),
        ),
        say("sheet.made", day=day(today, say), version=version),
        say("sheet.contents"),
        say("sheet.page"),
    )


def _about(programme: Programme, language: Language, say: Say) -> Part:
    author, review = programme.author, programme.reviewed
    told = author.name
    if author.qualification:
        told = f"{told}. {author.qualification.say(language)}"
    reviewed = say("page.not-reviewed")
    if review is not None:
        on, until = day(review.on, say), day(review.next, say)
        reviewed = say("page.reviewed-by", by=review.by, day=on, until=until)
    weeks = sum(phase.weeks for phase in programme.phases)
    facts = {
        "author": told,
        "reviewed": reviewed,
        "weeks": say("page.count-weeks", count=weeks),
        "licence": programme.licence,
    }
    blocks: list[Block] = [Facts(tuple((say(f"page.{key}"), fact) for key, fact in facts.items()))]
    if programme.background is not None:
        blocks += [Words(programme.background.say(language))]
    return Part("about", say("page.background"), tuple(blocks))


def _doses(programme: Programme, library: Library, language: Language, say: Say) -> Part:
    keys = ("protocol", "pauses", "hold", "repetitions", "day", "week", "takes")
    found = prescribed(programme, library)
    heading = say("page.doses.heading")
    head = tuple(say(f"page.doses.{key}", days=DAYS) for key in keys)
    rows = tuple(_dose(each, language, say) for each in found)
    blocks: list[Block] = [Grid(heading, head, rows), Words(say("page.doses.note"), "note")]
    asked = [each.active for each in found if each.active]
    if len(asked) > 1 and len(set(asked)) == 1:
        blocks.insert(1, Words(say("page.doses.same")))
    return Part("doses", heading, tuple(blocks))


def _dose(each: Prescribed, language: Language, say: Say) -> tuple[str, ...]:
    protocol = each.protocol
    free = say("page.doses.open" if protocol.open else "page.doses.own")
    active, takes = each.active, each.takes
    return (
        protocol.title.say(language),
        free if protocol.pauses is None else str(protocol.pauses),
        free if protocol.hold is None else _seconds(Range(protocol.hold, protocol.hold), say),
        free if protocol.repetitions is None else str(protocol.repetitions),
        free if active is None else _seconds(active, say),
        free if active is None else _seconds(active.times(DAYS), say),
        free if takes is None else _seconds(takes, say),
    )


def _seconds(found: Range, say: Say) -> str:
    if found.least == found.most:
        return say("page.doses.seconds", count=found.most)
    return say("page.doses.between", least=found.least, most=found.most)


def _sessions(programme: Programme, library: Library, language: Language, say: Say) -> Part:
    titles = {each.id: each.title.say(language) for each in programme.sessions}
    starts = accumulate((phase.weeks for phase in programme.phases), initial=0)
    phases = []
    for phase, (before, last) in zip(programme.phases, pairwise(starts), strict=True):
        key = "phase" if phase.weeks > 1 else "phase-one"
        weeks = say(f"page.sessions.{key}", first=before + 1, last=last)
        shown = ", ".join(titles[name] for name in phase.sessions)
        turns = shown if len(phase.sessions) == 1 else say("page.sessions.turns", sessions=shown)
        phases.append((weeks, turns))
    heading = say("page.sessions.heading")
    keys = ("session", "exercises", "seated", "promised", "takes")
    head = tuple(say(f"page.sessions.{key}") for key in keys)
    rows = tuple(_session(each, programme, library, language, say) for each in programme.sessions)
    return Part("sessions", heading, (Facts(tuple(phases)), Grid(heading, head, rows)))


def _session(
    session: Session, programme: Programme, library: Library, language: Language, say: Say
) -> tuple[str, ...]:
    takes = [
        session_takes(session, protocol, library)[1] for protocol in programme.protocols.values()
    ]
    return (
        session.title.say(language),
        named(session.exercises, library, language),
        named((session.seated,), library, language),
        say("page.doses.seconds", count=session.seconds),
        _seconds(Range(min(takes), max(takes)), say),
    )


def _cautions(programme: Programme, language: Language, say: Say) -> Part:
    blocks: list[Block] = []
    if programme.not_for:
        blocks.append(Words(f"{say('page.cautions.first')}:"))
        blocks.append(Items(tuple(say(f"caution.{each}") for each in programme.not_for)))
    blocks.append(Words(say("page.cautions.screens"), "note"))
    blocks.append(Words(f"{say('page.cautions.stop')}:"))
    blocks.append(Words(programme.stop.say(language), "quote"))
    return Part("cautions", say("page.cautions.heading"), tuple(blocks))


def _evidence(programme: Programme, language: Language, say: Say) -> Part:
    heading = say("page.evidence.heading")
    blocks: list[Block] = [Words(say("page.evidence.note"), "note")]
    if programme.evidence:
        blocks.append(evidence_grid(heading, programme.evidence, language, say))
    else:
        blocks.append(Words(say("page.evidence.none")))
    for protocol in programme.protocols.values():
        if protocol.evidence:
            caption = say("page.doses.evidence", title=protocol.title.say(language))
            blocks.append(evidence_grid(caption, protocol.evidence, language, say))
    return Part("evidence", heading, tuple(blocks))


def _findings(programme: Programme, library: Library, say: Say, today: date) -> Part:
    heading = say("page.findings.heading")
    documents: list[Exercise | Programme] = [programme]
    documents += checklists.exercises_of(programme, library)
    rows = tuple(
        (_file(document), _where(remark), _said(remark, say), say(f"page.findings.{remark.level}"))
        for document in documents
        for remark in lint(document, library, today)
    )
    if not rows:
        return Part("findings", heading, (Words(say("page.findings.none")),))
    head = tuple(say(f"page.findings.{key}") for key in ("file", "where", "what", "level"))
    note = Words(say("page.findings.note"), "note")
    return Part("findings", heading, (note, Grid(heading, head, rows)))


def _file(document: Exercise | Programme) -> str:
    folder = "" if isinstance(document, Programme) else "exercises/"
    return f"{folder}{document.id}.yaml"


def _where(remark: Remark) -> str:
    steps = [str(each + 1) if isinstance(each, int) else each for each in remark.path]
    return ", ".join([*steps, remark.code])


def _said(remark: Remark, say: Say) -> str:
    values = {
        name: day(value, say) if isinstance(value, date) else value
        for name, value in remark.values.items()
    }
    return say(remark.key, **values)


def _described(programme: Programme, library: Library, language: Language, say: Say) -> Part:
    both: tuple[Checklist, ...] = ("cert", "tidier")
    parts = tuple(_checklist(each, programme, library, language, say) for each in both)
    note = Words(say("page.checklist.note"), "note")
    return Part("described", say("page.checklist.heading"), (note,), parts)


def _checklist(
    checklist: Checklist, programme: Programme, library: Library, language: Language, say: Say
) -> Part:
    items = checklists.coverage(checklist, programme, library)
    score = say("page.checklist.score", covered=checklists.covered(items), all=len(items))
    counts = {by: sum(item.by == by for item in items) for by in ("programme", "bot", "missing")}
    name = say(f"page.checklist.{checklist}")
    heading = f"{name}: {score}"
    head = tuple(say(f"page.checklist.{key}") for key in ("number", "item", "by"))
    rows = tuple(
        (
            str(item.number),
            say(f"page.{checklist}.n{item.number}.name"),
            _given(checklist, item, library, language, say),
        )
        for item in items
    )
    split = Words(say("page.checklist.split", **counts))
    return Part(checklist, heading, (split, Grid(heading, head, rows)))


def _given(checklist: Checklist, item: Item, library: Library, language: Language, say: Say) -> str:
    if item.by == "missing":
        how = say(f"page.{checklist}.n{item.number}.lacks")
        if item.lacking:
            names = named(item.lacking, library, language)
            how = f"{how}; {say('page.checklist.lacking', exercises=names)}"
    else:
        how = say(f"page.{checklist}.n{item.number}.how")
    return say(f"page.checklist.{item.by}", how=how)
