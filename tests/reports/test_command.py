"""`pauzebot report`: a file in every format, or a sentence that says why not."""

from __future__ import annotations

import asyncio
import builtins
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.reports import paper
from bot.service import filing
from bot.store.durable import open_store
from tests import fakes

FILED = fakes.project(programme="staande-bekkenrek")
ODD = fakes.project(
    id="tulp",
    title={"nl": "Fit door het voorjaar 🌷 健康"},
    works_council={"reference": "OR ✅ 3", "date": "2026-11-03"},
    arms=[{"name": "a", "protocol": "drie", "pauses": ["10:30"], "channels": ["C0TULP"]}],
)
BEGINNINGS = {
    "html": b"<!doctype html>\n<html lang=\"en\">", "pdf": b"%PDF-", "xlsx": b"PK",
    "csv": b"project,period", "json": b'{\n  "schema": "report/1"', "png": b"\x89PNG",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which a project is filed that has no figures yet."""
    path = tmp_path_factory.mktemp("data")

    async def filed() -> None:
        store = await open_store(f"sqlite:///{path / 'pauzebot.db'}")
        for project in (FILED, ODD):
            await filing.file(store, project, datetime(2027, 1, 4, tzinfo=UTC))
        await store.close()

    asyncio.run(filed())
    return path


def report(folder: Path, out: Path, *arguments: str) -> Result:
    words = ["report", *arguments, "--out", str(out)]
    return CliRunner().invoke(main, words, env={"PAUZEBOT_DATA": str(folder)})


@pytest.mark.parametrize("to", BEGINNINGS)
def test_each_format_is_written(folder: Path, tmp_path: Path, to: str) -> None:
    out = tmp_path / f"report.{to}"
    done = report(folder, out, FILED.id, "--format", to, "--lang", "en")
    assert (done.exit_code, done.output) == (0, f"{out}: written\n")
    assert out.read_bytes().startswith(BEGINNINGS[to])


def test_a_project_that_is_not_there_is_said(folder: Path, tmp_path: Path) -> None:
    done = report(folder, tmp_path / "x", "nergens", "--format", "csv")
    assert (done.exit_code, done.output) == (1, "Error: no project is called 'nergens'\n")


def test_a_file_that_cannot_be_written_is_said(folder: Path, tmp_path: Path) -> None:
    done = report(folder, tmp_path / "not" / "there", FILED.id, "--format", "json")
    assert done.exit_code == 1
    assert "cannot be written: No such file or directory" in done.output


def test_what_is_not_installed_is_said(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *given: Any, **more: Any) -> Any:
        if name == "xlsxwriter":
            raise ModuleNotFoundError("No module named 'xlsxwriter'", name=name)
        return real(name, *given, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    done = report(folder, tmp_path / "x.xlsx", FILED.id, "--format", "xlsx")
    assert done.output == (
        "Error: xlsxwriter is missing: install the package with its extra, pauzebot[reports]\n"
    )


def test_a_title_that_no_font_has_is_printed_all_the_same(folder: Path, tmp_path: Path) -> None:
    for to in ("pdf", "png"):
        done = report(folder, tmp_path / f"x.{to}", ODD.id, "--format", to)
        assert (done.exit_code, done.exception) == (0, None)


def test_what_typst_refuses_is_said_and_leaves_no_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "printable", lambda text: text)
    out = tmp_path / "x.pdf"
    done = report(folder, out, ODD.id, "--format", "pdf")
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert done.output.startswith("Error: the report cannot be written as pdf: ")
    assert done.output.endswith("; html, xlsx, csv and json can\n")
    assert not out.exists()
