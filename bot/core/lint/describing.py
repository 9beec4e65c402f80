"""Checks of how fully a programme is described, by the checklists CERT and TIDieR."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.checklists import (
    RULES,
    Checklist,
    Looked,
    Rule,
    coverage,
    pictured,
    progresses,
    qualified,
    reasoned,
    stoppable,
)
from bot.core.fields import Path
from bot.core.lint.remarks import Around, Check, Document, Said, told
from bot.core.programme import Library, Programme

CHECKLISTS: Mapping[Checklist, str] = {"cert": "CERT", "tidier": "TIDieR"}
GAPS: Mapping[Rule, tuple[str, Path]] = {
    qualified: ("not-described-author", ("author",)),
    reasoned: ("not-described-reason", ()),
    pictured: ("not-described-picture", ("sessions",)),
    stoppable: ("not-described-stop", ("sessions",)),
}
"""What of CERT and TIDieR an author can leave out, with what to say and where."""


def not_described(document: Document, around: Around) -> Said:
    """A programme gives the items of CERT and TIDieR that its file has room for."""
    for rule, (items, lacking) in _missing(document, around.library).items():
        if rule in GAPS:
            key, path = GAPS[rule]
            yield path, told(key, items=items, exercises=lacking)


def no_progression(document: Document, _: Around) -> Said:
    """A programme has phases, or waives this: CERT asks when somebody goes on to more."""
    if isinstance(document, Programme) and not progresses(Looked(document, ())):
        yield ("phases",), told("no-progression", items=", ".join(_items(progresses)))


def _items(wanted: Rule) -> list[str]:
    return [
        f"{name} {number}"
        for checklist, name in CHECKLISTS.items()
        for number, rule in enumerate(RULES[checklist], start=1)
        if rule is wanted
    ]


def _missing(document: Document, library: Library) -> dict[Rule, tuple[str, str]]:
    """By rule the items that a programme lacks, such as `CERT 2, TIDieR 5`, and in which exercises.

    Nothing is said of a programme whose exercises are not all there.
    """
    if not isinstance(document, Programme) or not _whole(document, library):
        return {}
    return {
        rule: (", ".join(_items(rule)), ", ".join(item.lacking))
        for checklist in CHECKLISTS
        for item in coverage(checklist, document, library)
        for rule in [RULES[checklist][item.number - 1]]
        if item.by == "missing" and not isinstance(rule, str)
    }


def _whole(programme: Programme, library: Library) -> bool:
    return all(name in library.exercises for name in library.met(programme.named))


DESCRIBING = {
    "NOT_DESCRIBED": Check(not_described, "warning"),
    "NO_PROGRESSION": Check(no_progression, "warning"),
}
