"""The demo's own clock: it stands still, and jumps to the next moment at which something is due."""

from __future__ import annotations

import time
from datetime import datetime


class DemoClock:
    """A clock that only goes forward, and only when told to."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._now = start

    def __call__(self) -> datetime:
        """Return the present instant of the demo."""
        return self._now

    def timestamp(self) -> float:
        """Return the present instant in seconds since 1970, as the local Slack wants it."""
        return self._now.timestamp()

    def steady(self) -> float:
        """Return seconds that pass as on a real clock, and with every jump as many as it skipped.

        Limits, triggers and addresses run by it: a week that took a second was a week to them too.
        """
        return time.monotonic() + (self._now - self._start).total_seconds()

    def jump(self, to: datetime) -> None:
        """Go forward to `to`; going back is a mistake in the program."""
        if to < self._now:
            raise ValueError("a clock does not go back")
        self._now = to
