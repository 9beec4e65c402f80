"""What an author is told of a file: all that `check` says of it and of what it shows, no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.exercise import Exercise
from bot.core.programme import Programme
from bot.loader import check, open_file, prints
from tests.preview.desk import SHIPPED, TODAY, library, rewrite

REVIEWS = {"REVIEW_MISSING"}


def codes(path: Path, default: Path | None = None) -> list[tuple[str, str | None]]:
    opened = open_file(path, TODAY, default)
    return [(each.finding.code, each.exercise) for each in opened.findings["nl"]]


@pytest.mark.parametrize("name", ["bureau-reset.yaml", "exercises/brug.yaml", "figures/brug.yaml"])
def test_it_says_what_check_says_of_the_file_and_of_its_parts(name: str) -> None:
    opened = open_file(SHIPPED / name, TODAY)
    assert opened.whole
    found = {each.finding for each in opened.findings["en"]}
    files = {Path(each.file) for each in found}
    assert found == set(check([*files, SHIPPED / name], TODAY))
    assert {each.finding.code for each in opened.findings["nl"]} == REVIEWS
    assert len(opened.findings["nl"]) == len(found)


def test_a_programme_an_exercise_and_a_figure_can_be_opened_and_a_project_cannot() -> None:
    assert isinstance(open_file(SHIPPED / "bureau-reset.yaml", TODAY).model, Programme)
    for folder in ("exercises", "figures"):
        model = open_file(SHIPPED / folder / "brug.yaml", TODAY).model
        assert isinstance(model, Exercise)
        assert model.id == "brug"
    opened = open_file(SHIPPED / "projects" / "voorbeeld.yaml", TODAY)
    assert (opened.model, opened.errors) == (None, 1)
    assert "preview the programme" in opened.findings["nl"][0].finding.message


def test_a_mistake_in_an_exercise_is_said_of_the_programme_that_has_it(tmp_path: Path) -> None:
    file = library(tmp_path)
    rewrite(tmp_path / "exercises/staande-bekkenrek.yaml", "posture: standing", "posture: staand")
    opened = open_file(file, TODAY)
    first = opened.findings["nl"][0]
    assert (first.finding.code, first.exercise) == ("WRONG_VALUE", "staande-bekkenrek")
    assert first.finding.line == 9
    assert isinstance(opened.model, Programme)
    assert not opened.whole


def test_a_figure_that_is_not_there_or_bends_too_far_is_said_of_its_exercise(
    tmp_path: Path,
) -> None:
    file, poses = library(tmp_path), tmp_path / "figures/staande-bekkenrek.yaml"
    rewrite(poses, "low_back: {bend: -16}", "low_back: {bend: -60}")
    found = codes(file)
    assert found[0][1] == "staande-bekkenrek"
    assert found[0][0] != "REVIEW_MISSING"
    poses.unlink()
    assert ("NO_POSES", "staande-bekkenrek") in codes(file)


def test_a_finding_inside_a_session_is_about_that_session(tmp_path: Path) -> None:
    file = library(tmp_path)
    rewrite(file, "seconds: 90", "seconds: 300")
    opened = open_file(file, TODAY)
    about = {each.finding.code: each.session for each in opened.findings["nl"]}
    assert about == {"SESSION_LENGTH": "bekkenrek", "REVIEW_MISSING": None}


def test_a_file_outside_finds_its_exercises_where_check_finds_them(tmp_path: Path) -> None:
    library(tmp_path / "own")
    copy = tmp_path / "concept.yaml"
    copy.write_bytes((SHIPPED / "staande-bekkenrek.yaml").read_bytes())
    for default in (None, tmp_path / "own"):
        opened = open_file(copy, TODAY, default)
        assert opened.whole
        assert opened.folder == (default or SHIPPED)
        assert {each.finding.code for each in opened.findings["en"]} == REVIEWS


def test_an_exercise_outside_takes_the_place_of_the_one_of_its_name(tmp_path: Path) -> None:
    copy = tmp_path / "staande-bekkenrek.yaml"
    copy.write_bytes((SHIPPED / "exercises/staande-bekkenrek.yaml").read_bytes())
    rewrite(copy, "dose: {hold: 20, repetitions: 3}", "dose: {hold: 55, repetitions: 3}")
    opened = open_file(copy, TODAY)
    assert isinstance(opened.model, Exercise)
    assert opened.model.dose.hold == 55
    assert codes(copy)[0] == ("HOLD_OVER_LIMIT", "staande-bekkenrek")


def test_text_that_is_not_yaml_has_a_place_too(tmp_path: Path) -> None:
    file = library(tmp_path)
    file.write_text("schema: programme/1\n\tid: x\n", encoding="utf-8")
    opened = open_file(file, TODAY)
    assert opened.model is None
    assert [each.finding.line for each in opened.findings["nl"]] == [2]
    broken = tmp_path / "exercises/staande-bekkenrek.yaml"
    broken.write_text("schema: exercise/1\n\tid: x\n", encoding="utf-8")
    assert codes(broken) == [("YAML_SYNTAX", "staande-bekkenrek")]


def test_every_file_of_the_library_is_looked_after_and_so_is_one_that_comes(tmp_path: Path) -> None:
    file = library(tmp_path)
    seen = [prints(file)]
    rewrite(tmp_path / "figures/staande-bekkenrek.yaml", "tilt: -4", "tilt: -5.5")
    seen.append(prints(file))
    (tmp_path / "exercises/nieuw.yaml").write_text("", encoding="utf-8")
    seen.append(prints(file))
    file.unlink()
    seen.append(prints(file))
    assert len(set(seen)) == 4
