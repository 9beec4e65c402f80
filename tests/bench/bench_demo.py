"""The demo: how soon its page is there, and how long four weeks with sixty colleagues take."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from structlog.testing import capture_logs

from bot.demo.world import Moment, opened
from tests.bench import Row

TITLE = "The demo"
USABLE = 5.0
FOUR_WEEKS = 60.0
SERVE = """
import asyncio
from bot.demo import serve
asyncio.run(serve(0, lambda text: print(text, flush=True), browser=False))
"""


def run() -> Iterator[Row]:
    """The page from a cold start, then four weeks on one clock."""
    soon = _page()
    yield Row("page usable", f"{soon:.1f} s", f"at most {USABLE:g} s", soon <= USABLE)
    with capture_logs() as logs:
        took, deeds, calls, refused = asyncio.run(_weeks())
    bad = sum(one["log_level"] in ("error", "critical") for one in logs)
    within = f"at most {FOUR_WEEKS:g} s on two cores"
    yield Row("four weeks, sixty colleagues", f"{took:.1f} s", within, took <= FOUR_WEEKS)
    yield Row("walks in them", f"{deeds['pressed']:,}", "–", deeds["pressed"] > 0)
    yield Row("Web API calls in them", f"{calls:,}", "–", calls > 0)
    yield Row("calls that Slack would refuse", str(refused), "none", refused == 0)
    yield Row("errors in the log", str(bad), "none", bad == 0)


def _page() -> float:
    started = time.monotonic()
    child = subprocess.Popen([sys.executable, "-c", SERVE], stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout is not None
        for line in child.stdout:
            if "http://" in line:
                break
        took = time.monotonic() - started
        child.terminate()
        child.communicate()
    return took


async def _weeks() -> tuple[float, Counter[str], int, int]:
    deeds: Counter[str] = Counter()

    def told(moment: Moment) -> None:
        for answered in (*moment.answered, *moment.own):
            deeds["pressed"] += sum(part.pressed for part in answered.parts)

    async with opened() as world:
        started = time.monotonic()
        await world.advance(world.clock() + timedelta(weeks=4), told)
        took = time.monotonic() - started
        ledger = world.slack.ledger
        return took, deeds, len(ledger), sum(not call.ok for call in ledger)
