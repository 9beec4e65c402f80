"""The body that is drawn: lengths in centimetres of a person of 172 cm, and how far joints go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, atan2, degrees
from typing import Literal

from bot.core.figure.space import Axes, Vector, angle, dot, less, unit

Side = Literal["left", "right"]
SIDES: tuple[Side, ...] = ("left", "right")

# Proportions of a body of 7.3 heads; after Drillis and Contini's segment lengths (1966), as shares
# of the height, rounded.
THIGH, SHIN, ANKLE = 42.0, 41.0, 8.5
HIP = 9.0  # from the middle to the joint; so wide do the feet stand, too
SACRUM, LOW_BACK, CHEST, NECK = 11.0, 14.0, 26.0, 8.0
SHOULDER, SHOULDER_DOWN = 17.5, 3.5
UPPER_ARM, FOREARM, HAND = 29.0, 25.0, 13.0
HEEL, BALL, TOE = -5.0, 11.5, 17.0
SKULL = (1.8, 9.5)  # ahead of and above the top of the neck
SEAT = 45.0
STEP, TREAD = 17.0, 28.0

# Ranges of motion of healthy adults (American Academy of Orthopaedic Surgeons, Joint Motion, 1965),
# rounded, of the joints that follow from where feet stand and hands lie.
LIMITS: Mapping[str, tuple[int, int]] = {
    "hip": (-30, 120),
    "hip, outward": (-30, 45),
    "knee": (0, 140),
    "ankle": (-50, 25),
    "elbow": (0, 150),
    "shoulder": (0, 180),
}


@dataclass(frozen=True)
class Limb:
    """An arm (shoulder, elbow, wrist) or a leg (hip, knee, ankle), with its hand or foot."""

    root: Vector
    joint: Vector
    end: Vector
    last: Axes
    """The hand's or foot's own directions: a foot points ahead, a hand's fingers too."""


@dataclass(frozen=True)
class Skeleton:
    """Where everything is, in centimetres, z from the floor."""

    pelvis: Vector
    pelvis_axes: Axes
    waist: Vector
    ribs: Vector
    ribs_axes: Axes
    top: Vector
    """The top of the chest, where the neck begins."""
    chest_axes: Axes
    nape: Vector
    """The top of the neck, where the head begins."""
    head_axes: Axes
    arms: Mapping[Side, Limb]
    legs: Mapping[Side, Limb]
    belly: float
    tense: float

    @property
    def points(self) -> tuple[Vector, ...]:
        """Every joint, without order."""
        limbs = [*self.arms.values(), *self.legs.values()]
        ends = [point for limb in limbs for point in (limb.root, limb.joint, limb.end)]
        return (self.pelvis, self.waist, self.ribs, self.top, self.nape, *ends)


def joints(body: Skeleton) -> dict[tuple[str, Side], float]:
    """Return how far the joints of arms and legs are bent, in degrees, by name and side."""
    bent: dict[tuple[str, Side], float] = {}
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        thigh, axes = unit(less(leg.joint, leg.root)), body.pelvis_axes
        outward = dot(thigh, axes.left) * (1 if side == "left" else -1)
        bent["hip", side] = degrees(atan2(dot(thigh, axes.ahead), -dot(thigh, axes.up)))
        bent["hip, outward", side] = degrees(asin(max(-1.0, min(1.0, outward))))
        bent["knee", side] = angle(thigh, less(leg.end, leg.joint))
        bent["ankle", side] = 90 - angle(less(leg.joint, leg.end), leg.last.ahead)
        upper = less(arm.joint, arm.root)
        bent["elbow", side] = angle(upper, less(arm.end, arm.joint))
        bent["shoulder", side] = 180 - angle(upper, body.chest_axes.up)
    return bent
