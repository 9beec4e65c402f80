"""CERT and TIDieR: what a programme describes, what follows from the bot, what is missing."""

from __future__ import annotations

import pytest

from bot.core.checklists import Checklist, coverage, covered, exercises_of
from bot.core.programme import Library, Programme
from bot.loader import load_library
from bot.settings import shipped_programmes
from tests import fakes

LIBRARY = fakes.library()
PROGRAMME = LIBRARY.programmes["proef"]


def missing(checklist: Checklist, programme: Programme, library: Library = LIBRARY) -> list[int]:
    items = coverage(checklist, programme, library)
    return [item.number for item in items if item.by == "missing"]


@pytest.mark.parametrize("checklist, items", [("cert", 16), ("tidier", 12)])
def test_every_item_has_its_number_and_is_counted_once(checklist: Checklist, items: int) -> None:
    found = coverage(checklist, PROGRAMME, LIBRARY)
    assert [item.number for item in found] == list(range(1, items + 1))
    assert covered(found) == items - len(missing(checklist, PROGRAMME))


def test_a_bare_programme_lacks_what_its_fields_do_not_say() -> None:
    assert missing("cert", PROGRAMME) == [2, 7, 8, 9, 10]
    assert missing("tidier", PROGRAMME) == [2, 3, 5, 12]
    pictures = coverage("cert", PROGRAMME, LIBRARY)[7]
    assert pictures.lacking == ("rek", "adem", "zit")


def test_each_field_that_is_filled_in_gives_its_item() -> None:
    raw = {
        "author": {"name": "Pauzebot", "qualification": {"nl": "Fysiotherapeut."}},
        "background": {"nl": "Waar het vandaan komt."},
        "phases": [{"weeks": 2, "sessions": ["basis"]}, {"weeks": 2, "sessions": ["basis"]}],
    }
    alt = {"figure": {"alt": {"nl": "Iemand zit."}}}
    exercises = {
        name: fakes.exercise(name, easier="zit" if name == "rek" else None, **alt)
        for name in LIBRARY.exercises
    }
    full = fakes.programme(**raw)
    library = Library(exercises, {full.id: full})
    assert missing("cert", full, library) == [9, 10]
    assert missing("tidier", full, library) == [12]


def test_evidence_says_why_too_and_an_exercise_without_stop_signs_is_named() -> None:
    why = fakes.programme(
        evidence=[
            {"source": "x", "level": "expert", "strength": "low", "supports": {"nl": "Iets."}}
        ]
    )
    assert 2 not in missing("tidier", why)
    exercises = {**LIBRARY.exercises, "adem": fakes.exercise("adem", stop_if=[])}
    stops = coverage("cert", PROGRAMME, Library(exercises, LIBRARY.programmes))[10]
    assert (stops.by, stops.lacking) == ("missing", ("adem",))


def test_every_exercise_somebody_may_meet_is_there_once_also_the_easier_of_an_easier() -> None:
    exercises = {**LIBRARY.exercises, "zit": fakes.exercise("zit", easier="lig")}
    exercises["lig"] = fakes.exercise("lig")
    found = exercises_of(PROGRAMME, Library(exercises, {}))
    assert [each.id for each in found] == ["rek", "adem", "zit", "lig"]


def test_the_shipped_programmes_lack_only_what_they_say_they_lack() -> None:
    library = load_library(shipped_programmes())
    for programme in library.programmes.values():
        progression = [] if len(programme.phases) > 1 else [7]
        assert missing("cert", programme, library) == [*progression, 9, 10]
        assert missing("tidier", programme, library) == [12]
