"""An author's desk for tests: a small library in a folder, and films that cost nothing to draw."""

from __future__ import annotations

import json
import re
from concurrent.futures import Executor, Future
from datetime import date
from pathlib import Path
from typing import Any

from bot.figures.index import Wanted
from bot.loader import load_sheets
from bot.preview.films import Films
from bot.preview.watching import Author
from bot.settings import shipped_programmes
from bot.texts import Catalogue

TODAY = date(2027, 1, 4)
TEXTS = Catalogue(load_sheets())
SHIPPED = shipped_programmes()
PIXEL = bytes.fromhex("47494638396101000100800000e8751affffff2c00000000010001000002024401003b")
"""A film of one pixel."""


def library(folder: Path) -> Path:
    """Copy what `staande-bekkenrek` is made of, and return its file."""
    names = ("staande-bekkenrek", "zittend-bekken-kantelen")
    parts = [f"{kind}/{name}.yaml" for kind in ("exercises", "figures") for name in names]
    for part in ("staande-bekkenrek.yaml", *parts):
        (folder / part).parent.mkdir(parents=True, exist_ok=True)
        (folder / part).write_bytes((SHIPPED / part).read_bytes())
    return folder / "staande-bekkenrek.yaml"


def rewrite(file: Path, old: str, new: str) -> None:
    """Change a file as an author does."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


class AtOnce(Executor):
    """Draws when asked to, in this process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do it now; what goes wrong comes out where the result is asked for."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as every executor does
            future.set_exception(error)
        return future


def films() -> Films:
    """Films of one pixel each."""
    return Films(AtOnce(), _pixel)


def _pixel(_: Wanted) -> bytes:
    return PIXEL


def author(path: Path, out: Path, **changes: Any) -> Author:
    """An author of the file at `path`, with a page at `out`."""
    given: dict[str, Any] = {"texts": TEXTS, "films": films(), "today": lambda: TODAY}
    return Author(path, out, **given | changes)


def data(page: Path) -> dict[str, Any]:
    """The data inside a page."""
    text = page.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    inside: dict[str, Any] = json.loads(found[1])
    return inside
