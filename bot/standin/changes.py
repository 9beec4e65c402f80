"""What happened in the stand-in, told at once to whoever waits or watches."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Found = TypeVar("Found")


@dataclass(frozen=True)
class Change:
    """One change: `kind` as in `message.posted`, `where` a channel, view or user id."""

    kind: str
    where: str = ""


class Changes:
    """Wakes waiters after every change; there is no polling anywhere in the stand-in."""

    def __init__(self) -> None:
        self._watchers: list[Callable[[Change], object]] = []
        self._waiters: set[asyncio.Event] = set()

    def watch(self, callback: Callable[[Change], object]) -> Callable[[], None]:
        """Call `callback` on every change; the returned function ends that."""
        self._watchers.append(callback)
        return lambda: self._watchers.remove(callback)

    def tell(self, kind: str, where: str = "") -> None:
        """Announce a change, after it was made."""
        change = Change(kind, where)
        for watcher in list(self._watchers):
            watcher(change)
        for waiter in self._waiters:
            waiter.set()

    async def until(self, look: Callable[[], Found | None], timeout: float, what: str) -> Found:
        """The first truthy answer of `look`, asked again after every change; TimeoutError after
        `timeout` seconds."""
        changed = asyncio.Event()
        self._waiters.add(changed)
        try:
            async with asyncio.timeout(timeout):
                while not (found := look()):
                    changed.clear()
                    await changed.wait()
        except TimeoutError:
            raise TimeoutError(f"waited {timeout:g} s for {what}") from None
        finally:
            self._waiters.discard(changed)
        return found
