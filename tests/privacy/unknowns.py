"""Integer programmes: between which numbers counts lie, of which one knows sums (T3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp  # type: ignore[import-untyped]  # ships no types
from scipy.sparse import csr_array  # type: ignore[import-untyped]  # ships no types

Array = npt.NDArray[np.float64]
K = TypeVar("K")
Sum = Mapping[Any, float]
"""Unknowns by name, each as often as it counts."""


class Unknowns:
    """Whole numbers from 0 to their tops, and what is known of them."""

    def __init__(self, tops: Mapping[Any, int]) -> None:
        self._at = {name: place for place, name in enumerate(tops)}
        self._tops = np.array(list(tops.values()), float)
        self._rows: list[tuple[Sum, float, float]] = []

    def know(self, of: Sum, least: float, most: float = np.inf) -> None:
        """Write down that a sum lies between two numbers."""
        self._rows.append((of, least, most))

    def fits(self, numbers: Sum) -> bool:
        """Return whether some numbers, of all unknowns, agree with what is known."""
        row = self._row(numbers)
        return _fits(row, self._known()) and bool(((row >= 0) & (row <= self._tops)).all())

    def ranges(
        self, asked: Mapping[K, Sum], groups: Iterable[Sequence[K]], enough: int
    ) -> dict[K, tuple[int, int]]:
        """Return between which numbers each sum lies that is asked for.

        First the sums of a group are made as small together, and as large, as they can be: each
        answer is one way in which everything fits, and says a little of each sum. A sum that takes
        fewer than `enough` values in all of them is then looked at alone, so that of narrow ranges
        the ends are exact, and wide ones may be wider still. Raises AssertionError where nothing
        fits what is known.
        """
        known = self._known()
        aims = {name: self._row(of) for name, of in asked.items()}
        fits: list[Array] = []
        for group in groups:
            together = np.sum([aims[name] for name in group], 0)
            fits += [self._fit(sign * together, known) for sign in (1, -1)]
        found = {}
        for name, aim in aims.items():
            values = [round(float(aim @ fit)) for fit in fits]
            if not values or max(values) - min(values) + 1 < enough:
                # HiGHS of scipy 1.17 finds too narrow a range with presolve, 3 times in 4,000.
                exact = [self._fit(sign * aim, known, presolve=False) for sign in (1, -1)]
                values = [round(float(aim @ fit)) for fit in exact]
            found[name] = (min(values), max(values))
        return found

    def _row(self, of: Sum) -> Array:
        row = np.zeros(len(self._at))
        for name, weight in of.items():
            row[self._at[name]] = weight
        return row

    def _known(self) -> LinearConstraint:
        places = [(at, self._at[name]) for at, row in enumerate(self._rows) for name in row[0]]
        weights = [weight for row in self._rows for weight in row[0].values()]
        shape = (len(self._rows), len(self._at))
        matrix = csr_array((weights, tuple(zip(*places, strict=True))), shape)
        ends = [[row[end] for row in self._rows] for end in (1, 2)]
        return LinearConstraint(matrix, *map(np.array, ends))

    def _fit(self, aim: Array, known: LinearConstraint, presolve: bool = True) -> Array:
        """Return the numbers that fit what is known and make a sum smallest."""
        solved = milp(
            aim,
            constraints=known,
            bounds=Bounds(0, self._tops),
            integrality=1,
            options={"presolve": presolve},
        )
        assert solved.success, solved.message
        fit: Array = np.round(solved.x)
        assert _fits(fit, known), "the solver's word is not taken for it"
        return fit


def _fits(numbers: Array, known: LinearConstraint) -> bool:
    sums = known.A @ numbers
    return bool(((sums >= known.lb - 1e-6) & (sums <= known.ub + 1e-6)).all())
