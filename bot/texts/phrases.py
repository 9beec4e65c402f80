"""Phrases that every surface needs: how much, how long, for whom not, when to stop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.core.effects import Introduction, Step
from bot.core.exercise import Dose, Exercise
from bot.core.fields import Language
from bot.texts.catalogue import Say


def minutes(seconds: int, say: Say) -> str:
    """Return a length in whole minutes, at least one, as people say it."""
    return say("minutes", count=max(1, round(seconds / 60)))


def dose(amount: Dose, say: Say) -> str:
    """Return a dose as one or two sentences."""
    if amount.hold is not None:
        first = say("dose.hold", seconds=say("seconds", count=amount.hold))
    elif amount.count is not None:
        first = say(f"dose.{amount.of}", count=amount.count)
    else:
        first = say("dose.minutes", minutes=say("minutes", count=amount.minutes))
    if amount.repetitions == 1:
        return first
    return f"{first} {say('dose.times', count=amount.repetitions)}"


def listed(parts: Sequence[str], word: str, say: Say) -> str:
    """Join parts as a sentence does: commas, and `word` (*and*, *or*) before the last."""
    if len(parts) < 2:
        return "".join(parts)
    return say(f"list.{word}", first=", ".join(parts[:-1]), last=parts[-1])


def aims(exercises: Iterable[Exercise], language: Language) -> list[str]:
    """Return each exercise of a session with what it is for."""
    return [f"{each.name.say(language)}: {each.purpose.say(language)}" for each in exercises]


def needs(exercises: Iterable[Exercise], say: Say) -> str | None:
    """Return what somebody needs near them, or None where that is nothing."""
    things = dict.fromkeys(thing for each in exercises for thing in each.needs)
    if not things:
        return None
    return say("introduction.needs", things=listed([say(f"needs.{t}") for t in things], "and", say))


def cautions(shown: Introduction, say: Say) -> str | None:
    """Return for whom a session is not, or None where nothing is named."""
    if not shown.cautions:
        return None
    named = listed([say(f"caution.{caution}") for caution in shown.cautions], "or", say)
    return say("introduction.cautions", cautions=named)


def stop_signs(exercises: Iterable[Exercise], say: Say) -> str:
    """Return when to stop and what to do then; it stands on every screen."""
    signs = dict.fromkeys(sign for each in exercises for sign in each.stop_if)
    if not signs:
        return say("stop.general")
    named = listed([say(f"stop-sign.{sign}") for sign in signs], "or", say)
    return f"{say('stop.signs', signs=named)} {say('stop.general')}"


def how_much(shown: Step, say: Say) -> list[str]:
    """Return the sentences of a screen's dose: how much, which side, getting ready, resting."""
    exercise = shown.exercise
    sentences = [dose(shown.dose, say)]
    if exercise.sides == "alternating":
        sentences.append(say("side.alternating"))
    if exercise.prepare:
        sentences.append(say("step.ready", count=exercise.prepare))
    if exercise.rest and shown.dose.repetitions > 1:
        sentences.append(say("step.rest", count=exercise.rest))
    return sentences


def heading(shown: Step, name: str, say: Say) -> str:
    """Return the name of an exercise with its side, where it has one."""
    if shown.side is None:
        return say("step.heading", name=name)
    return say("step.heading-side", name=name, side=say(f"side.{shown.side}"))


def where(shown: Step, say: Say) -> str:
    """Return how far the walk is."""
    place = {"number": shown.number, "total": shown.total}
    if shown.side is None:
        return say("step.where", **place)
    return say("step.where-side", side=say(f"side.{shown.side}"), **place)
