"""A walk in the terminal: the same screens as in Slack, as plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from bot.core import walkthrough
from bot.core.effects import Introduction, Kindly, Show, Step, StopAdvice, Thanks
from bot.core.events import Advanced, Stopped, Switched, Variant
from bot.core.fields import Language
from bot.core.programme import Library, Programme
from bot.texts import Catalogue, Say, phrases

Read = Callable[[str], str]
Write = Callable[[str], None]


def walk(
    programme: Programme,
    library: Library,
    catalogue: Catalogue,
    language: Language,
    *,
    read: Read,
    write: Write,
) -> None:
    """Walk through the first session of a programme; `read` answers a question with a letter."""
    say = catalogue.speak(language)
    shown = walkthrough.begin(programme, language, library)
    while True:
        write("\n".join(lines(shown, say)) + "\n")
        if shown.walk is None:
            return
        shown = _next(shown, library, read(_question(shown, say)).strip().lower())


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
            return [say("thanks.heading"), say("thanks.text")]
        case StopAdvice(programme):
            advice = programme.stop.say(language) if programme else say("stop.general")
            return [say("stop.heading"), advice, say("stop.private")]
        case Kindly(notice):
            return [say(f"kindly.{notice}")]
        case _:
            assert_never(screen)


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


def _question(shown: Show, say: Say) -> str:
    choices = [f"[Enter] {say('walk.next')}"]
    if isinstance(shown.screen, Introduction):
        choices = [f"[Enter] {say('walk.begin')}"]
        choices += [
            f"[{number}] {say(f'introduction.{variant}')}"
            for number, variant in enumerate(shown.screen.variants, start=1)
        ]
    elif isinstance(shown.screen, Step) and shown.screen.other:
        choices.append(f"[m] {say(f'walk.{shown.screen.other}')}")
    return "  ".join([*choices, f"[s] {say('walk.stop')}"])


def _next(shown: Show, library: Library, answer: str) -> Show:
    if shown.walk is None:
        return shown
    event: Advanced | Stopped | Switched = Advanced(shown.walk, _variant(shown, answer))
    if answer == "s":
        event = Stopped(shown.walk)
    elif answer == "m":
        event = Switched(shown.walk)
    return next(each for each in walkthrough.advance(event, library) if isinstance(each, Show))


def _variant(shown: Show, answer: str) -> Variant | None:
    if not isinstance(shown.screen, Introduction) or not answer.isdigit():
        return None
    offered = dict(enumerate(shown.screen.variants, start=1))
    return offered.get(int(answer))
