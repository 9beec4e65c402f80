"""Everybody who answers prompts in the demo: at once, in the channels and in their own messages."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.demo.clock import DemoClock
from bot.demo.colleagues import Colleague, Hands, Part
from bot.slack import ids
from bot.standin import Message, Standin

LATER = timedelta(minutes=10)
"""What *Over 10 min* says: those who pressed it look again by then."""
AT_ONCE = 16
"""Colleagues who press at the same time: enough to be quick, few enough to be answered in time."""

Prompts = dict[str, dict[str, Message]]


@dataclass(frozen=True)
class Answered:
    """A prompt in a conversation, and what each colleague there did with it."""

    place: str
    prompt: Message
    parts: tuple[Part, ...]


class Crowd:
    """The colleagues; who has prompts of their own leaves those of the channel to others."""

    def __init__(
        self,
        slack: Standin,
        colleagues: Sequence[Colleague],
        clock: DemoClock,
        zone: ZoneInfo,
        seed: int,
    ) -> None:
        self._slack, self.colleagues, self._clock, self._zone = slack, colleagues, clock, zone
        self._seed = seed
        self._begun = clock()
        self.bells: dict[datetime, list[Colleague]] = {}
        """When whoever asked to be told later looks again."""

    def prompts(self) -> Prompts:
        """The prompts that stand in each channel, by their `ts`."""
        rooms = (one.id for one in self._slack.workspace.channels.values() if not one.is_im)
        return {place: _prompts(self._slack.messages(place)) for place in rooms}

    async def answer(self, place: str, prompt: Message) -> Answered:
        """Let everybody in a channel do with its prompt what they are used to."""
        members = set(self._slack.workspace.channels[place].members)
        inside = [one for one in self.colleagues if one.user in members and not one.subscribes]
        return await self._answered(place, prompt, inside)

    async def answer_own(self, mark: int) -> tuple[Answered, ...]:
        """Let those answer who got a prompt of their own since the ledger had `mark` calls."""
        posts = (call for call in self._slack.ledger.since(mark) if call.ok)
        reached = {call.arguments.get("channel") for call in posts
                   if call.method == "chat.postMessage"}  # fmt: skip
        found = [(one, message) for one in self.colleagues if one.user in reached
                 for message in self._slack.dm(one.user)[-1:] if _offers(message)]  # fmt: skip
        told = (self._answered(message.channel, message, [one]) for one, message in found)
        return tuple(await asyncio.gather(*told))

    async def look_again(self, at: datetime) -> None:
        """Let those walk who asked to be told at this instant, and were."""
        hands = [self._hands(colleague) for colleague in self.bells.pop(at, [])]
        offered = [(each, message) for each in hands if (message := each.reminder())]
        await asyncio.gather(*(each.begin(message) for each, message in offered))

    async def _answered(self, place: str, prompt: Message, who: Sequence[Colleague]) -> Answered:
        weekday = self._clock().astimezone(self._zone).weekday()
        week = (self._clock() - self._begun) // timedelta(weeks=1)
        parts = await _few(self._hands(one).answer(prompt, weekday, week) for one in who)
        later = [one for one, part in zip(who, parts, strict=True) if part.postponed]
        if later:
            self.bells.setdefault(self._clock() + LATER, []).extend(later)
        return Answered(place, prompt, tuple(parts))

    def _hands(self, colleague: Colleague) -> Hands:
        # Chance of their own for everybody and every moment: who presses first changes nothing.
        own = random.Random(f"{self._seed} {colleague.user} {self._clock().isoformat()}")
        return Hands(self._slack, colleague, own)


async def _few(deeds: Iterable[Awaitable[Part]]) -> list[Part]:
    """Do all, some at a time; what each brought, in order."""
    room = asyncio.Semaphore(AT_ONCE)

    async def one(deed: Awaitable[Part]) -> Part:
        async with room:
            return await deed

    return await asyncio.gather(*(one(deed) for deed in deeds))


def _prompts(messages: Iterable[Message]) -> dict[str, Message]:
    return {message.ts: message for message in messages if _offers(message)}


def _offers(message: Message) -> bool:
    shown = (button["action_id"] for button in message.buttons)
    return bool(message.bot_id) and ids.START in shown
