"""Where hands lie: for each place a wrist, and which way elbow and fingers point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.core.figure.body import SEAT, STEP, TREAD, Limb
from bot.core.figure.form import Chair, Poses
from bot.core.figure.parts import Place
from bot.core.figure.space import Axes, Vector, add, between, less, times, unit

RAIL, RAIL_ASIDE = 88.0, 33.0
"""A rail's height over the stairs, and how far it is from their middle."""


@dataclass(frozen=True)
class Grip:
    """A hand's place: the wrist, where the elbow points, the fingers, the back of the hand."""

    wrist: Vector
    elbow: Vector
    fingers: Vector
    back: Vector


class Trunk(Protocol):
    """What hands can lie on."""

    @property
    def pelvis(self) -> Vector:
        """The middle between the hips."""

    @property
    def axes(self) -> Axes:
        """The directions of the pelvis."""

    @property
    def top(self) -> Vector:
        """The top of the chest."""

    @property
    def chest_axes(self) -> Axes:
        """The directions of the chest."""

    @property
    def nape(self) -> Vector:
        """The top of the neck."""

    @property
    def head_axes(self) -> Axes:
        """The directions of the head."""


def grip(place: Place, sign: int, poses: Poses, on: Trunk, leg: Limb, belly: float) -> Grip:
    """Return where a hand lies; `sign` is 1 for the left one and -1 for the right."""
    pelvis, chest, head = on.axes, on.chest_axes, on.head_axes
    out = times(pelvis.left, sign)
    if place == "pelvis":
        # Thumbs point forward, so the fingers lie over the back of the hip.
        wrist = add(on.pelvis, pelvis.out(5, 17.5 * sign, 13))
        fingers = pelvis.out(-1, -0.12 * sign, -0.75)
        return Grip(wrist, chest.out(-0.9, 1.1 * sign, -0.1), fingers, out)
    if place == "hips":
        # Thumbs point back and the elbows aside, so that from aside the low back is seen.
        wrist = add(on.pelvis, pelvis.out(7, 17 * sign, 12))
        fingers = pelvis.out(0.45, -0.25 * sign, -0.8)
        return Grip(wrist, chest.out(0.35, 1.0 * sign, -0.1), fingers, out)
    if place == "belly":
        wrist = add(on.pelvis, pelvis.out(10.5 + belly * 0.9, 12 * sign, 12))
        fingers = pelvis.out(0.35, -1.0 * sign, -0.12)
        return Grip(wrist, chest.out(-0.6, 1.0 * sign, -0.7), fingers, pelvis.ahead)
    if place == "crossed":
        wrist = add(on.top, chest.out(15.5, -4 * sign, -17 - 2 * (sign < 0)))
        fingers = chest.out(-0.35, -1.0 * sign, 0.8)
        return Grip(wrist, chest.out(0.35, 0.9 * sign, -1.0), fingers, chest.ahead)
    if place == "head":
        wrist = add(on.nape, head.out(-7.5, 9 * sign, 3))
        fingers = head.out(-0.4, -1.0 * sign, 0.5)
        return Grip(wrist, chest.out(1.0, 0.85 * sign, 0.2), fingers, head.out(-1, 0, 0))
    if place in ("lap", "knees"):
        thigh = less(leg.joint, leg.root)
        along = 0.42 if place == "lap" else 0.80
        wrist = add(between(leg.root, leg.joint, along), (0, -1.5 * sign, 9.5))
        fingers = add(unit(thigh), times(out, -0.45))
        return Grip(wrist, chest.out(-0.8, 0.8 * sign, -0.5), fingers, (0, 0, 1))
    return _furniture(place, sign, poses, on)


def _furniture(place: Place, sign: int, poses: Poses, on: Trunk) -> Grip:
    chest = on.chest_axes
    elbow = chest.out(-1.0, 0.5 * sign, -0.3)
    if place == "wall":
        wrist = ((poses.wall.ahead if poses.wall else 0) - 3, 18.0 * sign, 125.0)
        return Grip(wrist, chest.out(-0.2, 0.7 * sign, -1), (0.1, 0, 1), (-1, 0, 0))
    if place == "rail":
        ahead = on.top[0] + 20
        wrist = (ahead, RAIL_ASIDE * sign, rail_height(poses, ahead) + 3.0)
        return Grip(wrist, chest.out(-0.6, 0.6 * sign, -0.8), (1, -0.1 * sign, 0.2), (0, 0, 1))
    chair = poses.chair or Chair()
    if place == "seat":
        wrist = (chair.ahead + 4, chair.left + 23.5 * sign, SEAT + 5)
        return Grip(wrist, elbow, (0.35, -0.2 * sign, -1.0), (0, sign, 0))
    aside = max(chair.left - 17, min(chair.left + 17, 15.0 * sign))
    wrist = (chair.ahead + (26 if chair.turned else -26), aside, 90.0)
    if chair.left == 0:
        elbow = chest.out(-0.3, 1.0 * sign, -0.3)
    return Grip(wrist, elbow, (1.0, -0.2 * sign, -0.4), (0, 0, 1))


def rail_height(poses: Poses, ahead: float) -> float:
    """Return how high the rail of the stairs is over a place, in centimetres."""
    if poses.stairs is None:
        return RAIL
    run = min(max(0.0, ahead - poses.stairs.ahead + TREAD / 2), TREAD * poses.stairs.steps)
    return RAIL + run * STEP / TREAD
