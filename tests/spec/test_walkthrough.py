"""A walk as a dialogue: what was pressed, and what is shown and counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import privacy, walkthrough
from bot.core.effects import Answer, Count, Introduction, Kindly, Show, Step, StopAdvice, Thanks
from bot.core.events import Advanced, Answered, Felt, Inside, Lost, Stopped, Switched, Walk
from bot.core.privacy import EFFECTS, Counts, policy
from bot.core.programme import Library
from bot.core.project import Project, Slot, Standing
from tests import fakes

LIBRARY = fakes.library()
PROJECT = fakes.project()
SLOT = Slot("lente", "een", date(2027, 1, 11), 0)
FRESH = Walk("proef", 2, "basis", "nl", hold=20, repetitions=2, slot=SLOT)


def test_who_asked_for_seated_pauses_begins_seated_where_there_is_a_choice() -> None:
    for seated, variant in ((True, "seated"), (False, "usual")):
        offered, *_ = walkthrough.offer(SLOT, PROJECT, "open", 0, LIBRARY, "nl", seated=seated)
        begun = walkthrough.begin(LIBRARY.programmes["proef"], "nl", LIBRARY, seated=seated)
        for shown in (offered, begun):
            assert isinstance(shown, Show)
            assert shown.walk is not None
            assert shown.walk.variant == variant


def told(answers: list[Answer]) -> list[str]:
    """Say answers as a reader would: what is on the screen, and what is counted."""
    return [_said(answer) for answer in answers]


def _said(answer: Answer) -> str:
    if isinstance(answer, Count):
        finished = " finished" if answer.finished else ""
        return f"count {answer.reached}{finished}" + (f" {answer.felt}" if answer.felt else "")
    assert isinstance(answer, Show)
    match answer.screen:
        case Introduction(late=late):
            return "introduction" + (" (late)" if late else "")
        case Step(exercise=exercise, side=side, number=number, total=total):
            return f"{exercise.id} {side or ''} {number}/{total}".replace("  ", " ")
        case Thanks(asks=asks, answered=answered):
            return "thanks" + (", and asks" if asks else "") + (" for the answer" * answered)
        case StopAdvice(programme=programme):
            return "stop" + ("" if programme else " (general)")
        case Kindly(notice=notice):
            return f"kindly {notice}"


def dialogue(walk: Walk, *events: object) -> list[list[str]]:
    """Play presses from `walk` on; each press starts where the last screen left the walk."""
    heard = []
    for make in events:
        answers = walkthrough.advance(make(walk), LIBRARY)  # type: ignore[operator]  # makes a press
        heard.append(told(answers))
        shown = answers[0]
        assert isinstance(shown, Show)
        walk = shown.walk or walk
    return heard


def offered(standing: Standing, slot: Slot = SLOT) -> list[str]:
    return told(walkthrough.offer(slot, PROJECT, standing, 0, LIBRARY, "nl"))


def test_a_whole_walk_shows_every_side_and_counts_how_far_it_is() -> None:
    assert offered("open") == ["introduction", "count 0"]
    assert dialogue(FRESH, Advanced, Advanced, Advanced, Advanced) == [
        ["rek left 1/2", "count 1"],
        ["rek right 1/2", "count 1"],
        ["adem 2/2", "count 2"],
        ["thanks", "count 2 finished"],
    ]


@pytest.mark.parametrize(
    "standing, heard",
    [
        ("open", ["introduction", "count 0"]),
        ("early", ["introduction"]),
        ("closed", ["introduction (late)"]),
        ("ended", ["kindly ended"]),
        ("unknown", ["kindly unknown"]),
    ],
)
def test_a_prompt_answers_by_where_its_slot_stands(standing: Standing, heard: list[str]) -> None:
    assert offered(standing) == heard


def test_a_walk_from_a_closed_slot_counts_nothing() -> None:
    uncounted = replace(FRESH, slot=None)
    assert dialogue(uncounted, Advanced, Advanced, Advanced, Advanced) == [
        ["rek left 1/2"],
        ["rek right 1/2"],
        ["adem 2/2"],
        ["thanks"],
    ]


def test_a_slot_of_an_arm_or_programme_that_is_gone_gets_a_kind_answer() -> None:
    assert offered("open", replace(SLOT, arm="weg")) == ["kindly unknown"]
    without = Library(LIBRARY.exercises, {})
    answers = walkthrough.offer(SLOT, PROJECT, "open", 0, without, "nl")
    assert told(answers) == ["kindly unknown"]


def test_the_easier_variant_chosen_first_takes_its_own_sides() -> None:
    def easier(walk: Walk) -> Advanced:
        return Advanced(walk, "easier")

    assert dialogue(FRESH, easier, Advanced, Advanced) == [
        ["zit 1/2", "count 1"],
        ["adem 2/2", "count 2"],
        ["thanks", "count 2 finished"],
    ]


def test_the_seated_minute_stands_for_the_whole_session() -> None:
    def seated(walk: Walk) -> Advanced:
        return Advanced(walk, "seated")

    assert dialogue(FRESH, seated, Advanced) == [
        ["zit 1/1", "count 1"],
        ["thanks", "count 2 finished"],
    ]


def test_easier_in_mid_walk_stays_at_the_same_exercise_and_back() -> None:
    assert dialogue(FRESH, Advanced, Advanced, Switched, Switched, Advanced) == [
        ["rek left 1/2", "count 1"],
        ["rek right 1/2", "count 1"],
        ["zit 1/2"],
        ["rek left 1/2"],
        ["rek right 1/2", "count 1"],
    ]


def test_easier_where_there_is_none_shows_the_same_screen() -> None:
    at_breath = replace(FRESH, screen=3)
    assert dialogue(at_breath, Switched) == [["adem 2/2"]]
    assert dialogue(FRESH, Switched) == [["introduction"]]
    assert dialogue(replace(FRESH, variant="seated", screen=1), Switched) == [["zit 1/1"]]
    assert dialogue(replace(FRESH, screen=99), Switched) == [["kindly expired"]]


def test_stop_always_stops_and_counts_nothing() -> None:
    for screen in range(6):
        assert dialogue(replace(FRESH, screen=screen), Stopped) == [["stop"]]
    assert dialogue(replace(FRESH, programme="weg"), Stopped) == [["stop (general)"]]


def test_the_same_press_twice_gives_the_same_answer() -> None:
    once = walkthrough.advance(Advanced(FRESH), LIBRARY)
    assert walkthrough.advance(Advanced(FRESH), LIBRARY) == once


@pytest.mark.parametrize(
    "stale",
    [
        replace(FRESH, version=1),
        replace(FRESH, programme="weg"),
        replace(FRESH, session="weg"),
        replace(FRESH, screen=4),
        replace(FRESH, screen=500),
    ],
)
def test_a_view_older_than_its_programme_has_kindly_expired(stale: Walk) -> None:
    assert dialogue(stale, Advanced) == [["kindly expired"]]


def test_a_view_that_cannot_be_read_has_kindly_expired_in_its_language() -> None:
    shown = walkthrough.advance(Lost("en"), LIBRARY)[0]
    assert shown == Show(Kindly("expired"), None, "en")


def test_the_dose_is_the_protocols_and_never_past_the_limit() -> None:
    def dose(hold: int | None, repetitions: int | None) -> tuple[int | None, int]:
        walk = replace(FRESH, hold=hold, repetitions=repetitions, screen=1)
        screen = walkthrough.show(walk, LIBRARY).screen
        assert isinstance(screen, Step)
        return screen.dose.hold, screen.dose.repetitions

    assert dose(25, 2) == (25, 2)
    assert dose(30, 5) == (30, 5)
    assert dose(31, 2) == (20, 2)
    assert dose(25, 6) == (25, 3)
    assert dose(None, None) == (20, 3)


def test_the_introduction_names_what_it_is_for_whom_not_and_how_long() -> None:
    shown = walkthrough.offer(SLOT, PROJECT, "open", 0, LIBRARY, "nl")[0]
    assert isinstance(shown, Show)
    first = shown.screen
    assert isinstance(first, Introduction)
    assert first.cautions == ("advised-against", "herniated-disc")
    assert first.variants == ("usual", "easier", "seated")
    # rek: 2 sides x (5 ready + 2 x 20 + 5 rest), adem: 5 ready + 5 breaths x 4 seconds
    assert first.seconds == 2 * (5 + 40 + 5) + 5 + 20
    assert walkthrough.length(SLOT, PROJECT, 0, LIBRARY) == first.seconds
    assert walkthrough.length(replace(SLOT, arm="weg"), PROJECT, 0, LIBRARY) is None


def test_an_arm_may_set_the_dose_of_an_open_protocol() -> None:
    arms = [{**PROJECT.model_dump(mode="json")["arms"][0], "protocol": "open", "hold": 28}]
    shown = walkthrough.offer(SLOT, fakes.project(arms=arms), "open", 0, LIBRARY, "nl")[0]
    assert isinstance(shown, Show)
    assert shown.walk is not None
    assert (shown.walk.hold, shown.walk.repetitions) == (28, None)


# The effect question: on the last screen, where the physio has it on and the slot is open.

ASKING = fakes.project(reports={"effect_question": True})


def asks(standing: Standing, project: Project = ASKING) -> bool:
    """Whether the walk that a prompt opens will ask; None and no walk ask nothing."""
    shown = walkthrough.offer(SLOT, project, standing, 0, LIBRARY, "nl")[0]
    assert isinstance(shown, Show)
    return shown.walk is not None and shown.walk.asks


def test_the_question_is_asked_where_it_is_on_and_the_slot_counts() -> None:
    assert asks("open")
    assert not asks("open", PROJECT), "off, unless the physio turns it on"
    # A trial of HR walks a slot that is still to come; a late press one that has closed.
    assert not any(asks(standing) for standing in ("early", "closed", "ended", "unknown"))


def test_a_group_of_which_no_answer_would_be_shown_is_not_asked() -> None:
    def asked(invited: int | None) -> bool:
        shown = walkthrough.offer(SLOT, ASKING, "open", 0, LIBRARY, "nl", invited=invited)[0]
        assert isinstance(shown, Show)
        assert shown.walk is not None
        return shown.walk.asks

    assert asked(None), "nobody has counted yet"
    cells = Counts(1, steps=(1, 1), effects={"same": 1}, sent=1)
    for invited in range(300):
        said = policy.kept(privacy.cells(cells), invited, 3, ASKING.reports.limits.rule)
        assert asked(invited) == (not said.isdisjoint(EFFECTS)), invited
    assert (asked(15), asked(60)) == (False, True)


def at_the_end(felt: Felt, **changes: Any) -> list[str]:
    walk = replace(FRESH, asks=True, screen=4)
    return told(walkthrough.advance(Answered(replace(walk, **changes), felt), LIBRARY))


def test_the_last_screen_asks_and_takes_one_answer() -> None:
    asking = replace(FRESH, asks=True)
    assert dialogue(asking, Advanced, Advanced, Advanced, Advanced)[-1] == [
        "thanks, and asks",
        "count 2 finished",
    ]
    for felt in get_args(Felt):
        assert at_the_end(felt) == ["thanks for the answer", f"count 2 finished {felt}"]
    assert walkthrough.advance(Answered(replace(asking, screen=4), "same"), LIBRARY)[0] == Show(
        Thanks(LIBRARY.programmes["proef"], answered=True), None, "nl"
    )


def test_an_answer_to_what_was_not_asked_counts_nothing() -> None:
    assert at_the_end("better", asks=False) == ["kindly expired"]
    assert at_the_end("better", screen=2) == ["kindly expired"]
    assert at_the_end("better", version=1) == ["kindly expired"]


def test_the_question_can_be_seen_without_a_project_and_then_counts_nothing() -> None:
    shown = walkthrough.begin(LIBRARY.programmes["proef"], "nl", LIBRARY, asks=True)
    assert shown.walk is not None
    assert shown.walk.asks
    assert at_the_end("worse", slot=None) == ["thanks for the answer"]


def test_a_pause_nobody_prompted_is_a_walk_that_never_counts() -> None:
    shown = walkthrough.begin(LIBRARY.programmes["proef"], "en", LIBRARY)
    assert isinstance(shown.screen, Introduction)
    assert shown.walk is not None
    assert shown.walk.slot is None
    assert shown.language == "en"


walks = st.builds(
    Walk,
    programme=st.sampled_from(["proef", "weg"]),
    version=st.integers(1, 3),
    session=st.sampled_from(["basis", "weg"]),
    language=st.sampled_from(["nl", "en"]),
    screen=st.integers(0, 9),
    variant=st.sampled_from(["usual", "easier", "seated"]),
    hold=st.none() | st.integers(1, 99),
    repetitions=st.none() | st.integers(1, 20),
    slot=st.none() | st.just(SLOT),
    asks=st.booleans(),
)
events: st.SearchStrategy[Inside] = st.one_of(
    st.builds(Advanced, walks, st.none() | st.sampled_from(["usual", "easier", "seated"])),
    st.builds(Switched, walks),
    st.builds(Answered, walks, st.sampled_from(get_args(Felt))),
    st.builds(Stopped, walks),
    st.builds(Lost, st.sampled_from(["nl", "en"])),
)


@given(events)
def test_every_event_in_every_state_has_one_answer_and_counts_within_the_session(
    event: Inside,
) -> None:
    shown, *counts = walkthrough.advance(event, LIBRARY)
    assert isinstance(shown, Show)
    assert len(counts) <= 1
    for count in counts:
        assert isinstance(count, Count)
        assert 1 <= count.reached <= 2
        assert count.finished == isinstance(shown.screen, Thanks)
        assert (count.felt is None) == (not isinstance(event, Answered))


@given(walks)
def test_the_main_button_always_leads_to_an_end(walk: Walk) -> None:
    for _ in range(12):
        shown = walkthrough.advance(Advanced(walk), LIBRARY)[0]
        assert isinstance(shown, Show)
        if shown.walk is None:
            assert isinstance(shown.screen, Thanks | Kindly)
            return
        walk = shown.walk
    pytest.fail("the walk does not end")
