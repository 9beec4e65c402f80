"""The exercises of a programme's page: each with its dose, instructions, cautions and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core.exercise import Exercise
from bot.core.fields import Evidence, Language
from bot.core.programme import Library
from bot.reports.sheet import Block, Facts, Grid, Items, Link, Part
from bot.texts import Say
from bot.texts.phrases import dose, listed


def exercise_parts(
    exercises: Iterable[Exercise], library: Library, language: Language, say: Say
) -> tuple[Part, ...]:
    """Return a part for each exercise."""
    return tuple(_exercise(each, library, language, say) for each in exercises)


def named(names: Iterable[str], library: Library, language: Language) -> str:
    """Return the names of exercises in a row."""
    return ", ".join(library.exercises[name].name.say(language) for name in names)


def evidence_grid(caption: str, found: Sequence[Evidence], language: Language, say: Say) -> Grid:
    """Return evidence with its kind and its strength; a pilot is called what it is."""
    keys = ("says", "kind", "strength", "source")
    rows = tuple(
        (
            each.supports.say(language),
            say(f"page.evidence.level.{each.level}"),
            say(f"page.evidence.strong.{each.strength}"),
            Link(each.source, _address(each.link)) if each.link else each.source,
        )
        for each in found
    )
    return Grid(caption, tuple(say(f"page.evidence.{key}") for key in keys), rows)


def _address(link: str) -> str:
    return f"https://doi.org/{link[4:]}" if link.startswith("doi:") else link


def _exercise(exercise: Exercise, library: Library, language: Language, say: Say) -> Part:
    blocks: list[Block] = [Facts(_facts(exercise, library, language, say))]
    inner = [
        Part(
            f"ex-{exercise.id}-steps",
            say("page.exercises.steps"),
            (_steps(exercise, language, say),),
        )
    ]
    if exercise.avoid is not None:
        avoid = Items(exercise.avoid.say(language))
        inner.append(Part(f"ex-{exercise.id}-avoid", say("page.exercises.avoid"), (avoid,)))
    if exercise.evidence:
        heading = say("page.exercises.evidence")
        caption = f"{heading}: {exercise.name.say(language)}"
        grid = evidence_grid(caption, exercise.evidence, language, say)
        inner.append(Part(f"ex-{exercise.id}-evidence", heading, (grid,)))
    return Part(f"ex-{exercise.id}", exercise.name.say(language), tuple(blocks), tuple(inner))


def _facts(
    exercise: Exercise, library: Library, language: Language, say: Say
) -> tuple[tuple[str, str], ...]:
    easier = say("page.exercises.no-easier")
    if exercise.easier is not None:
        easier = named((exercise.easier,), library, language)
    none = say("sheet.none")
    told = {
        "purpose": exercise.purpose.say(language),
        "posture": say(f"page.posture.{exercise.posture}"),
        "needs": listed([say(f"needs.{each}") for each in exercise.needs], "and", say) or none,
        "sides": say(f"page.sides.{exercise.sides}"),
        "dose": dose(exercise.dose, say),
        "limit": _limit(exercise, say) or say("page.exercises.limit-own"),
        "easier": easier,
        "cautions": ", ".join(say(f"caution.{each}") for each in exercise.not_for) or none,
        "stop": ", ".join(say(f"stop-sign.{each}") for each in exercise.stop_if) or none,
        "picture": exercise.figure.alt.say(language)
        if exercise.figure
        else say("page.exercises.no-picture"),
    }
    return tuple((say(f"page.exercises.{key}"), text) for key, text in told.items())


def _limit(exercise: Exercise, say: Say) -> str:
    limit = exercise.limit
    parts = []
    if limit.hold is not None:
        parts.append(say("page.exercises.limit-hold", count=limit.hold))
    if limit.repetitions is not None:
        parts.append(say("page.exercises.limit-times", count=limit.repetitions))
    return ", ".join(parts)


def _steps(exercise: Exercise, language: Language, say: Say) -> Items:
    """The steps, with both words where they differ by side."""
    left, right = (exercise.instructions(language, side) for side in ("left", "right"))
    return Items(
        tuple(
            one if one == other else say("page.exercises.both", left=one, right=other)
            for one, other in zip(left, right, strict=True)
        ),
        ordered=True,
    )
