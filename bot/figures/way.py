"""The way of a movement: its legs, how long each takes, and how many pictures each is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import dist

from bot.core.figure import Poses, solve

FEWEST = 5
"""Pictures of a leg that has time for them, however little moves: a belly that rises."""


BETWEEN = 2
"""Pictures of a leg at least, however quick it is: one in between shows which way it goes."""


@dataclass(frozen=True)
class Grain:
    """How closely pictures of a movement follow each other."""

    millis: int
    """Between two pictures there is so much time at least, in milliseconds."""
    way: float
    """And the body goes so far at least, in centimetres."""


@dataclass(frozen=True)
class Leg:
    """A stretch of the way: from one key frame to another, or still; in seconds.

    Where it does not begin or end with a stop, the body is in full motion there.
    """

    one: int
    other: int
    seconds: float
    arrows: int | None = None
    from_stop: bool = True
    to_stop: bool = True

    def eased(self, part: float) -> float:
        """Return how far the body is after `part` of the time: it starts and stops softly."""
        if self.from_stop and self.to_stop:
            return part * part * (3 - 2 * part)
        if self.from_stop:
            return part * part * (2 - part)
        if self.to_stop:
            return 1 - (1 - part) * (1 - part) * (1 + part)
        return part


def seconds(legs: Sequence[Leg]) -> float:
    """Return how long legs take together."""
    return sum(leg.seconds for leg in legs)


def scaled(legs: Sequence[Leg], whole: float) -> list[Leg]:
    """Return the same way in so many seconds."""
    factor = whole / seconds(legs)
    return [replace(leg, seconds=round(leg.seconds * factor, 2)) for leg in legs]


def fitted(back: Sequence[Leg], there: Sequence[Leg], rest: float) -> list[Leg]:
    """Return the way back, a rest, and the way there, in `rest` seconds."""
    moving = seconds(back) + seconds(there)
    if moving > rest:
        return scaled([*back, *there], rest)
    return [*back, Leg(0, 0, rest - moving), *there]


def places(poses: Poses, leg: Leg, grain: Grain) -> int:
    """Return on how many places of a leg, evenly apart, the body is drawn.

    A picture in which it has hardly moved has every edge anew and shows nothing: it is left out,
    and the one before stays a little longer.
    """
    asked = max(FEWEST, round(_far(poses, leg.one, leg.other) / grain.way))
    return max(BETWEEN, min(asked, round(leg.seconds * 1000 / grain.millis)))


@cache
def _far(poses: Poses, one: int, other: int) -> float:
    """How far the joint goes that goes farthest, in centimetres."""
    bodies = [solve(poses, poses.poses[number]).body.points for number in (one, other)]
    return max(dist(here, there) for here, there in zip(*bodies, strict=True))
