"""Moving figures: their seconds, their numbers, their bytes, and what their first picture says."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from PIL import Image, ImageChops

from bot.__main__ import main
from bot.core.exercise import Dose
from bot.core.fields import LANGUAGES
from bot.core.figure import Side, solve
from bot.core.figure.space import between
from bot.core.programme import Library
from bot.figures import INDEX, MOST, THEMES, doses, export, film, render, sheet_png, sheet_svg
from bot.figures.gif import encode
from bot.figures.index import wanted
from bot.figures.overlay import overlay
from bot.figures.scene import HEIGHT, WIDTH, Arc, Disc, Line, Polygon, Words, mixed
from bot.figures.stage import COLUMN, Stance, arrows, camera, foot, picture, swap
from bot.figures.svg import svg
from bot.figures.themes import PALETTES, Theme
from bot.figures.timeline import Face, Moment, Timeline
from tests.figures.kit import catalogue, library

ROOT = Path(__file__).parents[2]
NL = catalogue().speak("nl")
SHIPPED = sorted(library().figures)


def timeline(name: str, side: Side | None = None, **dose: int) -> Timeline:
    exercise = library().exercises[name]
    asked = exercise.dose.model_copy(update=dose)
    return Timeline(exercise, library().figures[name], asked, side, film.SMOOTH)


def said(moments: list[Moment]) -> list[tuple[str, str, int]]:
    """What stands in the ring and below it, and for how many milliseconds."""
    told: list[tuple[str, str, int]] = []
    for moment in moments:
        here = (moment.face.number, moment.face.caption)
        if told and told[-1][:2] == here:
            told[-1] = (*here, told[-1][2] + moment.millis)
        else:
            told.append((*here, moment.millis))
    return told


# Time.


def test_a_hold_is_counted_second_by_second_between_getting_ready_and_rests() -> None:
    told = said(timeline("staande-bekkenrek").moments())
    ready = [(str(number), "ready", 1000) for number in (5, 4, 3, 2, 1)]
    hold = [(str(number), "hold", 1000) for number in range(20, 0, -1)]
    rest = [(str(number), "rest", 1000) for number in (5, 4, 3, 2, 1)]
    assert told == [
        ("20", "seconds", 2000),
        *ready,
        *hold,
        *rest,
        *hold,
        *rest,
        *hold,
        ("", "done", 3000),
    ]


@pytest.mark.parametrize("name", [n for n in SHIPPED if library().exercises[n].dose.hold])
@pytest.mark.parametrize("hold, repetitions", [(3, 1), (10, 3), (30, 5)])
def test_a_film_takes_as_long_as_the_session_promises(
    name: str, hold: int, repetitions: int
) -> None:
    """Counted from getting ready to the end of the last hold."""
    made = timeline(name, "left", hold=hold, repetitions=repetitions)
    moments = made.moments()
    last = max(at for at, moment in enumerate(moments) if moment.face.caption == "hold")
    exercise = made.exercise.model_copy(update={"sides": "none"})
    assert sum(each.millis for each in moments[1 : last + 1]) == exercise.seconds(made.dose) * 1000


def test_dots_are_the_repetitions_and_fill_as_they_are_done() -> None:
    dots = [
        (moment.face.caption, moment.face.done, moment.face.dots)
        for moment in timeline("staande-bekkenrek").moments()
    ]
    assert list(dict.fromkeys(dots)) == [
        ("seconds", 0, 3),
        ("ready", 0, 3),
        ("hold", 0, 3),
        ("rest", 1, 3),
        ("hold", 1, 3),
        ("rest", 2, 3),
        ("hold", 2, 3),
        ("done", 3, 3),
    ]


def test_movements_are_counted_and_every_second_one_is_the_other_sides() -> None:
    moments = timeline("zittend-knie-heffen", count=3, repetitions=1).moments()
    faces = dict.fromkeys(
        (moment.face.number, moment.face.side, moment.stance.swapped)
        for moment in moments
        if moment.face.caption == "of"
    )
    assert list(faces) == [("1", "left", False), ("2", "right", True), ("3", "left", False)]


def test_between_two_sets_there_is_a_rest() -> None:
    told = said(timeline("zittend-bekken-kantelen", count=2, repetitions=2).moments())
    assert [each[1] for each in told].count("rest") == 5
    assert told[-1] == ("", "done", 1000)


def test_breaths_are_counted_in_seconds_in_and_out() -> None:
    told = said(timeline("rustig-ademen", count=1).moments())
    assert told[6:-1] == [
        *[(str(number), "in", 1000) for number in (1, 2, 3, 4)],
        *[(str(number), "out", 1000) for number in (1, 2, 3, 4, 5, 6)],
    ]


def test_out_of_breath_is_counted_on_when_the_belly_lets_go() -> None:
    told = said(timeline("ademen-en-buik", count=1, repetitions=1).moments())
    out = [number for number, caption, _ in told if caption == "out"]
    assert out == [str(number) for number in range(1, len(out) + 1)]


def test_minutes_are_shown_not_counted() -> None:
    assert {(number, caption) for number, caption, _ in said(timeline("wandelen").moments())} == {
        ("3", "minutes")
    }


@pytest.mark.parametrize("side, last", [("left", "switch"), ("right", "done")])
def test_after_the_first_side_comes_the_word_to_switch(side: Side, last: str) -> None:
    moments = timeline("bovenrug-draaien", side).moments()
    assert moments[-1].face.caption == last
    assert {moment.face.side for moment in moments} == {side}


def test_less_is_shown_where_more_would_be_too_large() -> None:
    made = timeline("zittend-knie-heffen")
    sets = len(made.moments())
    made_once = Timeline(made.exercise, made.poses, made.dose, None, film.SMOOTH, "repetition")
    once = made_once.moments()
    moving = Timeline(made.exercise, made.poses, made.dose, None, film.SMOOTH, "movement").moments()
    assert sets > len(once) > len(moving)
    assert {moment.face.dots for moment in once} == {0}
    assert {moment.stance.swapped for moment in moving} == {False, True}
    assert {moment.face.number for moment in moving} == {"10"}


def test_little_rest_makes_the_way_quicker_not_the_hold_shorter() -> None:
    made = timeline("staande-bekkenrek", repetitions=2)
    hurried = made.exercise.model_copy(update={"rest": 0, "prepare": 0})
    moments = Timeline(hurried, made.poses, made.dose, None, film.SMOOTH).moments()
    rest = sum(moment.millis for moment in moments if moment.face.caption == "rest")
    assert rest == 2000
    assert sum(moment.millis for moment in moments if moment.face.caption == "ready") == 2000


# Pictures.


def frames(made: bytes) -> list[tuple[Image.Image, int]]:
    with Image.open(BytesIO(made)) as gif:
        assert gif.info["loop"] == 0
        found = []
        for number in range(getattr(gif, "n_frames", 1)):
            gif.seek(number)
            found.append((gif.convert("RGB"), int(gif.info["duration"])))
    return found


def short(name: str, theme: Theme, **dose: int) -> bytes:
    exercise = library().exercises[name]
    asked = exercise.dose.model_copy(update=dose)
    side: Side | None = "left" if exercise.sides == "each" else None
    return render(exercise, library().figures[name], asked, side, NL, theme)


@pytest.mark.parametrize("theme", THEMES)
def test_a_film_plays_its_moments_in_the_colours_of_its_theme(theme: Theme) -> None:
    made = short("staande-bekkenrek", theme, hold=3, repetitions=1)
    shown = frames(made)
    moments = timeline("staande-bekkenrek", hold=3, repetitions=1).moments()
    assert sum(millis for _, millis in shown) == sum(moment.millis for moment in moments)
    for image, _ in shown:
        assert image.size == (WIDTH, HEIGHT)
        assert "#" + image.crop((2, 2, 3, 3)).tobytes().hex() == PALETTES[theme].card


def test_the_first_picture_shows_where_the_movement_leads() -> None:
    shown = [image for image, _ in frames(short("staande-bekkenrek", "light", hold=3))]
    body = (COLUMN, 0, WIDTH, HEIGHT)
    start, poster = shown[1].crop(body), shown[0].crop(body)
    assert ImageChops.difference(start, poster).getbbox() is not None
    assert shown[0].getpixel((130, 84)) == shown[0].getpixel((79, 34))  # a full ring


def test_the_same_inputs_make_the_same_bytes_in_another_process() -> None:
    code = (
        "from tests.figures.test_films import short; from hashlib import sha256;"
        "print(sha256(short('staande-bekkenrek', 'light', hold=3, repetitions=1)).hexdigest())"
    )
    asked = [sys.executable, "-c", code]
    told = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=120, cwd=ROOT)
    here = sha256(short("staande-bekkenrek", "light", hold=3, repetitions=1)).hexdigest()
    assert told.stdout.strip() == here


def test_every_film_is_small_enough_and_starts_with_a_whole_picture(
    amount: Callable[[int, int], int],
) -> None:
    """A few in a normal run, every exercise × protocol × side × language × theme in a full one."""
    every = list(wanted(library(), LANGUAGES))
    some = random.Random(1).sample(every, amount(3, len(every)))
    for each in some:
        say = catalogue().speak(each.language)
        made = render(each.exercise, each.poses, each.dose, each.side, say, each.theme)
        assert len(made) <= MOST, each.exercise.id
        with Image.open(BytesIO(made)) as gif:
            assert getattr(gif, "n_frames", 1) > 5


def test_every_exercise_and_protocol_is_drawn() -> None:
    drawn = {(each.exercise.id, each.dose) for each in wanted(library(), LANGUAGES)}
    assert {name for name, _ in drawn} == set(library().exercises)
    holds = {dose.hold for name, dose in drawn if name == "staande-bekkenrek"}
    assert holds == {20, 30}


def test_a_film_of_bytes_without_end_becomes_one_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(film, "MOST", 12_000)
    assert len(frames(short("bovenrug-strekken", "light", repetitions=1))) == 1


def test_a_film_that_passes_its_limit_is_given_up() -> None:
    noise = Image.effect_noise((64, 64), 90).point(lambda value: value % 8)
    assert encode([(noise, 100)], bytes(24), 100) is None
    assert encode([(noise, 100), (noise, 100)], bytes(24)) is not None


# The ring.


def drawn(face: Face) -> list[object]:
    return list(overlay(face, PALETTES["light"], NL))


@pytest.mark.parametrize("number", ["1", "9", "20", "120"])
def test_the_number_stands_in_the_ring(number: str) -> None:
    words = [item for item in drawn(Face(number, "hold")) if isinstance(item, Words)]
    assert [item.text for item in words] == [number, "Houd vast"]


def test_the_ring_is_as_full_as_there_is_time_left() -> None:
    moments = timeline("staande-bekkenrek").moments()
    full = [moment.face.full for moment in moments if moment.face.caption == "hold"][:20]
    assert full == [pytest.approx(number / 20) for number in range(20, 0, -1)]
    arcs = [item for item in drawn(Face("5", "hold", full=0.25)) if isinstance(item, Arc)]
    assert [(arc.start, arc.end) for arc in arcs] == [(0, 1), (0, 0.25)]
    assert len([item for item in drawn(Face("", "done", full=0)) if isinstance(item, Arc)]) == 1


def test_dots_stand_in_rows_of_five_and_are_told_apart_by_shape() -> None:
    dots = [item for item in drawn(Face("5", "hold", dots=7, done=3)) if isinstance(item, Disc)]
    assert len(dots) == 3 + 4 * 2  # an open one is a disc on a disc
    assert len({disc.centre[1] for disc in dots}) == 2


def test_the_end_is_ticked() -> None:
    for caption in ("done", "switch"):
        assert any(isinstance(item, Line) for item in drawn(Face("", caption)))
    assert not any(isinstance(item, Line) for item in drawn(Face("", "rest")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_wider_than_its_column(language: str) -> None:
    say = catalogue().speak("nl" if language == "nl" else "en")
    for moment in [m for name in SHIPPED for m in timeline(name, "left").moments()]:
        for item in overlay(moment.face, PALETTES["light"], say):
            if isinstance(item, Words):
                assert 15 <= item.size <= 50


# Sides and themes.


def test_the_right_side_is_the_left_one_turned_over() -> None:
    its = library().figures["bovenrug-draaien"]
    left, right = camera(its, "left"), camera(its, "right")
    assert left.mirrored
    assert not right.mirrored
    assert left.scale == right.scale


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_of_a_picture_lies_outside_it_or_in_the_column(name: str) -> None:
    """Whatever it stands on, whichever side it does: every key frame with its arrows."""
    its = library().figures[name]
    for number in range(len(its.frames) - 1):
        for swapped in (False, True):
            for item in picture(its, Stance(number, number, 0, swapped, number), "left", "dark"):
                for x, y in item.points if isinstance(item, Polygon) else ():
                    assert 0 <= x <= WIDTH
                    assert x >= COLUMN - 3 or y >= foot(its)
                    assert 0 <= y <= HEIGHT


@pytest.mark.parametrize("region, other", [("left-leg", "right-leg"), ("pelvis", "pelvis")])
def test_what_is_lit_changes_sides(region: str, other: str) -> None:
    assert swap(region) == other  # type: ignore[arg-type]  # a region


def test_a_turn_to_the_left_is_an_arrow_to_the_right_when_sides_are_swapped() -> None:
    its = library().figures["bovenrug-draaien"]
    here = picture(its, Stance(1, 1, arrows=1), "left", "light")
    there = picture(its, Stance(1, 1, swapped=True, arrows=1), "left", "light")
    assert here != there


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_lit_parts_stand_out_in_lightness_not_only_in_colour(theme: Theme) -> None:
    colours = PALETTES[theme]
    assert contrast(colours.ink, colours.card) >= 7
    for cloth in (colours.trousers, colours.shirt):
        assert contrast(colours.accent, cloth) >= 1.1
        assert contrast(cloth, colours.card) >= 3
    assert contrast(colours.accent, colours.trousers) >= 2
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


def test_neither_arm_nor_arrow_covers_the_low_back_that_tilts() -> None:
    its = library().figures["zittend-bekken-kantelen"]
    seen = camera(its, "right")
    for number, frame in enumerate(its.poses):
        body = solve(its, frame).body
        low_back = seen.point(between(body.waist, body.ribs, 0.5))[0]
        near = body.arms["left"]
        drawn = [seen.point(near.joint)[0], seen.point(near.end)[0]]
        for item in arrows(its, Stance(number, number, arrows=number), "right", "light"):
            assert isinstance(item, Line | Polygon)
            drawn += [x for x, _ in item.points]
        assert min(drawn) > low_back - 5 * seen.scale  # half of how deep a trunk is


# Sheets, SVG and the export.


def test_a_sheet_shows_the_start_and_where_the_body_stops() -> None:
    its = library().figures["zittend-bekken-kantelen"]
    with Image.open(BytesIO(sheet_png(its, "right", NL, "light"))) as image:
        assert image.size == (3 * 260 * 2, 330 * 2)
    exercise = library().exercises[its.id]
    text = sheet_svg(exercise, its, "right", "en", catalogue().speak("en"), "dark")
    root = ElementTree.fromstring(text)
    assert exercise.figure is not None
    assert root[0].text == exercise.figure.alt.en
    assert [element.text for element in root.iter() if element.tag.endswith("text")] == [
        "1. Start",
        "2. Move",
        "3. Move",
    ]


def test_svg_draws_what_the_scene_lists() -> None:
    face = Face("3", "done", full=0.7, dots=2, done=1, side="left")
    scene = [
        *overlay(face, PALETTES["light"], NL),
        *overlay(Face("", "done"), PALETTES["dark"], NL),
    ]
    root = ElementTree.fromstring(svg(scene, (10, 10), "#ffffff", "<alt>"))
    tags = {element.tag.rpartition("}")[2] for element in root}
    assert tags == {"title", "rect", "circle", "path", "text"}


def test_an_export_is_addressed_by_content_and_tells_which_is_whose(tmp_path: Path) -> None:
    name = "bilspieren-aanspannen"
    exercise = library().exercises[name]
    asked = exercise.model_copy(update={"dose": Dose(hold=3, repetitions=1)})
    small = Library({name: asked}, {}, {name: library().figures[name]})
    says = {language: catalogue().speak(language) for language in LANGUAGES}
    written = list(export(small, says, tmp_path))
    index = json.loads((tmp_path / INDEX).read_text())
    assert len(index["figures"]) == 4
    assert len(index["sheets"]) == 8
    for path in written:
        assert sha256(path.read_bytes()).hexdigest()[:20] in path.name
    assert {entry["file"] for kind in index.values() for entry in kind} == {
        path.name for path in written
    }
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    list(export(small, says, tmp_path))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_doses_are_the_exercises_own_and_its_protocols() -> None:
    exercise = library().exercises["staande-bekkenrek"]
    assert doses(exercise, library()) == (
        Dose(hold=20, repetitions=3),
        Dose(hold=30, repetitions=3),
    )


def test_the_command_says_where_there_is_nothing_to_draw(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = Path(__file__).parents[1] / "programmes/good"
    monkeypatch.setenv("PAUZEBOT_PROGRAMMES", str(good))
    told = CliRunner().invoke(main, ["figures", "export", str(tmp_path)])
    assert told.exit_code == 1
    assert "there are no figures in" in told.output


def test_the_command_counts_what_it_wrote_and_says_what_it_cannot_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.figures.exporting.export", lambda *_, **__: iter([tmp_path, tmp_path]))
    told = CliRunner().invoke(main, ["figures", "export", str(tmp_path / "out")])
    assert told.output == f"{tmp_path / 'out'}: 2 files, and index.json\n"
    monkeypatch.undo()
    (tmp_path / "file").write_text("in the way")
    told = CliRunner().invoke(main, ["figures", "export", str(tmp_path / "file" / "out")])
    assert told.exit_code == 1
    assert "cannot be written" in told.output
