"""What deeds cost: the Web API calls of the last minute, and which deed caused which."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bot.demo.page.deeds import Deed, Deeds
from bot.demo.world import World
from bot.standin import Call

Json = dict[str, Any]

MINUTE = 60.0
DEEDS = 40
"""Deeds listed at most, the newest first."""


def calls(world: World, deeds: Deeds, user: str) -> Json:
    """The last minute of the demo's clock: what `user` did and its calls, and everybody's calls."""
    since = world.clock.timestamp() - MINUTE
    ledger = list(world.slack.ledger)
    recent = _recent(ledger, since)
    own = [deed for deed in deeds.done if deed.user == user and deed.at > since]
    return {
        "deeds": [_deed(deed, ledger) for deed in reversed(own[-DEEDS:])],
        "methods": sorted(Counter(call.method for call in recent).items()),
        "refused": sum(not call.ok for call in recent),
    }


def _recent(ledger: list[Call], since: float) -> list[Call]:
    # Calls stand in order of time, and a long demo has many of them.
    first = len(ledger)
    while first and ledger[first - 1].at > since:
        first -= 1
    return ledger[first:]


def _deed(deed: Deed, ledger: list[Call]) -> Json:
    return {
        "kind": deed.kind,
        "label": deed.label,
        "at": deed.at,
        "calls": [
            {"method": call.method, "ok": call.ok, "error": call.error}
            for call in ledger[deed.first : deed.last]
        ],
    }
