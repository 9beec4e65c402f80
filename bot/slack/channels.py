"""What Slack says of a channel: shared, archived, the bot a member; in memory, for a day."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.core.effects import Reason

PATIENCE = 3.0
"""Seconds that a prompt waits for what is not known yet of its channel."""

Ask = Callable[[str], Awaitable[Mapping[str, Any] | None]]
"""Ask Slack for a channel by id: the `channel` object, or None where it cannot be had."""


@dataclass(frozen=True)
class Standing:
    """How a channel stands. `shared` is true where another company is in it, or is invited."""

    shared: bool
    archived: bool
    member: bool


class Channels:
    """The standing of channels, asked for once a day each.

    Only *shared* holds a prompt back here. That a channel is archived, or the bot not in it, Slack
    says itself when a prompt is posted, and knows it better than yesterday's answer.
    """

    def __init__(self, ask: Ask, now: Callable[[], datetime]) -> None:
        self._ask = ask
        self._now = now
        self._day: date | None = None
        self._known: dict[str, asyncio.Task[Standing | None]] = {}
        self._asking: set[asyncio.Task[Standing | None]] = set()

    def learn(self, places: Iterable[str]) -> None:
        """Begin to ask for what is not known today, so that no prompt has to wait for it."""
        for place in filter(is_channel, places):
            self._task(place)

    async def reason(self, place: str) -> Reason | None:
        """Return why no prompt may go to `place`: *shared*, or None.

        None also where Slack does not say: most channels are not shared, and a pause that does not
        come because Slack is slow helps nobody. The answer then counts for the next prompt.
        """
        if not is_channel(place):
            return None
        done, _ = await asyncio.wait({self._task(place)}, timeout=PATIENCE)
        standing = next(iter(done)).result() if done else None
        return "shared" if standing and standing.shared else None

    async def standing(self, place: str) -> Standing | None:
        """Return how a channel stands, waiting for it; None where Slack does not say."""
        return await asyncio.shield(self._task(place)) if is_channel(place) else None

    def forget(self, place: str) -> None:
        """Ask again: Slack says that something about the channel changed."""
        self._known.pop(place, None)

    def _task(self, place: str) -> asyncio.Task[Standing | None]:
        today = self._now().date()
        if today != self._day:
            self._day, self._known = today, {}
        task = self._known.get(place)
        if task is None or (task.done() and task.result() is None):
            task = asyncio.get_running_loop().create_task(self._standing(place))
            self._known[place] = task
            # The loop itself holds tasks weakly, and a new day lets go of the old ones.
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)
        return task

    async def _standing(self, place: str) -> Standing | None:
        channel = await self._ask(place)
        return None if channel is None else read_standing(channel)


def is_channel(place: str) -> bool:
    """Whether a place is a channel: public (C) or private (C, older ones G)."""
    return place[:1] in ("C", "G")


def read_standing(channel: Mapping[str, Any]) -> Standing:
    """Read a `channel` object of conversations.info.

    Channels shared inside one company (`is_org_shared`) are not shared in our sense.
    """
    return Standing(
        shared=bool(channel.get("is_ext_shared") or channel.get("is_pending_ext_shared")),
        archived=bool(channel.get("is_archived")),
        member=bool(channel.get("is_member")),
    )
