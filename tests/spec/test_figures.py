"""Poses: bodies keep their bones, feet stay where they stand, and no joint bends too far."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import dist
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.core.figure import SIDES, Limb, Poses, Side, Solved, joints, solve, strains
from bot.core.figure.body import ANKLE, FOREARM, LIMITS, SHIN, THIGH, UPPER_ARM
from bot.core.figure.hands import RAIL, rail_height
from bot.core.figure.space import UP, Axes, angle, length, middle, two_bones, unit
from tests.figures.kit import library, poses

SHIPPED = sorted(library().figures)


def bones(solved: Solved) -> list[float]:
    """The lengths of all long bones."""
    body = solved.body
    limbs = [*body.arms.values(), *body.legs.values()]
    pairs = [pair for limb in limbs for pair in ((limb.root, limb.joint), (limb.joint, limb.end))]
    return [round(dist(*pair), 6) for pair in pairs]


BONES = [UPPER_ARM, FOREARM] * 2 + [THIGH, SHIN] * 2


def between(name: str, part: float) -> list[Solved]:
    """A shipped exercise, `part` of the way between each two of its key frames."""
    its = library().figures[name]
    frames = its.poses
    return [solve(its, *pair, part) for pair in pairwise(frames)]


# What ships: whole bodies, all the way.


@pytest.mark.parametrize("name", SHIPPED)
def test_bones_are_as_long_in_every_moment_of_a_movement(name: str) -> None:
    for part in (0.0, 0.2, 0.5, 0.9):
        for solved in between(name, part):
            assert bones(solved) == BONES


@pytest.mark.parametrize("name", SHIPPED)
def test_feet_and_hands_are_where_they_should_be_all_the_way(name: str) -> None:
    for part in (0.25, 0.5, 0.75):
        for solved in between(name, part):
            assert max(solved.missed.values()) < 1.5


@pytest.mark.parametrize(
    "name",
    [name for name in SHIPPED if name not in ("traplopen", "wandelen", "kleine-uitstap")],
)
def test_a_foot_that_stands_does_not_move(name: str) -> None:
    its = library().figures[name]
    start = solve(its, its.poses[0]).body
    for frame in its.poses:
        body = solve(its, frame).body
        for side in SIDES:
            if not frame.leg(side).free:
                assert dist(body.legs[side].end, start.legs[side].end) < 0.6


@pytest.mark.parametrize("name", SHIPPED)
def test_nobody_sinks_through_the_floor(name: str) -> None:
    for part in (0.0, 0.5):
        for solved in between(name, part):
            assert min(point[2] for point in solved.body.points) > 3


def test_in_the_standing_stretch_only_the_pelvis_moves() -> None:
    start, held = (each.body for each in held_and_not("staande-bekkenrek"))
    assert held.pelvis[0] - start.pelvis[0] == 9
    assert dist(start.top, held.top) < 3
    assert dist(start.nape, held.nape) < 3
    assert angle(held.head_axes.up, UP) < 2


def test_in_the_turn_pelvis_and_knees_stay_and_the_chest_goes_left() -> None:
    start, held = (each.body for each in held_and_not("bovenrug-draaien"))
    assert start.pelvis == held.pelvis
    assert start.legs == held.legs
    assert held.chest_axes.ahead[1] > 0.5
    assert held.head_axes.ahead == held.chest_axes.ahead


def test_in_the_bridge_shoulders_and_head_stay_on_the_floor() -> None:
    start, held = (each.body for each in held_and_not("brug"))
    assert dist(start.top, held.top) < 3
    assert held.pelvis[2] - start.pelvis[2] == 24


def held_and_not(name: str) -> tuple[Solved, Solved]:
    """A shipped exercise at its start and at its hold."""
    its = library().figures[name]
    (held,) = (frame for frame in its.poses if frame.moment == "hold")
    return solve(its, its.poses[0]), solve(its, held)


# Any pose.

ANGLES = st.fixed_dictionaries(
    {
        "pelvis": st.fixed_dictionaries(
            {"ahead": st.integers(-25, 25), "up": st.integers(-30, 0), "tilt": st.integers(-30, 60)}
        ),
        "low_back": st.fixed_dictionaries(
            {"bend": st.integers(-25, 50), "lean": st.integers(-20, 20)}
        ),
        "chest": st.fixed_dictionaries({"turn": st.integers(-40, 40)}),
        "neck": st.fixed_dictionaries({"bend": st.integers(-45, 45)}),
        "left_arm": st.one_of(
            st.fixed_dictionaries({"raised": st.integers(-60, 180), "elbow": st.integers(0, 150)}),
            st.sampled_from([{"hand": place} for place in ("pelvis", "belly", "lap")]),
        ),
        "left_leg": st.one_of(
            st.fixed_dictionaries({"ahead": st.integers(-40, 40), "heel": st.integers(0, 60)}),
            st.fixed_dictionaries({"raised": st.integers(-30, 120), "knee": st.integers(0, 140)}),
        ),
    }
)


@given(ANGLES, ANGLES, st.floats(0, 1))
def test_no_pose_stretches_a_bone_or_moves_a_standing_foot(
    one: dict[str, Any], other: dict[str, Any], part: float
) -> None:
    its = poses(one, other)
    solved = solve(its, its.poses[0], its.poses[1], part)
    assert bones(solved) == BONES
    right = solved.body.legs["right"]
    if solved.missed["foot", "right"] == 0:
        assert right.end == pytest.approx((0, -9, ANKLE), abs=0.6)


@given(ANGLES)
def test_the_joints_of_a_pose_are_the_ones_that_were_asked(one: dict[str, Any]) -> None:
    solved = solve(poses(one), poses(one).poses[0])
    bent = joints(solved.body)
    arm, leg = one["left_arm"], one["left_leg"]
    if "elbow" in arm:
        assert bent["elbow", "left"] == pytest.approx(arm["elbow"], abs=0.01)
    if "knee" in leg:
        assert bent["knee", "left"] == pytest.approx(leg["knee"], abs=0.01)
        assert bent["hip", "left"] == pytest.approx(leg["raised"], abs=0.01)


@given(ANGLES)
def test_the_other_side_is_the_same_body_mirrored(one: dict[str, Any]) -> None:
    its = poses(one)
    frame = its.poses[0]
    here, there = solve(its, frame).body, solve(its, frame.swapped()).body
    pairs: list[tuple[Side, Side]] = [("left", "right"), ("right", "left")]
    for one_side, other_side in pairs:
        for limbs, mirrored in ((here.arms, there.arms), (here.legs, there.legs)):
            x, y, z = limbs[one_side].end
            assert mirrored[other_side].end == pytest.approx((x, -y, z), abs=1e-6)
    assert frame.swapped().swapped() == frame


# What is refused, and where.


def told(its: Poses) -> list[tuple[object, str]]:
    return [(mistake.path, mistake.message) for mistake in strains(its)]


def test_a_pose_that_bodies_take_strains_nothing() -> None:
    for name in SHIPPED:
        assert told(library().figures[name]) == []


@pytest.mark.parametrize(
    "frame, message",
    [
        (
            {"pelvis": {"up": 10}},
            "the left foot is 10 cm short of where it should be",
        ),
        (
            {"legs": {"ahead": -60}, "pelvis": {"up": -40}},
            "this bends the left ankle",
        ),
        ({"pelvis": {"tilt": -50}}, "this bends the left hip"),
        (
            {"pelvis": {"up": -50}},
            "this bends the left ankle",
        ),
    ],
)
def test_what_no_body_does_is_told_at_its_frame(frame: dict[str, Any], message: str) -> None:
    found = told(poses({}, frame))
    assert ("frames", 1) in [path for path, _ in found]
    assert any(message in each for _, each in found), found


@pytest.mark.parametrize(
    "name, frames",
    [
        ("elbow", ({"arms": {"elbow": 160}},)),
        ("knee", ({"legs": {"knee": 150}},)),
        ("turn", ({"chest": {"turn": 50}},)),
        ("bend", ({"neck": {"bend": 60}},)),
    ],
)
def test_no_joint_is_given_more_than_it_has(name: str, frames: tuple[dict[str, Any], ...]) -> None:
    with pytest.raises(ValidationError) as caught:
        poses(*frames)
    assert name in caught.value.errors()[0]["loc"]


@pytest.mark.parametrize(
    "values, message",
    [
        ({"posture": "seated"}, "who sits needs a `chair`"),
        ({"frames": ({"moment": "start"}, {"moment": "start", "seconds": 1})}, "the first frame"),
        (
            {"frames": ({"moment": "hold", "seconds": 1}, {"moment": "back", "seconds": 1})},
            "the first",
        ),
        ({"frames": ({"moment": "start"}, {"moment": "hold", "seconds": 1})}, "the last frame"),
        ({"frames": ({"moment": "start"}, {"moment": "back"})}, "every frame but the first"),
        (
            {"frames": ({"moment": "start", "seconds": 1}, {"moment": "back", "seconds": 1})},
            "every frame but the first",
        ),
        (
            {"frames": ({"moment": "start"}, {"moment": "back", "seconds": 1, "belly": 1})},
            "`back` is the start again",
        ),
        (
            {
                "frames": (
                    {"moment": "start"},
                    {"moment": "hold", "seconds": 1},
                    {"moment": "hold", "seconds": 1},
                    {"moment": "back", "seconds": 1},
                )
            },
            "there is at most one `hold`",
        ),
        (
            {
                "frames": (
                    {"moment": "start", "arms": {"hand": "rail"}},
                    {"moment": "back", "seconds": 1},
                )
            },
            "there is no `stairs` for this hand",
        ),
        (
            {
                "frames": (
                    {"moment": "start", "arms": {"hand": "lap", "elbow": 10}},
                    {"moment": "back", "seconds": 1},
                )
            },
            "`hand` already says where the arm goes; leave `elbow` out",
        ),
        (
            {
                "frames": (
                    {"moment": "start", "legs": {"knee": 10, "ahead": 10}},
                    {"moment": "back", "seconds": 1},
                )
            },
            "this foot hangs free, as the joints say; leave `ahead` out",
        ),
    ],
)
def test_frames_that_make_no_film_are_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        poses({}, **values)


def test_a_frame_that_is_silent_about_a_part_leaves_it_as_at_the_start() -> None:
    its = poses({"pelvis": {"tilt": 5, "ahead": 3}, "belly": 2}, {"pelvis": {"tilt": 9}})
    second = its.poses[1]
    assert (second.pelvis.tilt, second.pelvis.ahead, second.belly) == (9, 3, 2)
    assert its.poses[2].pelvis == its.poses[0].pelvis


# Hands and furniture.


@pytest.mark.parametrize(
    "place, values",
    [
        ("wall", {"wall": {"ahead": 50}}),
        ("chair", {"chair": {"ahead": 45}}),
        ("chair", {"chair": {"ahead": -5, "turned": True}}),
        ("rail", {"stairs": {"ahead": 20}}),
        ("knees", {"posture": "seated", "chair": {}}),
        ("seat", {"posture": "seated", "chair": {}}),
        ("head", {}),
        ("hanging", {}),
        ("hips", {}),
    ],
)
def test_hands_reach_the_places_they_can_lie_on(place: str, values: dict[str, Any]) -> None:
    frame: dict[str, Any] = {"arms": {"hand": place}}
    if place == "knees":
        frame["pelvis"] = {"tilt": 30}
    its = poses(frame, **values)
    solved = solve(its, its.poses[0])
    assert max(solved.missed.values()) == pytest.approx(0, abs=0.5)
    for (name, _), bent in joints(solved.body).items():
        least, most = LIMITS[name]
        assert least - 1 <= bent <= most + 1


def test_without_stairs_a_rail_is_level() -> None:
    assert rail_height(poses(), 10) == RAIL


def test_who_hangs_on_nothing_is_as_high_as_legs_are_long() -> None:
    free = {"legs": {"raised": 20, "knee": 30}}
    its = poses(free)
    assert solve(its, its.poses[0]).body.pelvis[2] == THIGH + SHIN + ANKLE


# Space.


@given(st.floats(0.1, 200), st.floats(-1, 1), st.floats(-1, 1))
@settings(max_examples=50)
def test_two_bones_reach_as_far_as_they_can(far: float, aside: float, up: float) -> None:
    end = (far, 0.0, 0.0)
    joint, short = two_bones((0, 0, 0), end, 42, 41, (0.1, aside, up or 0.1))
    assert length(joint) == pytest.approx(42)
    assert short == pytest.approx(max(0, far - 83) + max(0, 1 - far), abs=0.05)


def test_nothing_points_up() -> None:
    assert unit((0, 0, 0)) == UP


@pytest.mark.parametrize(
    "turned, ahead, up",
    [
        (lambda axes: axes.bent(90), (0, 0, -1), (1, 0, 0)),
        (lambda axes: axes.leaned(90), (1, 0, 0), (0, 1, 0)),
        (lambda axes: axes.turned(90), (0, 1, 0), (0, 0, 1)),
    ],
    ids=["bent forward", "leaned left", "turned left"],
)
def test_axes_turn_as_a_body_does(
    turned: Callable[[Axes], Axes], ahead: tuple[int, ...], up: tuple[int, ...]
) -> None:
    axes = turned(Axes())
    assert axes.ahead == pytest.approx(ahead)
    assert axes.up == pytest.approx(up)


def test_a_limb_has_a_direction_of_its_own() -> None:
    leg: Limb = solve(poses(), poses().poses[0]).body.legs["left"]
    assert leg.last.ahead[1] > 0  # toes a little outward


def test_the_middle_of_points_is_their_mean() -> None:
    assert middle([(0, 0, 0), (2, 4, 6)]) == (1, 2, 3)
