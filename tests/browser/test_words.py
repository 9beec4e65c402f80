"""The page's own words: complete in both languages, all used, and promising nothing."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest

from bot.demo.cast import CAST

STATIC = files("bot.demo.page") / "static"
SHARED = [one for one in (files("bot.preview") / "static").iterdir() if one.name[:7] != "preview"]
FILES = [*STATIC.iterdir(), *SHARED]
SOURCES = "\n".join(one.read_text(encoding="utf-8") for one in FILES if one.name.endswith(".js"))
MADE = (
    "about.", "client.", "clock.", "deed.", "hint.", "kept.", "method.", "name.", "part.",
    "table.", "app.", "theme.", "status.",
)  # fmt: skip
"""Keys that the page puts together while it runs."""
PROMISES = re.compile(r"preventi|genee[sz]|voorkom|gezonder|heal|cure|prevent", re.IGNORECASE)


def words(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((STATIC / f"{language}.json").read_text(encoding="utf-8"))
    return found


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    dutch, english = words("nl"), words("en")
    assert list(dutch) == list(english)
    value = re.compile(r"\{(\w+)\}")
    differ = [
        key for key in dutch if set(value.findall(dutch[key])) != set(value.findall(english[key]))
    ]
    assert differ == []


def test_every_key_that_the_page_asks_for_has_words() -> None:
    asked = set(re.findall(r"""\bt\(\s*["']([\w.-]+)["']""", SOURCES))
    assert len(asked) > 40
    assert asked - set(words("nl")) == set()


def test_no_words_are_left_over() -> None:
    left = [key for key in words("nl") if f'"{key}"' not in SOURCES and not key.startswith(MADE)]
    assert left == []


def test_everybody_of_the_cast_is_introduced() -> None:
    for language in ("nl", "en"):
        known = words(language)
        assert [role.user for role in CAST if f"about.{role.user}" not in known] == []
        assert [role.part for role in CAST if f"part.{role.part}" not in known] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_words_promise_health_or_address_anybody_formally(language: str) -> None:
    for key, text in words(language).items():
        assert not PROMISES.search(text), key
        assert not re.search(r"\b[Uu]w?\b", text) or language == "en", key


@pytest.mark.parametrize("language", ["nl", "en"])
def test_sentences_are_short(language: str) -> None:
    for key, text in words(language).items():
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            assert len(sentence.split()) <= 18, f"{key}: {sentence}"


def test_the_page_draws_no_html_from_strings_and_asks_nothing_of_elsewhere() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", SOURCES)
    everything = SOURCES + "".join(
        one.read_text(encoding="utf-8") for one in FILES if one.name.endswith((".css", ".html"))
    )
    addresses = set(re.findall(r"https?://[\w.]+", everything))
    assert addresses <= {"http://www.w3.org"}
    assert "style=" not in everything
