"""What people read on every screen of every session is what somebody has read and agreed to."""

from __future__ import annotations

from pathlib import Path

import pytest

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
