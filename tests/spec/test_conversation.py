"""What the bot answers to words and to the prompt's other buttons."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from bot.core import conversation, replies
from bot.core.effects import (
    Answer,
    Arrange,
    Begin,
    Count,
    Explain,
    Forget,
    LookUp,
    Remind,
    Tell,
)
from bot.core.project import Slot, Standing

SLOT = Slot("lente", "een", date(2027, 1, 11), 0)


def told(answers: list[Answer]) -> list[str]:
    """Say answers in short."""
    said = []
    for answer in answers:
        match answer:
            case Tell(topic, _, values, offer):
                numbers = "".join(f" {value}" for _, value in values)
                said.append(f"tell {topic}{numbers}{' +button' if offer else ''}")
            case Remind(minutes, slot, _):
                said.append(f"remind in {minutes}{' of the slot' if slot else ''}")
            case Count(moved=True):
                said.append("count moved")
            case Begin(_, hint):
                said.append(f"begin{f' {hint}' if hint else ''}")
            case LookUp():
                said.append("look up")
            case Forget():
                said.append("forget")
            case Arrange(wish, _, until):
                said.append(f"arrange {wish}{f' {until}' if until else ''}")
            case Explain():
                said.append("explain")
    return said


@pytest.mark.parametrize(
    "said, typed, command",
    [
        (replies.Now(), ["tell now +button"], ["begin"]),
        (replies.Now("bureau-reset"), ["tell now +button"], ["begin bureau-reset"]),
        (replies.Later(15), ["tell later 15", "remind in 15"], ["tell later 15", "remind in 15"]),
        (replies.LaterOutOfRange(90), ["tell later-range"], ["tell later-range"]),
        (replies.NotToday(), ["arrange until 2027-01-12"], None),
        (replies.Until(date(2027, 1, 18)), ["arrange until 2027-01-18"], None),
        (replies.WhichDay(), ["tell which-day"], None),
        (replies.Resume(), ["arrange resume"], None),
        (replies.Subscribe(), ["arrange subscribe"], None),
        (replies.Unsubscribe(), ["arrange unsubscribe"], None),
        (replies.Settings(), ["arrange settings"], None),
        (replies.Help(), ["tell help"], ["tell help"]),
        (replies.Privacy(), ["explain"], None),
        (replies.MyWeek(), ["tell my-week-privately"], ["look up"]),
        (replies.Forget(), ["forget"], ["forget"]),
        (replies.Participation(), ["tell use-the-button"], ["tell use-the-button"]),
        (replies.Symptom(), ["tell stop-advice"], ["tell stop-advice"]),
        (replies.Symptom(emergency=True), ["tell emergency"], ["tell emergency"]),
        (replies.Thanks(), ["tell welcome"], ["tell welcome"]),
        (replies.Greeting(), ["tell greeting"], ["tell greeting"]),
        (replies.DidYouMean(replies.Privacy()), ["tell did-you-mean privacy"], None),
        (replies.DidYouMean(replies.Later(20)), ["tell did-you-mean later 20"], None),
        (
            replies.DidYouMean(replies.Until(date(2027, 1, 18))),
            ["tell did-you-mean until 2027-01-18 2027-01-11"],
            None,
        ),
        (replies.DidYouMean(replies.Now("thee")), ["tell did-you-mean now"], None),
        (replies.Unknown(), ["tell not-understood"], ["tell not-understood"]),
    ],
)
def test_words_and_what_is_answered(
    said: replies.Said, typed: list[str], command: list[str] | None
) -> None:
    today = date(2027, 1, 11)
    assert told(conversation.reply(said, "nl", privately=False, today=today)) == typed
    privately = conversation.reply(said, "nl", privately=True, today=today)
    assert told(privately) == (command or typed)


def test_the_command_alone_takes_a_pause_and_nothing_typed_asks_for_help() -> None:
    said, today = replies.Help(), date(2027, 1, 11)
    alone = conversation.reply(said, "nl", privately=True, today=today, empty=True)
    typed = conversation.reply(said, "nl", privately=False, today=today, empty=True)
    assert (told(alone), told(typed)) == (["begin"], ["tell help"])


def test_every_command_has_words_to_offer_it_with() -> None:
    assert set(conversation.COMMANDS) == set(get_args(replies.Command))


@pytest.mark.parametrize(
    "standing, later, moved",
    [
        ("open", ["tell later 10", "remind in 10 of the slot"], ["tell moved", "count moved"]),
        ("early", ["tell later 10", "remind in 10 of the slot"], ["tell moved-over"]),
        ("closed", ["tell later 10", "remind in 10 of the slot"], ["tell moved-over"]),
        ("ended", ["tell ended"], ["tell ended"]),
        ("unknown", ["tell unknown"], ["tell unknown"]),
    ],
)
def test_the_prompts_other_buttons_answer_by_where_the_slot_stands(
    standing: Standing, later: list[str], moved: list[str]
) -> None:
    assert told(conversation.postpone(SLOT, standing, "nl")) == later
    assert told(conversation.moved(SLOT, standing, "nl")) == moved


def test_a_button_that_cannot_be_read_gets_a_kind_answer() -> None:
    assert told(conversation.postpone(None, "unknown", "nl")) == ["tell unknown"]
    assert told(conversation.moved(None, "unknown", "nl")) == ["tell unknown"]


def test_the_week_is_told_as_a_number_of_sessions() -> None:
    assert told([conversation.my_week(0, "nl")]) == ["tell my-week-none"]
    assert told([conversation.my_week(4, "nl")]) == ["tell my-week 4"]


def test_who_has_done_nothing_hears_that_small_groups_do_not_count() -> None:
    assert told([conversation.my_week(0, "nl", 15)]) == ["tell my-week-small 15"]
    assert told([conversation.my_week(4, "nl", 15)]) == ["tell my-week 4"]
