"""The guided walk: every screen and every transition, as functions of a walk and an event.

A walk stands on one of its screens: the introduction, then one screen per exercise and side, then
the thanks. Every event has an answer in every state; a press that is old, repeated or unreadable
gets a kind screen and counts nothing twice.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from bot.core import periods
from bot.core.effects import (
    Answer,
    Count,
    Introduction,
    Kindly,
    Notice,
    Screen,
    Show,
    Step,
    StopAdvice,
    Thanks,
)
from bot.core.events import Advanced, Answered, Inside, Lost, Stopped, Switched, Variant, Walk
from bot.core.exercise import Caution, Exercise, Side
from bot.core.fields import Language
from bot.core.privacy import EFFECTS, policy
from bot.core.programme import Library, Programme, Session
from bot.core.project import Project, Slot, Standing


def offer(
    slot: Slot,
    project: Project,
    standing: Standing,
    week: int,
    library: Library,
    language: Language,
    *,
    seated: bool = False,
    invited: int | None = None,
) -> list[Answer]:
    """Answer *Doe mee* on a prompt.

    `standing` is where the slot stands now; `week` the project's week of the slot, from 0. Only an
    open slot counts, and only there the effect question is asked, where the project has it on. A
    slot that is over still gives a walk, and says that it does not count. `invited` is how many the
    arm invites, None where nobody has counted: of too few no answer would ever be shown, so that
    they are not asked.
    `seated` is what somebody asked for once and for all; the first screen still lets them choose.
    """
    arm = project.arm(slot.arm)
    programme = library.programmes.get(project.programme)
    protocol = programme.protocols.get(arm.protocol) if programme and arm else None
    if standing == "ended":
        return [kindly("ended", language)]
    if programme is None or arm is None or protocol is None or standing == "unknown":
        return [kindly("unknown", language)]
    hold, repetitions = arm.asks(protocol)
    walk = Walk(
        programme=programme.id,
        version=programme.version,
        session=programme.session_for(week, slot.pause).id,
        language=language,
        hold=hold,
        repetitions=repetitions,
        slot=slot if standing == "open" else None,
        asks=standing == "open" and _asks(project, invited),
    )
    walk = _as_asked(walk, library, seated=seated)
    answers: list[Answer] = [show(walk, library, late=standing == "closed")]
    if walk.slot is not None:
        answers.append(Count(walk.slot))
    return answers


def begin(
    programme: Programme,
    language: Language,
    library: Library,
    pause: int = 0,
    *,
    seated: bool = False,
    asks: bool = False,
    session: str | None = None,
) -> Show:
    """Answer somebody who wants a pause that no prompt offered: a walk that never counts.

    It asks nothing either, unless somebody wants to see the question: `asks`. `session` is the id
    of the one to walk, by default the first week's at the `pause`-th pause of a day, from 0.
    """
    protocol = next(iter(programme.protocols.values()))
    walk = Walk(
        programme=programme.id,
        version=programme.version,
        session=session or programme.session_for(0, pause).id,
        language=language,
        hold=protocol.hold,
        repetitions=protocol.repetitions,
        asks=asks,
    )
    return show(_as_asked(walk, library, seated=seated), library)


def advance(event: Inside, library: Library) -> list[Answer]:
    """Answer a press inside a walk: for every event exactly one `Show`, first in the list."""
    match event:
        case Stopped(walk):
            advice = StopAdvice(library.programmes.get(walk.programme))
            return [Show(advice, None, walk.language)]
        case Lost(language):
            return [kindly("expired", language)]
        case Advanced(walk, variant):
            return _onward(replace(walk, variant=variant or walk.variant), library)
        case Switched(walk):
            return _switched(walk, library)
        case Answered():
            return _answered(event, library)
        case _:
            assert_never(event)


def show(walk: Walk, library: Library, *, late: bool = False) -> Show:
    """Return the screen `walk` stands at, or a kind one where its programme has changed since."""
    screens = screens_of(walk, library, late=late)
    if not 0 <= walk.screen < len(screens):
        return kindly("expired", walk.language)
    screen = screens[walk.screen]
    last = isinstance(screen, Thanks) and not screen.asks
    return Show(screen, None if last else walk, walk.language)


def kindly(notice: Notice, language: Language) -> Show:
    """Return a screen with one kind sentence."""
    return Show(Kindly(notice), None, language)


def length(slot: Slot, project: Project, week: int, library: Library) -> int | None:
    """Return how long the walk of a slot takes, in seconds; None where there is none."""
    answers = offer(slot, project, "open", week, library, project.language)
    screen = next(answer.screen for answer in answers if isinstance(answer, Show))
    return screen.seconds if isinstance(screen, Introduction) else None


def _as_asked(walk: Walk, library: Library, *, seated: bool) -> Walk:
    """The walk seated, if that was asked and there is another way than that to do it."""
    first = next(iter(screens_of(walk, library)), None)
    if seated and isinstance(first, Introduction) and "seated" in first.variants:
        return replace(walk, variant="seated")
    return walk


def screens_of(walk: Walk, library: Library, *, late: bool = False) -> tuple[Screen, ...]:
    """Return all screens of a walk in its present variant; none where its programme is not here."""
    programme = library.programmes.get(walk.programme)
    session = programme.session(walk.session) if programme else None
    if programme is None or session is None or programme.version != walk.version:
        return ()
    steps = _steps(walk, programme, session, library)
    return (
        _introduction(walk, programme, session, library, late),
        *steps,
        Thanks(programme, walk.asks),
    )


def _asks(project: Project, invited: int | None) -> bool:
    if not project.reports.effect_question or invited is None:
        return project.reports.effect_question
    # The two that a group of few gets first, then the answers: see the policy's order.
    cells, many = ("reach", "most", *EFFECTS), periods.periods(project)
    said = policy.kept(cells, invited, many, project.reports.limits.rule)
    return not said.isdisjoint(EFFECTS)


def _onward(walk: Walk, library: Library) -> list[Answer]:
    shown = show(replace(walk, screen=walk.screen + 1), library)
    return (
        [shown]
        if walk.slot is None
        else [shown, *_progress(walk.slot, shown.screen, library, walk)]
    )


def _progress(slot: Slot, screen: Screen, library: Library, walk: Walk) -> list[Answer]:
    if isinstance(screen, Step):
        return [Count(slot, reached=screen.number)]
    if isinstance(screen, Thanks):
        return [Count(slot, reached=_length(walk, library), finished=True)]
    return []


def _answered(event: Answered, library: Library) -> list[Answer]:
    """Take an answer on the screen that asked for it; it says again that the walk was finished."""
    walk = event.walk
    shown = show(walk, library)
    if not isinstance(shown.screen, Thanks) or not shown.screen.asks:
        return [kindly("expired", walk.language)]
    thanked = Show(Thanks(shown.screen.programme, answered=True), None, walk.language)
    if walk.slot is None:
        return [thanked]
    done = Count(walk.slot, reached=_length(walk, library), finished=True, felt=event.felt)
    return [thanked, done]


def _length(walk: Walk, library: Library) -> int:
    session = library.programmes[walk.programme].session(walk.session)
    return len(session.exercises) if session else 0


def _switched(walk: Walk, library: Library) -> list[Answer]:
    """The other variant, at the same exercise's first screen: a substitute may lack sides."""
    screens = screens_of(walk, library)
    here = screens[walk.screen] if 0 <= walk.screen < len(screens) else None
    if not isinstance(here, Step) or here.other is None:
        return [show(walk, library)]
    other = replace(walk, variant=here.other)
    at = next(
        index
        for index, screen in enumerate(screens_of(other, library))
        if isinstance(screen, Step) and screen.number == here.number
    )
    return [show(replace(other, screen=at), library)]


def _introduction(
    walk: Walk, programme: Programme, session: Session, library: Library, late: bool
) -> Introduction:
    exercises = tuple(library.exercises[name] for name in session.exercises)
    seconds = sum(each.seconds(each.fitted(walk.hold, walk.repetitions)) for each in exercises)
    return Introduction(
        programme=programme,
        session=session,
        exercises=exercises,
        seconds=seconds,
        cautions=_cautions(programme, exercises),
        variants=_variants(exercises, session),
        late=late,
    )


def _variants(exercises: tuple[Exercise, ...], session: Session) -> tuple[Variant, ...]:
    easier: tuple[Variant, ...] = ("easier",) if any(each.easier for each in exercises) else ()
    seated: tuple[Variant, ...] = ("seated",) if session.exercises != (session.seated,) else ()
    return ("usual", *easier, *seated)


def _cautions(programme: Programme, exercises: tuple[Exercise, ...]) -> tuple[Caution, ...]:
    named = [*programme.not_for, *(caution for each in exercises for caution in each.not_for)]
    return tuple(dict.fromkeys(named))


def _steps(walk: Walk, programme: Programme, session: Session, library: Library) -> list[Step]:
    names = (session.seated,) if walk.variant == "seated" else session.exercises
    return [
        Step(
            programme=programme,
            exercise=exercise,
            side=side,
            dose=exercise.fitted(walk.hold, walk.repetitions),
            number=number,
            total=len(names),
            other=other,
        )
        for number, name in enumerate(names, start=1)
        for exercise, other in [_chosen(library.exercises[name], walk.variant, library)]
        for side in _sides(exercise)
    ]


def _chosen(usual: Exercise, variant: Variant, library: Library) -> tuple[Exercise, Variant | None]:
    """The exercise to show, and the variant a press changes to."""
    if variant == "seated" or usual.easier is None:
        return usual, None
    if variant == "easier":
        return library.exercises[usual.easier], "usual"
    return usual, "easier"


def _sides(exercise: Exercise) -> tuple[Side | None, ...]:
    return ("left", "right") if exercise.sides == "each" else (None,)
