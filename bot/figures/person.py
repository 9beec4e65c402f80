"""The person: rounded limbs and clothes around a skeleton, the moving part in its own colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin

from bot.core.figure import SIDES, Limb, Region, Side, Skeleton
from bot.core.figure.body import BALL, HEEL, SEAT, SKULL, TOE
from bot.core.figure.space import Axes, Vector, add, between, dot, less, middle, times, unit
from bot.figures.camera import Ball, Camera, sphere
from bot.figures.scene import Colour, Disc, Item, Line, Polygon, mixed
from bot.figures.themes import Palette

EDGE = 1.3
CROWN, CHIN = (-0.6, 0.0, 1.6), (2.8, 0.0, -6.4)


@dataclass(frozen=True)
class Volume:
    """Balls that make one rounded shape, in one colour."""

    balls: tuple[Ball, ...]
    fill: Colour


@dataclass(frozen=True)
class Group:
    """Shapes drawn in this order with one edge around all of them; nearer groups come later."""

    depth: float
    volumes: tuple[Volume, ...]
    extra: tuple[Item, ...] = ()
    hidden: bool = False
    """Whether a seat stands before it."""


def person(
    body: Skeleton, camera: Camera, colours: Palette, lit: frozenset[Region]
) -> tuple[list[Item], list[Item]]:
    """Draw a body, the regions in `lit` in the accent colour: what a chair hides, and the rest."""
    dress = _Dress(body, camera, colours, lit)
    drawn: tuple[list[Item], list[Item]] = ([], [])
    for group in sorted(dress.groups(), key=lambda each: each.depth):
        drawn[0 if group.hidden else 1].extend(_drawn(group, camera, colours))
    return drawn


def _drawn(group: Group, camera: Camera, colours: Palette) -> Iterator[Item]:
    edge = EDGE * camera.scale / 2
    areas = [(camera.hulls(volume.balls, edge), volume.fill) for volume in group.volumes]
    for (_, wider), fill in areas:
        yield Polygon(wider, colours.edge(fill))
    for (area, _), fill in areas:
        yield Polygon(area, fill)
    yield from group.extra


@dataclass(frozen=True)
class _Dress:
    body: Skeleton
    camera: Camera
    colours: Palette
    lit: frozenset[Region]

    def groups(self) -> Iterator[Group]:
        near = self._near()
        far: Side = "right" if near == "left" else "left"
        depth = self.camera.depth
        trunk = depth(between(self.body.waist, self.body.ribs, 0.5))
        # The far leg behind everything, the near one with the pelvis: they are one piece of cloth.
        yield Group(trunk - 40, tuple(self._leg(far, far=True)))
        volumes = (*self._leg(near, far=False), *self._pelvis(), *self._shirt())
        yield Group(trunk, volumes, tuple(self._cleft()))
        yield self._head(trunk)
        for side in SIDES:
            yield from self._arm(side, trunk, far=side == far)

    def _near(self) -> Side:
        hips = {side: self.camera.depth(self.body.legs[side].root) for side in SIDES}
        return "left" if hips["left"] > hips["right"] else "right"

    def _of(self, region: Region, colour: Colour) -> Colour:
        return self.colours.accent if region in self.lit else colour

    # Legs

    def _leg(self, side: Side, *, far: bool) -> Iterator[Volume]:
        region: Region = "left-leg" if side == "left" else "right-leg"
        cloth, shoe = self._of(region, self.colours.trousers), self.colours.shoes
        if far:
            cloth, shoe = self.colours.far(cloth), self.colours.far(shoe)
        leg = self.body.legs[side]
        foot = leg.last
        sole = add(leg.end, times(foot.up, -8.5))
        heel, toe = add(sole, foot.out(HEEL + 2, 0, 4.0)), add(sole, foot.out(TOE, 0, 2.6))
        ball = add(sole, foot.out(BALL, 0, 3.6))
        instep = add(leg.end, foot.out(1.5, 0, -2.0))
        yield Volume((sphere(heel, 4.0), sphere(ball, 3.6), sphere(toe, 2.6)), shoe)
        yield Volume((sphere(heel, 4.0), sphere(instep, 4.2), sphere(ball, 3.4)), shoe)
        calf = add(between(leg.joint, leg.end, 0.28), times(self._calf(leg), 1.6))
        yield Volume((sphere(leg.joint, 6.2), sphere(calf, 6.0)), cloth)
        yield Volume((sphere(calf, 6.0), sphere(between(leg.joint, leg.end, 0.92), 4.4)), cloth)
        thigh = between(leg.root, leg.joint, 0.35)
        yield Volume((sphere(leg.root, 9.2), sphere(thigh, 8.6)), cloth)
        yield Volume((sphere(thigh, 8.6), sphere(leg.joint, 6.3)), cloth)

    def _calf(self, leg: Limb) -> Vector:
        shin = unit(less(leg.end, leg.joint))
        back = times(leg.last.ahead, -1)
        return unit(less(back, times(shin, dot(back, shin))))

    # Trunk

    def _pelvis(self) -> Iterator[Volume]:
        at, axes = self.body.pelvis, self.body.pelvis_axes
        cloth = self._of("pelvis", self.colours.trousers)
        tight = 1 - 0.10 * self.body.tense

        def ball(ahead: float, left: float, up: float, *sizes: float) -> Ball:
            return Ball(add(at, axes.out(ahead, left, up)), (sizes[0], sizes[1], sizes[2]), axes)

        hips = ball(0, 0, 0, 9.6, 16.5, 8.5)
        waist = ball(-0.5, 0, 11, 9.3, 14.0, 3.2)
        buttocks = [ball(-4.6, 7.2 * sign * tight, -1.5, 7.8, 8.4, 9.2 * tight) for sign in (1, -1)]
        yield Volume((*buttocks,), cloth)
        yield Volume((hips, waist, ball(-3.5, 0, 3, 8.8, 15, 6)), cloth)
        if "buttocks" in self.lit and dot(axes.ahead, self.camera.towards) < 0.5:
            lit = mixed(cloth, self.colours.accent, 0.1 + 0.9 * self.body.tense)
            yield Volume((*buttocks,), lit)
        belt = (ball(-0.6, 0, 7.5, 10.2, 15.4, 1.3), ball(-0.6, 0, 9.2, 10.0, 15.0, 1.3))
        yield Volume(belt, mixed(cloth, self.colours.shade, 0.45))

    def _cleft(self) -> Iterator[Item]:
        """The line between the buttocks, where they are what moves."""
        axes = self.body.pelvis_axes
        if "buttocks" in self.lit and dot(axes.ahead, self.camera.towards) < 0:
            ends = [add(self.body.pelvis, axes.out(-7.0, 0, up)) for up in (3.5, -9.0)]
            line = tuple(self.camera.point(end) for end in ends)
            yield Line(line, 1.0 * self.camera.scale, self.colours.edge(self.colours.trousers))

    def _shirt(self) -> Iterator[Volume]:
        body, cloth = self.body, self.colours.shirt
        low, high = body.pelvis_axes, body.chest_axes
        belly = body.belly
        hem = Ball(add(body.waist, low.out(0.6, 0, 2.4)), (9.6, 14.2, 3.0), low)
        half = add(
            between(body.waist, body.ribs, 0.5), body.ribs_axes.out(1.2 + belly * 0.75, 0, 0)
        )
        waist = Ball(half, (9.6 + belly * 0.25, 13.6, 6.0), body.ribs_axes)
        ribs = Ball(
            add(body.ribs, body.ribs_axes.out(0.8 + belly * 0.3, 0, 0)),
            (10.3, 14.6, 6.0),
            body.ribs_axes,
        )
        chest = Ball(
            add(between(body.ribs, body.top, 0.5), high.out(1.2, 0, 0)), (11.6, 16.2, 8.0), high
        )
        yoke = Ball(add(body.top, high.out(0.3, 0, -6.5)), (9.2, 16.5, 5.0), high)
        collar = Ball(add(body.top, high.out(0.2, 0, -0.8)), (6.6, 8.0, 2.8), high)
        shoulders = [
            sphere(add(self.body.arms[side].root, times(high.up, -0.4)), 5.9) for side in SIDES
        ]
        back, front = self._of("upper-back", cloth), self._of("belly", cloth)
        loin = self._of("lower-back", front)
        upper = (
            Volume((ribs, chest), back),
            Volume((chest, yoke, *shoulders), back),
            Volume((yoke, collar), back),
        )
        lower = (Volume((hem, waist), loin), Volume((waist, ribs), loin))
        # What is lit lies over what is not.
        yield from (*lower, *upper) if loin == cloth else (*upper, *lower)

    # Head

    def _head(self, trunk: float) -> Group:
        body, skin = self.body, self._of("head", self.colours.skin)
        axes = body.head_axes
        centre = add(body.nape, axes.out(SKULL[0], 0, SKULL[1]))
        neck = self._of("neck", mixed(self.colours.skin, self.colours.shade, 0.16))
        volumes = [
            Volume(
                (
                    sphere(add(body.top, body.chest_axes.out(0.3, 0, -1)), 5.4),
                    sphere(add(body.nape, axes.out(0, 0, 3)), 5.2),
                ),
                neck,
            )
        ]
        skull = Ball(add(centre, axes.out(*CROWN)), (10.8, 9.0, 10.4), axes)
        jaw = Ball(add(centre, axes.out(*CHIN)), (6.8, 6.4, 5.4), axes)
        nose = sphere(add(centre, axes.out(9.9, 0, -2.4)), 1.8)
        bridge = sphere(add(centre, axes.out(9.0, 0, 1.0)), 1.0)
        volumes += [Volume((skull, jaw), skin), Volume((nose, bridge), skin)]
        return Group(trunk + 9, tuple(volumes), tuple(self._face(centre, axes, skin)))

    def _face(self, centre: Vector, axes: Axes, skin: Colour) -> Iterator[Item]:
        scale, towards = self.camera.scale, self.camera.towards
        point = self.camera.point
        slope = unit(axes.out(-0.80, 0, 0.60))
        points = list(_globe(add(centre, axes.out(*CROWN)), axes, (11.9, 10.2, 11.7)))
        cap = [p for p in points if dot(less(p, centre), slope) > -0.4]
        if dot(slope, towards) < 0:
            yield Polygon(self.camera.around(cap), self.colours.hair)
            front = list(_globe(add(centre, axes.out(*CROWN)), axes, (10.8, 9.0, 10.4)))
            front = [p for p in front if dot(less(p, centre), slope) < 0.4]
            chin = list(_globe(add(centre, axes.out(*CHIN)), axes, (6.8, 6.4, 5.4)))
            yield Polygon(self.camera.around([*front, *chin]), skin)
        else:
            yield Polygon(self.camera.around(cap), self.colours.hair)
        for sign in (1, -1):
            ear = add(centre, axes.out(-0.8, 8.2 * sign, -1.6))
            if dot(times(axes.left, sign), towards) > 0.2:
                yield Disc(point(ear), 2.4 * scale, self.colours.edge(skin))
                yield Disc(point(ear), 1.9 * scale, skin)
            eye = add(centre, axes.out(9.2, 3.9 * sign, 0.2))
            if dot(axes.out(0.8, 0.55 * sign, 0), towards) > 0.12:
                yield Disc(point(eye), 1.05 * scale, self.colours.edge(self.colours.hair))
        smile = [
            add(centre, axes.out(8.2 - abs(turn) * 1.2, 3.0 * turn, -6.6 + 0.9 * turn * turn))
            for turn in (-1, -0.5, 0, 0.5, 1)
        ]
        shown = [p for p in smile if dot(less(p, add(centre, axes.out(3, 0, -6))), towards) > 0.6]
        if len(shown) > 1:
            line = tuple(point(p) for p in shown)
            yield Line(line, 0.8 * scale, self.colours.edge(skin))

    # Arms

    def _arm(self, side: Side, trunk: float, *, far: bool) -> Iterator[Group]:
        region: Region = "left-arm" if side == "left" else "right-arm"
        arm = self.body.arms[side]
        sleeve = self._of(region, self.colours.shirt)
        skin = self._of(region, self.colours.skin)
        if far:
            sleeve, skin = self.colours.far(sleeve), self.colours.far(skin)
        half = between(arm.root, arm.joint, 0.62)
        upper = (
            Volume((sphere(between(arm.root, arm.joint, 0.5), 4.3), sphere(arm.joint, 3.9)), skin),
            Volume((sphere(arm.root, 5.7), sphere(half, 5.2)), sleeve),
        )
        depth = self.camera.depth
        out = 6.0 if not far else -6.0
        yield Group(
            max(depth(middle([arm.root, arm.joint])), trunk - 39 if far else trunk + 1) + out, upper
        )
        belly = between(arm.joint, arm.end, 0.3)
        lower = [
            Volume((sphere(arm.joint, 3.9), sphere(belly, 4.2)), skin),
            Volume((sphere(belly, 4.2), sphere(arm.end, 3.0)), skin),
            *self._hand(arm, skin, side),
        ]
        hidden = far and SEAT - 5 < arm.end[2] < SEAT + 8
        at = depth(middle([arm.joint, arm.end, arm.end])) + out + 0.5
        yield Group(at, tuple(lower), hidden=hidden)

    def _hand(self, arm: Limb, skin: Colour, side: Side) -> Iterator[Volume]:
        hand = arm.last
        sign = 1 if side == "left" else -1
        palm = add(arm.end, times(hand.ahead, 4.2))
        tips = add(arm.end, times(hand.ahead, 10.5))
        wide = Ball(palm, (3.6, 3.9, 2.4), hand)
        yield Volume((sphere(arm.end, 3.0), wide), skin)
        yield Volume((wide, Ball(tips, (2.4, 3.0, 1.8), hand)), skin)
        thumb = add(arm.end, hand.out(6.0, -5.2 * sign, 0.6))
        yield Volume(
            (sphere(add(arm.end, hand.out(2.4, -2.0 * sign, 0.3)), 2.0), sphere(thumb, 1.6)), skin
        )


def _globe(centre: Vector, axes: Axes, sizes: Vector) -> Iterator[Vector]:
    """Points all over a ball."""
    for row in range(1, 10):
        high = pi * row / 10
        for column in range(18):
            turn = 2 * pi * column / 18
            yield add(
                centre,
                axes.out(
                    sizes[0] * sin(high) * cos(turn),
                    sizes[1] * sin(high) * sin(turn),
                    sizes[2] * cos(high),
                ),
            )
