"""Projects with releases made by hand, and their reports; names that no file may take for code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from bot.core import privacy
from bot.core.fields import Language
from bot.core.privacy import ArmRelease, Limits, Release, Said, Symbol, hidden
from bot.core.programme import Programme
from bot.core.project import Project
from bot.core.report import Report, report
from bot.loader import load_texts
from bot.texts import Catalogue, Say
from tests import fakes

AFTER = datetime(2027, 4, 6, tzinfo=UTC)
FIRST = date(2027, 1, 11)
DETAILS: Mapping[str, int | str] = {
    "reach": 30, "third": 25, "most": 15, "starts": 25, "finishes": 20,
    "step-1": 25, "step-2": 25, "step-3": 20,
}  # fmt: skip
Cells = Mapping[str, int | str]
"""What is published of an arm, by cell: a number, or *low*, *high*, *hidden*."""


@cache
def speak(language: Language) -> Say:
    """The bot's own words in a language."""
    return Catalogue(load_texts()).speak(language)


def symbol(said: int | str, of: int) -> Symbol:
    """A symbol as the rule would have said it."""
    if isinstance(said, int):
        return Symbol("number", of, said)
    return {"low": Symbol("low", of), "high": Symbol("high", of), "hidden": hidden(of)}[said]


def arm(
    name: str, of: int, cells: Cells, *, complete: int = 4, whole: Cells | None = None
) -> ArmRelease:
    """What is published of an arm of `of` invited, over a period and perhaps over the whole."""
    said = Said(complete, {cell: symbol(each, of) for cell, each in cells.items()})
    if whole is None:
        return ArmRelease(name, of, said)
    over_all = Said(12, {cell: symbol(each, of) for cell, each in whole.items()})
    return ArmRelease(name, of, said, over_all)


def releases(
    *periods: Sequence[ArmRelease], limits: Limits | None = None
) -> list[tuple[Release, str]]:
    """Periods of four weeks from the first Monday on, chained."""
    found, previous = [], privacy.FIRST
    for number, arms in enumerate(periods):
        begins = FIRST + timedelta(weeks=4 * number)
        ends = begins + timedelta(days=25)
        made = Release("proef", number, begins, ends, 4, limits or Limits(), tuple(arms))
        previous = privacy.digest(previous, privacy.write(made))
        found.append((made, previous))
    return found


def project(*names: str, **changes: Any) -> Project:
    """A project of twelve weeks: arms that ask 3 × 2 × 20 seconds a day, each in a channel."""
    arms = [
        {
            "name": name,
            "protocol": "drie",
            "pauses": ["10:30", "12:30", "15:00"],
            "channels": [f"C0ARM{number}"],
        }
        for number, name in enumerate(names or ["a"])
    ]
    first = {"id": "proef", "starts": "2027-01-11", "ends": "2027-04-02", "arms": arms}
    return fakes.project(**{**first, **changes})


def made(
    of: Project,
    published: Sequence[tuple[Release, str]] = (),
    *,
    tally: Mapping[tuple[str, str, str], int] | None = None,
    invited: Mapping[tuple[str, int], int] | None = None,
    now: datetime = AFTER,
    programme: Programme | None = None,
    **more: Any,
) -> Report:
    """The report of a project; what is not given is not there."""
    state = more.pop("state", "running")
    return report(
        of, programme or fakes.programme(), state, published, tally or {}, invited or {}, now,
        "9.9.9", **more,
    )  # fmt: skip


def full(language_title: str = "Fit door het voorjaar") -> Report:
    """Two arms over three periods, with everything that a report can show."""
    answers: Cells = {"better": 30, "same": 25, "worse": "low"}
    both = [
        [arm("a", 120, {**DETAILS, **answers}), arm("b", 100, {**DETAILS, "most": "low"})],
        [arm("a", 120, {**DETAILS, **answers, "reach": 90}), arm("b", 100, {"reach": "low"})],
        [arm("a", 120, {**DETAILS, **answers, "reach": 85}), arm("b", 100, DETAILS)],
    ]
    asked = project("a", "b", title={"nl": language_title}, reports={"effect_question": True})
    tally = {
        ("a", "2027-W02", "planned"): 61,
        ("a", "2027-W02", "sent"): 58,
        ("a", "2027-W02", "held:holiday"): 3,
        ("b", "2027-W03", "planned"): 17,
        ("b", "2027-W03", "unknown"): 1,
        ("b", "2027-W03", "sent"): 16,
    }
    counted = {(name, number): of for name, of in [("a", 120), ("b", 100)] for number in range(3)}
    return made(asked, releases(*both), tally=tally, invited=counted)
