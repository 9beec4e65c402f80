"""Colleagues with habits, the release rule for many worlds at once, and who attacks it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import sqrt
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize  # type: ignore[import-untyped]  # ships no types

from bot.core.privacy import EFFECTS, Limits, Symbol, middle
from bot.core.privacy.policy import often, once
from bot.core.privacy.symbols import bounds

Array = npt.NDArray[np.float64]
Habits = tuple[float, float]

RULE = Limits()
SLOTS, EXERCISES, WEEKS, PERIOD = 15, 6, 12, 4
STEPS = tuple(f"step-{number}" for number in range(1, EXERCISES + 1))
CELLS = ("reach", "third", "most", "starts", "finishes", *STEPS, "sent", *EFFECTS)
PLACE = {cell: at for at, cell in enumerate(CELLS)}
HABITS: tuple[Habits, ...] = ((2, 2), (8, 2), (0.8, 1.2))
"""Beta distributions of how often somebody takes part, begins and finishes: three offices."""


def said(
    invited: int, effect: bool = False, direct: bool = False, weeks: int = WEEKS
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the cells that the policy says of an arm in every period, and once at the end."""
    absent = {*(() if effect else EFFECTS), *(() if direct else ("sent",))}
    cells = [cell for cell in CELLS if cell not in absent]
    every, end = (says(cells, invited, weeks // PERIOD, RULE) for says in (often, once))
    return tuple(c for c in CELLS if c in every), tuple(c for c in CELLS if c in end)


def colleagues(n: int, habits: Habits, weeks: int, rng: np.random.Generator) -> Array:
    """Return exact cells of so many weeks of `n` colleagues whose habits are drawn once.

    [week, cell]. Somebody takes part in a week or not, then begins some pauses, finishes some of
    those, and otherwise stops at any exercise; who took part answers seven times in ten. Messages
    of their own reach nearly all, nearly always, and each who begins a pause had one.
    """
    (apart,) = rng.spawn(1)
    there = apart.beta(30, 1, n)
    active, begins, finishes = (rng.beta(*habits, n) for _ in range(3))
    feels = np.cumsum(rng.dirichlet((3, 2, 0.5), n), 1)
    found = np.empty((weeks, len(CELLS)))
    for at in range(0, weeks, 2_000):
        shape = (min(2_000, weeks - at), n)
        takes = rng.random(shape) < active
        starts = np.where(takes, np.maximum(rng.binomial(SLOTS, begins, shape), 1), 0)
        done = rng.binomial(starts, finishes)
        stops = rng.multinomial((starts - done).sum(1), [1 / EXERCISES] * EXERCISES)
        reached = done.sum(1)[:, None] + np.cumsum(stops[:, ::-1], 1)[:, ::-1]
        people = [takes, 3 * done >= SLOTS, 3 * done >= 2 * SLOTS]
        answers, mood = takes & (rng.random(shape) < 0.7), rng.random(shape)
        felt = [mood < feels[:, 0], (mood >= feels[:, 0]) & (mood < feels[:, 1])]
        felt.append(mood >= feels[:, 1])
        found[at : at + shape[0]] = np.column_stack(
            [
                *(each.sum(1) for each in people),
                starts.sum(1) / SLOTS,
                done.sum(1) / SLOTS,
                reached / SLOTS,
                np.maximum(starts, apart.binomial(SLOTS, there, shape)).sum(1) / SLOTS,
                *((answers & each).sum(1) for each in felt),
            ]
        )
    return found


def target(does: str) -> Array:
    """Return what one person adds to every cell of a week."""
    found = np.zeros(len(CELLS))
    walks = [PLACE[cell] for cell in ("starts", "finishes", *STEPS)]
    if does == "nothing":
        return found
    found[[PLACE["reach"], PLACE["sent"]]] = 1
    if does.startswith("all"):
        found[: PLACE[STEPS[-1]] + 1] = 1
        for answer in EFFECTS:
            found[PLACE[answer]] = does.endswith(answer)
    elif does == "begins":
        found[[PLACE["starts"], PLACE["step-1"]]] = 1
    elif does == "half":
        found[[PLACE["starts"], *(PLACE[step] for step in STEPS[:3])]] = 1
    elif does == "once a week":
        found[walks] = 1 / SLOTS
    elif does == "a third":
        found[[PLACE["third"]]] = 1
        found[walks] = 1 / 3
    else:
        raise ValueError(does)
    return found


def numbers(counts: Array, n: int, luck: Array, answers: bool = False) -> Array:
    """Apply the rule to many counts: each becomes the middle of its symbol."""
    counts = np.clip(counts, 0, n)
    below = np.floor(counts / 5 + 1e-9) * 5
    rounded = below + 5 * (luck < (counts - below) / 5 - 1e-12)
    low, high = bounds(n, RULE, answers)
    ends = [float(middle(Symbol(end, n, answers=answers), RULE)) for end in ("low", "high")]
    return np.where(rounded <= low, ends[0], np.where(rounded >= high, ends[1], rounded))


def symbol_of(value: float, n: int) -> Symbol:
    """Return the symbol of which `value` is the middle."""
    low, high = bounds(n, RULE)
    if value <= low:
        return Symbol("low", n)
    return Symbol("high", n) if value >= high else Symbol("number", n, int(value))


MOST_SYMBOLS = 100
"""More values of a cell than this are exact counts: no attacker needs tables for those."""


@dataclass(frozen=True)
class Seen:
    """What an attacker sees of many worlds: [world, time, cell], values of symbols.

    `published` are the periods, the cells of the whole repeated in each; `stored` are the weeks.
    """

    published: Array
    stored: Array


def watch(
    pool: Array,
    adds: Array,
    n: int,
    said: tuple[Sequence[str], Sequence[str]],
    worlds: int,
    rng: np.random.Generator,
    own_luck: bool = False,
) -> Seen:
    """Return what is seen of projects in which a person adds `adds`, [week, cell], to colleagues.

    `own_luck` gives every week and period luck of its own, as the rule does not.
    """
    every, end = said
    at = [PLACE[cell] for cell in (*every, *end)]
    weeks, shape = len(adds), (worlds, 1, len(at))
    exact = pool[rng.integers(0, len(pool), (worlds, weeks))][:, :, at] + adds[:, at]
    luck = rng.random((worlds, weeks, len(at)) if own_luck else shape)
    stored = _rule(exact, n, luck, [*every, *end])
    periods = stored.reshape(worlds, weeks // PERIOD, PERIOD, len(at)).mean(2)
    periods[:, :, len(every) :] = stored[:, :, len(every) :].mean(1, keepdims=True)
    luck = rng.random((worlds, weeks // PERIOD, len(at)) if own_luck else shape)
    return Seen(_rule(periods, n, luck, [*every, *end]), stored)


def _rule(counts: Array, n: int, luck: Array, cells: Sequence[str]) -> Array:
    luck = np.broadcast_to(luck, counts.shape)
    return np.stack(
        [
            numbers(counts[:, :, at], n, luck[:, :, at], cell in EFFECTS)
            for at, cell in enumerate(cells)
        ],
        2,
    )


def advantage(present: Array, absent: Array) -> float:
    """Return how much better than by chance the best attacker tells worlds apart: 0 to 1.

    Attackers learn from every second world and are tried on the others: by likelihoods as if cells
    were normal together, by how often each series of a cell occurs, and by a logistic score of all
    cells, their products and the second attacker's score.
    """
    seen = np.concatenate([present, absent])
    kind = np.r_[np.ones(len(present)), np.zeros(len(absent))].astype(bool)
    learn = np.arange(len(seen)) % 2 == 0
    scores = list(_attackers(seen, kind, learn))
    tried = ~learn
    return max(float((s[tried & kind] > 0).mean() - (s[tried & ~kind] > 0).mean()) for s in scores)


def _attackers(seen: Array, kind: npt.NDArray[np.bool_], learn: Any) -> Iterator[Array]:
    yield _normal(seen.reshape(len(seen), -1), kind, learn)
    codes = np.empty(seen.shape, np.int64)
    for cell in range(seen.shape[2]):
        values = np.unique(seen[:, :, cell], return_inverse=True)[1]
        codes[:, :, cell] = values.reshape(seen.shape[:2])
    if codes.max() > MOST_SYMBOLS:
        return
    series = np.zeros(len(seen))
    for cell in range(seen.shape[2]):
        one, base = np.sort(codes[:, :, cell], 1), codes[:, :, cell].max() + 1
        if seen.shape[1] <= 3:
            series += _likelihoods(one @ base ** np.arange(one.shape[1]), kind, learn)
        else:
            series += sum(_likelihoods(one[:, t], kind, learn) for t in range(one.shape[1]))
    yield series
    shares = [
        (codes[:, :, c] == value).mean(1)
        for c in range(seen.shape[2])
        for value in range(codes[:, :, c].max() + 1)
    ]
    means = _standard(seen.mean(1))
    pairs = combinations_with_replacement(range(means.shape[1]), 2)
    products = [means[:, i] * means[:, j] for i, j in pairs]
    yield _logistic(np.column_stack([*shares, *products, series]), kind, learn)


def _likelihoods(codes: Any, kind: npt.NDArray[np.bool_], learn: Any) -> Array:
    size = int(codes.max()) + 1
    often = [np.bincount(codes[learn & (kind == k)], minlength=size) + 0.5 for k in (True, False)]
    ratio: Array = np.log(often[0] / often[0].sum()) - np.log(often[1] / often[1].sum())
    found: Array = ratio[codes]
    return found


def _normal(seen: Array, kind: npt.NDArray[np.bool_], learn: Any) -> Array:
    seen = _standard(seen[:, seen.std(0) > 1e-9])
    score = np.zeros(len(seen))
    for k, sign in ((True, 1), (False, -1)):
        of = seen[learn & (kind == k)]
        spread = np.atleast_2d(np.cov(of.T)) + 1e-3 * np.eye(seen.shape[1])
        off = seen - of.mean(0)
        score -= (
            sign
            * 0.5
            * (np.sum(off @ np.linalg.inv(spread) * off, 1) + np.linalg.slogdet(spread)[1])
        )
    return score


def _logistic(seen: Array, kind: npt.NDArray[np.bool_], learn: Any) -> Array:
    seen = np.column_stack([_standard(seen), np.ones(len(seen))])
    known, sign = seen[learn], np.where(kind, 1.0, -1.0)[learn]

    def loss(weights: Array) -> tuple[float, Array]:
        right = sign * (known @ weights)
        wrong = 1 / (1 + np.exp(np.clip(right, -50, 50)))
        slope = 1e-3 * weights - known.T @ (sign * wrong) / len(known)
        return float(np.logaddexp(0, -right).mean() + 5e-4 * weights @ weights), slope

    found = minimize(
        loss, np.zeros(seen.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 60}
    )
    score: Array = seen @ found.x
    return score


def _standard(seen: Array) -> Array:
    found: Array = (seen - seen.mean(0)) / (seen.std(0) + 1e-9)
    return found


def error(worlds: int) -> float:
    """Return how far an advantage measured with so many worlds of each kind may be off, at 95 %."""
    return 1.96 / sqrt(worlds)
