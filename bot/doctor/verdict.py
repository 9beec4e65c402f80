"""What an examination finds: a level, a sentence, and what to do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warning", "error"]

WIDEST = 14
"""Characters of the longest `what`."""


@dataclass(frozen=True)
class Verdict:
    """What was found of one thing. It names channels and projects, never a person."""

    what: str
    level: Level
    says: str
    todo: str = ""


def ok(what: str, says: str) -> Verdict:
    """Return a verdict that asks for nothing."""
    return Verdict(what, "ok", says)


def warning(what: str, says: str, todo: str) -> Verdict:
    """Return a verdict on something the bot can work with, and should not have to."""
    return Verdict(what, "warning", says, todo)


def error(what: str, says: str, todo: str) -> Verdict:
    """Return a verdict on something that keeps the bot from its work."""
    return Verdict(what, "error", says, todo)


def lines(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Yield a table, a line for each verdict and one below it for what to do."""
    for each in verdicts:
        yield f"{each.level:<8} {each.what:<{WIDEST}} {each.says}"
        if each.todo:
            yield f"{'':<8} {'':<{WIDEST}} → {each.todo}"


def examined(what: str, examine: Callable[[], Sequence[Verdict]]) -> list[Verdict]:
    """Return what an examination finds; that it fails is a finding, and never a traceback."""
    try:
        return list(examine())
    except Exception as failure:  # noqa: BLE001  see above
        return [_failed(what, failure)]


async def examined_slowly(
    what: str, examine: Callable[[], Awaitable[Sequence[Verdict]]]
) -> list[Verdict]:
    """Return what an examination finds that has to wait for others."""
    try:
        return list(await examine())
    except Exception as failure:  # noqa: BLE001  as above
        return [_failed(what, failure)]


def _failed(what: str, failure: Exception) -> Verdict:
    # The kind of error only: its text may quote an address with a password in it.
    return error(
        what,
        f"this could not be examined ({type(failure).__name__})",
        "Look at the other lines first; what they say may be the cause.",
    )
