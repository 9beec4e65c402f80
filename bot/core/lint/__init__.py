"""Editorial checks by name: a valid file is not yet a good one.

A new check is a rule in one of the modules beside this one, a line in its table, its words in the
locale (under `finding`), and a good and a bad example in the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.core.fields import nearest
from bot.core.lint.claims import claims
from bot.core.lint.describing import DESCRIBING
from bot.core.lint.doses import DOSES
from bot.core.lint.remarks import Around, Check, Document, Level, Remark, told
from bot.core.lint.whole import WHOLE
from bot.core.lint.wording import WORDING
from bot.core.programme import Library

__all__ = ["CHECKS", "Check", "Document", "Level", "Remark", "claims", "lint"]

CHECKS: dict[str, Check] = {**WORDING, **WHOLE, **DESCRIBING, **DOSES}


def lint(document: Document, library: Library, today: date) -> list[Remark]:
    """Return the remarks of all checks on a document, less what it waives by name.

    References that `library` lacks are somebody else's finding and are passed over here.
    """
    around = Around(library, today)
    remarks, waived = [], set()
    for name, check in CHECKS.items():
        found = [
            Remark(path, name, said, check.level) for path, said in check.rule(document, around)
        ]
        if found and check.waivable and name in document.waive:
            waived.add(name)
        else:
            remarks.extend(found)
    return [*remarks, *_waivers(document, waived)]


def _waivers(document: Document, waived: set[str]) -> Iterator[Remark]:
    for number, name in enumerate(document.waive):
        path = ("waive", number)
        if name not in CHECKS:
            near = nearest(name, CHECKS)
            unknown = told("unused-waiver-unknown", name=name)
            meant = told("unused-waiver-near", name=name, near=near) if near else unknown
            yield Remark(path, "UNUSED_WAIVER", meant, "error")
        elif not CHECKS[name].waivable:
            yield Remark(path, "UNUSED_WAIVER", told("unused-waiver-guard", name=name), "error")
        elif name not in waived:
            yield Remark(path, "UNUSED_WAIVER", told("unused-waiver", name=name), "warning")
