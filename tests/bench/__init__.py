"""Benches: each bench_*.py has a TITLE, perhaps a NOTE, and `run()`, which yields measured rows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured line: what, the figure with its unit, the budget in words, whether it is met."""

    what: str
    measured: str
    budget: str
    met: bool
