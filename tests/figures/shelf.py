"""A folder of figures that nobody drew: every film that can be asked for, as a picture of a dot."""

from __future__ import annotations

from base64 import b64decode
from hashlib import sha256
from pathlib import Path

from bot.core.programme import Library
from bot.figures import index
from bot.figures.index import DIGITS, INDEX, Entry
from bot.texts import Catalogue

DOT = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""One transparent pixel."""


def film_of(subject: str) -> bytes:
    """The picture of a subject: a dot with the subject behind its end, unlike any other."""
    return DOT + subject.encode()


def fill(folder: Path, library: Library, catalogue: Catalogue) -> list[Entry]:
    """Write a film for everything in a library, and their index, as an export would."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for film in index.wanted(library, themes=index.SLACK):
        subject = index.subject(film, catalogue.speak(film.language))
        made = film_of(subject)
        path = folder / f"{film.exercise.id}-{sha256(made).hexdigest()[:DIGITS]}.gif"
        path.write_bytes(made)
        entries.append(
            Entry(
                exercise=film.exercise.id,
                side=film.side,
                language=film.language,
                theme=film.theme,
                subject=subject,
                edition=index.edition(),
                file=path.name,
                dose=film.dose.model_dump(mode="json", exclude_none=True),
            )
        )
    (folder / INDEX).write_text(index.listed(entries))
    return entries
