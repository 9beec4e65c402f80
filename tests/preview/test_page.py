"""The page: every screen once, findings in both languages, and nothing from elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from bot.core.fields import LANGUAGES
from bot.loader import open_file
from bot.preview.content import Content, content, words
from bot.preview.page import MODULES, STYLES, shell, whole
from bot.slack import ids
from tests.preview.desk import PIXEL, SHIPPED, TEXTS, TODAY, author, data, library, rewrite

STATIC = files("bot.preview") / "static"
OWN = "\n".join(
    one.read_text(encoding="utf-8") for one in STATIC.iterdir() if one.name.startswith("preview")
)
MADE = (
    "kind.",
    "theme.",
    "motion.",
    "side.",
    "findings.error",
    "findings.warning",
    "thanks",
    "stop",
)
"""Keys that the page puts together while it runs."""


def made(path: Path) -> Content:
    return content(path, open_file(path, TODAY), TEXTS)


def shown(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = made(path).data["shown"]
    return found


def told(run: Mapping[str, Any]) -> list[str]:
    return [screen.get("exercise", screen["kind"]) for screen in run["screens"]]


# What there is to see


def test_a_programme_shows_every_session_protocol_and_variant_with_its_times(
    tmp_path: Path,
) -> None:
    found = shown(library(tmp_path))
    runs = {(run["protocol"], run["variant"]): run for run in found["runs"]}
    assert list(runs) == [
        (protocol, variant)
        for protocol in ("umcg", "kuleuven", "op-maat")
        for variant in ("usual", "easier", "seated")
    ]
    assert told(runs["umcg", "usual"]) == ["introduction", "staande-bekkenrek", "thanks", "stop"]
    # Getting ready 5, three holds, two rests of 5.
    assert runs["umcg", "usual"]["seconds"] == 5 + 3 * 20 + 2 * 5
    assert runs["kuleuven", "usual"]["seconds"] == 5 + 3 * 30 + 2 * 5
    assert [each["seconds"] for each in found["sessions"]] == [90]


def test_the_views_are_slacks_in_both_languages_and_each_is_kept_once(tmp_path: Path) -> None:
    found = shown(library(tmp_path))
    screens = [screen for run in found["runs"] for screen in run["screens"]]
    views = [json.dumps(view) for view in found["views"]]
    assert len(set(views)) == len(views) < 2 * len(screens)
    step = next(screen for screen in screens if screen["kind"] == "step")
    headings = ("Staande bekkenrek", "Standing pelvic stretch")
    for language, heading in zip(LANGUAGES, headings, strict=True):
        view = found["views"][step["view"][language]]
        assert view["blocks"][0]["text"]["text"] == heading
        assert view["submit"]["text"] == TEXTS.speak(language)("walk.next")
    pressed = {each["action_id"] for view in found["views"] for block in view["blocks"]
               for each in block.get("elements", ()) if "action_id" in each}  # fmt: skip
    assert pressed == {ids.STOP, ids.SWITCH}


def test_a_film_is_wanted_once_per_exercise_dose_side_and_language(tmp_path: Path) -> None:
    wanted = made(library(tmp_path)).wanted.values()
    asked = sorted((one.exercise.id, one.dose.hold, one.language) for one in wanted)
    # The protocol to choose oneself gives the exercise's own dose, which is one of the other two.
    assert asked == [
        (name, hold, language)
        for name, holds in (("staande-bekkenrek", (20, 30)), ("zittend-bekken-kantelen", (None,)))
        for hold in holds
        for language in ("en", "nl")
    ]
    assert {one.theme for one in wanted} == {"light"}


@pytest.mark.parametrize("folder", ["exercises", "figures"])
def test_an_exercise_or_its_figure_shows_the_exercise_by_itself(folder: str) -> None:
    found = shown(SHIPPED / folder / "brug.yaml")
    assert found["kind"] == "exercise"
    assert told(found["runs"][0]) == ["introduction", "brug", "thanks", "stop"]
    assert [each["seconds"] for each in found["sessions"]] == [None]


def test_a_session_that_lacks_an_exercise_is_named_and_the_others_are_shown(
    tmp_path: Path,
) -> None:
    file = library(tmp_path)
    more = "  - {id: meer, title: {nl: Meer}, seconds: 60, exercises: [sprong],"
    rewrite(file, "phases:\n", f"{more} seated: zittend-bekken-kantelen}}\nphases:\n")
    found = shown(file)
    assert {each["id"]: each["lacking"] for each in found["sessions"]} == {
        "bekkenrek": [],
        "meer": ["sprong"],
    }
    assert {run["session"] for run in found["runs"]} == {"bekkenrek"}


# The file


def test_a_page_has_its_findings_with_file_place_and_sentence(tmp_path: Path) -> None:
    file, out = library(tmp_path), tmp_path / "page.html"
    rewrite(file, "seconds: 90", "seconds: 300")
    # One for each protocol.
    assert author(file, out).once().errors == 3
    inside = data(out)
    first = inside["findings"]["nl"][0]
    assert (first["file"], first["line"], first["code"]) == (
        "staande-bekkenrek.yaml", 69, "SESSION_LENGTH",
    )  # fmt: skip
    assert "belooft" in first["message"]
    assert "promise" in inside["findings"]["en"][0]["message"]
    named = [each["file"] for each in inside["findings"]["nl"]]
    assert named[2:5] == ["staande-bekkenrek.yaml"] * 2 + ["exercises/staande-bekkenrek.yaml"]
    assert set(inside["films"]) == set(made(file).wanted)


def test_a_page_of_a_broken_file_says_where_and_how_to_mend_it(tmp_path: Path) -> None:
    file, out = library(tmp_path), tmp_path / "page.html"
    rewrite(file, "seconds: 90", "secs: 90")
    assert author(file, out).once().errors == 1
    inside = data(out)
    assert (inside["shown"], inside["films"]) == (None, {})
    assert {each["code"] for each in inside["findings"]["nl"]} == {"UNKNOWN_KEY"}
    assert "did you mean `seconds`?" in inside["findings"]["nl"][0]["message"]
    assert all(each["english"] for each in inside["findings"]["nl"])
    assert str(tmp_path) not in out.read_text(encoding="utf-8")


def test_nothing_in_a_page_leads_to_another_place_or_ends_its_data(tmp_path: Path) -> None:
    file, out = library(tmp_path), tmp_path / "page.html"
    rewrite(file, "nl: Een korte rek bij je werkplek", "nl: </script><b>Een korte rek")
    rewrite(file, "title: {nl: Staande bekkenrek,", 'title: {nl: "</script><b>rek",')
    author(file, out).once()
    page = out.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[\w.]+", page)) <= {"http://www.w3.org"}
    assert not re.search(r"""\b(?:src|href)=["'](?!data:|#)""", page)
    assert "url(" not in page
    assert page.count("</script>") == 2
    assert data(out)["shown"]["title"]["nl"] == "</script><b>rek"
    assert "default-src 'none'" in page


def test_without_what_draws_the_page_says_so_and_its_words_are_whole(tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    author(library(tmp_path), out, films=None).once()
    inside = data(out)
    assert inside["unequipped"] is True
    assert inside["films"] == {}


# The program and its words


def test_all_modules_of_the_page_are_in_the_file_after_what_they_begin_with() -> None:
    named = set(re.findall(r'from "\./([\w-]+\.js)"', OWN))
    assert named < set(MODULES)
    assert {one.name for one in STATIC.iterdir() if one.name.endswith(".js")} == set(MODULES)
    assert {one.name for one in STATIC.iterdir() if one.name.endswith(".css")} == set(STYLES)


def test_as_one_program_the_modules_have_no_name_twice_and_import_nothing() -> None:
    page = whole({}, {"film": PIXEL}, TEXTS)
    program = page.rpartition('<script type="module">')[2]
    names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", program, re.MULTILINE)
    assert len(names) > 60
    assert len(set(names)) == len(names)
    assert not re.search(r"^(?:import|export) ", program, re.MULTILINE)
    assert "<!--" not in page


def test_the_served_page_has_the_same_frame_and_nothing_in_it() -> None:
    page = shell("/static/")
    assert '<script type="module" src="/static/preview.js">' in page
    assert 'id="sight"' in page
    assert "<style" not in page
    assert 'id="data"' not in page


def test_every_key_that_the_page_asks_for_has_words_and_none_is_left_over() -> None:
    said = words(TEXTS)
    assert said["nl"].keys() == said["en"].keys()
    asked = set(re.findall(r"""\bt\(\s*["']([\w.-]+)["']""", OWN))
    assert len(asked) > 15
    assert asked - said["nl"].keys() == set()
    named = {key for key in said["nl"] if f'"{key}"' in OWN or f"{key}:" in OWN}
    names = ("blocks.js", "elements.js")
    drawn = "".join((STATIC / one).read_text(encoding="utf-8") for one in names)
    left = [key for key in said["nl"].keys() - named
            if not key.startswith(MADE) and f'"{key}"' not in drawn]  # fmt: skip
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_words_are_short_and_address_nobody_formally(language: str) -> None:
    for key, text in words(TEXTS)[language].items():
        assert not re.search(r"\b[Uu]w?\b", text) or language == "en", key
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            assert len(sentence.split()) <= 15, f"{key}: {sentence}"


def test_the_page_draws_no_html_from_strings() -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", OWN)
    assert "style=" not in OWN
