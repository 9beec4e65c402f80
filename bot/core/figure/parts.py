"""The parts of a pose: where pelvis and feet are, how far joints are bent, where hands lie."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import Field, model_validator

from bot.core.fields import Format, Mistake, refuse

Place = Literal[
    "hanging",
    "pelvis",
    "hips",
    "lap",
    "knees",
    "belly",
    "crossed",
    "head",
    "seat",
    "chair",
    "wall",
    "rail",
]
Part = TypeVar("Part", bound=Format)

NEEDED = {"seat": "chair", "chair": "chair", "wall": "wall", "rail": "stairs"}
"""What a hand that lies on furniture needs to be there."""


def degrees(least: int, most: int, told: str) -> Any:
    """Return the field of a joint: degrees from upright, within what bodies do."""
    return Field(ge=least, le=most, description=f"Degrees, {least} to {most}. {told}")


def centimetres(least: int, most: int, told: str) -> Any:
    """Return the field of a distance on a body of 172 cm."""
    return Field(ge=least, le=most, description=f"Centimetres, {least} to {most}. {told}")


class Pelvis(Format):
    """Where the pelvis is, from where it rests in this posture, and how it is turned."""

    ahead: Annotated[float, centimetres(-60, 150, "Forward; below 0 backward.")] = 0
    left: Annotated[float, centimetres(-40, 40, "To the left; below 0 to the right.")] = 0
    up: Annotated[float, centimetres(-50, 60, "Up; below 0 down.")] = 0
    tilt: Annotated[float, degrees(-60, 90, "Tilted forward; below 0 backward.")] = 0
    lean: Annotated[float, degrees(-20, 20, "Leaned to the left.")] = 0
    turn: Annotated[float, degrees(-90, 90, "Turned to the left.")] = 0


class LowBack(Format):
    """The low back, from the pelvis up to the ribs."""

    bend: Annotated[float, degrees(-25, 50, "Bent forward, rounded; below 0 hollow.")] = 0
    lean: Annotated[float, degrees(-20, 20, "Leaned to the left.")] = 0
    turn: Annotated[float, degrees(-8, 8, "Turned to the left; the low back hardly can.")] = 0


class Chest(Format):
    """The upper back and the ribs, from the low back up."""

    bend: Annotated[float, degrees(-25, 35, "Bent forward; below 0 stretched back.")] = 0
    lean: Annotated[float, degrees(-20, 20, "Leaned to the left.")] = 0
    turn: Annotated[float, degrees(-40, 40, "Turned to the left.")] = 0


class Neck(Format):
    """Neck and head, from the chest up."""

    bend: Annotated[float, degrees(-45, 45, "Bent forward; below 0 back.")] = 0
    lean: Annotated[float, degrees(-45, 45, "Leaned to the left.")] = 0
    turn: Annotated[float, degrees(-70, 70, "Turned to the left.")] = 0


class Arm(Format):
    """An arm: where its hand lies, or the degrees of its joints."""

    hand: Annotated[
        Place | None,
        Field(description="Where the hand lies; the elbow follows. Or give the joints instead."),
    ] = None
    raised: Annotated[float, degrees(-60, 180, "Shoulder: raised forward.")] = 0
    out: Annotated[float, degrees(-30, 180, "Shoulder: away from the body.")] = 8
    turn: Annotated[float, degrees(-90, 90, "Shoulder: the elbow turned outward.")] = 0
    elbow: Annotated[float, degrees(0, 150, "Bent; 0 is straight.")] = 12

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        given = sorted(self.model_fields_set & {"raised", "out", "turn", "elbow"})
        if self.hand is not None and given:
            told = f"`hand` already says where the arm goes; leave `{given[0]}` out"
            refuse([Mistake((given[0],), "WRONG_VALUE", told)])
        return self


class Leg(Format):
    """A leg: where its foot stands, or the degrees of its joints when it hangs free."""

    ahead: Annotated[float, centimetres(-80, 150, "The foot stands so far ahead.")] = 0
    apart: Annotated[float, centimetres(-15, 40, "The foot stands so far outward.")] = 0
    up: Annotated[float, centimetres(0, 90, "The foot stands so high, as on a stair.")] = 0
    heel: Annotated[float, degrees(0, 60, "The heel is lifted, the toes stay.")] = 0
    raised: Annotated[float, degrees(-30, 120, "Hip: raised forward.")] | None = None
    out: Annotated[float, degrees(-30, 45, "Hip: away from the body.")] | None = None
    knee: Annotated[float, degrees(0, 140, "Bent; 0 is straight.")] | None = None
    ankle: Annotated[float, degrees(-50, 25, "Toes pulled up; below 0 pointed.")] | None = None

    @property
    def free(self) -> bool:
        """Whether this leg carries nothing, so that its joints say where the foot goes."""
        return (self.raised, self.out, self.knee, self.ankle) != (None, None, None, None)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        given = sorted(self.model_fields_set & {"ahead", "apart", "up", "heel"})
        if self.free and given:
            told = f"this foot hangs free, as the joints say; leave `{given[0]}` out"
            refuse([Mistake((given[0],), "WRONG_VALUE", told)])
        return self
