"""A walk in the terminal: the same screens as in Slack, as plain text."""

from __future__ import annotations

from collections.abc import Callable

from bot.core import walkthrough
from bot.core.effects import Introduction, Show, Step, Thanks
from bot.core.events import Advanced, Answered, Felt, Inside, Stopped, Switched, Variant
from bot.core.fields import Language
from bot.core.programme import Library, Programme
from bot.texts import Catalogue, Say, plain

Read = Callable[[str], str]
Write = Callable[[str], None]
FELT: dict[str, Felt] = {"1": "better", "2": "same", "3": "worse"}
"""Keys that answer the effect question; any other closes the screen."""


def walk(
    programme: Programme,
    library: Library,
    catalogue: Catalogue,
    language: Language,
    *,
    read: Read,
    write: Write,
    asks: bool = False,
    session: str | None = None,
) -> None:
    """Walk through a session of a programme, by default its first; `read` answers with a letter.

    `asks` shows the effect question on the last screen too; nothing is counted here.
    """
    say = catalogue.speak(language)
    shown = walkthrough.begin(programme, language, library, asks=asks, session=session)
    while True:
        write("\n".join(plain.lines(shown, say)) + "\n")
        if shown.walk is None:
            return
        pressed = read(_question(shown, say)).strip().lower()
        if isinstance(shown.screen, Thanks) and pressed not in FELT:
            return
        shown = _next(shown, library, pressed)


def _question(shown: Show, say: Say) -> str:
    if isinstance(shown.screen, Thanks):
        answers = [f"[{key}] {say(f'felt.{felt}')}" for key, felt in FELT.items()]
        return "  ".join([f"[Enter] {say('walk.close')}", *answers])
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
    event: Inside = Advanced(shown.walk, _variant(shown, answer))
    if isinstance(shown.screen, Thanks):
        event = Answered(shown.walk, FELT[answer])
    elif answer == "s":
        event = Stopped(shown.walk)
    elif answer == "m":
        event = Switched(shown.walk)
    return next(each for each in walkthrough.advance(event, library) if isinstance(each, Show))


def _variant(shown: Show, answer: str) -> Variant | None:
    if not isinstance(shown.screen, Introduction) or not answer.isdigit():
        return None
    offered = dict(enumerate(shown.screen.variants, start=1))
    return offered.get(int(answer))
