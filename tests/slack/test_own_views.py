"""Views about own prompts: taken by Slack at their extremes, and whole in every language."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import get_args

import pytest

from bot.core.effects import Tell
from bot.core.fields import LANGUAGES, Language, Text
from bot.core.project import DAYS, Slot
from bot.core.subscription import Complaint, Hours, Mine, Shared, Subscription, Wishes
from bot.core.subscription.reading import Why
from bot.slack import ids, views
from bot.slack.blockrules import check
from bot.slack.listeners.subscriptions import read_form
from tests import fakes
from tests.slack.screens_kit import speak

LONGEST = Text(nl="W" * 300, en="& <" * 100)
SLOT = Slot("p" * 40, "a" * 40, date(2027, 1, 11), 7)
CLOSES = datetime(2027, 1, 11, 12, 30, tzinfo=UTC)
FULL = Wishes(
    pauses=tuple(time(hour, 59) for hour in range(8, 16)),
    hours=(Hours(time(9), time(17)),) * 7,
    language="en",
    until=date(2028, 2, 29),
    seated=True,
)


def mine(language: Language, wishes: Wishes = FULL, offered: int = 0) -> Mine:
    one = Subscription("s1", "U0ANNA", "p", wishes, "America/Argentina/ComodRivadavia", CLOSES)
    return Mine(
        language,
        None if offered else one,
        tuple((f"p{number:039}", LONGEST) for number in range(offered)),
        date(2027, 1, 11),
        title=LONGEST,
        days=DAYS,
        times=FULL.pauses,
        most=8,
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("wishes", [FULL, Wishes()])
def test_the_form_and_home_are_taken(language: Language, wishes: Wishes) -> None:
    say = speak(language)
    assert check("modal", views.settings(mine(language, wishes), say)) == []
    assert check("modal", views.kept(say)) == []
    for offered in (0, 1, 30):
        blocks = views.own_section(mine(language, wishes, offered), say)
        home = {"type": "home", "blocks": [block.to_dict() for block in blocks]}
        assert check("home", home) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_projects_to_choose_from_are_taken_and_none_is_left_out(language: Language) -> None:
    choices = tuple((f"p{number:039}", LONGEST) for number in range(30))
    told = views.told(Tell("which-project", language, choices=choices), speak(language))
    assert check("message", told) == []
    buttons = [each["value"] for block in told["blocks"][1:] for each in block["elements"]]
    assert buttons == [name for name, _ in choices]


def test_what_the_form_shows_is_what_it_reads() -> None:
    view = views.settings(mine("nl"), speak("nl"))
    state: dict[str, dict[str, object]] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            state[block["block_id"]] = {element["action_id"]: _as_shown(element)}
    form = read_form({"state": {"values": state}})
    assert form["pauses"].split() == [f"{at:%H:%M}" for at in FULL.pauses]
    assert (form["sun"], form["language"], form["seated"]) == ("09:00-17:00", "en", "seated")
    assert form["until"] == "2028-02-29"


def _as_shown(element: dict[str, object]) -> dict[str, object]:
    """What Slack sends of a field that nobody touched."""
    return {
        "value": element.get("initial_value"),
        "selected_date": element.get("initial_date"),
        "selected_option": element.get("initial_option"),
        "selected_options": element.get("initial_options") or [],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_complaint_has_words_and_none_repeats_what_was_filled_in(language: Language) -> None:
    for why in get_args(Why):
        told = views.complaints({"pauses": Complaint(why, 3)}, speak(language))
        assert set(told) == {"own.pauses"}
        assert 0 < len(told["own.pauses"]) < 150


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("deliver", ["channel", "dm"])
def test_what_hr_sees_follows_from_the_running_settings(language: Language, deliver: str) -> None:
    say = speak(language)
    assert deliver in ("channel", "dm")
    shared = [Shared(LONGEST, "dm" if deliver == "dm" else "channel", n % 2 == 0, n > 3)
              for n in range(30)]  # fmt: skip
    for some in ([], shared[:1], shared[1:2], shared):
        assert check("message", views.privacy(language, some, say)) == []
    assert check("modal", views.sheet(views.privacy(language, shared, say), say)) == []
    told, untold = (views.privacy(language, [one], say)["text"] for one in shared[:2])
    assert say("privacy.shared") in told
    assert say("privacy.not-shared") in untold
    assert say("privacy.question") not in told, "the question is off"
    assert say("privacy.question") in views.privacy(language, shared[4:5], say)["text"]
    assert (say("privacy.subscribed") in told) == (deliver == "dm")
    assert say(f"privacy.by-{deliver}") in told
    assert say("privacy.yours").split(".")[-2] in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_announcements_and_choices_are_taken(language: Language) -> None:
    say = speak(language)
    pauses = [f"{hour:02}:00" for hour in range(8, 16)]
    arms = [
        {
            "name": f"a{number}",
            "protocol": "drie",
            "pauses": pauses,
            "channels": [f"C0A{number:03}"],
        }
        for number in range(20)
    ]
    channel = fakes.project(title={"nl": "W" * 300, "en": "&" * 300}, arms=arms)
    direct = fakes.project(
        deliver="dm", arms=[{"name": "een", "protocol": "drie", "pauses": ["10:30"]}]
    )
    for project in (channel, direct):
        assert check("message", views.announcement(project, "C0ALPHA", say)) == []
    programmes = [
        fakes.programme(id=f"p{n}", title={"nl": "W" * 300}, summary={"nl": "x" * 300})
        for n in range(120)
    ]
    assert check("modal", views.choice(programmes, language, say)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_direct_message_also_offers_to_be_left_alone(language: Language) -> None:
    say = speak(language)
    own = views.prompt(SLOT, 600, say, CLOSES)
    assert check("message", own) == []
    buttons = [each["action_id"] for each in own["blocks"][1]["elements"]]
    assert buttons == [ids.START, ids.LATER, ids.MOVED, ids.TODAY]
    usual = views.prompt(SLOT, 600, say)
    assert ids.TODAY not in [each["action_id"] for each in usual["blocks"][1]["elements"]]
    assert own["text"] == usual["text"]


def test_a_button_says_when_its_slot_closes_and_old_ones_are_read_too() -> None:
    assert ids.unpack_offer(ids.pack_own_slot(SLOT, CLOSES)) == (SLOT, CLOSES)
    assert ids.unpack_offer(ids.pack_slot(SLOT)) == (SLOT, None)
    for broken in ("", "s2|p/a/2027-01-11/0", "s2|p/a/2027-01-11/0|x", "s3|p/a/2027-01-11/0|5"):
        assert ids.unpack_offer(broken) == (None, None)


def test_dates_times_and_titles_are_said_as_people_say_them() -> None:
    day, today = date(2027, 1, 18), date(2027, 1, 11)
    told = views.told(Tell("break", "nl", (("day", day), ("today", today))), speak("nl"))
    assert "maandag 18 januari" in told["text"]
    values = (("project", Text(nl="<Fit>")), ("times", (time(9, 5), time(15))))
    told = views.told(Tell("subscribed", "nl", values), speak("nl"))
    assert "&lt;Fit&gt;" in told["text"]
    assert "09:05 en 15:00" in told["text"]
    year = views.told(
        Tell("break", "en", (("day", date(2028, 2, 29)), ("today", today))), speak("en")
    )
    assert "2028" in year["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_fits_one_screen(language: Language) -> None:
    lines = speak(language)("tell.help").splitlines()
    assert len(lines) <= 11
    assert all(len(line) <= 100 for line in lines)
