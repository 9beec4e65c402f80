"""A page that changes along with its files; the waiting in between is the test's."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from bot.loader import Opened
from bot.preview.films import Films
from bot.preview.watching import SCRIPT
from tests.preview.desk import PIXEL, AtOnce, author, data, library, rewrite

Deed = Callable[[], object]


def watched(file: Path, out: Path, *deeds: Deed, **changes: Any) -> tuple[list[Any], list[Opened]]:
    """Do one deed between each two looks; the data of the page after each look, and what was told.

    A look that finds nothing new leaves the page alone.
    """
    seen: list[Any] = []
    told: list[Opened] = []
    left = list(deeds)

    def wait() -> bool:
        seen.append(data(out))
        if not left:
            return False
        left.pop(0)()
        return True

    author(file, out, **changes).watch(wait, told.append)
    return seen, told


def nothing() -> None:
    """Leave everything as it is."""


def mark(page: dict[str, Any]) -> str:
    return str(page["watch"]["mark"])


def test_a_page_is_written_again_when_any_of_its_files_changes(tmp_path: Path) -> None:
    file, out = library(tmp_path), tmp_path / "page.html"
    exercise, figure = (tmp_path / kind / file.name for kind in ("exercises", "figures"))
    seen, told = watched(
        file,
        out,
        nothing,
        lambda: rewrite(file, "nl: Staande bekkenrek, en", "nl: Rek staand, en"),
        lambda: rewrite(exercise, "Zet je voeten op heupbreedte.", "Zet je voeten wat uit elkaar."),
        lambda: rewrite(figure, "tilt: -4", "tilt: -5.5"),
    )
    assert len(told) == 4
    marks = [mark(page) for page in seen]
    assert marks[0] == marks[1]
    assert len(set(marks)) == 4
    assert seen[2]["shown"]["title"]["nl"] == "Rek staand"
    assert "wat uit elkaar" in str(seen[3]["shown"]["views"])
    assert seen[3]["films"].keys() != seen[4]["films"].keys()


def test_a_file_that_breaks_leaves_what_was_good_and_says_what_is_wrong(tmp_path: Path) -> None:
    file, out = library(tmp_path), tmp_path / "page.html"
    exercise = tmp_path / "exercises" / file.name
    seen, told = watched(
        file,
        out,
        lambda: rewrite(file, "sessions:\n", "sessions\n"),
        lambda: rewrite(file, "sessions\n", "sessions:\n"),
        lambda: rewrite(exercise, "posture: standing", "posture: staand"),
        lambda: rewrite(exercise, "posture: staand", "posture: standing"),
    )
    assert [opened.errors for opened in told] == [0, 1, 0, 1, 0]
    assert [page["shown"] is None for page in seen] == [False, True, False, True, False]
    for page in (seen[1], seen[3]):
        assert page["before"] == seen[0]["shown"]
        assert page["films"].keys() == seen[0]["films"].keys()
        assert page["findings"]["nl"][0]["level"] == "error"


def test_a_file_that_is_broken_from_the_first_has_nothing_before(tmp_path: Path) -> None:
    file, out = library(tmp_path), tmp_path / "page.html"
    rewrite(file, "sessions:\n", "sessions\n")
    seen, _ = watched(file, out, file.unlink)
    assert [page.get("before") for page in seen] == [None, None]
    assert seen[1]["findings"]["nl"][0]["code"] == "NOT_FOUND"


class Later(AtOnce):
    """Draws when it is told to."""

    def __init__(self) -> None:
        self.promised: list[Future[Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Promise it."""
        self.promised.append(Future())
        return self.promised[-1]

    def draw(self) -> None:
        """Keep all promises but the first, which goes wrong."""
        first, *others = self.promised
        first.set_exception(ValueError("no pose"))
        for future in others:
            future.set_result(PIXEL)


def test_the_page_is_there_at_once_and_again_when_its_films_are_drawn(tmp_path: Path) -> None:
    file, out, slow = library(tmp_path), tmp_path / "page.html", Later()
    films = Films(slow, lambda _: PIXEL)
    seen, told = watched(file, out, nothing, slow.draw, nothing, films=films)
    assert [(page["waiting"], len(page["films"])) for page in seen] == [
        (6, 0), (6, 0), (0, 5), (0, 5),
    ]  # fmt: skip
    assert len(told) == 1
    assert len({mark(page) for page in seen}) == 2
    assert [str(error) for error in films.failed] == ["no pose"]


def test_films_that_nobody_waits_for_any_more_are_not_drawn(tmp_path: Path) -> None:
    file, out, slow = library(tmp_path), tmp_path / "page.html", Later()
    change = lambda: rewrite(file, "hold: 30", "hold: 25")  # noqa: E731 - a deed, in one line
    watched(file, out, change, films=Films(slow, lambda _: PIXEL))
    assert [future.cancelled() for future in slow.promised].count(True) == 2
    assert len(slow.promised) == 8


def test_at_the_end_the_page_stands_alone(tmp_path: Path) -> None:
    file, out = library(tmp_path), tmp_path / "page.html"
    beside = tmp_path / f"page{SCRIPT}"

    def stop() -> bool:
        assert mark(data(out)) in beside.read_text(encoding="utf-8")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        author(file, out).watch(stop, lambda _: None)
    assert not beside.exists()
    assert "watch" not in data(out)
    assert len(data(out)["films"]) == 6
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".")) == []
