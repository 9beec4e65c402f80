"""The file formats: what is read, what is refused, and the sentence its author gets."""

from __future__ import annotations

import codecs
import os
import re
from datetime import date, time
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from bot.core.fields import Text, Texts
from bot.core.programme import Advice
from bot.core.project import Arm, WorksCouncil
from bot.loader import (
    CODES,
    FileError,
    check,
    dump,
    errors,
    load_library,
    load_project,
    schema_texts,
)
from bot.loader.meant import SAME, meant
from bot.loader.strict import MOST_BYTES, parse

TODAY = date(2026, 11, 21)
HERE = Path(__file__).parent.parent / "programmes"
GOOD, BAD = HERE / "good", sorted((HERE / "bad").glob("*.yaml"))


def values(text: str) -> object:
    document = parse(text.encode(), "x.yaml")
    assert not document.mistakes
    return document.data


# Values: what stands in the file is what is read.


@pytest.mark.parametrize(
    "written, read",
    [
        ("10:30", "10:30"),
        ("09:30", "09:30"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("True", "True"),
        ("NULL", "NULL"),
        ("017", "017"),
        ("0x1f", "0x1f"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("2027-01-11", "2027-01-11"),
        ("=", "="),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("15", 15),
        ("-3", -3),
        ("+3", 3),
        ("1.5", 1.5),
        ("[nl, en, no]", ["nl", "en", "no"]),
        ("{on: off}", {"on": "off"}),
    ],
)
def test_a_value_is_never_more_than_it_says(written: str, read: object) -> None:
    assert values(f"key: {written}\n") == {"key": read}


def test_every_value_and_key_knows_its_place() -> None:
    document = parse(b"a:\n  b: [x,\n    y]\n", "x.yaml")
    assert document.values[("a", "b", 1)] == (3, 5)
    assert document.keys[("a", "b")] == (2, 3)
    assert str(document.at(("a", "b", 7, "c"), "MISSING", "gone")) == "x.yaml:2:6: MISSING gone"


def test_a_byte_order_mark_and_windows_line_ends_are_nothing_special(tmp_path: Path) -> None:
    plain = (GOOD / "projects/channel.yaml").read_bytes()
    file = tmp_path / "windows.yaml"
    file.write_bytes(codecs.BOM_UTF8 + plain.replace(b"\n", b"\r\n"))
    good = load_library(GOOD)
    assert load_project(file, good) == load_project(GOOD / "projects/channel.yaml", good)


# Files: the good ones load, the bad ones are refused whole.


def test_the_good_library_has_no_errors() -> None:
    assert errors(check([GOOD], TODAY)) == []


def test_the_example_of_the_design_is_read_as_meant() -> None:
    project = load_project(GOOD / "projects/channel.yaml", load_library(GOOD))
    assert project.starts == date(2027, 1, 11)
    assert project.arms[0].pauses == (time(10, 30), time(12, 30), time(15))
    assert project.arms[1].channels == ("C0BRAVO",)
    assert (project.window, project.language) == (15, "nl")


def test_what_may_be_left_out_has_a_default() -> None:
    project = load_project(GOOD / "projects/least.yaml", load_library(GOOD))
    assert (project.window, project.holidays, project.closed) == (15, None, ())
    assert not project.reports.share_with_hr
    assert not project.reports.effect_question


def test_the_bad_files_are_many() -> None:
    assert len(BAD) >= 200


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_file_tells_its_author_what_is_wrong_and_where(path: Path) -> None:
    """Each begins with the findings its author must see: `# expect: line:column CODE sentence`."""
    lines = path.read_text(encoding="utf-8").split("\n")
    expected = [line.removeprefix("# expect: ") for line in lines if line.startswith("# expect: ")]
    found = errors(check([path], TODAY, GOOD))
    assert expected
    assert [str(each).removeprefix(f"{path}:").replace(": ", " ", 1) for each in found] == expected


def test_no_sentence_speaks_the_jargon_of_a_library() -> None:
    jargon = re.compile(r"Input should|Extra inputs|string_|value_error|mapping values|block end")
    for path in BAD:
        for finding in check([path], TODAY, GOOD):
            assert not jargon.search(finding.message)
            assert "\n" not in finding.message


def test_every_code_a_bad_file_shows_is_explained() -> None:
    from bot.core.lint import CHECKS

    shown = {finding.code for path in BAD for finding in check([path], TODAY, GOOD)}
    assert shown <= {*CODES, *CHECKS}


@pytest.mark.parametrize(
    "raw, line",
    [
        (b"", "1:1: EMPTY_FILE there is nothing in this file"),
        (b"\n\n", "1:1: EMPTY_FILE there is nothing in this file"),
        (
            "schema: é".encode("latin-1"),
            "1:9: ENCODING byte 0xE9 is not UTF-8; save the file as UTF-8",
        ),
        (
            "schema: project/1".encode("utf-16"),
            "1:1: ENCODING this file is not UTF-8 but UTF-16 or UTF-32; save it as UTF-8",
        ),
        (
            "schema: project/1".encode("utf-32-be"),
            "1:1: ENCODING this file is not UTF-8 but UTF-16 or UTF-32; save it as UTF-8",
        ),
        (
            b"a: 1\nb: \x00\n",
            "2:4: CONTROL_CHARACTER the invisible character U+0000 stands here; delete it",
        ),
    ],
    ids=["empty", "blank", "latin-1", "utf-16", "utf-32", "zero"],
)
def test_a_file_that_is_not_text_says_so(tmp_path: Path, raw: bytes, line: str) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(raw)
    assert [str(finding) for finding in check([file], TODAY)] == [f"{file}:{line}"]


def test_paths_that_hold_no_file_are_findings_too(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    (tmp_path / "folder").mkdir()
    odd = [Path("nowhere.yaml"), pipe, tmp_path / "folder", Path("nul\0.yaml"), Path("x" * 5000)]
    codes = {finding.file: finding.code for finding in check(odd, TODAY)}
    assert codes == {
        "nowhere.yaml": "NOT_FOUND",
        str(pipe): "UNREADABLE",
        str(tmp_path / "folder"): "NOT_FOUND",
        "nul\0.yaml": "UNREADABLE",
        "x" * 5000: "UNREADABLE",
    }


def test_an_endless_file_is_not_read_to_its_end() -> None:
    (finding,) = check([Path("/dev/zero")], TODAY)
    assert finding.code in ("TOO_LARGE", "UNREADABLE")


def test_all_mistakes_of_a_file_come_at_once_and_in_order() -> None:
    path = HERE / "bad/several-mistakes.yaml"
    with pytest.raises(FileError) as caught:
        load_project(path, load_library(GOOD))
    lines = [finding.line for finding in caught.value.findings]
    assert len(lines) == 5
    assert lines == sorted(lines)
    assert str(caught.value).splitlines() == [str(each) for each in caught.value.findings]


def test_a_wholly_other_file_is_not_answered_with_a_thousand_lines(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    keys = "".join(f"key{number}: 1\n" for number in range(5000))
    file.write_text(f"schema: project/1\n{keys}")
    found = check([file], TODAY)
    assert len(found) <= 101
    assert "MANY_MISTAKES" in {finding.code for finding in found}


# Writing.


def test_other_values_are_written_so_that_they_are_read_again() -> None:
    data = {"no": "no", "n": 1, "t": "10:30", "list": [{"a": "x" * 90}], "many": ["y" * 30] * 4}
    assert values(dump(data)) == data


def test_a_file_at_the_limit_of_size_is_read(tmp_path: Path) -> None:
    assert values("a: " + "x" * (MOST_BYTES - 4)) == {"a": "x" * (MOST_BYTES - 4)}


# What a document answers.


def test_english_falls_back_to_dutch_where_it_is_missing() -> None:
    text, texts = Text(nl="Kijk."), Texts(nl=("Kijk.", "Zit."))
    advice = Advice(nl="Stop.", en="Stop!")
    assert [text.say("nl"), text.say("en")] == ["Kijk.", "Kijk."]
    assert [texts.say("nl"), texts.say("en")] == [("Kijk.", "Zit."), ("Kijk.", "Zit.")]
    assert [advice.say("nl"), advice.say("en")] == ["Stop.", "Stop!"]


def test_steps_say_the_side_they_are_done_on() -> None:
    turn = load_library(GOOD).exercises["bovenrug-draaien"]
    assert turn.instructions("nl", "left")[0] == "Leg je linkerhand op je rechterknie."
    assert turn.instructions("nl", "right")[0] == "Leg je rechterhand op je linkerknie."
    assert turn.instructions("en", "right")[1] == "On the right you look over your shoulder."
    rest = load_library(GOOD).exercises["rustig-ademen"]
    assert rest.instructions("en", None) == rest.steps.en


def test_sessions_take_turns_and_after_the_last_phase_it_goes_on() -> None:
    programme = load_library(GOOD).programmes["afwisselen"]
    names = [
        [programme.session_for(week, pause).id for pause in (0, 1)] for week in (0, 1, 2, 3, 40)
    ]
    one, two = "ademen", "draaien-en-spannen"
    assert names == [[one, one], [one, one], [one, two], [two, one], [one, two]]


def test_models_refuse_in_the_program_what_files_may_not_hold() -> None:
    with pytest.raises(ValidationError, match="a time of day is hours and minutes"):
        Arm(name="a", protocol="p", pauses=(time(10, 30, 15),))
    with pytest.raises(ValidationError, match="the year must lie between 2020 and 2099"):
        WorksCouncil(reference="OR", date=date(1999, 1, 1))
    with pytest.raises(ValidationError, match="pauses go from early to late"):
        Arm(name="a", protocol="p", pauses=(time(10), time(9)))


def test_what_the_parser_cannot_place_is_refused_at_the_top(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise yaml.YAMLError

    monkeypatch.setattr(yaml, "compose", fail)
    with pytest.raises(FileError, match=r"x\.yaml:1:1: YAML_SYNTAX"):
        parse(b"a: 1", "x.yaml")


@pytest.mark.parametrize(
    "word, known, hint",
    [
        ("stoel", ["chair", "wall"], " did you mean `chair`?"),
        ("Stoel", ["chair", "wall"], " did you mean `chair`?"),
        ("titel", ["id", "name"], " did you mean `name`?"),
        ("name", ["id", "title"], " did you mean `title`?"),
        ("stoel", ["floor"], ""),
        ("chiar", ["chair", "wall"], " did you mean `chair`?"),
    ],
)
def test_a_word_that_says_the_same_is_understood(word: str, known: list[str], hint: str) -> None:
    assert meant(word, known) == hint


def test_every_word_that_is_understood_leads_to_a_word_of_a_format() -> None:
    formats = " ".join(schema_texts().values())
    assert [own for own in SAME if f'"{own}"' not in formats] == []
    assert all(own not in others.split() for own, others in SAME.items())
