"""The effect question in Slack: three buttons on the last screen, and no main button."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, get_args

import pytest

from bot import terminal
from bot.core.effects import Show, Thanks
from bot.core.events import Felt, Walk
from bot.core.fields import LANGUAGES, Language
from bot.core.project import Slot
from bot.loader import load_texts
from bot.slack import ids, views
from bot.slack.blockrules import check
from bot.texts import Catalogue
from tests import fakes
from tests.slack.screens_kit import speak

SLOT = Slot("lente", "een", date(2027, 1, 11), 0)
WALK = Walk("proef", 2, "basis", "nl", screen=4, hold=20, repetitions=2, slot=SLOT, asks=True)
ASKS = Show(Thanks(fakes.programme(), asks=True), WALK, "nl")
ADDRESS = "https://hooks.slack.com/actions/T1/2/3"


def buttons(view: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [block["elements"] for block in view["blocks"] if block["type"] == "actions"]
    return [element for row in rows for element in row]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_modal_asks_with_three_buttons_and_can_only_be_closed(language: Language) -> None:
    say = speak(language)
    view = views.modal(replace(ASKS, language=language), say, ADDRESS)
    assert check("modal", view) == []
    assert view.get("submit") is None
    assert view["callback_id"] == ids.DONE
    assert [each["action_id"] for each in buttons(view)] == [
        f"{ids.FELT}.{felt}" for felt in get_args(Felt)
    ]
    assert [each["text"]["text"] for each in buttons(view)] == [
        say(f"felt.{felt}") for felt in get_args(Felt)
    ]
    assert ids.unpack_view(view["private_metadata"]) == (WALK, ADDRESS)


def test_in_a_message_the_buttons_carry_the_walk_and_there_is_a_way_to_close() -> None:
    message = views.message(ASKS, speak("nl"))
    assert check("message", message) == []
    *answers, close = buttons(message)
    assert [ids.unpack_walk(each["value"]) for each in answers] == [WALK] * 3
    assert close["action_id"] == ids.CLOSE
    assert speak("nl")("felt.question") in message["text"]


def test_after_the_answer_nothing_of_it_is_left_in_the_screen() -> None:
    answered = Show(Thanks(fakes.programme(), answered=True), None, "nl")
    seen = repr([views.modal(answered, speak("nl")), views.message(answered, speak("nl"))])
    assert speak("nl")("felt.answered") in seen
    assert ids.FELT not in seen
    assert speak("nl")("felt.question") not in seen


def test_walks_are_read_as_they_were_written_also_those_of_an_older_version() -> None:
    for walk in (WALK, replace(WALK, asks=False), replace(WALK, slot=None)):
        assert ids.unpack_walk(ids.pack_walk(walk)) == walk
    older = "w1|proef|2|basis|nl|4|usual|20|2|lente/een/2027-01-11/0"
    assert ids.unpack_walk(older) == replace(WALK, asks=False)
    assert ids.pack_walk(replace(WALK, asks=False)) == older
    assert ids.unpack_walk(older.replace("w1", "w9")) is None


def test_only_the_three_answers_are_answers() -> None:
    assert [ids.read_felt(f"walk.felt.{felt}") for felt in get_args(Felt)] == [*get_args(Felt)]
    assert ids.read_felt("walk.felt.fantastic") is None
    assert ids.read_felt("walk.felt") is None


@pytest.mark.parametrize(
    "keys, asks, last",
    [
        ("", False, "thanks.text"),
        ("1", True, "felt.answered"),
        ("3", True, "felt.answered"),
        ("", True, "felt.question"),
        ("x", True, "felt.question"),
    ],
)
def test_the_terminal_asks_when_it_is_asked_to(keys: str, asks: bool, last: str) -> None:
    library, written = fakes.library(), list[str]()
    presses = iter(["", "", "", "", keys])
    terminal.walk(
        *(library.programmes["proef"], library, Catalogue(load_texts()), "nl"),
        read=lambda question: next(presses), write=written.append, asks=asks,
    )  # fmt: skip
    assert speak("nl")(last) in written[-1]
    assert list(presses) == ([keys] if not asks else [])
