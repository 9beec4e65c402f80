"""From the body in space to areas in the picture: a camera far away, and rounded volumes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi, radians, sin, sqrt

from bot.core.figure.space import Axes, Vector, dot
from bot.figures.scene import Point

DIRECTIONS = tuple((cos(2 * pi * number / 40), sin(2 * pi * number / 40)) for number in range(40))
"""Where outlines are felt for: all around, so closely that a head is round."""


@dataclass(frozen=True)
class Ball:
    """A rounded volume: its middle, and half its length along its own axes, in centimetres."""

    middle: Vector
    sizes: Vector
    axes: Axes = Axes()  # noqa: RUF009  # frozen, and the world's own directions


def sphere(middle: Vector, radius: float) -> Ball:
    """Return the ball that is as wide as high."""
    return Ball(middle, (radius, radius, radius))


@dataclass(frozen=True)
class Camera:
    """Looks from `yaw` degrees left of the front, `pitch` degrees down; one cm is `scale` units.

    `mirrored` turns the picture over. `origin` is where the floor under the pelvis at rest lies.
    """

    yaw: float
    pitch: float
    scale: float
    origin: Point
    mirrored: bool

    @property
    def towards(self) -> Vector:
        """The direction from the scene to the camera."""
        return _basis(self.yaw, self.pitch)[2]

    def flat(self, way: Vector) -> Point:
        """Return a vector as it lies in the picture."""
        (rx, ry, _), (ux, uy, uz), _ = _basis(self.yaw, self.pitch)
        x, y, z = way
        across = (x * rx + y * ry) * (-self.scale if self.mirrored else self.scale)
        return (across, -(x * ux + y * uy + z * uz) * self.scale)

    def point(self, at: Vector) -> Point:
        """Return where a point lies in the picture."""
        x, y = self.flat(at)
        return (x + self.origin[0], y + self.origin[1])

    def depth(self, at: Vector) -> float:
        """Return how near a point is to the camera, in centimetres; nearer is more."""
        return dot(at, self.towards)

    def hull(self, balls: Sequence[Ball], grown: float = 0) -> tuple[Point, ...]:
        """Return the outline around balls and all that lies between them, `grown` units wider."""
        return _grown(self._rim(balls), grown)

    def hulls(self, balls: Sequence[Ball], grown: float) -> tuple[tuple[Point, ...], ...]:
        """Return the outline around balls as it is, and `grown` units wider."""
        rim = self._rim(balls)
        return _grown(rim, 0), _grown(rim, grown)

    def _rim(self, balls: Sequence[Ball]) -> list[Point]:
        """In every direction the farthest point of any of the balls."""
        flat = [self._flattened(ball) for ball in balls]
        rim: list[Point] = []
        for dx, dy in DIRECTIONS:
            best, x, y = -1e9, 0.0, 0.0
            for mx, my, ax, ay, bx, by, cx, cy in flat:
                a, b, c = ax * dx + ay * dy, bx * dx + by * dy, cx * dx + cy * dy
                size = sqrt(a * a + b * b + c * c)
                far = mx * dx + my * dy + size
                if far > best:
                    best = far
                    x = mx + (ax * a + bx * b + cx * c) / size
                    y = my + (ay * a + by * b + cy * c) / size
            rim.append((x, y))
        return rim

    def _flattened(self, ball: Ball) -> tuple[float, ...]:
        """A ball's middle and its three half axes, as they lie in the picture."""
        (a, b, c), axes = ball.sizes, ball.axes
        ahead, left, up = self.flat(axes.ahead), self.flat(axes.left), self.flat(axes.up)
        x, y = self.point(ball.middle)
        return (x, y, ahead[0] * a, ahead[1] * a, left[0] * b, left[1] * b, up[0] * c, up[1] * c)

    def around(self, points: Iterable[Vector]) -> tuple[Point, ...]:
        """Return the smallest area without dents that holds all points."""
        return convex([self.point(point) for point in points])


@cache
def _basis(yaw: float, pitch: float) -> tuple[Vector, Vector, Vector]:
    """The picture's right and up, and the way to the camera."""
    cy, sy, cp, sp = (
        cos(radians(yaw)),
        sin(radians(yaw)),
        cos(radians(pitch)),
        sin(radians(pitch)),
    )
    return (-sy, cy, 0.0), (-cy * sp, -sy * sp, cp), (cy * cp, sy * cp, sp)


def _grown(rim: Sequence[Point], by: float) -> tuple[Point, ...]:
    """Points moved outward, those that fall together left out."""
    outline: list[Point] = []
    for (x, y), (dx, dy) in zip(rim, DIRECTIONS, strict=True):
        at = (x + dx * by, y + dy * by)
        if not outline or abs(at[0] - outline[-1][0]) + abs(at[1] - outline[-1][1]) > 0.3:
            outline.append(at)
    return tuple(outline)


def convex(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the corners of the smallest area without dents around points (Andrew, 1979)."""
    ordered = sorted(set(points))

    def half(some: Iterable[Point]) -> list[Point]:
        chain: list[Point] = []
        for x, y in some:
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2:]
                if (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0:
                    break
                chain.pop()
            chain.append((x, y))
        return chain[:-1]

    return (*half(ordered), *half(reversed(ordered)))
