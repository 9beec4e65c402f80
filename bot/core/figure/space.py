"""Points, directions and turned axes in space, in centimetres: x ahead, y to the left, z up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import acos, cos, degrees, hypot, radians, sin, sqrt

Vector = tuple[float, float, float]

AHEAD: Vector = (1.0, 0.0, 0.0)
LEFT: Vector = (0.0, 1.0, 0.0)
UP: Vector = (0.0, 0.0, 1.0)


def add(*vectors: Vector) -> Vector:
    """Return the sum of vectors."""
    x, y, z = vectors[0]
    for each in vectors[1:]:
        x, y, z = x + each[0], y + each[1], z + each[2]
    return (x, y, z)


def times(vector: Vector, factor: float) -> Vector:
    """Return a vector made `factor` times as long."""
    return (vector[0] * factor, vector[1] * factor, vector[2] * factor)


def less(one: Vector, other: Vector) -> Vector:
    """Return the way from `other` to `one`."""
    return (one[0] - other[0], one[1] - other[1], one[2] - other[2])


def dot(one: Vector, other: Vector) -> float:
    """Return the inner product."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def cross(one: Vector, other: Vector) -> Vector:
    """Return the outer product, by the right hand."""
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )


def length(vector: Vector) -> float:
    """Return the length of a vector in centimetres."""
    return hypot(*vector)


def unit(vector: Vector) -> Vector:
    """Return the direction of a vector, with length 1; of nothing, straight up."""
    size = length(vector)
    return times(vector, 1 / size) if size > 1e-9 else UP


def between(one: Vector, other: Vector, part: float) -> Vector:
    """Return the point at `part` (0 to 1) of the way from `one` to `other`."""
    return add(times(one, 1 - part), times(other, part))


def aim(one: Vector, other: Vector, part: float) -> Vector:
    """Return the direction at `part` (0 to 1) of the turn from one direction to another."""
    return unit(between(one, other, part))


def angle(one: Vector, other: Vector) -> float:
    """Return the angle between two directions, in degrees from 0 to 180."""
    return degrees(acos(max(-1.0, min(1.0, dot(unit(one), unit(other))))))


@dataclass(frozen=True)
class Axes:
    """A body part's own directions: ahead, to its left, and up."""

    ahead: Vector = AHEAD
    left: Vector = LEFT
    up: Vector = UP

    def out(self, ahead: float, left: float, up: float) -> Vector:
        """Return the vector that lies so many centimetres along each of these axes."""
        (ax, ay, az), (bx, by, bz), (cx, cy, cz) = self.ahead, self.left, self.up
        return (
            ax * ahead + bx * left + cx * up,
            ay * ahead + by * left + cy * up,
            az * ahead + bz * left + cz * up,
        )

    def _turned(self, one: Vector, other: Vector, by: float) -> tuple[Vector, Vector]:
        """Turn two axes in their plane, `one` towards `other`, by degrees."""
        if not by:
            return one, other
        c, s = cos(radians(by)), sin(radians(by))
        return add(times(one, c), times(other, s)), add(times(other, c), times(one, -s))

    def bent(self, by: float) -> Axes:
        """Return these axes bent forward: up goes ahead."""
        up, ahead = self._turned(self.up, self.ahead, by)
        return Axes(ahead, self.left, up)

    def leaned(self, by: float) -> Axes:
        """Return these axes leaned to the left: up goes left."""
        up, left = self._turned(self.up, self.left, by)
        return Axes(self.ahead, left, up)

    def turned(self, by: float) -> Axes:
        """Return these axes turned to the left: ahead goes left."""
        ahead, left = self._turned(self.ahead, self.left, by)
        return Axes(ahead, left, self.up)


def two_bones(
    root: Vector, end: Vector, first: float, second: float, bulge: Vector
) -> tuple[Vector, float]:
    """Return where the joint between two bones lies, and how far `end` is out of their reach.

    The bones run from `root` to `end` with lengths `first` and `second`; the joint points towards
    `bulge`. Lengths are kept whatever is asked: an end too far (or too near) is not reached, and
    the missing centimetres come back, 0 where there are none.
    """
    way = less(end, root)
    far = length(way)
    straight = unit(way)
    reach = max(abs(first - second) + 0.01, min(first + second - 0.01, far))
    along = (first * first - second * second + reach * reach) / (2 * reach)
    aside = less(bulge, times(straight, dot(bulge, straight)))
    joint = add(
        root,
        times(straight, along),
        times(unit(aside), sqrt(max(0.0, first * first - along * along))),
    )
    return joint, abs(far - reach)


def middle(points: Sequence[Vector]) -> Vector:
    """Return the middle of points."""
    return times(add(*points), 1 / len(points))
