"""Every way through a programme's sessions, screen by screen, for its author to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.core.effects import Introduction, Screen, Show, Step, StopAdvice
from bot.core.events import Variant, Walk
from bot.core.exercise import Exercise
from bot.core.fields import Language
from bot.core.programme import Advice, Author, Library, Phase, Programme, Protocol, Session
from bot.core.walkthrough import screens_of

ALONE = "alone"
"""The id of the session, and of the protocol, in which an exercise is shown by itself."""

SHORTEST, LONGEST = 20, 600
"""Seconds that a session may promise."""


@dataclass(frozen=True)
class Rehearsal:
    """One way through a session: under one protocol, in one variant.

    `screens` are those of a walk, and after the thanks what somebody sees who stopped.
    """

    session: Session
    protocol: str
    variant: Variant
    screens: tuple[Show, ...]

    @property
    def seconds(self) -> int:
        """How long its exercises take together, with getting ready and resting, in seconds."""
        return sum(lasts(each.screen) for each in self.screens)


def lasts(screen: Screen) -> int:
    """Return how long an exercise's screen takes on its side, in seconds; 0 for any other."""
    if not isinstance(screen, Step):
        return 0
    sides = 2 if screen.exercise.sides == "each" else 1
    return screen.exercise.seconds(screen.dose) // sides


def rehearsals(programme: Programme, library: Library, language: Language) -> tuple[Rehearsal, ...]:
    """Return all ways through the sessions of a programme, in the order of its file.

    A session with an exercise that `library` lacks has none: see `lacking`. The programme itself
    need not be in it.
    """
    library = replace(library, programmes={**library.programmes, programme.id: programme})
    return tuple(
        rehearsal
        for session in programme.sessions
        if not lacking(session, library)
        for name in programme.protocols
        for rehearsal in _variants(session, programme, name, library, language)
    )


def lacking(session: Session, library: Library) -> tuple[str, ...]:
    """Return the names of exercises that a session refers to and `library` does not have."""
    return tuple(name for name in library.met(session.named) if name not in library.exercises)


def concerned(documents: Iterable[Programme | Exercise], library: Library) -> tuple[str, ...]:
    """Return the names of the exercises that screens of these documents show, known or not."""
    named = [each.named if isinstance(each, Programme) else (each.id,) for each in documents]
    return library.met(name for names in named for name in names)


def alone(exercise: Exercise) -> Programme:
    """Return a programme of nothing but one exercise with its own dose, to show it by itself.

    Nothing of it is shown but the screens; its stop advice is left to the bot's own words.
    """
    promise = min(LONGEST, max(SHORTEST, exercise.seconds(exercise.dose)))
    session = Session(
        id=ALONE,
        title=exercise.name,
        seconds=promise,
        exercises=(exercise.id,),
        seated=exercise.id,
    )
    return Programme.model_validate(
        {
            "schema": "programme/1",
            "id": ALONE,
            "version": exercise.version,
            "title": exercise.name,
            "summary": exercise.purpose,
            "protocols": {ALONE: Protocol(title=exercise.name, pauses=1)},
            "sessions": (session,),
            "phases": (Phase(weeks=1, sessions=(ALONE,)),),
            "stop": Advice(nl=exercise.purpose.nl, en=exercise.purpose.en),
            "author": Author(name=exercise.id),
            "reviewed": None,
            "licence": exercise.licence,
        }
    )


def _variants(
    session: Session, programme: Programme, name: str, library: Library, language: Language
) -> Iterator[Rehearsal]:
    protocol = programme.protocols[name]
    walk = Walk(
        programme=programme.id,
        version=programme.version,
        session=session.id,
        language=language,
        hold=protocol.hold,
        repetitions=protocol.repetitions,
    )
    first = screens_of(walk, library)[0]
    assert isinstance(first, Introduction)
    advice = StopAdvice(None if programme.id == ALONE else programme)
    for variant in first.variants:
        here = replace(walk, variant=variant)
        screens = screens_of(here, library)
        # The thanks ask nothing here, and nothing follows them: as for a walk that is over.
        shown = [
            Show(screen, replace(here, screen=at), language)
            for at, screen in enumerate(screens[:-1])
        ]
        ending = (Show(screens[-1], None, language), Show(advice, None, language))
        yield Rehearsal(session, name, variant, (*shown, *ending))
