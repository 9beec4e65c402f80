"""The format `figure/1`: the poses of an exercise, from which its moving figure is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.core.fields import Format, Id, Mistake, Version, refuse
from bot.core.figure.parts import (
    NEEDED,
    Arm,
    Chest,
    Leg,
    LowBack,
    Neck,
    Part,
    Pelvis,
    centimetres,
)

Region = Literal[
    "pelvis",
    "buttocks",
    "belly",
    "lower-back",
    "upper-back",
    "neck",
    "head",
    "left-arm",
    "right-arm",
    "left-leg",
    "right-leg",
]
Way = Literal[
    "forward",
    "back",
    "left",
    "right",
    "up",
    "down",
    "tilt-forward",
    "tilt-back",
    "turn-left",
    "turn-right",
    "round-left",
    "round-right",
    "together",
]


class Arrow(Format):
    """An arrow beside a part of the body that says which way it goes."""

    at: Region
    way: Way


class KeyFrame(Format):
    """A pose, and how long it takes to get there. What it does not name is as at the start."""

    moment: Literal["start", "movement", "hold", "back"]
    seconds: (
        Annotated[float, Field(ge=0.1, le=10, description="Seconds to get here, 0.1 to 10.")] | None
    ) = None
    through: Annotated[bool, Field(description="The body goes on here without a stop.")] = False
    breath: Literal["in", "out"] | None = None
    pelvis: Pelvis = Pelvis()
    low_back: LowBack = LowBack()
    chest: Chest = Chest()
    neck: Neck = Neck()
    arms: Arm = Arm()
    left_arm: Arm | None = None
    right_arm: Arm | None = None
    legs: Leg = Leg()
    left_leg: Leg | None = None
    right_leg: Leg | None = None
    belly: Annotated[float, centimetres(-3, 6, "The belly comes forward.")] = 0
    tense: Annotated[float, Field(ge=0, le=1, description="0 loose to 1 tightened.")] = 0
    arrows: Annotated[tuple[Arrow, ...], Field(max_length=4)] = ()

    def after(self, start: KeyFrame) -> KeyFrame:
        """Return this frame with what it leaves unsaid filled in from `start`."""
        filled = {}
        for name in POSE:
            if name not in self.model_fields_set:
                filled[name] = getattr(start, name)
            elif name in ("pelvis", "low_back", "chest", "neck"):
                filled[name] = _over(getattr(start, name), getattr(self, name))
        return self.model_copy(update=filled)

    def swapped(self) -> KeyFrame:
        """Return this pose on the other side: left is right, and turns go the other way."""
        over = {
            "pelvis": _mirrored(self.pelvis, "left", "lean", "turn"),
            "low_back": _mirrored(self.low_back, "lean", "turn"),
            "chest": _mirrored(self.chest, "lean", "turn"),
            "neck": _mirrored(self.neck, "lean", "turn"),
            "left_arm": self.right_arm,
            "right_arm": self.left_arm,
            "left_leg": self.right_leg,
            "right_leg": self.left_leg,
        }
        return self.model_copy(update=over)

    def arm(self, side: Literal["left", "right"]) -> Arm:
        """Return the arm of a side, which follows `arms` where it has no word of its own."""
        return (self.left_arm if side == "left" else self.right_arm) or self.arms

    def leg(self, side: Literal["left", "right"]) -> Leg:
        """Return the leg of a side, which follows `legs` where it has no word of its own."""
        return (self.left_leg if side == "left" else self.right_leg) or self.legs


POSE = (
    "pelvis",
    "low_back",
    "chest",
    "neck",
    "arms",
    "left_arm",
    "right_arm",
    "legs",
    "left_leg",
    "right_leg",
    "belly",
    "tense",
)
"""The keys of a key frame that say how the body is; the others say when and what is drawn."""


def _over(base: Part, given: Part) -> Part:
    said = {name: getattr(given, name) for name in given.model_fields_set}
    return base.model_copy(update=said)


def _mirrored(part: Part, *names: str) -> Part:
    return part.model_copy(update={name: -getattr(part, name) for name in names})


class Chair(Format):
    """A sturdy chair, its seat 45 cm high."""

    ahead: Annotated[
        float, centimetres(-120, 120, "The middle of its seat, from under the pelvis at rest.")
    ] = 0
    left: Annotated[float, centimetres(-80, 80, "To the left; below 0 to the right.")] = 0
    turned: Annotated[bool, Field(description="Its back stands on the far side of its seat.")] = (
        False
    )


class Wall(Format):
    """A wall across the way."""

    ahead: Annotated[float, centimetres(-120, 120, "From under the pelvis at rest.")]


class Stairs(Format):
    """Stairs that go up ahead, 17 cm a step."""

    ahead: Annotated[float, centimetres(-120, 120, "The foot of the first step.")]
    steps: Annotated[int, Field(ge=1, le=5)] = 3


class Poses(Format):
    """How the body moves in an exercise: key frames, written for the left side where sides differ.

    `id` is the exercise's. Between two frames the body goes smoothly; planted feet stay.
    """

    format: Literal["figure/1"] = Field(alias="schema")
    id: Id
    version: Version
    view: Annotated[
        Literal["side", "front", "corner", "back"],
        Field(description="From the side, in front, between these two, or from behind aside."),
    ]
    posture: Literal["standing", "seated", "lying"]
    chair: Chair | None = None
    wall: Wall | None = None
    stairs: Stairs | None = None
    emphasis: Annotated[tuple[Region, ...], Field(min_length=1, max_length=4)]
    frames: Annotated[tuple[KeyFrame, ...], Field(min_length=2, max_length=12)]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        refuse([*self._order(), *self._furniture()])
        return self

    def _order(self) -> Iterator[Mistake]:
        """The moments in their order: start, movements with at most one hold, back."""
        last = len(self.frames) - 1
        moments = [frame.moment for frame in self.frames]
        for number, frame in enumerate(self.frames):
            way = ("frames", number)
            if (frame.moment == "start") != (number == 0):
                told = "the first frame, and no other, is `start`"
                yield Mistake((*way, "moment"), "WRONG_VALUE", told)
            if (frame.moment == "back") != (number == last):
                told = "the last frame, and no other, is `back`"
                yield Mistake((*way, "moment"), "WRONG_VALUE", told)
            if (frame.seconds is None) != (number == 0):
                told = "every frame but the first says in how many `seconds` it is reached"
                yield Mistake((*way, "seconds") if frame.seconds else way, "WRONG_VALUE", told)
            if frame.moment == "back" and frame.model_fields_set & set(POSE):
                told = "`back` is the start again; leave its pose out"
                yield Mistake(way, "WRONG_VALUE", told)
        if moments.count("hold") > 1:
            yield Mistake(("frames",), "WRONG_VALUE", "there is at most one `hold`")

    def _furniture(self) -> Iterator[Mistake]:
        if self.posture == "seated" and self.chair is None:
            yield Mistake(("posture",), "WRONG_VALUE", "who sits needs a `chair`")
        for number, frame in enumerate(self.frames):
            for name in ("arms", "left_arm", "right_arm"):
                hand = getattr(getattr(frame, name), "hand", None)
                needed = NEEDED.get(hand or "hanging")
                if needed is not None and getattr(self, needed) is None:
                    way = ("frames", number, name, "hand")
                    yield Mistake(way, "WRONG_VALUE", f"there is no `{needed}` for this hand")

    @property
    def poses(self) -> tuple[KeyFrame, ...]:
        """The key frames with everything they leave unsaid filled in; the last is the first."""
        start = self.frames[0]
        return (start, *(frame.after(start) for frame in self.frames[1:]))
