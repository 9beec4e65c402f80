"""Memory: what the bot weighs after a thousand presses, beside Bolt alone after the same."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from tests.bench import Row, kit

TITLE = "Memory, beside Bolt alone"
NOTE = """Little room is left. What is above Bolt is mostly imports: SQLAlchemy (about 20 MB),
pydantic and the file formats (about 15), the calendars of holidays (about 5). After a rush, 3 MB
are people whom Slack has not described yet: it may be asked about a hundred a minute."""
PRESSES = 1_000
ROUNDS = 3
MOST = 60.0
"""MB above Bolt alone."""


def run() -> Iterator[Row]:
    """Both apps in turn; a thousand people press *Doe mee* in five seconds."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in kit.APPS}
    with kit.crowd() as slack:
        for _ in range(ROUNDS):
            for name, command in kit.APPS.items():
                found[name].append(_round(slack, command))
    fresh, after = (
        {name: median(one[at] for one in rounds) for name, rounds in found.items()} for at in (0, 1)
    )
    more = fresh["ours"] - fresh["bare"]
    yield Row(
        "resident memory, connected",
        f"{fresh['ours']:.0f} MB; Bolt {fresh['bare']:.0f} MB ({more:+.0f})",
        "-",
        True,
    )
    more = after["ours"] - after["bare"]
    yield Row(
        f"resident memory after {PRESSES:,} presses",
        f"{after['ours']:.0f} MB; Bolt {after['bare']:.0f} MB ({more:+.0f})",
        f"at most {MOST:.0f} MB above Bolt alone",
        more <= MOST,
    )


def _round(slack: kit.Crowd, command: tuple[str, ...]) -> tuple[float, float]:
    with kit.folder() as data, kit.app(slack, *command, data=data) as pid:
        time.sleep(2)  # the first tick
        fresh = kit.resident(pid)
        slack.ask("stream", kind="prompt", per_second=200, seconds=PRESSES / 200, people=PRESSES)
        time.sleep(2)  # what follows a press
        return fresh, kit.resident(pid)
