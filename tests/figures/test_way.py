"""How closely the pictures of a film follow each other, and what is not drawn again."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from bot.figures.film import COARSE, FINE, SMOOTH
from bot.figures.gif import NEAR, encode
from bot.figures.stage import Stance
from bot.figures.timeline import TICK, Timeline
from bot.figures.way import Grain, Leg, places
from tests.figures.kit import library

HIPS, WALK = library().figures["staande-bekkenrek"], library().figures["wandelen"]


@pytest.mark.parametrize(
    "seconds, grain, pictures",
    [
        (2.0, Grain(320, 1.5), 6),  # so many fit in the time
        (2.0, Grain(400, 2.5), 5),
        (9.0, Grain(320, 1.5), 6),  # the pelvis goes 9 cm
        (9.0, Grain(320, 3.0), 5),  # and never fewer than this, where there is time
        (0.3, Grain(320, 1.5), 2),  # one in between at least
    ],
)
def test_a_leg_has_as_many_pictures_as_its_time_and_its_length_are_worth(
    seconds: float, grain: Grain, pictures: int
) -> None:
    assert places(HIPS, Leg(0, 1, seconds), grain) == pictures


@pytest.mark.parametrize("grain", [SMOOTH, COARSE, FINE])
def test_a_body_moves_by_even_steps_and_is_slow_where_it_starts_and_stops(grain: Grain) -> None:
    exercise = library().exercises["staande-bekkenrek"]
    moments = Timeline(exercise, HIPS, exercise.dose, None, grain).moments()
    stays: dict[Stance, int] = {}
    for moment in moments:
        if (moment.stance.one, moment.stance.other) == (0, 1) and moment.face.caption == "ready":
            stays[moment.stance] = stays.get(moment.stance, 0) + moment.millis
    parts = [stance.part for stance in stays]
    steps = [round(other - one, 2) for one, other in pairwise(parts)]
    assert max(steps) - min(steps) <= 0.02
    assert parts[-1] == 1
    times = list(stays.values())
    assert times[0] > times[len(times) // 2]
    assert all(time % TICK == 0 for time in times)
    assert sum(times) == 2000


def test_quick_legs_differ_in_the_middle() -> None:
    exercise = library().exercises["wandelen"]
    moments = Timeline(exercise, WALK, exercise.dose, None, COARSE).moments()
    assert {moment.stance.part for moment in moments} == {0, 0.5, 1}


def played(film: bytes | None) -> list[Image.Image]:
    assert film is not None
    with Image.open(BytesIO(film)) as gif:
        frames = []
        for number in range(getattr(gif, "n_frames", 1)):
            gif.seek(number)
            frames.append(gif.convert("L"))
    return frames


GREY = bytes(value for grey in range(0, 250, 10) for value in (grey, grey, grey))
"""A palette of greys, ten apart."""


@pytest.mark.parametrize(
    "blend, shown",
    [
        (NEAR // 10, 0),  # near enough to what stands there: it stays
        (NEAR // 10 + 1, NEAR + 10),  # too far: drawn
    ],
)
def test_an_edge_is_drawn_again_only_where_one_sees_it(blend: int, shown: int) -> None:
    white, grey = Image.new("L", (8, 8), 0), Image.new("L", (8, 8), blend)
    grey.paste(20, (0, 0, 8, 2))
    last = played(encode([(white, 100), (grey, 100)], GREY, blends=range(1, 20)))[-1]
    assert last.getpixel((0, 0)) == 200
    assert last.getpixel((0, 5)) == shown


def test_areas_are_always_as_drawn_and_blends_never_creep_away() -> None:
    """What stays is held against what is shown, not against what should have been."""
    frames = [(Image.new("L", (8, 8), value), 100) for value in (0, 3, 6, 9, 12, 20, 19)]
    seen = [image.getpixel((4, 4)) for image in played(encode(frames, GREY, blends=range(1, 20)))]
    assert seen == [0, 0, 60, 60, 120, 200, 200]
    exact = [image.getpixel((4, 4)) for image in played(encode(frames, GREY))]
    assert exact == [0, 30, 60, 90, 120, 200, 190]
