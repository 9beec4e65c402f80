"""The format `programme/1`: sessions of exercises over weeks, with the protocols that dose them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from bot.core.exercise import Caution, Exercise
from bot.core.fields import (
    Evidence,
    Format,
    Id,
    Line,
    Mistake,
    Passage,
    Reviewed,
    Text,
    Version,
    Waivers,
    near,
    refuse,
)
from bot.core.figure import Poses


class Protocol(Format):
    """The dose of a programme: pauses a day, hold in seconds, repetitions.

    Where `open` is true, the physio sets hold and repetitions per arm, inside the exercises'
    limits.
    """

    title: Text
    pauses: Annotated[int, Field(ge=1, le=8, description="Pauses a day.")] | None = None
    hold: Annotated[int, Field(ge=3, le=60, description="Seconds.")] | None = None
    repetitions: Annotated[int, Field(ge=1, le=10)] | None = None
    open: bool = False
    evidence: tuple[Evidence, ...] = ()

    @model_validator(mode="after")
    def _prescribes(self) -> Self:
        if not self.open and self.pauses is None:
            raise ValueError("a protocol says how many `pauses` a day, or is `open: true`")
        return self


class Session(Format):
    """What one pause holds: exercises in order, and a seated minute instead of them."""

    id: Id
    title: Text
    seconds: Annotated[int, Field(ge=20, le=600, description="What the session promises to take.")]
    exercises: Annotated[tuple[Id, ...], Field(min_length=1, max_length=8)]
    seated: Id

    @property
    def named(self) -> tuple[str, ...]:
        """The exercises that the session refers to, the seated one last."""
        return (*self.exercises, self.seated)


class Phase(Format):
    """Some weeks in which the named sessions take turns."""

    weeks: Annotated[int, Field(ge=1, le=52)]
    sessions: Annotated[tuple[Id, ...], Field(min_length=1, max_length=20)]


class Author(Format):
    """Who wrote the programme (CERT item 2)."""

    name: Line
    qualification: Text | None = None


class Advice(Passage):
    """What to do after a stop, in full sentences."""


class Background(Passage):
    """For physiotherapists: where the protocols come from, and what comparing them tells."""


class Programme(Format):
    """A physio's programme: what, in which order, how much, with what evidence (TIDieR, CERT)."""

    format: Literal["programme/1"] = Field(alias="schema")
    id: Id
    version: Version
    title: Text
    summary: Text
    background: Background | None = None
    protocols: Annotated[dict[Id, Protocol], Field(min_length=1, max_length=20)]
    sessions: Annotated[tuple[Session, ...], Field(min_length=1, max_length=60)]
    phases: Annotated[tuple[Phase, ...], Field(min_length=1, max_length=20)]
    not_for: tuple[Caution, ...] = ()
    stop: Advice
    evidence: tuple[Evidence, ...] = ()
    author: Author
    reviewed: Reviewed
    licence: Literal["CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "MIT"]
    waive: Waivers = ()

    @property
    def named(self) -> tuple[str, ...]:
        """The exercises that its sessions refer to, in their order."""
        return tuple(name for session in self.sessions for name in session.named)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        refuse([*self._twice(), *self._unknown()])
        return self

    def _twice(self) -> Iterator[Mistake]:
        seen: set[str] = set()
        for number, session in enumerate(self.sessions):
            if session.id in seen:
                path = ("sessions", number, "id")
                yield Mistake(path, "DUPLICATE", f"another session is called `{session.id}` too")
            seen.add(session.id)

    def _unknown(self) -> Iterator[Mistake]:
        known = {session.id for session in self.sessions}
        for number, phase in enumerate(self.phases):
            for place, name in enumerate(phase.sessions):
                if name not in known:
                    path = ("phases", number, "sessions", place)
                    meant = near(name, known) or f" known: {', '.join(sorted(known))}"
                    message = f"no session is called `{name}`;{meant}"
                    yield Mistake(path, "UNKNOWN_REFERENCE", message)

    def session(self, name: str) -> Session | None:
        """Return the session called `name`, or None where this version has none."""
        return next((session for session in self.sessions if session.id == name), None)

    def session_for(self, week: int, pause: int) -> Session:
        """Return the session of the `pause`-th pause of a day in the project's `week`, both from 0.

        Sessions of a phase take turns over the pauses, and each week starts one further, so that
        somebody who only takes the morning pause sees them all. After the last phase it goes on.
        """
        phase = self.phases[-1]
        for candidate in self.phases:
            if week < candidate.weeks:
                phase = candidate
                break
            week -= candidate.weeks
        return self._by_id(phase.sessions[(week + pause) % len(phase.sessions)])

    def _by_id(self, name: str) -> Session:
        return next(session for session in self.sessions if session.id == name)


@dataclass(frozen=True)
class Library:
    """All exercises, programmes and poses that are loaded, by id; every reference is known to hold.

    The poses of a figure have the id of their exercise; an exercise may be without.
    """

    exercises: Mapping[str, Exercise]
    programmes: Mapping[str, Programme]
    figures: Mapping[str, Poses] = field(default_factory=dict)

    def met(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the names of exercises that a walk through `names` may show, each once.

        After those that are named come their easier variants. A name that nobody has loaded yet, in
        a file that is being written, stays in its place.
        """
        found = list(dict.fromkeys(names))
        # The list grows while it is read: an easier variant may have an easier one.
        for name in found:
            exercise = self.exercises.get(name)
            if exercise and exercise.easier is not None and exercise.easier not in found:
                found.append(exercise.easier)
        return tuple(found)
