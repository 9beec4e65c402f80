"""Figures: one film, and the whole library, in processor time of one core."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bot.core.fields import LANGUAGES
from bot.figures import export, render
from bot.figures.film import AIM, MOST, forget
from bot.figures.index import wanted
from bot.loader import load_library, load_texts
from bot.settings import shipped_programmes
from bot.texts import Catalogue
from tests.bench import Row

TITLE = "Moving figures"
NOTE = "Nothing of this happens on the way of a click: films are drawn before they are sent."
FILM, LIBRARY = 1.0, 60.0
"""Seconds that one film and all of them may take, the latter on two cores."""


def run() -> Iterator[Row]:
    """Draw each exercise's own film with nothing drawn before, then export everything."""
    library, catalogue = load_library(shipped_programmes()), Catalogue(load_texts())
    slowest, whose, sizes = 0.0, "", []
    for each in wanted(library, ("nl",)):
        forget()
        began = time.process_time()
        say = catalogue.speak(each.language)
        made = render(each.exercise, each.poses, each.dose, each.side, say, each.theme)
        took = time.process_time() - began
        sizes.append(len(made))
        if took > slowest:
            slowest, whose = took, each.exercise.id
    yield Row(
        f"the slowest film, `{whose}`",
        f"{slowest:.2f} s",
        f"at most {FILM:.0f} s",
        slowest <= FILM,
    )
    yield Row(
        f"the largest of {len(sizes)} films",
        f"{max(sizes) / 1000:.0f} KB (median {median(sizes) / 1000:.0f})",
        "at most 300 KB (median 150)",
        max(sizes) <= MOST and median(sizes) <= AIM,
    )
    says = {language: catalogue.speak(language) for language in LANGUAGES}
    with TemporaryDirectory() as folder:
        began = time.process_time()
        written = len(list(export(library, says, Path(folder))))
        took = time.process_time() - began
    yield Row(
        f"the whole library, {written} files, on one core",
        f"{took:.0f} s",
        f"at most {LIBRARY:.0f} s",
        took <= LIBRARY,
    )
