"""T5, and all cells together: can one tell from all figures whether somebody takes part?

The attacker knows the habits of every colleague and sees every cell of an arm. Advantage is how
much more often they say *in* of somebody who is in than of somebody who is not: 0 is guessing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pytest

from bot.core.privacy import symbol
from tests.privacy.release_kit import (
    HABITS,
    PLACE,
    RULE,
    WEEKS,
    Array,
    Habits,
    Seen,
    advantage,
    colleagues,
    error,
    numbers,
    said,
    symbol_of,
    target,
    watch,
)

Amount = Callable[[int, int], int]
Row = Callable[[str, int, str], None]

ONE, PROJECT = 0.25, 0.35
"""What privacy.md allows of a single release and of a project of twelve weeks."""

ALWAYS = [
    ("all", "nothing"),
    ("begins", "nothing"),
    ("all", "begins"),
    ("all", "half"),
    ("half", "begins"),
    ("once a week", "nothing"),
    ("a third", "nothing"),
    ("all", "a third"),
    ("all", "once a week"),
]
ANSWERING = [("all, better", "nothing"), ("all, worse", "nothing"), ("all, better", "all, worse")]


def always(does: str, weeks: int = WEEKS) -> Array:
    return np.tile(target(does), (weeks, 1))


def attack(
    n: int,
    habits: Habits,
    pair: tuple[Array, Array],
    worlds: int,
    draws: int,
    cells: tuple[tuple[str, ...], tuple[str, ...]] | None = None,
    own_luck: bool = False,
    stored: bool = True,
) -> dict[str, float]:
    """Return the mean advantage over draws of colleagues: of one release, all, and the store.

    Without `stored`, of the store it is 0.
    """
    found: dict[str, list[float]] = {"one": [], "project": [], "store": []}
    for draw in range(draws):
        rng = np.random.default_rng((n, draw, int(10 * habits[0])))
        pool = colleagues(n - 1, habits, 10_000, rng)
        seen: list[Seen] = [
            watch(pool, adds, n, cells or said(n), worlds, rng, own_luck) for adds in pair
        ]
        ins, outs = seen
        found["one"].append(advantage(ins.published[:, :1], outs.published[:, :1]))
        found["project"].append(advantage(ins.published, outs.published))
        found["store"].append(advantage(ins.stored, outs.stored) if stored else 0)
    return {what: float(np.mean(each)) for what, each in found.items()}


def test_the_simulated_rule_is_the_rule() -> None:
    rng = np.random.default_rng(1)
    for n in (15, 16, 21, 25, 26, 49, 60, 120):
        counts, luck = rng.integers(0, 15 * n + 1, 200) / 15, rng.integers(0, 1_000, 200) / 1_000
        for count, chance, value in zip(counts, luck, numbers(counts, n, luck), strict=True):
            exact = symbol(
                Fraction(round(15 * count), 15), n, Fraction(round(1_000 * chance), 1_000), RULE
            )
            assert symbol_of(value, n) == exact


YEAR = 52
"""Weeks of a long project."""


@dataclass(frozen=True)
class Kind:
    """A kind of project: which sizes say something else, in `make check` and in `make verify`."""

    reduced: tuple[int, ...]
    full: tuple[int, ...]
    effect: bool = False
    direct: bool = False
    weeks: int = WEEKS

    def said(self, n: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return said(n, self.effect, self.direct, self.weeks)


KINDS = {
    "": Kind(
        (16, 25, 60, 120), (15, 16, 19, 24, 25, 26, 40, 49, 59, 60, 80, 100, 119, 120, 299, 300)
    ),
    "effect asked": Kind((40,), (40, 60, 80, 119, 120, 300), effect=True),
    "direct messages": Kind((300,), (300,), direct=True),
    "direct messages, effect asked": Kind((), (300,), effect=True, direct=True),
    "a year": Kind((60,), (15, 24, 25, 60, 300), weeks=YEAR),
    "a year, effect asked": Kind((), (40, 60, 300), effect=True, weeks=YEAR),
}


Case = tuple[Habits, tuple[str, str]]


def worst(kind: Kind, n: int, pairs: list[tuple[str, str]], full: bool) -> list[Case]:
    """Return what tells most: in `make check` as it is known, in `make verify` looked for."""
    if not full:
        return [((8, 2), pairs[0])]
    cases = [(habits, pair) for habits in HABITS for pair in pairs]
    found = {
        case: attack(n, case[0], both(case[1], kind.weeks), 4_000, 1, kind.said(n))
        for case in cases
    }
    return list({max(cases, key=lambda case: found[case][what]) for what in ("one", "project")})


def both(pair: tuple[str, str], weeks: int) -> tuple[Array, Array]:
    return always(pair[0], weeks), always(pair[1], weeks)


def measured(kind: Kind, n: int, full: bool) -> tuple[dict[str, float], int]:
    """Return the highest advantages, and of how many tries."""
    worlds, draws = (12_000, 4) if full else (8_000, 2)
    pairs = ANSWERING if kind.effect else ALWAYS
    top = {"one": 0.0, "project": 0.0, "store": 0.0}
    for habits, pair in worst(kind, n, pairs, full):
        two, cells = both(pair, kind.weeks), kind.said(n)
        # A score of twelve weeks of twelve cells takes longer than all else here.
        stored = full or not kind.direct
        found = attack(n, habits, two, worlds, draws, cells, stored=stored)
        top = {what: max(value, found[what]) for what, value in top.items()}
    return top, worlds * draws


@pytest.mark.parametrize("name", KINDS)
def test_all_cells_of_a_project_together_tell_little_of_a_person(
    name: str, amount: Amount, verify_table: Row
) -> None:
    full, kind = amount(1, 2) == 2, KINDS[name]
    for n in kind.full if full else kind.reduced:
        found, tries = measured(kind, n, full)
        every, end = (" ".join(cells) for cells in kind.said(n))
        last = f" (at the end: {end})" if end else ""
        verify_table(
            f"T5{name and f', {name}'}: {n:03} invited: {every}{last}",
            tries,
            "advantage: one release {one:.2f}, project {project:.2f}, weekly symbols in the store"
            " {store:.2f}".format(**found),
        )
        off = error(tries)
        assert found["one"] + off <= ONE, (n, found)
        assert found["project"] + off <= PROJECT, (n, found)
        assert found["store"] + off <= 0.5, (n, found)


def joining() -> Array:
    """Return what somebody adds who joins after the first period."""
    return np.vstack([always("nothing", 4), always("all", 8)])


def test_when_somebody_began_or_stopped_shows_as_little(amount: Amount, verify_table: Row) -> None:
    """T6: one person joins or leaves between two periods."""
    full = amount(1, 2) == 2
    leaves = np.vstack([always("all", 8), always("nothing", 4)])
    week = always("nothing")
    week[6] = target("all")
    for adds, other, name in [
        (joining(), always("nothing"), "joins"),
        (leaves, always("all"), "leaves"),
        (week, always("nothing"), "takes part in one week"),
    ]:
        for n in (15, 25, 60, 120, 300) if full else (25,):
            for habits in HABITS if full else HABITS[1:2]:
                found = attack(n, habits, (adds, other), 8_000, 2)["project"]
                if habits[0] == 8:
                    verify_table(f"T6: {n:03} invited, somebody {name}", 16_000, f"{found:.2f}")
                assert found + error(16_000) <= PROJECT, (n, name)


@pytest.mark.parametrize(
    "design,at_least",
    [
        ("exact weeks", 0.5),
        ("exact periods", 0.7),
        ("exact periods, somebody joins", 0.5),
        ("luck of its own every week", 0.4),
    ],
)
def test_the_same_attack_breaks_other_designs(
    design: str, at_least: float, amount: Amount, verify_table: Row
) -> None:
    """The control: exact weeks, exact periods, and the rule with fresh luck every week."""
    worlds, n = amount(4_000, 16_000), 25
    rng = np.random.default_rng(7)
    pool = colleagues(n - 1, (2, 2), 10_000, rng)
    if design == "luck of its own every week":
        pair = (always("all"), always("nothing"))
        found = attack(n, (8, 2), pair, worlds, 1, said(n), own_luck=True)["store"]
    else:
        at = [PLACE[cell] for cell in said(n)[0]]
        inside = joining() if design.endswith("joins") else always("all")
        ins, outs = (
            (pool[rng.integers(0, len(pool), (worlds, WEEKS))] + adds)[:, :, at]
            for adds in (inside, always("nothing"))
        )
        if design == "exact weeks":
            ins, outs = ins[:, :, :1], outs[:, :, :1]
        else:
            ins, outs = (each.reshape(worlds, 3, 4, -1).mean(2) for each in (ins, outs))
        found = advantage(ins, outs)
    verify_table(f"T5 and T6: control, {design}", worlds, f"{found:.2f}")
    assert found >= at_least
