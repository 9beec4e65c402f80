"""Golden transcripts: every session of every shipped programme, as it is said, in both languages.

They are here to be read. `make walks` writes them again; the difference is the review.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.core import walkthrough
from bot.core.effects import Introduction, Show, Step
from bot.core.events import Advanced, Variant, Walk
from bot.core.fields import LANGUAGES, Language
from bot.core.programme import Library, Programme, Protocol, Session
from bot.loader import load_library, load_texts
from bot.settings import shipped_programmes
from bot.texts import Catalogue, Say, phrases, plain

HERE = Path(__file__).parent
RULE = "─" * 60


def transcripts() -> dict[Path, str]:
    """Return the text of every transcript, by its file."""
    library, catalogue = load_library(shipped_programmes()), Catalogue(load_texts())
    return {
        HERE / f"{programme.id}.{language}.txt": "\n".join(
            _programme(programme, library, language, catalogue.speak(language))
        )
        for programme in library.programmes.values()
        for language in LANGUAGES
    }


def walked(walk: Walk, library: Library, variant: Variant = "usual") -> list[Show]:
    """Walk to the end by the main button alone, and return every screen that was shown."""
    shown = [walkthrough.show(walk, library)]
    while (here := shown[-1].walk) is not None:
        chosen = variant if here.screen == 0 else None
        answers = walkthrough.advance(Advanced(here, chosen), library)
        shown.append(next(answer for answer in answers if isinstance(answer, Show)))
    return shown


def _programme(
    programme: Programme, library: Library, language: Language, say: Say
) -> Iterator[str]:
    yield f"{programme.title.say(language)} ({programme.id}, {language})"
    yield programme.summary.say(language)
    told: set[str] = set()
    for session in programme.sessions:
        yield from ("", RULE, session.id, RULE)
        for screen in _session(programme, session, library, language, say):
            yield from ("", *_once(screen, told))
    yield ""


def _once(screen: list[str], told: set[str]) -> Iterator[str]:
    """A screen whose words stood before, under another heading, is its heading and three dots.

    So is its last line, the stop signs, which stands on every screen.
    """
    heading, *rest = screen
    yield heading
    body, last = "\n".join(rest[:-1]), "".join(rest[-1:])
    if body and body in told:
        yield "  …"
    else:
        yield from rest[:-1]
        if last:
            yield "…" if last in told else last
    told.update((body, last))


def _session(
    programme: Programme, session: Session, library: Library, language: Language, say: Say
) -> Iterator[list[str]]:
    first, *others = programme.protocols.items()
    walk = _under(first[1], Walk(programme.id, programme.version, session.id, language))
    introduction, *_, thanks = walked(walk, library)
    assert isinstance(introduction.screen, Introduction)
    yield plain.lines(introduction, say)
    for variant in introduction.screen.variants:
        yield [f"[{say(f'introduction.{variant}')}]"]
        yield from (plain.lines(shown, say) for shown in _steps(walk, library, variant))
    usual = _doses(_steps(walk, library), say)
    for name, protocol in others:
        doses = _doses(_steps(_under(protocol, walk), library), say)
        if doses != usual:
            yield [f"[{name}]", *doses]
    yield plain.lines(thanks, say)


def _steps(walk: Walk, library: Library, variant: Variant = "usual") -> list[Show]:
    """The screens between the first and the last."""
    return walked(walk, library, variant)[1:-1]


def _under(protocol: Protocol, walk: Walk) -> Walk:
    return replace(walk, hold=protocol.hold, repetitions=protocol.repetitions)


def _doses(steps: list[Show], say: Say) -> list[str]:
    screens = [shown.screen for shown in steps]
    return [" ".join(phrases.how_much(each, say)) for each in screens if isinstance(each, Step)]
