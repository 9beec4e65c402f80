"""Libraries, what ships with the bot, and the bot's own texts: files that belong together."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.core.prescription import Range, prescribed
from bot.loader import (
    FileError,
    Finding,
    check,
    errors,
    load_library,
    load_project,
    load_texts,
    schema_texts,
    write_schemas,
)
from bot.settings import shipped_programmes

TODAY = date(2026, 11, 21)
GOOD = Path(__file__).parent.parent / "programmes/good"
SHIPPED = shipped_programmes()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of the good library that a test may spoil."""
    return Path(shutil.copytree(GOOD, tmp_path / "library"))


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# Libraries: files that belong together.


def test_a_library_is_its_exercises_and_programmes_and_nothing_else(library: Path) -> None:
    for name in ("schemas/x.yaml", "pictures/x.yaml", "projects/x.yaml", ".hidden.yaml", "read.me"):
        (library / name).parent.mkdir(exist_ok=True)
        (library / name).write_text("not: ours")
    loaded = load_library(library)
    assert sorted(loaded.programmes) == ["afwisselen", "staande-bekkenrek"]
    assert len(loaded.exercises) == 6


def test_a_broken_file_does_not_blame_the_files_that_refer_to_it(library: Path) -> None:
    spoil(library / "exercises/rustig-ademen.yaml", '"version": 1', '"version": one')
    with pytest.raises(FileError) as caught:
        load_library(library)
    assert [finding.code for finding in caught.value.findings] == ["WRONG_TYPE"]


def test_a_file_is_called_by_its_id(library: Path) -> None:
    (library / "exercises/rustig-ademen.yaml").rename(library / "exercises/ademen.yml")
    found = errors(check([library], TODAY))
    message = "this file is called `ademen.yml`; its id asks `rustig-ademen.yaml`"
    file = str(library / "exercises/ademen.yml")
    assert found == [Finding(file, 3, 9, "WRONG_FILE_NAME", message)]
    assert errors(check([Path(file)], TODAY)) == found


def test_a_project_needs_its_programme(library: Path) -> None:
    good = load_library(library)
    project = library / "projects/channel.yaml"
    spoil(project, "programme: staande-bekkenrek", "programme: rek")
    with pytest.raises(FileError, match="UNKNOWN_REFERENCE no programme is called `rek`"):
        load_project(project, good)


def test_two_files_cannot_have_one_id(library: Path) -> None:
    shutil.copy(library / "afwisselen.yaml", library / "wisselen.yaml")
    with pytest.raises(FileError, match=r"wisselen.yaml:2:5: WRONG_FILE_NAME"):
        load_library(library)


def test_easier_variants_do_not_go_round(library: Path) -> None:
    easy = library / "exercises/zittend-bekken-kantelen.yaml"
    spoil(easy, "licence:", "easier: bilspieren-aanspannen\nlicence:")
    easier = library / "exercises/bilspieren-aanspannen.yaml"
    spoil(easier, "licence:", "easier: zittend-bekken-kantelen\nlicence:")
    with pytest.raises(FileError) as caught:
        load_library(library)
    assert [finding.code for finding in caught.value.findings] == ["CIRCULAR", "CIRCULAR"]
    ring = "bilspieren-aanspannen → zittend-bekken-kantelen → bilspieren-aanspannen"
    assert caught.value.findings[0].message == f"easier variants go round: {ring}"


def test_each_folder_takes_its_own_format_only(library: Path) -> None:
    shutil.copy(library / "afwisselen.yaml", library / "exercises/afwisselen.yaml")
    with pytest.raises(FileError, match=r"`programme/1` is no format that belongs here"):
        load_library(library)


def test_a_folder_without_programmes_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="NOT_FOUND there are no programmes to read in this folder"):
        load_library(tmp_path)
    with pytest.raises(FileError, match="NOT_FOUND no such folder"):
        load_library(tmp_path / "nowhere")
    with pytest.raises(FileError, match="NOT_FOUND no such folder"):
        load_library(Path("x" * 5000))


def test_a_project_in_a_library_is_checked_against_that_one(library: Path) -> None:
    project = library / "projects/channel.yaml"
    spoil(project, "protocol: umcg", "protocol: umcgg")
    for paths in ([library], [library / "projects"], [project]):
        found = errors(check(paths, TODAY))
        assert [(each.file, each.code) for each in found] == [(str(project), "UNKNOWN_REFERENCE")]


def test_files_given_together_may_refer_to_each_other(tmp_path: Path) -> None:
    programme, project = tmp_path / "eigen.yaml", tmp_path / "project.yaml"
    text = (GOOD / "afwisselen.yaml").read_text().replace("id: afwisselen", "id: eigen")
    programme.write_text(text)
    text = (GOOD / "projects/least.yaml").read_text().replace("afwisselen", "eigen")
    project.write_text(text)
    assert errors(check([programme, project], TODAY)) == []
    assert [each.code for each in errors(check([project], TODAY))] == ["UNKNOWN_REFERENCE"]


def test_school_holidays_nobody_has_published_are_a_warning(tmp_path: Path) -> None:
    project = tmp_path / "project.yaml"
    text = (GOOD / "projects/dm.yaml").read_text().replace("ends: 2027-01-11", "ends: 2045-01-11")
    project.write_text(text)
    found = [each for each in check([project], TODAY, GOOD) if each.code == "NO_SCHOOL_HOLIDAYS"]
    assert found
    assert {each.level for each in found} == {"warning"}


# What ships.


def test_what_ships_is_without_errors() -> None:
    found = check([SHIPPED], TODAY)
    assert errors(found) == []
    assert {each.code for each in found} <= {"REVIEW_MISSING"}


@pytest.mark.parametrize(
    "name, days",
    [
        ("voorbeeld", 82),
        ("voorbeeld-eigen-tijd", 82),
        ("acht-weken-vergelijking", 54),
        ("bureau-reset", 26),
        ("drie-dagen-proef", 3),
    ],
)
def test_an_example_project_fits_the_shipped_library(name: str, days: int) -> None:
    project = load_project(SHIPPED / f"projects/{name}.yaml", load_library(SHIPPED))
    assert (project.ends - project.starts).days + 1 == days


def test_the_two_groups_of_the_comparison_stretch_as_long_a_day() -> None:
    library = load_library(SHIPPED)
    project = load_project(SHIPPED / "projects/acht-weken-vergelijking.yaml", library)
    doses = {
        each.name: each.active
        for each in prescribed(library.programmes["staande-bekkenrek"], library)
    }
    assert [doses[arm.protocol] for arm in project.arms] == [Range(180, 180), Range(180, 180)]


def test_the_library_is_the_one_that_was_planned() -> None:
    """Every exercise and programme, with the posture in which it is done."""
    library = load_library(SHIPPED)
    assert {name: each.posture for name, each in library.exercises.items()} == {
        "ademen-en-buik": "any",
        "been-zijwaarts": "standing",
        "bilspieren-aanspannen": "any",
        "bovenrug-draaien": "seated",
        "bovenrug-strekken": "seated",
        "brug": "floor",
        "heupbuiger-rek": "standing",
        "heupcirkels": "standing",
        "kleine-uitstap": "standing",
        "opstaan-en-zitten": "standing",
        "rustig-ademen": "any",
        "scharnieren": "standing",
        "staande-bekkenrek": "standing",
        "traplopen": "walking",
        "wandelen": "walking",
        "zittend-bekken-kantelen": "seated",
        "zittend-knie-heffen": "seated",
        "zittend-scharnieren": "seated",
    }
    assert sorted(library.programmes) == [
        "adem-en-ontspan",
        "bureau-reset",
        "rug-bekkenketen",
        "staande-bekkenrek",
        "wissel-en-wandel",
    ]


def test_who_takes_every_pause_meets_every_session_of_a_shipped_programme() -> None:
    for programme in load_library(SHIPPED).programmes.values():
        most = max(protocol.pauses or 1 for protocol in programme.protocols.values())
        weeks = range(sum(phase.weeks for phase in programme.phases))
        met = {programme.session_for(week, pause).id for week in weeks for pause in range(most)}
        assert met == {session.id for session in programme.sessions}


def test_the_schemas_for_editors_are_current(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    for name, text in schema_texts().items():
        assert (SHIPPED / "schemas" / name).read_text(encoding="utf-8") == text, "write_schemas"
        assert (tmp_path / name).read_text(encoding="utf-8") == text
        assert json.loads(text)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_shipped_file_names_the_schema_its_editor_needs() -> None:
    for path in SHIPPED.rglob("*.yaml"):
        first, second = path.read_text(encoding="utf-8").split("\n")[:2]
        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
        assert schema.is_file()
        assert second == f"schema: {schema.stem.replace('-', '/')}"


# The bot's own words.


def test_texts_are_read_under_dotted_keys_with_their_plural_forms(tmp_path: Path) -> None:
    (tmp_path / "nl.yaml").write_text("a: {b: Ja, c: {one: een, other: '{count}'}}\n")
    (tmp_path / "en.yaml").write_text("a:\n  b: no\n")
    assert load_texts(tmp_path) == {
        "nl": {"a.b": "Ja", "a.c": {"one": "een", "other": "{count}"}},
        "en": {"a.b": "no"},
    }


@pytest.mark.parametrize("wrong", ["a: 1", "a: [x]", "a: {one: x}", "a: {one: x, other: 2}", "a:"])
def test_texts_are_nothing_but_texts(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "nl.yaml").write_text(f"b: x\n{wrong}\n")
    (tmp_path / "en.yaml").write_text("b: x\nb: y\n")
    with pytest.raises(FileError) as caught:
        load_texts(tmp_path)
    assert [each.code for each in caught.value.findings] == ["DUPLICATE_KEY", "WRONG_TYPE"]


def test_a_missing_language_is_said_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "nl.yaml").write_text("b: x\n")
    with pytest.raises(FileError, match=r"en.yaml:1:1: NOT_FOUND"):
        load_texts(tmp_path)


def test_the_bots_own_texts_load() -> None:
    texts = load_texts()
    assert texts["nl"].keys() == texts["en"].keys()
