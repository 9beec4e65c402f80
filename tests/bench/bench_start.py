"""Start: from nothing to connected, the first time and every other time, beside Bolt alone."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench import Row, kit

TITLE = "Cold start, beside Bolt alone"
NOTE = (
    """Half of the start is importing SQLAlchemy, whose asyncio part brings its ORM along unused."""
)
ROUNDS = 7
MOST = 2.5
"""Seconds until connected."""


def run() -> Iterator[Row]:
    """Start both apps in turn; what counts is when Slack greets them."""
    bare, ours, first = [], [], []
    with kit.crowd(people=1) as slack:
        for _ in range(ROUNDS):
            with kit.folder() as data:
                bare.append(_seconds(slack, kit.BARE, data))
                ours.append(_seconds(slack, kit.OURS, data))
            with kit.folder(filed=False) as data:
                first.append(_seconds(slack, kit.OURS, data))
    each, mine, new = median(bare), median(ours), median(first)
    yield Row(
        "`pauzebot run` to connected",
        f"{mine:.2f} s (slowest {max(ours):.2f}); Bolt {each:.2f} s",
        f"at most {MOST} s",
        mine <= MOST,
    )
    yield Row(
        "… the very first time, with a database to make",
        f"{new:.2f} s (slowest {max(first):.2f})",
        f"at most {MOST} s",
        new <= MOST,
    )


def _seconds(slack: kit.Crowd, command: tuple[str, ...], data: Path) -> float:
    began = time.perf_counter()
    with kit.app(slack, *command, data=data):
        return time.perf_counter() - began
