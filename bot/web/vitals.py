"""What the pages ask of the rest of the house: callables, for its parts do not know each other."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """The Socket Mode connection: how many this process has, how many Slack last counted.

    `seen` is 0 until Slack has said it. More than expected are ghosts, or another bot that holds
    the same token (python-slack-sdk#1940).
    """

    expected: int
    seen: int
    reconnects: int


@dataclass(frozen=True)
class Pulse:
    """What the process knows of itself now. All times are seconds.

    `lag` is how late the last bell came, `age` how long ago the last tick ended. `throttled` counts
    Slack's refusals (429) by method, `waiting` the calls in the limiter, `lost` the answers that
    reached nobody. `link` is None where Slack calls in over HTTP.
    """

    ticks: int
    failed: int
    lag: float
    age: float
    throttled: Mapping[str, int]
    waiting: int
    lost: int
    link: Link | None = None


@dataclass(frozen=True)
class Vitals:
    """Where the pages ask.

    `prompts` is the store's tally over all projects: *planned*, *sent*, *unknown*, *held:reason*.
    `parts` answer with one of the words of `bot.web.readiness`, or raise.
    """

    pulse: Callable[[], Pulse]
    prompts: Callable[[], Awaitable[Mapping[str, int]]]
    parts: Mapping[str, Callable[[], Awaitable[str]]]
