"""What a programme asks under each of its protocols: seconds of exercise a day and a week."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.exercise import Dose, Exercise
from bot.core.programme import Library, Programme, Protocol, Session

DAYS = 5
"""Working days in the week that doses are told for."""


@dataclass(frozen=True)
class Range:
    """The least and the most of something over the weeks of a programme, in seconds."""

    least: int
    most: int

    def times(self, count: int) -> Range:
        """Return the same over `count` days."""
        return Range(self.least * count, self.most * count)


@dataclass(frozen=True)
class Prescribed:
    """The dose of one protocol: what it asks, and what comes of it a day.

    `active` counts only holding and moving, on both sides; `takes` getting ready and resting too.
    Both are None for an open protocol, whose pauses the physio chooses.
    """

    name: str
    protocol: Protocol
    active: Range | None
    takes: Range | None


def prescribed(programme: Programme, library: Library) -> tuple[Prescribed, ...]:
    """Return the dose of each protocol, over all weeks of the programme's phases."""
    return tuple(
        Prescribed(name, protocol, *_a_day(programme, protocol, library))
        for name, protocol in programme.protocols.items()
    )


def active(exercise: Exercise, protocol: Protocol | None) -> int:
    """Return how long an exercise is held or moved under a protocol, on all sides, in seconds."""
    dose = _fitted(exercise, protocol)
    rests = exercise.prepare + (dose.repetitions - 1) * exercise.rest
    return exercise.seconds(dose) - rests * (2 if exercise.sides == "each" else 1)


def session_takes(session: Session, protocol: Protocol | None, library: Library) -> tuple[int, int]:
    """Return a session's active seconds, and all its seconds."""
    exercises = [library.exercises[name] for name in session.exercises]
    return (
        sum(active(each, protocol) for each in exercises),
        sum(each.seconds(_fitted(each, protocol)) for each in exercises),
    )


def _fitted(exercise: Exercise, protocol: Protocol | None) -> Dose:
    hold, repetitions = (protocol.hold, protocol.repetitions) if protocol else (None, None)
    return exercise.fitted(hold, repetitions)


def _a_day(
    programme: Programme, protocol: Protocol, library: Library
) -> tuple[Range | None, Range | None]:
    if protocol.pauses is None:
        return None, None
    weeks = range(sum(phase.weeks for phase in programme.phases))
    days = [
        [
            session_takes(programme.session_for(week, pause), protocol, library)
            for pause in range(protocol.pauses)
        ]
        for week in weeks
    ]
    moved, taken = ([sum(pause[at] for pause in day) for day in days] for at in (0, 1))
    return Range(min(moved), max(moved)), Range(min(taken), max(taken))
