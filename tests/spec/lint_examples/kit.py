"""Documents to spoil: a good one of each kind, and ways to change one value in it."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from bot.core.exercise import Exercise
from bot.core.programme import Library, Programme
from bot.core.project import Project
from bot.loader import load_library, load_project

D = TypeVar("D", Exercise, Programme, Project)

GOOD_FILES = Path(__file__).parent.parent.parent / "programmes/good"
LOADED = load_library(GOOD_FILES)
STRETCH = LOADED.exercises["staande-bekkenrek"]
TURN = LOADED.exercises["bovenrug-draaien"]
LIFT = LOADED.exercises["zittend-knie-heffen"]
STRETCHING = LOADED.programmes["staande-bekkenrek"]
TURNS = LOADED.programmes["afwisselen"]
PROJECT = load_project(GOOD_FILES / "projects/channel.yaml", LOADED)
TODAY = date(2026, 11, 21)
REVIEW = {"by": "Een fysiotherapeut", "on": date(2026, 10, 1), "next": date(2027, 10, 1)}
CITED = {
    "source": "Een pilot",
    "level": "pilot",
    "strength": "low",
    "supports": {"nl": "Rugpijn nam af.", "en": "Back pain decreased."},
}
OLD, SOON = {**REVIEW, "next": TODAY}, {**REVIEW, "on": date(2026, 11, 22)}
TOLD = {**CITED, "level": "expert"}


def changed(document: D, changes: dict[str, Any]) -> D:
    """A copy of `document` with other values under dotted keys; numbers are items."""
    data = deepcopy(document.model_dump(by_alias=True))
    for dotted, value in changes.items():
        here: Any = data
        *way, last = dotted.split(".")
        for part in way:
            here = here[int(part) if part.isdigit() else part]
        here[last] = value
    return type(document).model_validate(data)


def steps(*, nl: list[str], en: list[str], sides: str = "none") -> Exercise:
    """An exercise with other steps."""
    said = {"nl": tuple(nl), "en": tuple(en)}
    return changed(STRETCH, {"steps": said, "sides": sides})


def dutch(sentence: str) -> Exercise:
    """An exercise whose purpose is `sentence`."""
    return changed(STRETCH, {"purpose.nl": sentence})


def arm(**values: Any) -> Project:
    """The project with other values in its second arm, which follows the open protocol."""
    values = {"protocol": "op-maat", **values}
    return changed(PROJECT, {f"arms.1.{key}": value for key, value in values.items()})


# What no good library has: an exercise with nothing easier, one without a figure or a stop, a ring.
ODD = [
    changed(STRETCH, {"id": "hielen-heffen", "easier": None}),
    changed(STRETCH, {"id": "kaal", "figure": None, "stop_if": ()}),
    changed(STRETCH, {"id": "ring", "easier": "staande-bekkenrek"}),
]
LIBRARY = Library(
    exercises={**LOADED.exercises, **{each.id: each for each in ODD}},
    programmes=LOADED.programmes,
)

# As a textbook says it, in sentences that are not too long.
STIFF_NL = [
    "De deelnemer controleert de uitgangshouding en positioneert de voeten.",
    "De beweging wordt vervolgens geleidelijk uitgevoerd.",
    "Daarbij blijft de ademhaling ononderbroken.",
    "Aansluitend wordt de oorspronkelijke positie ingenomen.",
]
STIFF_EN = [
    "Stand.",
    "Individually appropriate positioning necessitates preliminary familiarisation.",
    "Gradually accelerating respiration accompanies the movement.",
    "Subsequently the participant reassumes the original position.",
    "Continuous observation guarantees satisfactory execution.",
]
