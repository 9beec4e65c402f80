"""What an author sees of a programme: every screen that a colleague may meet, and its length."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core import rehearsal
from bot.core.effects import Introduction, Screen, Show, Step, StopAdvice, Thanks
from bot.core.events import Advanced
from bot.core.programme import Library
from bot.core.rehearsal import Rehearsal, alone, concerned, lacking, rehearsals
from bot.core.walkthrough import advance, begin
from tests import fakes

LIBRARY = fakes.library()
PROGRAMME = LIBRARY.programmes["proef"]


def told(screen: Screen) -> str:
    match screen:
        case Introduction():
            return "introduction"
        case Step(exercise=exercise, side=side, dose=dose):
            much = dose.hold or dose.count
            return " ".join(filter(None, [exercise.id, side, f"{dose.repetitions} × {much}"]))
        case Thanks(asks=asks):
            return "thanks, and asks" if asks else "thanks"
        case StopAdvice(programme=programme):
            return f"stop: {programme.stop.nl}" if programme else "stop: in general"
        case _:
            return "something else"


def way(found: Rehearsal) -> str:
    return f"{found.session.id}, {found.protocol}, {found.variant}"


def test_every_session_is_shown_under_every_protocol_in_every_variant() -> None:
    assert [way(each) for each in rehearsals(PROGRAMME, LIBRARY, "nl")] == [
        "basis, drie, usual",
        "basis, drie, easier",
        "basis, drie, seated",
        "basis, open, usual",
        "basis, open, easier",
        "basis, open, seated",
    ]


@pytest.mark.parametrize("number, screens", [
    (0, ["introduction", "rek left 2 × 20", "rek right 2 × 20", "adem 1 × 5"]),
    (1, ["introduction", "zit 2 × 6", "adem 1 × 5"]),
    (2, ["introduction", "zit 2 × 6"]),
    (3, ["introduction", "rek left 3 × 20", "rek right 3 × 20", "adem 1 × 5"]),
])  # fmt: skip
def test_its_screens_are_those_of_the_walk_then_the_thanks_and_the_stop(
    number: int, screens: list[str]
) -> None:
    found = rehearsals(PROGRAMME, LIBRARY, "nl")[number]
    last = ["thanks", "stop: Rust uit en vraag advies."]
    assert [told(each.screen) for each in found.screens] == [*screens, *last]
    assert [each.walk is None for each in found.screens[-2:]] == [True, True]


def test_a_colleague_who_goes_on_meets_the_same_screens_in_the_same_order() -> None:
    shown = begin(PROGRAMME, "nl", LIBRARY)
    met = [shown.screen]
    while shown.walk is not None:
        answer = advance(Advanced(shown.walk, None), LIBRARY)[0]
        assert isinstance(answer, Show)
        shown = answer
        met.append(shown.screen)
    found = rehearsals(PROGRAMME, LIBRARY, "nl")[0]
    assert [each.screen for each in found.screens[:-1]] == met


def test_a_screen_lasts_as_long_as_its_side_and_the_whole_as_all_of_them() -> None:
    # Getting ready 5, two holds of 20 with 5 of rest between; five breaths of 4 seconds, after 5.
    found = rehearsals(PROGRAMME, LIBRARY, "nl")[0]
    assert [rehearsal.lasts(each.screen) for each in found.screens] == [0, 50, 50, 25, 0, 0]
    assert found.seconds == 125
    introduction = found.screens[0].screen
    assert isinstance(introduction, Introduction)
    assert introduction.seconds == found.seconds


def test_a_session_with_an_exercise_that_is_not_there_is_not_shown_and_is_told_of() -> None:
    session = PROGRAMME.sessions[0]
    for gone in ("rek", "zit", "adem"):
        left = {name: each for name, each in LIBRARY.exercises.items() if name != gone}
        library = replace(LIBRARY, exercises=left)
        assert rehearsals(PROGRAMME, library, "nl") == ()
        assert lacking(session, library) == (gone,)
    assert lacking(session, LIBRARY) == ()


def test_the_programme_may_be_newer_than_the_one_in_the_library() -> None:
    newer = fakes.programme(version=3)
    assert rehearsals(newer, LIBRARY, "en")[0].screens[0].language == "en"


def test_an_exercise_is_shown_by_itself_with_its_own_dose() -> None:
    one = LIBRARY.exercises["rek"]
    found = rehearsals(alone(one), LIBRARY, "nl")
    assert [way(each) for each in found] == ["alone, alone, usual", "alone, alone, easier"]
    assert [told(each.screen) for each in found[0].screens] == [
        "introduction", "rek left 3 × 20", "rek right 3 × 20", "thanks", "stop: in general",
    ]  # fmt: skip


def test_however_short_an_exercise_is_its_session_can_be_made() -> None:
    for dose in ({"count": 1}, {"minutes": 10, "repetitions": 10}):
        made = alone(fakes.exercise("kort", dose=dose, limit={}, prepare=0, pace=1))
        assert rehearsal.SHORTEST <= made.sessions[0].seconds <= rehearsal.LONGEST


def test_what_a_file_rests_on_are_its_exercises_and_their_easier_ones_known_or_not() -> None:
    assert concerned([PROGRAMME], LIBRARY) == ("rek", "adem", "zit")
    assert concerned([LIBRARY.exercises["rek"]], LIBRARY) == ("rek", "zit")
    assert concerned([PROGRAMME], Library({}, {})) == ("rek", "adem", "zit")
