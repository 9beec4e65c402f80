"""Ids, timestamps, hashes and triggers in the shapes Slack gives them."""

import random
import string
from collections.abc import Callable

Clock = Callable[[], float]  # seconds since the epoch

_LETTERS = string.ascii_uppercase + string.digits


class Ids:
    """Mints everything that must be unique; a seed makes a run repeatable."""

    def __init__(self, clock: Clock, seed: int) -> None:
        self._clock = clock
        self._random = random.Random(seed)
        self._last_ts = 0

    def mint(self, prefix: str) -> str:
        """An id such as `D0K3M7Q2X9A`: the prefix, a zero, nine letters or digits."""
        return f"{prefix}0{''.join(self._random.choices(_LETTERS, k=9))}"

    def ts(self) -> str:
        """A message timestamp: rises on every call, even when the clock stands still or goes
        back."""
        self._last_ts = max(self._last_ts + 1, int(self._clock() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def view_hash(self) -> str:
        """The hash of one state of a view."""
        return f"{int(self._clock())}.{self.word(8)}"

    def trigger(self) -> str:
        """A trigger id: `132456.7890123.abcdef`."""
        head, team = self._random.randrange(10**12, 10**13), self._random.randrange(10**12, 10**13)
        return f"{head}.{team}.{self._random.randrange(16**32):032x}"

    def word(self, length: int) -> str:
        """A random word for tokens, block ids and addresses."""
        return "".join(self._random.choices(string.ascii_letters + string.digits, k=length))

    def uuid(self) -> str:
        """An envelope id or client message id."""
        raw = f"{self._random.randrange(16**32):032x}"
        return "-".join((raw[:8], raw[8:12], raw[12:16], raw[16:20], raw[20:]))
