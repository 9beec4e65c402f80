"""What people read on every screen of every session is what somebody has read and agreed to."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.core import walkthrough
from bot.loader import load_library
from bot.settings import shipped_programmes
from tests.walks import HERE, transcripts

WRITTEN = transcripts()


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_a_session_is_said_as_its_transcript_has_it(path: Path) -> None:
    """After a change of words: `make walks`, then read the difference."""
    assert path.is_file(), "make walks"
    assert path.read_text(encoding="utf-8").split("\n") == WRITTEN[path].split("\n"), "make walks"


def test_no_transcript_is_of_a_programme_that_is_gone() -> None:
    assert set(HERE.glob("*.txt")) == set(WRITTEN)


def test_a_transcript_has_every_session_and_the_stop_signs() -> None:
    for text in WRITTEN.values():
        assert "112" in text
    assert sum(text.count("Zittend, ongeveer 1 minuut]") for text in WRITTEN.values()) >= 20


def test_any_session_is_walked_in_the_terminal() -> None:
    written = (HERE / "rug-bekkenketen.en.txt").read_text(encoding="utf-8")
    arguments = ["walk", "rug-bekkenketen", "--lang", "en", "--session", "wandelen"]
    shown = CliRunner().invoke(main, arguments, input="\n" * 3)
    assert shown.exit_code == 0
    lines = [line for line in shown.stdout.splitlines() if line.startswith("  ")]
    assert len(lines) == 7
    assert "\n".join(lines) in written


def test_a_session_that_is_not_there_is_answered_with_those_that_are() -> None:
    shown = CliRunner().invoke(main, ["walk", "wissel-en-wandel", "--session", "weg"])
    assert shown.exit_code == 1
    assert "there are: opstaan, wandelen, heupen, trap, rek-en-sta" in shown.output


def test_a_walk_without_a_prompt_begins_where_one_wants() -> None:
    library = load_library(shipped_programmes())
    programme = library.programmes["adem-en-ontspan"]
    for wanted, session in [(None, "rustig-ademen"), ("buik", "buik")]:
        shown = walkthrough.begin(programme, "nl", library, session=wanted)
        assert shown.walk is not None
        assert shown.walk.session == session
