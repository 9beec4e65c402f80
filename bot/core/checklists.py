"""How fully a programme is described, by CERT (16 items) and TIDieR (12): what is there, what not.

CERT: Slade et al. 2016, doi:10.1136/bjsports-2016-096651. TIDieR: Hoffmann et al. 2014,
doi:10.1136/bmj.g1687. An item is given by a field of the programme or of its exercises, or follows
from how Pauzebot works, the same for every programme; else it is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.core.exercise import Exercise
from bot.core.programme import Library, Programme

Checklist = Literal["cert", "tidier"]
By = Literal["programme", "bot", "missing"]


@dataclass(frozen=True)
class Item:
    """One item of a checklist: its number, what gives it, and which exercises lack it."""

    number: int
    by: By
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class Looked:
    """What the rules look at."""

    programme: Programme
    exercises: tuple[Exercise, ...]


Rule = Callable[[Looked], bool | tuple[str, ...]]
"""Whether fields give an item; or the names of the exercises that lack it."""


def always(_: Looked) -> bool:
    """The format demands it, so that no programme is without."""
    return True


def never(_: Looked) -> bool:
    """The format has no field for it."""
    return False


def qualified(at: Looked) -> bool:
    """The author says what they are."""
    return at.programme.author.qualification is not None


def progresses(at: Looked) -> bool:
    """Weeks are divided into phases, so that it is written who goes on when: everybody, by week."""
    return len(at.programme.phases) > 1


def pictured(at: Looked) -> tuple[str, ...]:
    """Every exercise has its picture described."""
    return tuple(each.id for each in at.exercises if each.figure is None)


def stoppable(at: Looked) -> tuple[str, ...]:
    """Every exercise says when to stop; what to do then the programme must say."""
    return tuple(each.id for each in at.exercises if not each.stop_if)


def reasoned(at: Looked) -> bool:
    """The programme says why: where it comes from, or what it leans on."""
    return at.programme.background is not None or bool(at.programme.evidence)


BOT: Literal["bot"] = "bot"
RULES: Mapping[Checklist, tuple[Rule | Literal["bot"], ...]] = {
    "cert": (
        *(always, qualified, BOT, BOT, BOT, BOT, progresses, pictured),
        *(never, never, stoppable, BOT, always, always, BOT, BOT),
    ),
    "tidier": (
        *(always, reasoned, pictured, always, qualified, BOT, BOT, always),
        *(always, always, BOT, never),
    ),
}
"""By checklist the rule of each item, in the order of its numbers, from 1."""


def coverage(checklist: Checklist, programme: Programme, library: Library) -> tuple[Item, ...]:
    """Return every item of a checklist with what gives it."""
    looked = Looked(programme, exercises_of(programme, library))
    return tuple(
        _item(number, rule, looked) for number, rule in enumerate(RULES[checklist], start=1)
    )


def covered(items: tuple[Item, ...]) -> int:
    """Return how many items are given, by the programme or by the bot."""
    return sum(item.by != "missing" for item in items)


def exercises_of(programme: Programme, library: Library) -> tuple[Exercise, ...]:
    """Return every exercise that somebody may meet: of sessions, seated, and easier; each once."""
    return tuple(library.exercises[name] for name in library.met(programme.named))


def _item(number: int, rule: Rule | Literal["bot"], looked: Looked) -> Item:
    if isinstance(rule, str):
        return Item(number, "bot")
    found = rule(looked)
    if isinstance(found, tuple):
        return Item(number, "missing" if found else "programme", found)
    return Item(number, "programme" if found else "missing")
