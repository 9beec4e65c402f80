"""What stands around the person: the mat on the floor, a chair, a wall, stairs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from bot.core.figure import Poses
from bot.core.figure.body import SEAT, STEP, TREAD
from bot.core.figure.form import Chair
from bot.core.figure.hands import RAIL, RAIL_ASIDE, rail_height
from bot.core.figure.space import AHEAD, LEFT, UP, Axes, Vector, add, dot, times
from bot.figures.camera import Ball, Camera, sphere
from bot.figures.scene import Colour, Item, Polygon, mixed
from bot.figures.themes import Palette

MAT = 62.0
CHAIR = (21.0, 21.0)
"""Half the depth and width of a chair's seat, in centimetres."""


def props(poses: Poses, camera: Camera, colours: Palette) -> Iterator[Item]:
    """Draw what stands behind or under the person, farthest first."""
    ends = [0.0, {"standing": 10.0, "seated": 52.0, "lying": -75.0}[poses.posture]]
    ends += [thing.ahead for thing in (poses.chair, poses.wall, poses.stairs) if thing]
    middle = (min(ends) + max(ends)) / 2
    size = ((max(ends) - min(ends)) / 2 + MAT * 0.75, MAT * 0.75, 0.2)
    yield Polygon(camera.hull([Ball((middle, 0, -0.2), size)]), colours.mat)
    if poses.wall:
        yield from _box(
            camera, (poses.wall.ahead + 3, 0, 92), (3, 42, 92), Axes(), colours.wall, colours
        )
    if poses.stairs:
        yield from _stairs(poses, camera, colours)
    if poses.chair:
        yield from _chair(poses.chair, camera, colours)


def _stairs(poses: Poses, camera: Camera, colours: Palette) -> Iterator[Item]:
    assert poses.stairs is not None
    for step in reversed(range(poses.stairs.steps)):
        high = STEP * (step + 1)
        deep = TREAD / 2 if step + 1 < poses.stairs.steps else TREAD
        at = (poses.stairs.ahead + TREAD * step + deep, 0.0, high / 2)
        yield from _box(camera, at, (deep, 36, high / 2), Axes(), colours.wood, colours)
    ends = [poses.stairs.ahead - 6, poses.stairs.ahead + TREAD * (poses.stairs.steps + 1)]
    bends = [ends[0], ends[1] - TREAD * 1.5, ends[1]]
    # On the far side; the picture is drawn as seen from the left.
    rail = [(ahead, -RAIL_ASIDE, rail_height(poses, ahead)) for ahead in bends]
    for ahead, aside, high in (rail[0], rail[2]):
        foot = min(STEP * poses.stairs.steps, max(0.0, high - RAIL))
        post = [sphere((ahead, aside, foot), 1.5), sphere((ahead, aside, high), 1.5)]
        yield Polygon(camera.hull(post), colours.far(colours.wood))
    for one, other in pairwise(rail):
        yield Polygon(camera.hull([sphere(one, 2.2), sphere(other, 2.2)]), colours.wood)


def _chair(chair: Chair, camera: Camera, colours: Palette) -> Iterator[Item]:
    deep, wide = CHAIR
    way = -1 if chair.turned else 1
    ahead, left = chair.ahead, chair.left
    corners = [
        (ahead + deep * 0.9 * x, left + wide * 0.88 * y) for x, y in product((-1, 1), (-1, 1))
    ]
    for x, y in sorted(corners, key=lambda corner: camera.depth((*corner, 0))):
        shaft = [sphere((x, y, 1.8), 1.8), sphere((x, y, SEAT - 4), 2.1)]
        yield Polygon(camera.hull(shaft, 0.7), colours.edge(colours.wood))
        yield Polygon(camera.hull(shaft), colours.far(colours.wood))
    rear = ahead - way * (deep - 1)
    slope = Axes().bent(-6 * way)
    for sign in sorted((1, -1), key=lambda side: camera.depth((rear, left + side * wide, 0))):
        foot = (rear, left + sign * wide * 0.8, SEAT - 2)
        post = [sphere(foot, 2.0), sphere(add(foot, times(slope.up, 42)), 2.0)]
        yield Polygon(camera.hull(post, 0.7), colours.edge(colours.wood))
        yield Polygon(camera.hull(post), colours.far(colours.wood))
    panel = add((rear, left, SEAT - 2), times(slope.up, 34))
    yield from _box(camera, panel, (1.8, wide * 0.92, 11), slope, colours.wood, colours)
    seat = (ahead, left, SEAT - 2)
    yield from _box(camera, seat, (deep, wide, 2), Axes(), colours.wood, colours)


def _box(
    camera: Camera, at: Vector, half: Vector, axes: Axes, fill: Colour, colours: Palette
) -> Iterator[Item]:
    """Draw the three faces of a box that the camera sees, each in its own light."""
    ways = ((axes.ahead, half[0]), (axes.left, half[1]), (axes.up, half[2]))
    corners = [
        add(at, *(times(way, size * sign) for (way, size), sign in zip(ways, signs, strict=True)))
        for signs in product((-1, 1), repeat=3)
    ]
    yield Polygon(camera.around(corners), colours.edge(fill))
    lights = {AHEAD: 0.16, LEFT: 0.06, UP: -0.12}
    for number, light in enumerate(lights.values()):
        way, size = ways[number]
        sign = 1 if dot(way, camera.towards) > 0 else -1
        face = add(at, times(way, size * sign))
        others = [each for place, each in enumerate(ways) if place != number]
        shrunk = [(each, max(length - 0.35, length * 0.7)) for each, length in others]
        points = [
            add(face, times(shrunk[0][0], shrunk[0][1] * a), times(shrunk[1][0], shrunk[1][1] * b))
            for a, b in product((-1, 1), repeat=2)
        ]
        towards = "#ffffff" if light < 0 else colours.shade
        yield Polygon(camera.around(points), mixed(fill, towards, abs(light)))
