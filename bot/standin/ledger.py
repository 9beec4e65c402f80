"""The record of every Web API call, response_url post and upload that reached the stand-in."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Call:
    """One call: its arguments without the token, when, and how it was answered (status 0: no
    answer)."""

    method: str
    arguments: dict[str, Any]
    at: float
    status: int
    error: str | None = None
    effect: bool = True

    @property
    def ok(self) -> bool:
        """Whether Slack said ok."""
        return self.status == 200 and self.error is None


class Ledger:
    """All calls in order; iterate, count, or ask for one method."""

    def __init__(self) -> None:
        self._calls: list[Call] = []
        self._by_method: dict[str, list[Call]] = {}

    def write(self, call: Call) -> None:
        """Add one answered call."""
        self._calls.append(call)
        self._by_method.setdefault(call.method, []).append(call)

    def of(self, *methods: str) -> list[Call]:
        """The calls of these methods, in order."""
        if len(methods) == 1:
            return list(self._by_method.get(methods[0], []))
        return [call for call in self._calls if call.method in methods]

    def since(self, mark: int) -> list[Call]:
        """The calls after a mark taken with `len(ledger)`."""
        return self._calls[mark:]

    def counts(self) -> Counter[str]:
        """How often each method was called."""
        return Counter({method: len(calls) for method, calls in self._by_method.items()})

    def __iter__(self) -> Iterator[Call]:
        return iter(self._calls)

    def __len__(self) -> int:
        return len(self._calls)
