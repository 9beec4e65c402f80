"""Every screen of a library, in both languages and all variants, as people meet them in Slack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any, get_args

from bot.core import walkthrough
from bot.core.effects import Kindly, Notice, Show, StopAdvice, Thanks
from bot.core.events import Variant, Walk
from bot.core.exercise import Caution, StopSign
from bot.core.fields import LANGUAGES, Language, Text
from bot.core.programme import Library, Programme
from bot.core.project import Slot
from bot.loader import load_texts
from bot.texts import Catalogue, Say
from tests import fakes

VARIANTS: tuple[Variant, ...] = get_args(Variant)


@cache
def speak(language: Language) -> Say:
    """The bot's own words in a language."""
    return Catalogue(load_texts()).speak(language)


def shows(library: Library, slot: Slot | None = None) -> Iterator[tuple[str, Show]]:
    """Every screen that a walk through any session of `library` can come by, with a name."""
    for language in LANGUAGES:
        for programme in library.programmes.values():
            for session in programme.sessions:
                walk = Walk(programme.id, programme.version, session.id, language, slot=slot)
                yield from _walked(replace(walk, hold=20, repetitions=2), library)
            yield from _asked(programme, language, slot)
            yield f"{language} stop {programme.id}", Show(StopAdvice(programme), None, language)
        yield f"{language} stop", Show(StopAdvice(None), None, language)
        for notice in get_args(Notice):
            yield f"{language} kindly {notice}", Show(Kindly(notice), None, language)


def _asked(
    programme: Programme, language: Language, slot: Slot | None
) -> Iterator[tuple[str, Show]]:
    walk = Walk(programme.id, programme.version, "s" * 40, language, slot=slot, asks=True)
    yield f"{language} asks {programme.id}", Show(Thanks(programme, asks=True), walk, language)
    thanks = Show(Thanks(programme, answered=True), None, language)
    yield f"{language} answered {programme.id}", thanks


def _walked(walk: Walk, library: Library) -> Iterator[tuple[str, Show]]:
    for variant in VARIANTS:
        chosen = replace(walk, variant=variant)
        for number in range(len(walkthrough.screens_of(chosen, library))):
            for late in (False, True) if number == 0 else (False,):
                shown = walkthrough.show(replace(chosen, screen=number), library, late=late)
                yield f"{walk.language} {walk.session} {variant} {number} {late}", shown


def swollen(line: str, advice: str) -> Library:
    """A library as large as its formats allow: all texts are `line`, all lists are full."""
    text = {"nl": line, "en": line}
    told = {"nl": [line] * 8, "en": [line] * 8}
    large: dict[str, Any] = {
        "purpose": text,
        "steps": told,
        "avoid": told,
        "sides": "each",
        "needs": ["chair", "wall", "stairs", "table"],
        "not_for": list(get_args(Caution)),
        "stop_if": list(get_args(StopSign)),
        "prepare": 30,
        "rest": 60,
    }
    names = [f"{number:02}-{'o' * 37}" for number in range(8)]
    named = {"name": Text(nl=line, en=line)}
    easier = fakes.exercise("m" * 40, **large).model_copy(update=named)
    exercises = [
        fakes.exercise(name, **large, easier=easier.id).model_copy(update=named) for name in names
    ]
    session = {
        "id": "s" * 40,
        "title": text,
        "seconds": 600,
        "exercises": names,
        "seated": easier.id,
    }
    programme = fakes.programme(
        id="p" * 40,
        version=9999,
        title=text,
        summary=text,
        sessions=[session],
        phases=[{"weeks": 52, "sessions": [session["id"]]}],
        not_for=list(get_args(Caution)),
        stop={"nl": advice, "en": advice},
    )
    every = [*exercises, easier]
    return Library({each.id: each for each in every}, {programme.id: programme})
