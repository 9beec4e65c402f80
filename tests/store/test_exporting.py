"""`project export`: the project as it is, or as it will be when a change that waits has begun."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.core.project import Project
from bot.loader import dump_project
from bot.service import filing
from bot.service.deeds import Later
from bot.store.durable import open_store
from tests import fakes

DURING = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)
NEXT = date(2027, 2, 8)
ARM = {"name": "een", "protocol": "umcg", "channels": ["C0ALPHA"]}
NOW_SO = fakes.project(programme="staande-bekkenrek", arms=[{**ARM, "pauses": ["10:30"]}])
THEN = fakes.project(programme="staande-bekkenrek", arms=[{**ARM, "pauses": ["11:00", "15:00"]}])


def pauzebot(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), env={"PAUZEBOT_DATA": str(folder)})


def export(folder: Path, *options: str) -> Result:
    return pauzebot(folder, "project", "export", *options, NOW_SO.id)


def file(folder: Path, *projects: Project) -> date | None:
    """File projects one after the other while the first one runs."""

    async def filed() -> date | None:
        store = await open_store(f"sqlite:///{folder / 'pauzebot.db'}")
        try:
            return [await filing.file(store, each, DURING) for each in projects][-1]
        finally:
            await store.close()

    return asyncio.run(filed())


def test_where_nothing_waits_both_are_the_same_and_nothing_is_said(tmp_path: Path) -> None:
    file(tmp_path, NOW_SO)
    for options in ((), ("--next",)):
        result = export(tmp_path, *options)
        assert (result.exit_code, result.stdout, result.stderr) == (0, dump_project(NOW_SO), "")


def test_a_change_that_waits_is_told_beside_the_file_and_never_in_it(tmp_path: Path) -> None:
    assert file(tmp_path, NOW_SO, THEN) == NEXT
    result = export(tmp_path)
    assert result.stdout == dump_project(NOW_SO)
    assert result.stderr == (
        "lente changes on 2027-02-08; `pauzebot project export --next lente` prints what it will"
        " be\n"
    )
    coming = export(tmp_path, "--next")
    assert (coming.stdout, coming.stderr) == (dump_project(THEN), "")
    shown = pauzebot(tmp_path, "project", "show", "lente").stdout
    assert "arm een: umcg, 10:30, C0ALPHA" in shown
    assert "changes on 2027-02-08: arm een: umcg, 11:00, 15:00, C0ALPHA" in shown


@pytest.mark.parametrize("options", [(), ("--next",)])
def test_what_is_exported_makes_the_same_project_elsewhere(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    file(tmp_path, NOW_SO, THEN)
    exported = export(tmp_path, *options).stdout
    (tmp_path / "elsewhere").mkdir()
    path = tmp_path / "project.yaml"
    path.write_text(exported, encoding="utf-8")
    applied = pauzebot(tmp_path / "elsewhere", "project", "apply", str(path))
    assert applied.exit_code == 0, applied.output
    for again in ((), ("--next",)):
        result = export(tmp_path / "elsewhere", *again)
        assert (result.stdout, result.stderr) == (exported, "")


def test_a_file_without_the_change_that_waits_takes_it_back_and_says_so(tmp_path: Path) -> None:
    async def waiting() -> None:
        store = await open_store(f"sqlite:///{tmp_path / 'pauzebot.db'}")
        await store.apply(NOW_SO, DURING, Later(THEN, NEXT))
        await store.close()

    asyncio.run(waiting())
    path = tmp_path / "project.yaml"
    path.write_text(export(tmp_path).stdout, encoding="utf-8")
    applied = pauzebot(tmp_path, "project", "apply", str(path))
    assert applied.exit_code == 0
    assert "lente: the change that was to begin on 2027-02-08 is taken back\n" in applied.stderr
    assert export(tmp_path, "--next").stdout == dump_project(NOW_SO)


@pytest.mark.parametrize("asked", [True, False])
def test_a_file_leaves_the_effect_question_as_the_physio_has_it(
    tmp_path: Path, asked: bool
) -> None:
    def asking(on: bool) -> Project:
        reports = NOW_SO.reports.model_copy(update={"effect_question": on})
        return NOW_SO.model_copy(update={"reports": reports})

    path = tmp_path / "project.yaml"
    path.write_text(dump_project(asking(not asked)), encoding="utf-8")
    first = pauzebot(tmp_path, "project", "apply", str(path))
    said = "not taken from a file: a physiotherapist turns the question on or off"
    assert first.exit_code == 0
    assert (said in first.stderr) is not asked, "a project that is new is not asked"
    assert "effect_question: false" in export(tmp_path).stdout

    async def decided() -> None:
        store = await open_store(f"sqlite:///{tmp_path / 'pauzebot.db'}")
        await store.apply(asking(asked), DURING)
        await store.close()

    asyncio.run(decided())
    again = pauzebot(tmp_path, "project", "apply", str(path))
    assert said in again.stderr
    assert f"effect_question: {str(asked).lower()}" in export(tmp_path).stdout
