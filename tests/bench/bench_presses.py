"""Presses: how many are acknowledged in a second, and how fast when two hundred come in each."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from tests.bench import Row, kit

TITLE = "Presses, beside Bolt alone"
NOTE = """Bolt looks every 10 ms whether a press was acknowledged, so nothing is faster than that.
A press on *Doe mee* costs five times what Bolt alone does: it reads the store, makes a screen and
posts it. That work waits its turn (`bot/service/turns.py`), so that acknowledgements keep up."""
AT_ONCE = 1_000
PER_SECOND = 200
SECONDS = 10
ROUNDS = 3
PEOPLE = {"prompt": kit.PEOPLE, "walk": 100}
"""Who presses. A thousand begin a walk, most of them unknown yet; those who walk are known, and
each of their presses is counted."""
WORDS = {"prompt": "*Doe mee*", "walk": "*Volgende*"}


@dataclass(frozen=True)
class Found:
    """One round of one app with one kind of press."""

    per_second: float
    p99: float
    processor: float
    lost: int


def run() -> Iterator[Row]:
    """Both apps in turn on the same Slack, round after round; the middle one counts."""
    with kit.crowd() as slack:
        for kind in WORDS:
            found: dict[str, list[Found]] = {name: [] for name in kit.APPS}
            for _ in range(ROUNDS):
                for name, command in kit.APPS.items():
                    found[name].append(_round(slack, command, kind))
            yield from _rows(kind, found["bare"], found["ours"])


def _round(slack: kit.Crowd, command: tuple[str, ...], kind: str) -> Found:
    people = PEOPLE[kind]
    with kit.folder() as data, kit.app(slack, *command, data=data) as pid:
        slack.ask("stream", kind=kind, per_second=50, seconds=2, people=people)
        before = kit.processor(pid)
        even = slack.ask("stream", kind=kind, per_second=PER_SECOND, seconds=SECONDS, people=people)
        time.sleep(1)  # what follows a press is part of its price
        spent = (kit.processor(pid) - before) / (PER_SECOND * SECONDS)
    with kit.folder() as data, kit.app(slack, *command, data=data):
        slack.ask("stream", kind=kind, per_second=50, seconds=2, people=people)
        burst = slack.ask("burst", kind=kind, number=AT_ONCE, people=people)
    lost = even["asked"] - even["in_time"] + burst["asked"] - burst["in_time"]
    return Found(AT_ONCE / burst["seconds"], even["p99"], spent, lost)


def _rows(kind: str, bare: list[Found], ours: list[Found]) -> Iterator[Row]:
    words = WORDS[kind]
    each, mine = (median(one.per_second for one in rounds) for rounds in (bare, ours))
    yield Row(
        f"{words}, {AT_ONCE:,} at once: acknowledged a second",
        f"{mine:,.0f}; Bolt {each:,.0f} (ratio {mine / each:.2f})",
        "at least 0.6 of Bolt alone",
        mine >= 0.6 * each,
    )
    each, mine = (median(one.p99 for one in rounds) * 1000 for rounds in (bare, ours))
    yield Row(
        f"{words}, {PER_SECOND} a second: p99 of the acknowledgement",
        f"{mine:.0f} ms; Bolt {each:.0f} ms (ratio {mine / each:.2f})",
        "at most twice Bolt alone",
        mine <= 2 * each,
    )
    each, mine = (median(one.processor for one in rounds) * 1000 for rounds in (bare, ours))
    yield Row(
        f"{words}, processor for a press and all that follows",
        f"{mine:.2f} ms; Bolt {each:.2f} ms",
        "-",
        True,
    )
    lost = sum(one.lost for one in ours)
    tried = ROUNDS * (AT_ONCE + PER_SECOND * SECONDS)
    yield Row(f"{words}, not acknowledged in 3 s", f"{lost} of {tried:,}", "none", lost == 0)
