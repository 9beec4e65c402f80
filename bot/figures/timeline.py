"""From a dose to moments: get ready, move, hold and rest, each second with its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Literal

from bot.core.exercise import Dose, Exercise
from bot.core.figure import Poses, Side
from bot.figures.stage import Stance
from bot.figures.way import Grain, Leg, fitted, places, scaled, seconds

Caption = Literal[
    "seconds", "times", "breaths", "minutes",
    "ready", "hold", "rest", "switch", "done", "of", "in", "out",
]  # fmt: skip
Much = Literal["set", "repetition", "movement"]

POSTER, END = 2000, 1000
"""Milliseconds that the first picture stays, and the last."""

ROUNDS: Mapping[Much, int] = {"set": 2, "repetition": 1, "movement": 1}
"""How often a film goes round that does not count, by how much it shows."""

TICK = 50
"""Milliseconds: when the body is at its next place is counted in these."""

LEAST_REST = 2.0
"""Seconds: however little rest a dose gives, the way back and forth takes so long."""


@dataclass(frozen=True)
class Face:
    """What stands beside the person: a number in a ring, a word below it, dots, a side."""

    number: str
    caption: Caption
    full: float = 1.0
    """How much of the ring is filled, 0 to 1."""
    strong: bool = False
    """Whether this is what counts: the ring is then in the accent colour."""
    dots: int = 0
    done: int = 0
    side: Side | None = None
    of: int = 0
    """What the caption speaks of: how many movements there are, how many minutes."""


@dataclass(frozen=True)
class Moment:
    """A picture and how long it stays, in milliseconds."""

    stance: Stance
    face: Face
    millis: int


@dataclass(frozen=True)
class Timeline:
    """Makes the moments of one side of an exercise, in pictures that follow each other by `grain`.

    `much` is the whole set with its dots, one repetition of it without them, or one movement.
    """

    exercise: Exercise
    poses: Poses
    dose: Dose
    side: Side | None
    grain: Grain
    much: Much = "set"

    def moments(self) -> list[Moment]:
        """Return the pictures of one round, the first of which says it all when nothing moves."""
        found = [self.poster()]
        if self.dose.hold is not None:
            found.extend(self._holding(self.dose.hold))
        elif self.dose.count is not None:
            found.extend(self._counting(self.dose.count))
        else:
            found.extend(self._lasting(self.dose.minutes or 1))
        return found

    def poster(self) -> Moment:
        """Return the first picture: where the movement leads, from where, and how much of it."""
        dose = self.dose
        if dose.hold is not None:
            face = self._face(str(dose.hold), "seconds")
        elif dose.count is not None:
            caption: Caption = "breaths" if dose.of == "breaths" else "times"
            face = self._face(str(dose.count), caption)
        else:
            face = self._face(str(dose.minutes), "minutes", of=dose.minutes)
        return Moment(Stance(self.summit, self.summit, 0, arrows=self.summit), face, POSTER)

    @property
    def summit(self) -> int:
        """The key frame that shows the exercise best: the hold, else the first movement."""
        moments = [frame.moment for frame in self.poses.frames]
        if "hold" in moments:
            return moments.index("hold")
        stops = [at for at, frame in enumerate(self.poses.frames[1:-1], 1) if not frame.through]
        return stops[0] if stops else len(moments) // 2

    @property
    def dots(self) -> int:
        """How many dots there are: one per repetition, or per breath."""
        if self.much != "set" or self.dose.minutes is not None:
            return 0
        count = self.dose.count or 1
        dots = count if self.dose.of == "breaths" else self.dose.repetitions
        return dots if 1 < dots <= 10 else 0

    def _face(self, number: str, caption: Caption, **more: object) -> Face:
        side = self.side if self.exercise.sides == "each" else None
        face = Face(number, caption, dots=self.dots, side=side)
        return replace(face, **more)  # type: ignore[arg-type]  # the fields of Face

    # Holds

    def _holding(self, hold: int) -> Iterator[Moment]:
        times = self.dose.repetitions if self.much == "set" else 1
        there, back = self._way(0, self.summit), self._way(self.summit, len(self.poses.frames) - 1)
        ready = max(float(self.exercise.prepare), seconds(there))
        still = Leg(0, 0, ready - seconds(there), self.summit)
        yield from self._counted([still, *there], self._face("", "ready"))
        for number in range(times):
            face = self._face("", "hold", strong=True, done=number)
            yield from self._counted([Leg(self.summit, self.summit, hold)], face)
            if number + 1 < times:
                rest = max(float(self.exercise.rest), LEAST_REST)
                legs = fitted(back, there, rest)
                yield from self._counted(legs, self._face("", "rest", done=number + 1))
        yield from self._ending(back, times)

    def _ending(self, back: list[Leg], times: int) -> Iterator[Moment]:
        caption: Caption = "switch" if self.side == "left" and self._each else "done"
        face = self._face("", caption, full=0.0, done=times)
        for leg in back:
            yield from self._moving(leg, face)
        yield Moment(Stance(0, 0), face, END)

    @property
    def _each(self) -> bool:
        return self.exercise.sides == "each"

    # Movements and breaths

    def _counting(self, count: int) -> Iterator[Moment]:
        if self.much == "movement":
            face = self.poster().face
            for turn in range(2 if self.exercise.sides == "alternating" else 1):
                yield from self._cycle(face, turn % 2 == 1)
            return
        sets = self.dose.repetitions if self.much == "set" else 1
        ready = Leg(0, 0, max(1, self.exercise.prepare), 1)
        yield from self._counted([ready], self._face("", "ready"))
        for number in range(sets):
            for turn in range(count):
                done = turn if self.dose.of == "breaths" else number
                face = self._face(str(turn + 1), "of", of=count, done=done, strong=True)
                yield from self._cycle(replace(face, full=(turn + 1) / count), turn % 2 == 1)
            if number + 1 < sets:
                rest = Leg(0, 0, max(1, self.exercise.rest))
                yield from self._counted([rest], self._face("", "rest", done=number + 1))
        yield Moment(Stance(0, 0), self._face("", "done", full=0.0, done=self.dots), END)

    def _lasting(self, minutes: int) -> Iterator[Moment]:
        """What goes on for minutes is shown for some seconds: nobody looks at it all the time."""
        face = self._face(str(minutes), "minutes", of=minutes)
        way = self._way(0, len(self.poses.frames) - 1)
        for _ in range(ROUNDS[self.much]):
            for leg in way:
                yield from self._moving(leg, face)

    def _cycle(self, face: Face, second: bool) -> Iterator[Moment]:
        """The way through all key frames and back, in the time that the exercise gives it.

        Where sides alternate, every second time is the other side's.
        """
        alternating = self.exercise.sides == "alternating"
        if alternating:
            # Drawn as for the left side, so the left one begins.
            face = replace(face, side="right" if second else "left")
        for moment in self._breathing(face):
            stance = replace(moment.stance, swapped=alternating and second)
            yield replace(moment, stance=stance)

    def _breathing(self, face: Face) -> Iterator[Moment]:
        """The way through all key frames; where it is a breath, its seconds are counted."""
        way = scaled(self._way(0, len(self.poses.frames) - 1), self.exercise.pace)
        past: dict[str | None, int] = {}
        for leg in way:
            breath = self.poses.frames[leg.other].breath
            for moment in self._moving(leg, face):
                if breath is None:
                    yield moment
                    continue
                number = past.get(breath, 0) // 1000 + 1
                past[breath] = past.get(breath, 0) + moment.millis
                yield replace(moment, face=replace(face, number=str(number), caption=breath))

    # Stretches

    def _way(self, first: int, last: int) -> list[Leg]:
        numbers = range(first, last + 1)
        frames = self.poses.frames
        return [
            Leg(a, b, frames[b].seconds or 0, b, not frames[a].through, not frames[b].through)
            for a, b in pairwise(numbers)
        ]

    def _counted(self, legs: list[Leg], face: Face) -> Iterator[Moment]:
        """Stretches with their seconds counted down."""
        whole = round(sum(leg.seconds for leg in legs) * 1000)
        left = whole
        for leg in legs:
            for moment in self._moving(leg, face):
                number = max(1, ceil(left / 1000))
                here = replace(face, number=str(number), full=min(1.0, number * 1000 / whole))
                left -= moment.millis
                yield replace(moment, face=here)

    def _moving(self, leg: Leg, face: Face) -> Iterator[Moment]:
        """One stretch, picture by picture: evenly begun and ended, or still, second by second."""
        millis, past = round(leg.seconds * 1000), 0
        still = leg.one == leg.other
        step = 1000 if still else TICK
        steps = 1 if still else places(self.poses, leg, self.grain)
        while past < millis:
            # A still stretch ends on whole seconds, so that its numbers change on the second.
            ahead = (millis - past) % step if still else 0
            now = min(ahead or step, millis - past)
            past += now
            part = round(round(leg.eased(past / millis) * steps) / steps, 3)
            yield Moment(Stance(leg.one, leg.other, part, arrows=leg.arrows), face, now)
