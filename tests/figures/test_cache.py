"""Which film is whose: drawn once for what it is of, by the program that draws."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.core.exercise import Dose
from bot.core.fields import LANGUAGES
from bot.core.programme import Library
from bot.core.project import Project
from bot.figures import cache, exporting, index, timeline
from bot.figures.cache import Cache
from bot.figures.exporting import export
from bot.figures.index import INDEX, NAME, Wanted, doses, read, sheet_subject, subject, wanted
from bot.service import Later
from bot.store.durable import open_store
from bot.store.durable.glance import projects, uploads
from tests import fakes
from tests.figures.kit import catalogue, library
from tests.store.kit import NOW

NL, EN = catalogue().speak("nl"), catalogue().speak("en")
BUTTOCKS = "bilspieren-aanspannen"


def film(**changes: Any) -> Wanted:
    """A film that draws quickly, with fields of its exercise changed."""
    exercise = library().exercises[BUTTOCKS].model_copy(update=changes)
    return Wanted(exercise, library().figures[BUTTOCKS], Dose(hold=3), None, "nl", "light")


def turned(**changes: Any) -> Wanted:
    """The same with something else than its exercise changed."""
    return Wanted(**{**vars(film()), **changes})


def of_frame(**changes: Any) -> Wanted:
    """The same with its second key frame changed."""
    its = library().figures[BUTTOCKS]
    frame = its.frames[1].model_copy(update=changes)
    return turned(poses=its.model_copy(update={"frames": (its.frames[0], frame, *its.frames[2:])}))


@pytest.mark.parametrize(
    "other",
    [
        film(prepare=9),
        film(rest=9),
        film(pace=9),
        film(sides="each"),
        film(id="iets-anders"),
        turned(dose=Dose(hold=4)),
        turned(dose=Dose(hold=3, repetitions=2)),
        turned(side="left"),
        turned(theme="dark"),
        turned(language="en"),
        of_frame(seconds=9.0),
        of_frame(tense=0.5),
    ],
)
def test_another_picture_has_another_subject(other: Wanted) -> None:
    assert subject(other, NL) != subject(film(), NL)


@pytest.mark.parametrize(
    "same",
    [
        film(),
        film(version="9.9.9", evidence=(), reviewed=None),
        film(name=library().exercises["brug"].name),
        film(steps=library().exercises["brug"].steps, stop_if=()),
        film(figure=library().exercises["brug"].figure),
    ],
)
def test_what_stands_beside_a_picture_is_no_part_of_its_subject(same: Wanted) -> None:
    assert subject(same, NL) == subject(film(), NL)


def test_words_in_a_picture_are_part_of_its_subject() -> None:
    def other(key: str, **values: Any) -> str:
        return "Zit stil" if key == "figure.hold" else NL(key, **values)

    assert subject(film(), other) != subject(film(), NL)
    assert sheet_subject(film(), other, "png") != sheet_subject(film(), NL, "png")


def test_a_sheet_with_words_for_a_screen_reader_follows_them() -> None:
    spoken = film(figure=library().exercises["brug"].figure)
    assert sheet_subject(spoken, NL, "svg") != sheet_subject(film(), NL, "svg")
    assert sheet_subject(spoken, NL, "png") == sheet_subject(film(), NL, "png")


def test_every_word_of_a_picture_is_known_to_the_index() -> None:
    assert set(index.CAPTIONS) == set(get_args(timeline.Caption))
    frames = [frame for poses in library().figures.values() for frame in poses.frames]
    assert {frame.breath or frame.moment for frame in frames} <= set(index.MOMENTS)


def test_a_running_bot_can_ask_without_pillow() -> None:
    code = "import sys, bot.app, bot.figures.index; print('PIL' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert told.stdout == "False\n"


# Drawn once.


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was drawn; each drawing is a few bytes, and never the same."""
    made: list[str] = []

    def draw(kind: str) -> Callable[..., bytes]:
        def drawn(*_: object) -> bytes:
            made.append(kind)
            return f"{kind} {len(made)}".encode()

        return drawn

    monkeypatch.setattr(cache, "render", draw("film"))
    monkeypatch.setattr(cache, "sheet_png", draw("png"))
    monkeypatch.setattr(cache, "sheet_svg", lambda *_: draw("svg")().decode())
    return made


def test_a_film_is_drawn_once(tmp_path: Path, drawings: list[str]) -> None:
    first = Cache(tmp_path / "new").film(film(), NL)
    again = Cache(tmp_path / "new")
    assert again.film(film(), NL) == first
    assert (again.drawn, drawings) == (0, ["film"])
    assert NAME.fullmatch(first.name)
    assert first.stat().st_mode & 0o777 == 0o644
    assert {path.name for path in first.parent.iterdir()} == {first.name, INDEX}


def test_another_program_draws_anew_and_the_old_file_stays(
    tmp_path: Path, drawings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Cache(tmp_path).film(film(), NL)
    monkeypatch.setattr(index, "edition", lambda: "0" * 20)
    later = Cache(tmp_path).film(film(), NL)
    assert later != first
    assert first.exists()
    entries = read((tmp_path / INDEX).read_text())
    assert [entry.file for entry in entries] == [later.name]
    assert len(drawings) == 2


def test_a_file_that_went_away_is_drawn_anew(tmp_path: Path, drawings: list[str]) -> None:
    Cache(tmp_path).film(film(), NL).unlink()
    Cache(tmp_path).film(film(), NL)
    assert len(drawings) == 2


@pytest.mark.parametrize("spoilt", ["", "[]", "{}", '{"figures": 3}', "\0"])
def test_a_spoilt_index_costs_time_and_nothing_else(
    spoilt: str, tmp_path: Path, drawings: list[str]
) -> None:
    Cache(tmp_path).film(film(), NL)
    (tmp_path / INDEX).write_text(spoilt)
    path = Cache(tmp_path).film(film(), NL)
    assert path.read_text() == "film 2"


def test_two_that_fill_the_same_folder_keep_each_others_films(
    tmp_path: Path, drawings: list[str]
) -> None:
    one, other = Cache(tmp_path), Cache(tmp_path)
    one.film(film(), NL)
    other.film(turned(language="en"), EN)
    entries = read((tmp_path / INDEX).read_text())
    assert {entry.language for entry in entries} == {"nl", "en"}


def test_lines_of_an_index_that_say_something_else_are_left_out() -> None:
    good: dict[str, Any] = {
        "exercise": "brug", "side": None, "language": "nl", "theme": "light",
        "subject": "1" * 20, "edition": "2" * 20, "file": f"brug-{'a' * 20}.gif", "dose": {},
    }  # fmt: skip
    old = {key: value for key, value in good.items() if key != "subject"}
    away = {**good, "file": f"../../brug-{'a' * 20}.gif"}
    rows = [good, old, away, {**good, "exercise": 3}, {**good, "more": 1}, 3, None, "brug"]
    assert [entry.file for entry in read(json.dumps({"figures": rows}))] == [good["file"]]


def test_nothing_half_written_stays(
    tmp_path: Path, drawings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.figures.files.os.replace", full)
    with pytest.raises(OSError, match="No space"):
        Cache(tmp_path).film(film(), NL)
    assert list(tmp_path.iterdir()) == []


def test_an_export_goes_on_where_the_last_one_stopped(
    tmp_path: Path, drawings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "OFTEN", 1)
    small = Library(
        {BUTTOCKS: library().exercises[BUTTOCKS]}, {}, {BUTTOCKS: library().figures[BUTTOCKS]}
    )
    says = {language: catalogue().speak(language) for language in LANGUAGES}
    assert next(iter(export(small, says, tmp_path))).exists()  # and broken off after the first
    assert len(list(export(small, says, tmp_path, themes=("light",), sheets=False))) == 2
    everything = list(export(small, says, tmp_path))
    assert len(everything) == 4 + 8
    assert len(drawings) == 4 + 8
    assert len(read((tmp_path / INDEX).read_text())) == 4 + 8


# How much.


def with_arm(**arm: Any) -> Project:
    """A project of the library's stretch, of which one arm asks for something else."""
    its = {"name": "een", "protocol": "umcg", "pauses": ["10:30"], "channels": ["C0ALPHA"], **arm}
    return fakes.project(programme="staande-bekkenrek", arms=[its])


def test_an_arm_of_a_project_may_ask_for_a_dose_of_its_own() -> None:
    exercise = library().exercises["staande-bekkenrek"]
    usual = doses(exercise, library())
    its = doses(exercise, library(), [with_arm(hold=25)])
    assert its == (*usual, Dose(hold=25, repetitions=3))
    assert doses(exercise, library(), [with_arm(protocol="weg")]) == usual
    gone = with_arm(hold=25).model_copy(update={"programme": "weg"})
    assert doses(exercise, library(), [gone]) == usual
    assert doses(library().exercises["wandelen"], library(), [with_arm(hold=25)]) == (
        library().exercises["wandelen"].dose,
    )


def test_every_screen_of_every_walk_has_its_film() -> None:
    """All that can be walked: each session, protocol and variant of each programme."""
    from bot.core import walkthrough
    from bot.core.effects import Step
    from bot.core.events import Walk

    here = {(each.exercise.id, each.dose, each.side) for each in wanted(library(), ("nl",))}
    for programme in library().programmes.values():
        for session in programme.sessions:
            for protocol in programme.protocols.values():
                for variant in ("usual", "easier", "seated"):
                    walk = Walk(
                        programme=programme.id,
                        version=programme.version,
                        session=session.id,
                        language="nl",
                        hold=protocol.hold,
                        repetitions=protocol.repetitions,
                        variant=variant,
                    )
                    for screen in walkthrough.screens_of(walk, library()):
                        if isinstance(screen, Step):
                            assert (screen.exercise.id, screen.dose, screen.side) in here


async def test_projects_are_read_where_there_are_any_and_nothing_is_made(tmp_path: Path) -> None:
    file = tmp_path / "here" / "pauzebot.db"
    address = f"sqlite:///{file}"
    for nowhere in (address, str(file), "sqlite://", "mysql://x/y", "http://[", "sqlite:///"):
        assert await projects(nowhere) == ()
    assert not file.parent.exists()
    store = await open_store(address)
    await store.close()
    assert await projects(address) == ()


def test_the_command_can_draw_only_what_slack_shows_and_give_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, Any] = {}
    gave_way: list[int] = []

    def drawn(*_: object, **options: Any) -> Iterator[Path]:
        asked.update(options)
        return iter([])

    monkeypatch.setattr(exporting, "export", drawn)
    monkeypatch.setattr(os, "nice", gave_way.append)
    monkeypatch.setenv("PAUZEBOT_DATA", str(tmp_path / "none"))
    CliRunner().invoke(main, ["figures", "export", str(tmp_path)], catch_exceptions=False)
    assert (asked["themes"], asked["sheets"], gave_way) == (("light", "dark"), True, [])
    its = ["figures", "export", "--slack", "--gently", str(tmp_path)]
    told = CliRunner().invoke(main, its, catch_exceptions=False)
    assert (asked["themes"], asked["sheets"], gave_way) == (("light",), False, [10])
    assert told.exit_code == 0
    assert not (tmp_path / "none").exists()


async def test_a_database_that_cannot_be_read_has_no_projects(tmp_path: Path) -> None:
    file = tmp_path / "pauzebot.db"
    file.write_text("groceries " * 500)
    assert await projects(f"sqlite:///{file}") == ()
    file.write_bytes(b"")
    assert await projects(f"sqlite:///{file}") == ()
    assert await projects("postgresql://nobody@127.0.0.1:9/none") == ()
    assert await uploads(f"sqlite:///{tmp_path / 'none.db'}") == {}


async def test_projects_that_go_on_are_read_as_they_are_and_will_be(tmp_path: Path) -> None:
    store = await open_store(str(tmp_path / "pauzebot.db"))
    now, becomes = fakes.project(), fakes.project(title={"nl": "Anders", "en": "Else"})
    await store.apply(now, NOW, Later(becomes, NOW.date()))
    await store.apply(fakes.project(id="over"), NOW)
    await store.end("over")
    await store.close()
    assert await projects(str(tmp_path / "pauzebot.db")) == (now, becomes)
