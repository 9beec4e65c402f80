"""Faults to order: what goes wrong on the way to Slack and back, one by one, always, or by
chance."""

import asyncio
import random
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.standin.blocks import Json
from bot.standin.errors import SlackError, invalid_arguments
from bot.standin.limits import rate_limited

When = Callable[[Json], bool]


@dataclass(frozen=True)
class Step:
    """One thing that goes wrong: `kind` says what, `after` whether the call has taken effect by
    then."""

    kind: str
    after: bool = False
    seconds: float = 0.0
    refusal: SlackError | None = None
    deed: Callable[[], object] | None = None


@dataclass(frozen=True)
class Fault:
    """What happens to one call or delivery; faults add up with `+`, in that order."""

    name: str
    steps: tuple[Step, ...]

    def __add__(self, other: "Fault") -> "Fault":
        return Fault(f"{self.name}+{other.name}", self.steps + other.steps)

    # To calls of the app: Web API methods and `response_url`

    @classmethod
    def error(cls, error: str, **extra: Any) -> "Fault":
        """A refusal with this code; nothing takes effect."""
        return cls(error, (Step("refuse", refusal=SlackError(error, **extra)),))

    @classmethod
    def rate_limited(cls, retry_after: int = 1) -> "Fault":
        """HTTP 429 with Retry-After in whole seconds."""
        return cls("rate_limited", (Step("refuse", refusal=rate_limited(retry_after)),))

    @classmethod
    def server_error(cls, status: int = 500, *, after: bool = False) -> "Fault":
        """HTTP 5xx; with `after` the call has taken effect all the same."""
        refusal = SlackError("internal_error", status=status)
        return cls(f"server_error_{status}", (Step("refuse", after, refusal=refusal),))

    @classmethod
    def timeout(cls, *, after: bool = False) -> "Fault":
        """No answer, ever; with `after` the call has taken effect all the same."""
        return cls("timeout_after" if after else "timeout", (Step("hang", after),))

    @classmethod
    def cut_before(cls) -> "Fault":
        """The connection breaks before the call takes effect."""
        return cls("cut_before", (Step("cut"),))

    @classmethod
    def cut_after(cls) -> "Fault":
        """The connection breaks after the call took effect, before the answer."""
        return cls("cut_after", (Step("cut", after=True),))

    @classmethod
    def expired_trigger(cls, shape: str = "expired_trigger_id") -> "Fault":
        """An expired trigger, in either of Slack's two shapes."""
        if shape == "expired_trigger_id":
            return cls.error(shape)
        words = "`trigger_id` expired [json-pointer:/trigger_id]"
        return cls("expired_trigger", (Step("refuse", refusal=invalid_arguments(words)),))

    @classmethod
    def meanwhile(cls, deed: Callable[[], object]) -> "Fault":
        """Something happens in the workspace just before: a channel is archived, the bot
        removed."""
        return cls("meanwhile", (Step("deed", deed=deed),))

    # To both

    @classmethod
    def delay(cls, seconds: float) -> "Fault":
        """It takes this much longer."""
        return cls("delay", (Step("delay", seconds=seconds),))

    # To deliveries to the app: `events_api`, `interactive`, `slash_commands`

    @classmethod
    def duplicate(cls) -> "Fault":
        """The same payload arrives twice."""
        return cls("duplicate", (Step("duplicate"),))

    @classmethod
    def drop(cls) -> "Fault":
        """The payload never arrives; for Slack it timed out."""
        return cls("drop", (Step("drop"),))

    @classmethod
    def lost_ack(cls) -> "Fault":
        """The payload arrives, its acknowledgement does not; an event is then asked again."""
        return cls("lost_ack", (Step("lost_ack"),))

    @classmethod
    def reorder(cls) -> "Fault":
        """The payload waits until the next one has overtaken it, a second at most."""
        return cls("reorder", (Step("reorder", seconds=1.0),))


TO_CALLS: dict[str, Fault] = {
    fault.name: fault
    for fault in (
        Fault.rate_limited(),
        Fault.server_error(500),
        Fault.server_error(503),
        Fault.timeout(),
        Fault.timeout(after=True),
        Fault.cut_before(),
        Fault.cut_after(),
    )
}
TO_DELIVERIES: dict[str, Fault] = {
    fault.name: fault
    for fault in (Fault.duplicate(), Fault.drop(), Fault.lost_ack(), Fault.reorder())
}
DELIVERIES = ("events_api", "interactive", "slash_commands")


class Faults:
    """The orders. A target is a Web API method, `response_url`, a kind of delivery, or `*` for any
    call."""

    def __init__(self) -> None:
        self._next: dict[str, deque[Fault]] = {}
        self._always: list[tuple[str, Fault, When | None]] = []
        self._chance: Callable[[str], Fault | None] | None = None
        self.used: list[tuple[str, str]] = []
        self.over = asyncio.Event()  # ends every hanging call when the stand-in closes

    def next(self, target: str, *faults: Fault, times: int = 1) -> None:
        """The coming calls of `target` meet these faults, one each; all of them `times` over."""
        self._next.setdefault(target, deque()).extend(faults * times)

    def always(self, target: str, fault: Fault, when: When | None = None) -> None:
        """Every call of `target` (for whose arguments `when` holds) meets this fault."""
        self._always.append((target, fault, when))

    def random(
        self,
        seed: int,
        rate: float,
        kinds: Iterable[str | Fault] = (*TO_CALLS, *TO_DELIVERIES),
        targets: Iterable[str] | None = None,
    ) -> None:
        """By chance: a share `rate` of the calls and deliveries (of `targets`, default any) meets
        one of `kinds`."""
        chance = random.Random(seed)
        known = {**TO_CALLS, **TO_DELIVERIES}
        chosen = [known[kind] if isinstance(kind, str) else kind for kind in kinds]
        only = frozenset(targets) if targets is not None else None

        def draw(target: str) -> Fault | None:
            if only is not None and target not in only:
                return None
            usable = [one for one in chosen if _fits(one, target)]
            return chance.choice(usable) if usable and chance.random() < rate else None

        self._chance = draw

    def clear(self) -> None:
        """Take all orders back."""
        self._next.clear()
        self._always.clear()
        self._chance = None

    def take(self, target: str, arguments: Json) -> Fault | None:
        """The fault for this call, used up if it was ordered for once."""
        fault = self._find(target, arguments)
        if fault is not None:
            self.used.append((target, fault.name))
        return fault

    def _find(self, target: str, arguments: Json) -> Fault | None:
        names = [target] if target in DELIVERIES else [target, "*"]
        for name in names:
            if queue := self._next.get(name):
                return queue.popleft()
        for name, fault, when in self._always:
            if name in names and (when is None or when(arguments)):
                return fault
        return self._chance(target) if self._chance else None


def _fits(fault: Fault, target: str) -> bool:
    """Whether a fault by chance makes sense for this target."""
    if target in DELIVERIES:
        return fault.name in TO_DELIVERIES or fault.name == "delay"
    return fault.name not in TO_DELIVERIES
