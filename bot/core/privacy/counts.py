"""The exact sums of a week of one arm: the fold reads them in memory, and nobody else does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

EFFECTS = ("better", "same", "worse")
"""Answers to the effect question, in their order: categories merge upwards."""


@dataclass(frozen=True)
class Counts:
    """What happened in one arm in one ISO week.

    `slots` is how many pauses the arm had; `sessions` tells how many people finished how many
    sessions, those who only began included; `starts` and `finishes` count walks; `steps` tells how
    many walks reached exercise 1, 2, …; `effects` how many people gave which answer; `sent` the
    prompts in direct messages, None where prompts go to channels.
    """

    slots: int
    sessions: Mapping[int, int] = field(default_factory=dict)
    starts: int = 0
    finishes: int = 0
    steps: tuple[int, ...] = ()
    effects: Mapping[str, int] = field(default_factory=dict)
    sent: int | None = None


def cells(counts: Counts) -> dict[str, Fraction]:
    """Return every figure of a week as a count of people, by the name of its cell.

    `reach` is who began at least once; `third` and `most` are who finished at least one and two
    thirds of the arm's pauses; `starts`, `finishes`, `step-1` … and `sent` are means per pause, so
    that nobody weighs more than one in them. A week without pauses has no cells.
    """
    if counts.slots == 0:
        return {}
    found = {
        "reach": Fraction(sum(counts.sessions.values())),
        "third": Fraction(_at_least(counts, 1)),
        "most": Fraction(_at_least(counts, 2)),
        "starts": Fraction(counts.starts, counts.slots),
        "finishes": Fraction(counts.finishes, counts.slots),
    }
    for number, reached in enumerate(counts.steps, start=1):
        found[f"step-{number}"] = Fraction(reached, counts.slots)
    for answer in EFFECTS:
        if counts.effects:
            found[answer] = Fraction(counts.effects.get(answer, 0))
    if counts.sent is not None:
        found["sent"] = Fraction(counts.sent, counts.slots)
    return found


def _at_least(counts: Counts, thirds: int) -> int:
    """How many people finished that many thirds of the pauses of the week, or more."""
    return sum(n for done, n in counts.sessions.items() if 3 * done >= thirds * counts.slots)
