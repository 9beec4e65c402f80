"""Screens as plain text: for the terminal, and for who has a message read aloud."""

from __future__ import annotations

from typing import assert_never

from bot.core.effects import Introduction, Kindly, Show, Step, StopAdvice, Thanks
from bot.core.fields import Language
from bot.texts import phrases
from bot.texts.catalogue import Say


def lines(shown: Show, say: Say) -> list[str]:
    """Return a screen as lines of text."""
    screen, language = shown.screen, shown.language
    match screen:
        case Introduction():
            title = screen.session.title.say(language)
            length = phrases.minutes(screen.seconds, say)
            return [
                say("introduction.heading", title=title, minutes=length),
                *phrases.aims(screen.exercises, language),
                *filter(None, [phrases.needs(screen.exercises, say)]),
                *filter(None, [phrases.cautions(screen, say)]),
                phrases.stop_signs(screen.exercises, say),
            ]
        case Step():
            return _step(screen, say, language)
        case Thanks():
            return _thanks(screen, say)
        case StopAdvice(programme):
            advice = programme.stop.say(language) if programme else say("stop.general")
            return [say("stop.heading"), advice, say("stop.private")]
        case Kindly(notice):
            return [say(f"kindly.{notice}")]
        case _:
            assert_never(screen)


def _thanks(screen: Thanks, say: Say) -> list[str]:
    asked = [say("felt.question"), say("felt.free")] if screen.asks else []
    answered = [say("felt.answered")] if screen.answered else []
    return [say("thanks.heading"), *asked, *answered, say("thanks.text")]


def _step(screen: Step, say: Say, language: Language) -> list[str]:
    exercise = screen.exercise
    todo = enumerate(exercise.instructions(language, screen.side), start=1)
    avoid = " ".join(exercise.avoid.say(language)) if exercise.avoid else ""
    heading = phrases.heading(screen, exercise.name.say(language), say)
    return [
        f"{heading} ({phrases.where(screen, say)})",
        *(f"  {number}. {line}" for number, line in todo),
        " ".join(phrases.how_much(screen, say)),
        *([say("step.avoid", avoid=avoid)] if avoid else []),
        phrases.stop_signs((exercise,), say),
    ]
