"""What a programme asks a day: only holding and moving, and with getting ready and resting."""

from __future__ import annotations

from bot.core.prescription import Range, active, prescribed, session_takes
from bot.core.programme import Library
from bot.loader import load_library
from bot.settings import shipped_programmes
from tests import fakes

LIBRARY = fakes.library()
PROGRAMME = LIBRARY.programmes["proef"]


def test_exercise_is_holding_and_moving_on_both_sides() -> None:
    drie = PROGRAMME.protocols["drie"]
    # rek: 2 sides x 2 times 20 seconds; its own dose is three times.
    assert active(LIBRARY.exercises["rek"], drie) == 80
    assert active(LIBRARY.exercises["rek"], None) == 120
    # adem: 5 breaths of 4 seconds, whatever a protocol says of holding.
    assert active(LIBRARY.exercises["adem"], drie) == 20


def test_a_session_takes_getting_ready_and_resting_too() -> None:
    drie = PROGRAMME.protocols["drie"]
    takes = 2 * (5 + 20 + 5 + 20) + 5 + 20
    assert session_takes(PROGRAMME.sessions[0], drie, LIBRARY) == (100, takes)


def test_a_day_is_all_its_pauses_and_an_open_protocol_leaves_it_to_the_physio() -> None:
    drie, open_ = prescribed(PROGRAMME, LIBRARY)
    assert (drie.name, drie.active, drie.takes) == ("drie", Range(300, 300), Range(375, 375))
    assert drie.active is not None
    assert drie.active.times(5) == Range(1500, 1500)
    assert (open_.name, open_.active, open_.takes) == ("open", None, None)


def test_sessions_that_take_turns_make_days_that_differ() -> None:
    session = PROGRAMME.sessions[0]
    short = session.model_copy(update={"id": "kort", "exercises": ("adem",)})
    phase = PROGRAMME.phases[0].model_copy(update={"sessions": ("basis", "kort")})
    turns = PROGRAMME.model_copy(update={"sessions": (session, short), "phases": (phase,)})
    drie, _ = prescribed(turns, Library(LIBRARY.exercises, {"proef": turns}))
    # Three pauses: two long and one short, the week after the other way round.
    assert drie.active == Range(100 + 20 + 20, 100 + 100 + 20)


def test_the_two_protocols_of_the_pelvic_stretch_ask_for_equally_much() -> None:
    library = load_library(shipped_programmes())
    asked = prescribed(library.programmes["staande-bekkenrek"], library)
    assert [(each.name, each.active) for each in asked] == [
        ("umcg", Range(180, 180)),
        ("kuleuven", Range(180, 180)),
        ("op-maat", None),
    ]
