"""A folder of drawn figures: each drawn once, named by what is in it, with an index beside them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from bot.figures import index
from bot.figures.files import replace_file
from bot.figures.film import render
from bot.figures.index import DIGITS, INDEX, Entry, Kind, Wanted
from bot.figures.sheet import sheet_png, sheet_svg
from bot.figures.stage import first_side
from bot.texts import Say


class Cache:
    """Figures by what they are of. One that was drawn before, by the same program, is not again.

    A file's name holds a part of the SHA-256 of the file, so what is behind a name never changes.
    Files of before stay: somewhere a message may show them. The index is written after the files
    that it names, so whoever reads it never misses one; two that fill the same folder at once at
    worst draw a figure twice.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drawn = 0
        """How many files were drawn here, and not found."""
        self._entries = {entry.place: entry for entry in self._read()}
        self._by_subject = {entry.subject: entry for entry in self._entries.values()}

    def film(self, wanted: Wanted, say: Say) -> Path:
        """Return the file of a moving figure, drawn now if it is not here, and list it.

        Raises OSError where the folder cannot be written.
        """
        before = self.drawn
        path = self.add(wanted, say)
        if self.drawn != before:
            self.save()
        return path

    def add(self, wanted: Wanted, say: Say) -> Path:
        """Return the file of a moving figure as `film` does; `save` lists it."""
        its = index.subject(wanted, say)
        found = self.find(its)
        if found is not None:
            return found
        made = render(wanted.exercise, wanted.poses, wanted.dose, wanted.side, say, wanted.theme)
        dose = wanted.dose.model_dump(mode="json", exclude_none=True)
        return self._keep(wanted, its, "gif", made, dose)

    def sheet(self, wanted: Wanted, say: Say, kind: Kind) -> Path:
        """Return the file of the still sheet beside a film, as PNG or SVG; `save` lists it."""
        its = index.sheet_subject(wanted, say, kind)
        found = self.find(its)
        if found is not None:
            return found
        side = first_side(wanted.exercise.sides, wanted.side)
        if kind == "svg":
            language, theme = wanted.language, wanted.theme
            text = sheet_svg(wanted.exercise, wanted.poses, side, language, say, theme)
            return self._keep(wanted, its, kind, text.encode())
        return self._keep(wanted, its, kind, sheet_png(wanted.poses, side, say, wanted.theme))

    def find(self, subject: str) -> Path | None:
        """Return the file of a subject, None where it is not here or an older program drew it."""
        entry = self._by_subject.get(subject)
        if entry is None or entry.edition != index.edition():
            return None
        path = self.folder / entry.file
        return path if path.is_file() else None

    def save(self) -> None:
        """Write the index, with what others have added to it since."""
        entries = {entry.place: entry for entry in self._read()} | self._entries
        here = [entry for entry in entries.values() if (self.folder / entry.file).is_file()]
        self.folder.mkdir(parents=True, exist_ok=True)
        whole = index.listed(sorted(here, key=lambda entry: entry.place))
        replace_file(self.folder / INDEX, whole.encode())

    def _keep(
        self,
        wanted: Wanted,
        subject: str,
        kind: Kind,
        made: bytes,
        dose: dict[str, object] | None = None,
    ) -> Path:
        path = self.folder / f"{wanted.exercise.id}-{sha256(made).hexdigest()[:DIGITS]}.{kind}"
        if not path.is_file():
            self.folder.mkdir(parents=True, exist_ok=True)
            replace_file(path, made)
        entry = Entry(
            exercise=wanted.exercise.id,
            side=wanted.side,
            language=wanted.language,
            theme=wanted.theme,
            subject=subject,
            edition=index.edition(),
            file=path.name,
            dose=dose,
        )
        self._entries[entry.place] = self._by_subject[subject] = entry
        self.drawn += 1
        return path

    def _read(self) -> Iterable[Entry]:
        # A spoilt index costs the time to draw anew, nothing else.
        with suppress(FileNotFoundError, ValueError):
            return index.read((self.folder / INDEX).read_text(encoding="utf-8"))
        return ()
