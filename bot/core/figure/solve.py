"""From poses to bodies: joints in their places, feet planted, hands where they are said to lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, radians, sqrt

from bot.core.fields import Mistake
from bot.core.figure.body import (
    ANKLE,
    BALL,
    CHEST,
    FOREARM,
    HIP,
    LIMITS,
    LOW_BACK,
    NECK,
    SACRUM,
    SEAT,
    SHIN,
    SHOULDER,
    SHOULDER_DOWN,
    SIDES,
    THIGH,
    UPPER_ARM,
    Limb,
    Side,
    Skeleton,
    joints,
)
from bot.core.figure.form import KeyFrame, Poses
from bot.core.figure.hands import Grip, grip
from bot.core.figure.parts import Arm, Leg, Part
from bot.core.figure.space import (
    Axes,
    Vector,
    add,
    aim,
    cross,
    less,
    times,
    two_bones,
    unit,
)

SOFT_KNEE = 5.0  # degrees; nobody stands with locked knees
SITTING = SEAT + 9.5
LYING = 10.5
TOES_OUT = 6.0
NEAR = 0.5
"""Centimetres that a foot or hand may miss its place by, before it counts as out of reach."""


@dataclass(frozen=True)
class Solved:
    """A body in a pose, and by how many centimetres feet and hands miss where they should be."""

    body: Skeleton
    missed: dict[tuple[str, Side], float]


@dataclass(frozen=True)
class _Trunk:
    pelvis: Vector
    axes: Axes
    waist: Vector
    ribs: Vector
    ribs_axes: Axes
    top: Vector
    chest_axes: Axes
    nape: Vector
    head_axes: Axes


def solve(poses: Poses, one: KeyFrame, other: KeyFrame | None = None, part: float = 0) -> Solved:
    """Return the body at `part` (0 to 1) of the way from one complete key frame to another.

    What both frames plant or hold stays planted and held all the way; a limb that is planted in one
    and free in the other swings, its bones as long as ever.
    """
    other = other or one
    mixed = _mixed(one, other, part)
    missed: dict[tuple[str, Side], float] = {}
    trunk = _trunk(poses, mixed, _height(poses, mixed, one, other, part))
    legs: dict[Side, Limb] = {}
    for side in SIDES:
        first, second = one.leg(side), other.leg(side)
        if first.free == second.free:
            legs[side], missed["foot", side] = _leg(poses, trunk, side, _blend(first, second, part))
        else:
            # On its way up or down it is nowhere on the floor, so it misses nothing.
            from_, _ = _leg(poses, trunk, side, first)
            to, _ = _leg(poses, trunk, side, second)
            legs[side] = _swing(from_, to, part, THIGH, SHIN)
    arms: dict[Side, Limb] = {}
    for side in SIDES:
        held, free = one.arm(side), other.arm(side)
        arms[side], missed["hand", side] = _arm(
            poses, trunk, legs, side, held if held.hand else _blend(held, free, part), mixed.belly
        )
        if held.hand != free.hand:
            to, _ = _arm(poses, trunk, legs, side, free, mixed.belly)
            arms[side] = _swing(arms[side], to, part, UPPER_ARM, FOREARM)
    body = Skeleton(
        trunk.pelvis,
        trunk.axes,
        trunk.waist,
        trunk.ribs,
        trunk.ribs_axes,
        trunk.top,
        trunk.chest_axes,
        trunk.nape,
        trunk.head_axes,
        arms,
        legs,
        mixed.belly,
        mixed.tense,
    )
    return Solved(body, missed)


def strains(poses: Poses) -> Iterator[Mistake]:
    """Find what no body does: a foot or hand that cannot reach, a joint bent beyond its limits."""
    for number, frame in enumerate(poses.poses[:-1]):
        solved = solve(poses, frame)
        way = ("frames", number)
        for (what, side), short in solved.missed.items():
            if short > NEAR:
                told = f"the {side} {what} is {short:.0f} cm short of where it should be"
                yield Mistake(way, "JOINT_LIMIT", told)
        for (name, side), bent in joints(solved.body).items():
            least, most = LIMITS[name]
            if not least - 1 <= bent <= most + 1:
                told = f"this bends the {side} {name} {bent:.0f} degrees; it goes {least} to {most}"
                yield Mistake(way, "JOINT_LIMIT", told)


def _blend(one: Part, other: Part, part: float) -> Part:
    """Mix the numbers of two parts of a pose; what is no number stays as in the first."""
    values = {
        name: value + (getattr(other, name) - value) * part
        for name, value in one
        if isinstance(value, float | int) and isinstance(getattr(other, name), float | int)
    }
    return one.model_copy(update=values)


def _mixed(one: KeyFrame, other: KeyFrame, part: float) -> KeyFrame:
    names = ("pelvis", "low_back", "chest", "neck")
    parts = {name: _blend(getattr(one, name), getattr(other, name), part) for name in names}
    return _blend(one, other, part).model_copy(update=parts)


def _sign(side: Side) -> int:
    return 1 if side == "left" else -1


# Trunk


def _trunk(poses: Poses, pose: KeyFrame, height: float) -> _Trunk:
    at = pose.pelvis
    base = _base(poses)
    pelvis = (at.ahead, at.left, height)
    axes = base.turned(at.turn).bent(at.tilt).leaned(at.lean)
    waist = add(pelvis, axes.out(-1, 0, SACRUM))
    low, chest, neck = pose.low_back, pose.chest, pose.neck
    half = axes.turned(low.turn / 2).bent(low.bend / 2).leaned(low.lean / 2)
    ribs_axes = axes.turned(low.turn).bent(low.bend).leaned(low.lean)
    ribs = add(waist, times(half.up, LOW_BACK))
    half = ribs_axes.turned(chest.turn / 2).bent(chest.bend / 2).leaned(chest.lean / 2)
    chest_axes = ribs_axes.turned(chest.turn).bent(chest.bend).leaned(chest.lean)
    top = add(ribs, times(half.up, CHEST))
    half = chest_axes.bent(8 + neck.bend / 2).leaned(neck.lean / 2)
    head_axes = chest_axes.turned(neck.turn).bent(neck.bend).leaned(neck.lean)
    nape = add(top, times(half.up, NECK))
    return _Trunk(pelvis, axes, waist, ribs, ribs_axes, top, chest_axes, nape, head_axes)


def _base(poses: Poses) -> Axes:
    return Axes().bent(-90) if poses.posture == "lying" else Axes()


def _height(poses: Poses, mixed: KeyFrame, one: KeyFrame, other: KeyFrame, part: float) -> float:
    """How high the pelvis is: on a seat, on the floor, or as the standing legs carry it."""
    if poses.posture != "standing":
        return (SITTING if poses.posture == "seated" else LYING) + mixed.pelvis.up
    both = [side for side in SIDES if not (one.leg(side).free or other.leg(side).free)]
    if both:
        return _carried(
            mixed, {side: _blend(one.leg(side), other.leg(side), part) for side in both}
        )
    from_ = {side: one.leg(side) for side in SIDES if not one.leg(side).free}
    to = {side: other.leg(side) for side in SIDES if not other.leg(side).free}
    return _carried(mixed, from_) * (1 - part) + _carried(mixed, to) * part


def _carried(pose: KeyFrame, legs: dict[Side, Leg]) -> float:
    soft = sqrt(THIGH**2 + SHIN**2 - 2 * THIGH * SHIN * cos(pi - radians(SOFT_KNEE)))
    axes = Axes().turned(pose.pelvis.turn).bent(pose.pelvis.tilt).leaned(pose.pelvis.lean)
    heights = [THIGH + SHIN + ANKLE] if not legs else []
    for side, leg in legs.items():
        ankle, _ = _standing_foot(leg, side, 0)
        hip = times(axes.left, HIP * _sign(side))
        across = (pose.pelvis.ahead + hip[0] - ankle[0]) ** 2
        across += (pose.pelvis.left + hip[1] - ankle[1]) ** 2
        heights.append(ankle[2] - hip[2] + sqrt(max(0.0, soft**2 - across)))
    return min(heights) + pose.pelvis.up


# Legs


def _standing_foot(leg: Leg, side: Side, rest: float) -> tuple[Vector, Axes]:
    """Where an ankle is over its planted foot: on its ball, however high the heel."""
    sign = _sign(side)
    axes = Axes().turned(TOES_OUT * sign)
    flat = (rest + leg.ahead, sign * (HIP + leg.apart), leg.up)
    ball = add(flat, times(axes.ahead, BALL))
    lifted = axes.bent(leg.heel)
    return add(ball, lifted.out(-BALL, 0, ANKLE)), lifted


def _leg(poses: Poses, trunk: _Trunk, side: Side, leg: Leg) -> tuple[Limb, float]:
    sign = _sign(side)
    hip = add(trunk.pelvis, times(trunk.axes.left, HIP * sign))
    if leg.free:
        turned = trunk.axes.leaned((leg.out or 0) * -sign).bent(-(leg.raised or 0))
        shin = turned.bent(leg.knee or 0)
        knee = add(hip, times(turned.up, -THIGH))
        foot = shin.turned(TOES_OUT * sign).bent(-(leg.ankle or 0))
        return Limb(hip, knee, add(knee, times(shin.up, -SHIN)), foot), 0.0
    rest = {"standing": 0.0, "seated": THIGH - 2, "lying": 45.0}[poses.posture]
    ankle, foot = _standing_foot(leg, side, rest)
    bulge = add(foot.ahead, times(trunk.axes.left, 0.1 * sign), (0, 0, 0.3))
    knee, short = two_bones(hip, ankle, THIGH, SHIN, bulge)
    end = add(knee, times(unit(less(ankle, knee)), SHIN))
    return Limb(hip, knee, end, foot), short


def _swing(one: Limb, other: Limb, part: float, first: float, second: float) -> Limb:
    """Return the limb between two, its bones `first` and `second` long."""
    upper = aim(less(one.joint, one.root), less(other.joint, other.root), part)
    lower = aim(less(one.end, one.joint), less(other.end, other.joint), part)
    joint = add(one.root, times(upper, first))
    ahead = aim(one.last.ahead, other.last.ahead, part)
    left = unit(cross(aim(one.last.up, other.last.up, part), ahead))
    last = Axes(ahead, left, cross(ahead, left))
    return Limb(one.root, joint, add(joint, times(lower, second)), last)


# Arms


def _arm(
    poses: Poses, trunk: _Trunk, legs: dict[Side, Limb], side: Side, arm: Arm, belly: float
) -> tuple[Limb, float]:
    sign = _sign(side)
    shoulder = add(trunk.top, trunk.chest_axes.out(0, SHOULDER * sign, -SHOULDER_DOWN))
    if arm.hand is None or arm.hand == "hanging":
        turned = trunk.chest_axes.leaned(-arm.out * sign).bent(-arm.raised).turned(arm.turn * sign)
        lower = turned.bent(-arm.elbow)
        elbow = add(shoulder, times(turned.up, -UPPER_ARM))
        last = Axes(times(lower.up, -1), lower.left, lower.ahead)
        return Limb(shoulder, elbow, add(elbow, times(lower.up, -FOREARM)), last), 0.0
    held: Grip = grip(arm.hand, sign, poses, trunk, legs[side], belly)
    elbow, short = two_bones(shoulder, held.wrist, UPPER_ARM, FOREARM, held.elbow)
    wrist = add(elbow, times(unit(less(held.wrist, elbow)), FOREARM))
    ahead = unit(held.fingers)
    left = unit(cross(held.back, ahead))
    return Limb(shoulder, elbow, wrist, Axes(ahead, left, cross(ahead, left))), short
