"""What somebody is told who writes a first exercise or programme, and has never seen YAML.

Tables and files are in tests/programmes/first: what stood there (`-`), what was typed (`+`), and
every finding (`>`): where, what, and how to mend it. More mistakes are in tests/programmes/bad.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.loader import check

PROGRAMMES = Path(__file__).parent.parent / "programmes"
FILES = {"exercise": "heupbuiger-rek.yaml", "programme": "staande-bekkenrek.yaml"}


def table() -> list[tuple[str, str, list[str]]]:
    """The kind of file, what went wrong, and the lines that tell it."""
    return [
        (kind, lines[0].removeprefix("# "), lines[1:])
        for kind in FILES
        for block in _text(kind).split("\n\n")
        for lines in [block.split("\n")]
    ]


def _text(kind: str) -> str:
    return (PROGRAMMES / f"first/{kind}.txt").read_text(encoding="utf-8").rstrip("\n")


def marked(lines: list[str], mark: str) -> list[str]:
    return [line[2:] for line in lines if line.startswith(f"{mark} ")]


def test_the_mistakes_are_many() -> None:
    assert len(table()) >= 40


@pytest.mark.parametrize("kind, name, lines", table(), ids=[name for _, name, _ in table()])
def test_a_first_mistake_is_told_with_its_place_and_its_remedy(
    kind: str, name: str, lines: list[str], tmp_path: Path
) -> None:
    text = (PROGRAMMES / "first" / FILES[kind]).read_text(encoding="utf-8")
    stood = "".join(f"{line}\n" for line in marked(lines, "-"))
    typed = "".join(f"{line}\n" for line in marked(lines, "+")).replace("⇥", "\t")
    assert f"\n{stood}" in f"\n{text}"
    file = tmp_path / FILES[kind]
    file.write_text(text.replace(stood, typed, 1), encoding="utf-8")
    found = check([file], date(2026, 11, 21), PROGRAMMES / "good")
    told = [str(each).removeprefix(f"{file}:") for each in found if each.code != "REVIEW_MISSING"]
    assert told == marked(lines, ">")


@pytest.mark.parametrize("kind", FILES)
def test_without_a_mistake_there_is_nothing_to_tell(kind: str) -> None:
    found = check([PROGRAMMES / "first" / FILES[kind]], date(2026, 11, 21), PROGRAMMES / "good")
    assert {each.code for each in found} == {"REVIEW_MISSING"}
