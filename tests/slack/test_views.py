"""Every view is one that Slack takes, also of the largest programme that the formats allow."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.effects import Introduction, Show, Step, StopAdvice, Tell, Topic
from bot.core.fields import LANGUAGES
from bot.core.programme import Library
from bot.core.project import Slot
from bot.loader import load_library, load_texts
from bot.slack import views
from bot.slack.blockrules import check
from bot.slack.views.fit import cut, divide
from tests import fakes
from tests.slack.screens_kit import shows, speak, swollen

SLOT = Slot("p" * 40, "a" * 40, date(2027, 1, 11), 7)
LINES = {
    "words": ("Rustig strekken, " * 20)[:299] + ".",
    "one word": "x" * 300,
    "markup": "&" * 300,
    "markup and words": ("<a> & <b> " * 30)[:299] + ".",
    "emoji": "\N{PERSON IN LOTUS POSITION}" * 300,
}
SHIPPED = Path(__file__).parents[2] / "programmes"


def large(name: str) -> Library:
    return swollen(LINES[name], (LINES[name] * 4)[:1000])


def wrong(library: Library) -> dict[str, list[str]]:
    """The screens of a library that Slack would refuse, and why."""
    found: dict[str, list[str]] = {}
    count = 0
    for name, show in shows(library, SLOT):
        say = speak(show.language)
        count += 1
        found[f"{name} modal"] = check("modal", views.modal(show, say))
        found[f"{name} message"] = check("message", views.message(show, say))
    assert count > 20
    return {name: errors for name, errors in found.items() if errors}


def test_every_screen_of_a_small_library_is_taken() -> None:
    assert wrong(fakes.library()) == {}


def test_every_screen_of_the_shipped_programmes_is_taken() -> None:
    assert wrong(load_library(SHIPPED)) == {}


@pytest.mark.parametrize("name", LINES)
def test_every_screen_of_the_largest_library_is_taken(name: str) -> None:
    assert wrong(large(name)) == {}


def test_prompts_and_reminders_are_taken() -> None:
    for language in LANGUAGES:
        say = speak(language)
        assert check("message", views.prompt(SLOT, 600, say)) == []
        assert check("message", views.reminder(SLOT, say)) == []
        assert check("message", views.reminder(None, say)) == []


@pytest.mark.parametrize("topic", get_args(Topic))
def test_everything_the_bot_says_is_taken(topic: Topic) -> None:
    for language in LANGUAGES:
        entry = load_texts()[language][f"tell.{topic}"]
        forms = [entry] if isinstance(entry, str) else list(entry.values())
        names = {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}
        values: dict[str, str | int] = {**dict.fromkeys(names, "<later & 15>"), "count": 15}
        if "command" in names:
            values |= {"command": "now-named", "programme": "<later & 15>"}
        for offer in (False, True):
            tell = Tell(topic, language, tuple(values.items()), offer)
            assert check("message", views.told(tell, speak(language))) == []


@pytest.mark.parametrize("name", LINES)
def test_no_instruction_and_no_word_of_the_stop_advice_is_ever_cut(name: str) -> None:
    for _, show in shows(large(name), SLOT):
        say = speak(show.language)
        for view in (views.modal(show, say), views.message(show, say)):
            shown = squeezed(html.unescape(words(view)))
            for line in kept(show):
                assert squeezed(line) in shown


def kept(show: Show) -> list[str]:
    """What must stand on a screen whole."""
    screen = show.screen
    if isinstance(screen, StopAdvice) and screen.programme is not None:
        return [screen.programme.stop.say(show.language)]
    signs = [speak(show.language)("stop.general")]
    if isinstance(screen, Step):
        exercise = screen.exercise
        avoid = exercise.avoid.say(show.language) if exercise.avoid else ()
        return [*exercise.instructions(show.language, screen.side), *avoid, *signs]
    if isinstance(screen, Introduction):
        return [*(each.purpose.say(show.language) for each in screen.exercises), *signs]
    return []


def words(value: Any) -> str:
    """Every text of a view, in reading order."""
    if isinstance(value, Mapping):
        own = value["text"] if isinstance(value.get("text"), str) else ""
        return own + "".join(words(part) for part in value.values() if not isinstance(part, str))
    return "".join(words(part) for part in value) if isinstance(value, list) else ""


def squeezed(text: str) -> str:
    """A text without its spaces: where a paragraph is divided there is none."""
    return "".join(text.split())


def test_the_side_stands_in_the_words_of_a_step() -> None:
    """`{left|right}` is for authors; people read one of the two."""
    sided = fakes.exercise(
        "rek", sides="each", steps={"nl": ["Til je {linker|rechter}been op."]}, easier="zit"
    )
    library = fakes.library()
    changed = Library({**library.exercises, "rek": sided}, library.programmes)
    told = [
        words(views.modal(show, speak("nl")))
        for _, show in shows(changed)
        if isinstance(show.screen, Step) and show.screen.exercise is sided and show.language == "nl"
    ]
    assert ["linkerbeen" in each for each in told] == [True, False]
    assert ["rechterbeen" in each for each in told] == [False, True]


TEXTS = st.text(st.sampled_from("ab &<>*_\n;") | st.characters(codec="utf-8"), max_size=200)


@given(TEXTS, st.integers(12, 60))
def test_divided_text_fits_and_loses_nothing(text: str, most: int) -> None:
    pieces = divide(views.escape(text), most)
    assert all(len(piece) <= most for piece in pieces)
    assert squeezed("".join(pieces)) == squeezed(views.escape(text))
    assert squeezed("".join(html.unescape(piece) for piece in pieces)) == squeezed(
        html.unescape(views.escape(text))
    )


@given(TEXTS, st.integers(12, 60))
def test_a_cut_title_fits_and_says_that_it_is_cut(text: str, most: int) -> None:
    title = cut(text, most)
    assert len(title) <= most
    assert title == text or (title.endswith("…") and text.startswith(title[:-1]))


def test_titles_and_paragraphs_break_where_a_reader_would() -> None:
    assert cut("Staande bekkenrek met steun", 20) == "Staande bekkenrek…"
    assert cut("Bekkenbodemspieren aanspannen", 12) == "Bekkenbodem…"
    assert divide("Adem in.\nAdem rustig uit.", 20) == ["Adem in.", "Adem rustig uit."]
    assert divide("Adem rustig in en uit.", 14) == ["Adem rustig in", "en uit."]
    assert divide("&amp;&amp;&amp;", 12) == ["&amp;&amp;", "&amp;"]
    assert divide("  Kort.  ", 12) == ["Kort."]
