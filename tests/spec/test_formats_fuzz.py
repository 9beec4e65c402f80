"""The loader under anything at all: a value, or a refusal with a place; never more, never long."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.core.fields import UNSEEN, Text
from bot.core.project import DAYS, Arm, Holidays, Project, Reports, WorksCouncil
from bot.loader import FileError, Finding, dump_project
from bot.loader.explain import build
from bot.loader.library import FORMATS
from bot.loader.strict import Document, parse

GOOD = Path(__file__).parent.parent / "programmes/good"
SOURCES = [path.read_text(encoding="utf-8") for path in sorted(GOOD.rglob("*.yaml"))]
SECONDS = 10.0
"""Of processor, traced and beside other tests; what grows faster than its file takes hours."""


def answer(raw: bytes) -> Document | list[Finding]:
    """What the loader makes of a file: its values, or what it says; in bounded time."""
    began = time.process_time()
    try:
        document = parse(raw, "x.yaml")
        given_format = document.data.get("schema")
        if isinstance(given_format, str) and given_format in FORMATS:
            build(document, FORMATS[given_format])
        return document
    except FileError as error:
        return list(error.findings)
    finally:
        assert time.process_time() - began < SECONDS


def refused(raw: bytes) -> list[Finding]:
    """The findings on a file that must be refused, each at a place in it."""
    found = answer(raw)
    assert isinstance(found, list)
    assert found
    lines = raw.count(b"\n") + raw.count(b"\r") + raw.count(b"\x85") + raw.count(b"\xe2\x80") + 2
    for finding in found:
        assert 1 <= finding.line <= lines
        assert finding.column >= 1
        assert finding.message
        assert "\n" not in str(finding)
    return found


# Files made to hurt.

HOSTILE: dict[str, tuple[bytes, str]] = {
    "200,000 opening brackets": (b"a: " + b"[" * 200_000, "TOO_DEEP"),
    "200,000 pairs of brackets": (b"a: " + b"[" * 200_000 + b"]" * 200_000, "TOO_DEEP"),
    "200,000 braces": (b"a: " + b"{a: " * 200_000, "TOO_DEEP"),
    "200,000 dashes": (b"- " * 200_000, "TOO_DEEP"),
    "100,000 question marks": (b"? " * 100_000, "TOO_DEEP"),
    "deeper with every line": (
        b"".join(b" " * depth + b"a:\n" for depth in range(1_000)),
        "TOO_DEEP",
    ),
    "an alias bomb": (
        b"a: &a [x, x]\n"
        + b"".join(b"%c: &%c [*%c, *%c]\n" % (n, n, n - 1, n - 1) for n in range(98, 123)),
        "ALIAS",
    ),
    "itself": (b"a: &a [*a]\n", "ALIAS"),
    "a text of 3 MB": (b"a: " + b"x" * 3_000_000, "TOO_LARGE"),
    "400,000 values": (b"a: [" + b"1," * 400_000 + b"]", "TOO_LARGE"),
    "120,000 keys": (b"".join(b"k%d: 1\n" % n for n in range(120_000)), "TOO_LARGE"),
    "20,000 times the same key": (b"a: 1\n" * 20_000, "DUPLICATE_KEY"),
    "100,000 documents": (b"--- a\n" * 100_000, "SEVERAL_DOCUMENTS"),
    "a number of 900,000 digits": (b"a: " + b"9" * 900_000, "WRONG_VALUE"),
    "UTF-16 with its mark": ("schema: project/1\n".encode("utf-16"), "ENCODING"),
    "UTF-16 without its mark": ("schema: project/1\n".encode("utf-16-le"), "ENCODING"),
    "nothing": (b"", "EMPTY_FILE"),
    "only a mark": (b"\xef\xbb\xbf", "EMPTY_FILE"),
    "two documents": (b"a: 1\n---\nb: 2\n", "SEVERAL_DOCUMENTS"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "ENCODING"),
    "half of a character": (b"a: \xed\xa0\x80", "ENCODING"),
    "zeros": (b"\0" * 1_000, "ENCODING"),
    "a tag that would run": (b"a: !!python/object/apply:os.getcwd []\n", "TAG"),
    "its own tag": (b"%TAG ! tag:x,2000:\n--- !x\na: 1\n", "TAG"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_hurt_is_refused_in_time(name: str) -> None:
    raw, code = HOSTILE[name]
    found: Document | list[Finding] = answer(raw)
    if isinstance(found, Document):  # what only a model may refuse is noted until then
        found = list(found.mistakes)
    assert code in {finding.code for finding in found}
    assert len(found) <= 101
    assert all(len(finding.message) < 300 for finding in found)


def test_a_huge_key_or_value_is_not_repeated_to_its_author() -> None:
    key, value = b"k" * 400_000, b"v" * 400_000
    found = refused(b"schema: project/1\n" + key + b": 1\nid: " + value + b"\ndays: " + value)
    assert all(len(finding.message) < 400 for finding in found)


def test_the_slower_parser_answers_as_well(
    monkeypatch: pytest.MonkeyPatch, amount: Callable[[int, int], int]
) -> None:
    """Where PyYAML was built without C, the same files are refused by the parser in Python."""
    from bot.loader import strict

    class Slow(yaml.SafeLoader):
        yaml_implicit_resolvers = strict.Loader.yaml_implicit_resolvers

    bad = sorted((GOOD.parent / "bad").glob("*.yaml"))[:: amount(4, 1)]
    codes = [_codes(path.read_bytes()) for path in bad]
    monkeypatch.setattr(strict, "Loader", Slow)
    assert [_codes(path.read_bytes()) for path in bad] == codes
    assert _codes(b'schema: "\\ud800"\n') == {"WRONG_VALUE"}


def _codes(raw: bytes) -> set[str]:
    found = answer(raw)
    return {each.code for each in (found.mistakes if isinstance(found, Document) else found)}


# Files that nobody made.


@given(st.binary(max_size=400))
def test_any_bytes_get_an_answer(raw: bytes) -> None:
    if not isinstance(answer(raw), Document):
        refused(raw)


@given(st.text(alphabet=list("ab:-[]{}#&*!|>'\"%@`,?~ \n\t01.é\\"), max_size=80))
def test_any_text_of_yamls_own_signs_gets_an_answer(text: str) -> None:
    raw = text.encode()
    if not isinstance(answer(raw), Document):
        refused(raw)


TOKENS = [
    *"[]{}:,-#&*!|>'\"%@`?~\t\0\n\x07\u2028\ufeff“é",
    *("  ", ": ", "- ", "---\n", "<<: ", "schema: ", "id: id\n", "[[[[", "}}}}"),
    *("null", "true", "10:30", "0x1", "9" * 30, "{left|right}", "<!channel>", "\\ud800"),
]


def spoiled(text: str, chance: random.Random) -> str:
    """A good file with one to four accidents."""
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randrange(len(text) + 1), chance.choice([0, 1, 1, 2, 5, 20])
        lines = text.split("\n")
        line = chance.randrange(len(lines))
        accident = chance.randrange(5)
        if accident == 0:
            text = text[:at] + text[at + length :]
        elif accident == 1:
            text = text[:at] + chance.choice(TOKENS) + text[at + length :]
        elif accident == 2:
            text = "\n".join([*lines[:line], lines[line], *lines[line:]])
        elif accident == 3:
            moved = lines[line].removeprefix(" ") if chance.random() < 0.5 else " " + lines[line]
            text = "\n".join([*lines[:line], moved, *lines[line + 1 :]])
        else:
            other = chance.choice(SOURCES).split("\n")
            text = "\n".join([*lines[:line], chance.choice(other), *lines[line + 1 :]])
    return text


def test_a_good_file_with_an_accident_gets_an_answer(
    amount: Callable[[int, int], int], verify_table: Callable[[str, int, str], None]
) -> None:
    chance, tries, good = random.Random(20270111), amount(600, 100_000), 0
    for _ in range(tries):
        raw = spoiled(chance.choice(SOURCES), chance).encode("utf-8", "surrogatepass")
        if isinstance(answer(raw), Document):
            good += 1
        else:
            refused(raw)
    assert 0 < good < tries
    seen = f"{tries - good:,} refused with a place, {good:,} still good; nothing else"
    verify_table("good files with one to four accidents", tries, seen)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


@given(st.sampled_from(SOURCES), st.randoms(use_true_random=False), JSON)
def test_any_value_in_the_place_of_another_gets_an_answer(
    text: str, chance: random.Random, value: Any
) -> None:
    data = parse(text.encode(), "x.yaml").data
    here: Any = data
    while True:
        key = chance.choice(list(here)) if isinstance(here, dict) else chance.randrange(len(here))
        if not isinstance(here[key], (dict, list)) or not here[key] or chance.random() < 0.3:
            break
        here = here[key]
    here[key] = value
    raw = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
    if not isinstance(answer(raw), Document):
        refused(raw)


# Projects, there and back.

VISIBLE = st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\ufffe\uffff")
LINES = st.text(VISIBLE, min_size=1, max_size=40).filter(
    lambda line: line.strip() == line and not UNSEEN.search(line)
)
TRICKY = st.sampled_from(
    [
        *("no", "null", "~", "10:30", "2027-01-11", "1e3", "1.5e3", "0x1f", "017", "1_0", ".inf"),
        *("- a", "# a", "a: b", "a #b", "'", '"', "{a}", "[a]", "*a", "&a", "!a", "%a", "@a", "="),
        *("<<", "é", "😀"),
    ]
)
TEXTS = st.builds(Text, nl=LINES | TRICKY, en=st.none() | LINES | TRICKY)
IDS = st.from_regex(r"\A[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}\Z")
DATES = st.dates(date(2020, 1, 1), date(2099, 12, 31))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Any project the format allows."""
    deliver: Literal["channel", "dm"] = draw(st.sampled_from(["channel", "dm"]))
    names = draw(st.lists(IDS, max_size=3, unique=True, min_size=1))
    channels = draw(
        st.lists(st.from_regex(r"\A[CG][A-Z0-9]{4,9}\Z"), min_size=3, max_size=6, unique=True)
    )
    arms = tuple(
        Arm(
            name=name,
            protocol=draw(IDS),
            pauses=tuple(sorted(draw(st.lists(TIMES, max_size=5, unique=True, min_size=1)))),
            channels=tuple(channels[number :: len(names)]) if deliver == "channel" else (),
            hold=draw(st.none() | st.integers(3, 60)),
            repetitions=draw(st.none() | st.integers(1, 10)),
        )
        for number, name in enumerate(names)
    )
    starts, ends = sorted([draw(DATES), draw(DATES)])
    holidays = st.builds(
        Holidays,
        country=st.sampled_from(["NL", "BE"]),
        region=LINES,
        school=st.booleans(),
        exclude=st.lists(LINES | TRICKY, max_size=3).map(tuple),
        extra=st.lists(DATES, max_size=30).map(tuple),
    )
    return Project(
        format="project/1",
        id=draw(IDS),
        title=draw(TEXTS),
        programme=draw(IDS),
        starts=starts,
        ends=ends,
        timezone=draw(st.sampled_from(["Europe/Amsterdam", "Europe/Brussels", "UTC"])),
        language=draw(st.sampled_from(["nl", "en"])),
        days=tuple(draw(st.lists(st.sampled_from(DAYS), unique=True, min_size=1))),
        holidays=draw(st.none() | holidays),
        closed=tuple(draw(st.lists(DATES, max_size=30))),
        deliver=deliver,
        window=draw(st.integers(1, 60)),
        works_council=WorksCouncil(reference=draw(LINES | TRICKY), date=draw(DATES)),
        arms=arms,
        reports=Reports(share_with_hr=draw(st.booleans()), effect_question=draw(st.booleans())),
        waive=tuple(draw(st.lists(st.sampled_from(["DOSE_DIFFERS", "A_B"]), max_size=2))),
    )


@given(projects())
def test_a_project_written_and_read_is_the_same_project_and_the_same_text(project: Project) -> None:
    text = dump_project(project)
    again = build(parse(text.encode(), "x.yaml"), Project)
    assert again == project
    assert dump_project(again) == text


@given(projects())
def test_other_readers_of_yaml_see_no_other_texts(project: Project) -> None:
    """A time or a `no` in a file of ours is quoted, so that YAML 1.1 reads the same text."""
    data = yaml.safe_load(dump_project(project))
    assert data["title"]["nl"] == project.title.nl
    assert data["works_council"]["reference"] == project.works_council.reference
    assert data["starts"] == project.starts
    assert data["arms"][0]["pauses"] == [f"{at:%H:%M}" for at in project.arms[0].pauses]
