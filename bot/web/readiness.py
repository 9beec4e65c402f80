"""Whether the parts of the bot can do their work, one word for each."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

PATIENCE = 2.0
"""Seconds for a part to answer."""

READY = frozenset({"answers", "connected", "crowded", "serving"})
"""Words of a part that works. *crowded*: connected, but Slack counts more than there are."""

NOT_READY = frozenset({"connecting", "failing", "refused", "silent", "stale"})

Part = Callable[[], Awaitable[str]]


def answers(ask: Callable[[], Awaitable[object]]) -> Part:
    """Return a part that works if `ask` does; what it answers is nobody's business here."""

    async def part() -> str:
        await ask()
        return "answers"

    return part


async def serving() -> str:
    """Say that Slack can call in: whoever reads this page has just done so."""
    return "serving"


async def words(parts: Mapping[str, Part], patience: float = PATIENCE) -> dict[str, str]:
    """Ask all parts at once; the word of each."""
    found = await asyncio.gather(*(_word(part, patience) for part in parts.values()))
    return dict(zip(parts, found, strict=True))


def ready(found: Mapping[str, str]) -> bool:
    """Whether every part works."""
    return all(word in READY for word in found.values())


async def _word(part: Part, patience: float) -> str:
    try:
        async with asyncio.timeout(patience):
            word = await part()
    except TimeoutError:
        return "silent"
    except Exception:  # noqa: BLE001  whatever ails a part, the page says that and no more
        return "failing"
    # Only known words leave the house: an error's text may quote what it was doing.
    return word if word in READY | NOT_READY else "failing"
