"""The local Slack and everybody who presses in it, as a process of its own.

It reads one JSON object a line and answers each with one. So neither Slack nor the pressing shares
a loop with what is measured, and both apps meet the same.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.slack import ids
from bot.standin import Message, Outcome, Person, Standin

CHANNEL = "C0BENCH"
LONG = 120.0
"""Seconds after which a press that nobody acknowledges is given up."""
Press = Callable[[Person], Awaitable[Outcome]]


class Crowd:
    """People, the prompt they press, and the screen they walk on from."""

    def __init__(self, slack: Standin, number: int) -> None:
        self._slack = slack
        self._people = [slack.add_user(f"U0{n:06d}") for n in range(number)]
        slack.add_channel(CHANNEL, members=[person.id for person in self._people])
        self._prompt: Message | None = None
        self._screen: dict[str, Any] = {}
        self._turn = 0

    async def do(self, word: str, **given: Any) -> dict[str, Any]:
        """Do what a line asks."""
        deeds: dict[str, Callable[..., Awaitable[dict[str, Any]]]] = {
            "show": self.show,
            "connected": self.connected,
            "gone": self.gone,
            "burst": self.burst,
            "stream": self.stream,
        }
        return await deeds[word](**given)

    async def show(self, prompt: dict[str, Any], screen: dict[str, Any]) -> dict[str, Any]:
        """Put a prompt in the channel, and say which screen people walk on from."""
        workspace = self._slack.workspace
        self._prompt = workspace.post(workspace.draft(CHANNEL, prompt))
        self._screen = screen
        return {}

    async def connected(self, number: int = 1) -> dict[str, Any]:
        """Wait until the app is connected."""
        await self._slack.wait_for_connection(number, timeout=LONG)
        return {}

    async def gone(self) -> dict[str, Any]:
        """Wait until no app is connected, and clean up after it."""
        await self._slack.until(lambda: not self._slack.sockets.connections, timeout=LONG)
        self._slack.delivery.record.clear()
        for person in self._people:
            person.reload()
        return {}

    async def burst(self, kind: str, number: int, people: int) -> dict[str, Any]:
        """Press `number` times at once; how long until all were acknowledged, in seconds."""
        self._slack.sockets.ack_seconds = LONG
        press, pressing = self._press(kind), self._next(number, people)
        began = time.perf_counter()
        outcomes = await asyncio.gather(*(press(person) for person in pressing))
        return {"seconds": time.perf_counter() - began, **_told(outcomes, [])}

    async def stream(
        self, kind: str, per_second: float, seconds: float, people: int
    ) -> dict[str, Any]:
        """Let people press evenly, whether or not earlier presses were acknowledged."""
        press, late = self._press(kind), []
        began = time.perf_counter()

        async def one(person: Person, at: float) -> Outcome:
            await asyncio.sleep(began + at - time.perf_counter())
            late.append(time.perf_counter() - began - at)
            return await press(person)

        pressing = self._next(int(per_second * seconds), people)
        outcomes = await asyncio.gather(
            *(one(person, number / per_second) for number, person in enumerate(pressing))
        )
        return _told(outcomes, late)

    def _next(self, number: int, people: int) -> list[Person]:
        """Who presses: the first so many people, in turn."""
        chosen = [self._people[(self._turn + n) % people] for n in range(number)]
        self._turn += number
        return chosen

    def _press(self, kind: str) -> Press:
        if kind == "prompt":
            prompt = self._prompt
            assert prompt is not None

            def begin(person: Person) -> Awaitable[Outcome]:
                person.reload()
                return person.press(prompt, ids.START)

            return begin

        def onward(person: Person) -> Awaitable[Outcome]:
            person.reload()
            self._slack.desk.open(person.id, self._screen)
            return person.submit()

        return onward


def _told(outcomes: Sequence[Outcome], late: Sequence[float]) -> dict[str, Any]:
    """What the pressers noticed; times in seconds, `late` of the pressing itself."""
    took = sorted(outcome.took for outcome in outcomes if outcome.ok)
    behind = sorted(late) or [0.0]
    return {
        "asked": len(outcomes),
        "acked": len(took),
        "in_time": sum(each <= 3.0 for each in took),
        "median": _share(took, 0.5),
        "p99": _share(took, 0.99),
        "late": _share(behind, 0.99),
    }


def _share(values: Sequence[float], share: float) -> float:
    return values[min(len(values) - 1, int(share * len(values)))] if values else 0.0


async def main() -> None:
    """Serve lines until there are no more."""
    lines = asyncio.StreamReader(limit=2**20)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    async with Standin(stopwatch=time.monotonic) as slack:
        crowd = Crowd(slack, int(sys.argv[1]))
        known = {
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
        }
        _say(known)
        while line := await lines.readline():
            _say(await crowd.do(**json.loads(line)))


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
