"""Checks of doses, sides and times: what exercises allow, what sessions promise, what arms ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from bot.core.exercise import SIDED, Dose, Exercise
from bot.core.fields import Path
from bot.core.lint.remarks import Around, Check, Document, Said, Value, told
from bot.core.programme import Library, Programme, Protocol, Session
from bot.core.project import Arm, Project

# One promise stands for all protocols of a programme, and nobody's minute has sixty seconds.
TOLERANCE = 0.20
SEATED_SECONDS = 75


def hold_over_limit(document: Document, around: Around) -> Said:
    """No dose, protocol or arm asks a longer hold than the exercise allows."""
    for path, hold, _, exercises in _asked(document, around.library):
        for exercise in exercises:
            longest = exercise.limit.hold or exercise.dose.hold
            if hold is not None and longest is not None and hold > longest:
                said = told("hold-over-limit", seconds=hold, exercise=exercise.id, most=longest)
                yield (*path, "hold"), said


def repetitions_over_limit(document: Document, around: Around) -> Said:
    """No dose, protocol or arm asks more repetitions than the exercise allows."""
    for path, _, repetitions, exercises in _asked(document, around.library):
        for exercise in exercises:
            most = exercise.limit.repetitions or exercise.dose.repetitions
            held = exercise.dose.hold is not None or exercise is document
            if repetitions is not None and held and repetitions > most:
                more: dict[str, Value] = {"asked": repetitions, "exercise": exercise.id}
                yield (*path, "repetitions"), told("repetitions-over-limit", **more, most=most)


Asked = tuple[Path, int | None, int | None, list[Exercise]]


def _asked(document: Document, library: Library) -> Iterator[Asked]:
    """What is asked where: path, hold, repetitions, and the exercises it is asked of."""
    if isinstance(document, Exercise):
        yield ("dose",), document.dose.hold, document.dose.repetitions, [document]
    elif isinstance(document, Programme):
        for name, protocol in document.protocols.items():
            exercises = _exercises(document, library)
            yield ("protocols", name), protocol.hold, protocol.repetitions, exercises
    else:
        for number, arm, programme, _ in _arms(document, library):
            exercises = _exercises(programme, library)
            yield ("arms", number), arm.hold, arm.repetitions, exercises


def _exercises(programme: Programme, library: Library) -> list[Exercise]:
    names = dict.fromkeys(name for session in programme.sessions for name in session.exercises)
    return [library.exercises[name] for name in names if name in library.exercises]


def _arms(document: Document, library: Library) -> Iterator[tuple[int, Arm, Programme, Protocol]]:
    """The arms of a project that are known to follow a protocol of its programme."""
    if isinstance(document, Project):
        programme = library.programmes.get(document.programme)
        for number, arm in enumerate(document.arms):
            if programme is not None and arm.protocol in programme.protocols:
                yield number, arm, programme, programme.protocols[arm.protocol]


def hold_unused(document: Document, around: Around) -> Said:
    """A protocol sets a hold only where some exercise is held."""
    if isinstance(document, Programme):
        asked = {name for session in document.sessions for name in session.exercises}
        exercises = _exercises(document, around.library)
        held = len(exercises) < len(asked) or any(each.dose.hold for each in exercises)
        for name, protocol in document.protocols.items():
            if protocol.hold is not None and not held:
                yield ("protocols", name, "hold"), told("hold-unused")


def side_balance(document: Document, _: Around) -> Said:
    """Each side gets as much: steps say which side it is, and what alternates is even."""
    if not isinstance(document, Exercise):
        return
    if document.sides == "each" and not any(map(SIDED.search, document.steps.nl)):
        yield ("steps", "nl"), told("side-balance")
    if document.sides == "alternating":
        key = "count" if document.dose.count else "repetitions"
        count = getattr(document.dose, key)
        if count % 2 and document.dose.minutes is None:
            yield ("dose", key), told("side-balance-odd", count=count)


def session_length(document: Document, around: Around) -> Said:
    """A session takes about what it promises, under every protocol."""
    for path, session, name, protocol in _doses(document):
        exercises = [around.library.exercises.get(name) for name in session.exercises]
        real = sum(each.seconds(_dose(each, protocol)) for each in exercises if each)
        if None not in exercises and abs(real - session.seconds) > TOLERANCE * session.seconds:
            said = told("session-length", seconds=session.seconds, real=real, protocol=name)
            yield (*path, "seconds"), said


def seated_missing(document: Document, around: Around) -> Said:
    """The way out of a session is seated, and takes about a minute."""
    for path, session, name, protocol in _doses(document):
        way_out = around.library.exercises.get(session.seated)
        if way_out is not None:
            takes = way_out.seconds(_dose(way_out, protocol))
            if way_out.posture not in ("seated", "any"):
                yield (*path, "seated"), told("seated-missing", exercise=way_out.id)
            elif takes > SEATED_SECONDS:
                long: dict[str, Value] = {"exercise": way_out.id, "seconds": takes}
                said = told("seated-missing-long", **long, protocol=name, most=SEATED_SECONDS)
                yield (*path, "seated"), said


def _doses(document: Document) -> Iterator[tuple[Path, Session, str, Protocol]]:
    if isinstance(document, Programme):
        for number, session in enumerate(document.sessions):
            for name, protocol in document.protocols.items():
                yield ("sessions", number), session, name, protocol


def _dose(exercise: Exercise, protocol: Protocol) -> Dose:
    return exercise.fitted(protocol.hold, protocol.repetitions)


def unused_session(document: Document, _: Around) -> Said:
    """Every session stands in a phase."""
    if isinstance(document, Programme):
        used = {name for phase in document.phases for name in phase.sessions}
        for number, session in enumerate(document.sessions):
            if session.id not in used:
                yield ("sessions", number, "id"), told("unused-session", session=session.id)


def dose_differs(document: Document, around: Around) -> Said:
    """An arm has as many pauses a day as its protocol prescribes."""
    for number, arm, _, protocol in _arms(document, around.library):
        if protocol.pauses not in (None, len(arm.pauses)):
            said = told(
                "dose-differs", pauses=len(arm.pauses), protocol=arm.protocol, own=protocol.pauses
            )
            yield ("arms", number, "pauses"), said


def open_protocol(document: Document, around: Around) -> Said:
    """Only an arm of an open protocol sets its own hold or repetitions."""
    for number, arm, _, protocol in _arms(document, around.library):
        for key in ("hold", "repetitions"):
            if getattr(arm, key) is not None and not protocol.open:
                yield ("arms", number, key), told("open-protocol", protocol=arm.protocol)


def pauses_close(document: Document, _: Around) -> Said:
    """Two pauses of an arm lie further apart than a prompt may be late."""
    if isinstance(document, Project):
        for number, arm in enumerate(document.arms):
            for place, (one, next_one) in enumerate(pairwise(arm.pauses), start=1):
                apart = datetime.combine(document.starts, next_one) - datetime.combine(
                    document.starts, one
                )
                if apart <= timedelta(minutes=document.window):
                    said = told("pauses-close", minutes=document.window)
                    yield ("arms", number, "pauses", place), said


def project_over(document: Document, around: Around) -> Said:
    """A project is not over yet."""
    if isinstance(document, Project) and document.ends < around.today:
        yield ("ends",), told("project-over", day=document.ends)


DOSES = {
    "HOLD_OVER_LIMIT": Check(hold_over_limit, "error", waivable=False),
    "REPETITIONS_OVER_LIMIT": Check(repetitions_over_limit, "error", waivable=False),
    "HOLD_UNUSED": Check(hold_unused, "warning"),
    "SIDE_BALANCE": Check(side_balance, "warning"),
    "SESSION_LENGTH": Check(session_length, "error"),
    "SEATED_MISSING": Check(seated_missing, "error"),
    "UNUSED_SESSION": Check(unused_session, "warning"),
    "DOSE_DIFFERS": Check(dose_differs, "warning"),
    "OPEN_PROTOCOL": Check(open_protocol, "error", waivable=False),
    "PAUSES_CLOSE": Check(pauses_close, "warning"),
    "PROJECT_OVER": Check(project_over, "warning"),
}
