"""Where the camera stands, and the whole picture of one moment of the body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from bot.core.figure import Arrow, KeyFrame, Poses, Region, Side, solve
from bot.figures.arrows import arrow
from bot.figures.camera import Camera
from bot.figures.person import person
from bot.figures.props import props
from bot.figures.scene import HEIGHT, WIDTH, Item, Point, Polygon, Scene
from bot.figures.themes import PALETTES, Theme

YAW = {"side": 74.0, "front": -16.0, "corner": 58.0, "back": 152.0}
PITCH = 10.0
COLUMN = 156
"""Width of the column at the left where ring, words and dots stand; the figure keeps out."""

LARGEST = 2.6
MARGIN = 14.0
ARROW_ROOM = 12.0


@dataclass(frozen=True)
class Stance:
    """A moment between two key frames of some poses, by number; `swapped` does the other side."""

    one: int
    other: int
    part: float = 0.0
    swapped: bool = False
    arrows: int | None = None
    """The key frame whose arrows are drawn, or None."""


@dataclass(frozen=True)
class Box:
    """A part of the picture."""

    left: float
    top: float
    right: float
    bottom: float


WHOLE = Box(COLUMN, MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN)
LOW = Box(MARGIN, MARGIN, WIDTH - MARGIN, HEIGHT - MARGIN / 2)
"""Where a body lies: the whole width, for it stays below what stands in the column."""

FOOT = 240
"""How far down the column goes over a body that lies: ring, word and side, or two rows of dots."""


def box_of(poses: Poses) -> Box:
    """Return the part of the picture that a body has."""
    return LOW if poses.posture == "lying" else WHOLE


def foot(poses: Poses) -> int:
    """Return how far down the column goes beside, or over, a body."""
    return FOOT if poses.posture == "lying" else HEIGHT


def first_side(sides: Literal["none", "each", "alternating"], side: Side | None) -> Side:
    """Return the side a picture is drawn for: its own, the one that begins, or facing right."""
    return side or ("left" if sides == "alternating" else "right")


@cache
def camera(poses: Poses, side: Side, box: Box | None = None) -> Camera:
    """Return the camera that holds all key frames of an exercise in a box, floor at its bottom.

    The box is the body's part of a moving picture if none is given.

    From the side the working side is near. From the front the picture is a mirror: what is done
    to the left goes to the left of who follows it (docs/adr/0016).
    """
    box = box or box_of(poses)
    mirrored = (side == "right") != (poses.view == "front")
    still = Camera(YAW[poses.view], PITCH, 1.0, (0.0, 0.0), mirrored)
    points = list(_reach(poses, still))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    scale = min(LARGEST, (box.right - box.left) / wide, (box.bottom - box.top) / high)
    middle = (min(xs) + max(xs)) / 2
    # Rounded, so that the last digit of a sine, in which machines differ, moves no pixel.
    scale = round(scale, 4)
    origin = ((box.left + box.right) / 2 - middle * scale, box.bottom - max(ys) * scale)
    return replace(still, scale=scale, origin=(round(origin[0], 3), round(origin[1], 3)))


def _reach(poses: Poses, still: Camera) -> Iterable[Point]:
    """The outline of everything that is ever seen, one unit to a centimetre."""
    colours = PALETTES["light"]
    for number, frame in enumerate(poses.poses[:-1]):
        for swapped in (False, True):
            body = solve(poses, frame.swapped() if swapped else frame).body
            items = person(body, still, colours, frozenset())[1]
            for each in poses.frames[number].arrows:
                items += arrow(_swapped_arrow(each) if swapped else each, body, still, colours)
            for item in items:
                if isinstance(item, Polygon):
                    yield from item.points
    for item in props(poses, still, colours):
        assert isinstance(item, Polygon)
        yield from item.points


def picture(
    poses: Poses,
    stance: Stance,
    side: Side,
    theme: Theme,
    box: Box | None = None,
    *,
    ghost: bool = False,
) -> Scene:
    """Return the scene of a moment: what stands around, the person, arrows.

    With `ghost` the start is seen behind it, as a shade.
    """
    colours, view = PALETTES[theme], camera(poses, side, box)
    frames = poses.poses
    lit = frozenset(swap(region) if stance.swapped else region for region in poses.emphasis)
    one, other = (_side(frames[number], stance) for number in (stance.one, stance.other))
    body = solve(poses, one, other, stance.part).body
    behind, before = person(body, view, colours, lit)
    items = [*behind, *_around(poses, view, theme)]
    if ghost:
        shade = replace(colours, **dict.fromkeys(CLOTHES, colours.faint), shade=colours.faint)
        start = solve(poses, _side(frames[0], stance)).body
        items += person(start, view, shade, frozenset())[1]
    return (*items, *before, *arrows(poses, stance, side, theme, box))


def arrows(poses: Poses, stance: Stance, side: Side, theme: Theme, box: Box | None = None) -> Scene:
    """Return the arrows of a moment, where they are once the movement that they show is done."""
    if stance.arrows is None:
        return ()
    view = camera(poses, side, box)
    body = solve(poses, _side(poses.poses[stance.arrows], stance)).body
    items: list[Item] = []
    for each in poses.frames[stance.arrows].arrows:
        which = _swapped_arrow(each) if stance.swapped else each
        items.extend(arrow(which, body, view, PALETTES[theme]))
    return tuple(items)


@cache
def _around(poses: Poses, view: Camera, theme: Theme) -> Scene:
    return tuple(props(poses, view, PALETTES[theme]))


CLOTHES = ("skin", "hair", "shirt", "trousers", "shoes", "accent", "ink")
SWAPPED: dict[str, str] = {"left": "right", "right": "left"}


def _side(frame: KeyFrame, stance: Stance) -> KeyFrame:
    return frame.swapped() if stance.swapped else frame


def swap(region: Region) -> Region:
    """Return the same region on the other side of the body."""
    side, dash, limb = region.partition("-")
    swapped: Region = f"{SWAPPED[side]}-{limb}" if dash and side in SWAPPED else region  # type: ignore[assignment]  # a region of the other side is a region
    return swapped


def _swapped_arrow(which: Arrow) -> Arrow:
    way = which.way
    for side, other in SWAPPED.items():
        if which.way.endswith(side):
            way = which.way.removesuffix(side) + other  # type: ignore[assignment]  # as above
    return which.model_copy(update={"at": swap(which.at), "way": way})
