"""`pauzebot preview`: the page, the findings as `check` prints them, and its exit code."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.commands import previewing
from tests.preview.desk import data, films, library, rewrite


def preview(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.setattr(previewing, "_films", lambda stack, folder: films())
    return CliRunner().invoke(main, ["preview", *arguments], catch_exceptions=False)


def test_it_writes_a_page_and_prints_the_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, out = library(tmp_path), tmp_path / "page.html"
    monkeypatch.chdir(tmp_path)
    done = preview(monkeypatch, file.name, "--out", str(out))
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"{name}: REVIEW_MISSING no physiotherapist has reviewed this text yet"
        for name in (
            "staande-bekkenrek.yaml:112:11",
            "exercises/staande-bekkenrek.yaml:71:11",
            "exercises/zittend-bekken-kantelen.yaml:64:11",
        )
    ]
    assert "0 errors, 3 warnings" in done.stderr
    assert len(data(out)["films"]) == 6


def test_errors_give_exit_code_1_and_a_page_that_says_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, out = library(tmp_path), tmp_path / "page.html"
    rewrite(file, "reviewed: null", "reviewed: nee")
    done = preview(monkeypatch, str(file), "--out", str(out))
    assert done.exit_code == 1
    assert "1 errors" in done.stderr
    assert data(out)["errors"] == 1


def test_ctrl_c_ends_the_watching_and_leaves_a_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pause:
        def wait(self, seconds: float) -> bool:
            raise KeyboardInterrupt

    monkeypatch.setattr(previewing, "Event", Pause)
    file, out = library(tmp_path), tmp_path / "page.html"
    done = preview(monkeypatch, str(file), "--out", str(out), "--watch")
    assert done.exit_code == 0
    assert "Ctrl-C" in done.stderr
    assert "watch" not in data(out)


@pytest.mark.parametrize("arguments, said", [
    (["nergens.yaml", "--out", "page.html"], "does not exist"),
    (["staande-bekkenrek.yaml", "--out", "nergens/page.html"], "cannot be written"),
    (["staande-bekkenrek.yaml"], "Missing option"),
    (["staande-bekkenrek.yaml", "--out", "./staande-bekkenrek.yaml"], "is the file itself"),
])  # fmt: skip
def test_what_cannot_be_read_or_written_is_said_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    file = library(tmp_path)
    before = file.read_bytes()
    monkeypatch.chdir(tmp_path)
    done = preview(monkeypatch, *arguments)
    assert file.read_bytes() == before
    assert done.exit_code in (1, 2)
    assert said in done.output
    assert "Traceback" not in done.output
