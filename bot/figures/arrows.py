"""Arrows beside the moving part: straight for a shift, round for a tilt or turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import atan2, cos, pi, sin

from bot.core.figure import Arrow, Region, Skeleton, Way
from bot.core.figure.body import SKULL
from bot.core.figure.space import Vector, add, between, times
from bot.figures.camera import Camera
from bot.figures.scene import Item, Line, Point, Polygon
from bot.figures.themes import Palette

STRAIGHT: Mapping[Way, Vector] = {
    "forward": (1, 0, 0),
    "back": (-1, 0, 0),
    "left": (0, 1, 0),
    "right": (0, -1, 0),
    "up": (0, 0, 1),
    "down": (0, 0, -1),
}
CLEAR, LONG = 15.0, 17.0
"""Centimetres from the middle of a part to its arrow, and the arrow's length."""

PLACES: Mapping[Region, Callable[[Skeleton], tuple[Vector, float]]] = {
    "pelvis": lambda body: (add(body.pelvis, body.pelvis_axes.out(0, 0, 4)), 0),
    "buttocks": lambda body: (add(body.pelvis, body.pelvis_axes.out(-5, 0, -1)), 0),
    "belly": lambda body: (between(body.waist, body.ribs, 0.5), 9),
    "lower-back": lambda body: (between(body.waist, body.ribs, 0.5), 0),
    "upper-back": lambda body: (between(body.ribs, body.top, 0.6), 2),
    "neck": lambda body: (between(body.top, body.nape, 0.5), 0),
    "head": lambda body: (add(body.nape, body.head_axes.out(SKULL[0], 0, SKULL[1])), 0),
    "left-arm": lambda body: (body.arms["left"].end, 0),
    "right-arm": lambda body: (body.arms["right"].end, 0),
    "left-leg": lambda body: (body.legs["left"].joint, -3),
    "right-leg": lambda body: (body.legs["right"].joint, -3),
}
"""Where each part's arrow begins: a point, and centimetres by which it stands farther off."""


def arrow(which: Arrow, body: Skeleton, camera: Camera, colours: Palette) -> Iterator[Item]:
    """Draw one arrow beside its part of a body."""
    place, further = PLACES[which.at](body)
    if which.way in STRAIGHT:
        way = STRAIGHT[which.way]
        begin = add(place, times(way, CLEAR + further))
        yield from _drawn(
            [camera.point(begin), camera.point(add(begin, times(way, LONG)))], camera, colours
        )
    elif which.way == "together":
        for sign in (1, -1):
            ends = [add(place, (-4.0, sign * far, 0)) for far in (34.0, 21.0)]
            yield from _drawn([camera.point(end) for end in ends], camera, colours)
    elif which.way in ("round-left", "round-right"):
        sign = 1 if which.way == "round-left" else -1
        turns = [sign * pi * (1.1 * step / 24 - 0.38) for step in range(25)]
        rim = [add(place, (31 * cos(turn), 31 * sin(turn), -15)) for turn in turns]
        yield from _drawn([camera.point(point) for point in rim], camera, colours)
    elif which.way in ("turn-left", "turn-right"):
        sign = 1 if which.way == "turn-left" else -1
        turns = [sign * pi * (0.60 * step / 10 - 0.12) for step in range(11)]
        above = add(body.nape, (0, 0, 29))
        rim = [add(above, (23 * cos(turn), 23 * sin(turn), 0)) for turn in turns]
        yield from _drawn([camera.point(point) for point in rim], camera, colours)
    else:
        sign = 1 if which.way == "tilt-forward" else -1
        # In front, where it keeps off the back, whose shape is what a tilt is seen by.
        turns = [pi * (0.26 - sign * (step / 10 - 0.5) * 0.44) for step in range(11)]
        rim = [add(place, (21 * cos(turn), 0, 21 * sin(turn))) for turn in turns]
        yield from _drawn([camera.point(point) for point in rim], camera, colours)


def _drawn(points: list[Point], camera: Camera, colours: Palette) -> Iterator[Item]:
    """A shaft through points with a head at its end, on a ground that keeps it clear."""
    (ax, ay), (bx, by) = points[-2:]
    turn = atan2(by - ay, bx - ax)
    size = 6.2 * camera.scale
    tip = (bx + cos(turn) * size * 0.75, by + sin(turn) * size * 0.75)
    wings = [
        (bx + cos(turn + side) * size * 0.95, by + sin(turn + side) * size * 0.95)
        for side in (2 * pi / 3.2, -2 * pi / 3.2)
    ]
    yield Line(tuple(points), 6.0 * camera.scale, colours.card)
    yield Line((tip, *wings, tip), 3.0 * camera.scale, colours.card)
    yield Line(tuple(points), 3.4 * camera.scale, colours.accent)
    yield Polygon((tip, *wings), colours.accent)
    yield Line((tip, *wings, tip), 1.0 * camera.scale, colours.accent)
