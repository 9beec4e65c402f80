"""People who press on whatever goes wrong: they try again, give up, and say what they tried."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from bot.slack import ids
from bot.standin import Message, Person, Standin

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds that somebody looks for a screen before giving up on it."""
LONGEST = 40
"""Presses after which somebody gives up on a walk."""
WORDS = (
    "nu",
    "later 20",
    "help",
    "privacy",
    "mijn-week",
    "gedaan",
    "ik ben duizelig",
    "hallo",
    "x",
)


@dataclass
class Tried:
    """Who tried to begin a walk, and who said to have moved; they may not have got through."""

    begun: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)

    @property
    def people(self) -> int:
        """How many may count, at most."""
        return len(self.begun | self.moved)


class Crowd:
    """People before one prompt, each doing something by chance."""

    def __init__(self, slack: Standin, chance: random.Random) -> None:
        self._slack = slack
        self._chance = chance
        self.tried = Tried()  # of the prompt that is there now

    async def act(self, person: Person, prompt: Message) -> None:
        """Do one thing with a prompt, or say something to the bot; whatever was open is closed."""
        person.reload()
        deed = self._chance.choices(
            ("walk", "twice", "later", "moved", "command", "word"), (10, 3, 1, 2, 1, 1)
        )[0]
        if deed in ("walk", "twice"):
            await self._walk(person, prompt, 1 if deed == "walk" else 2)
        elif deed == "moved":
            self.tried.moved.add(person.id)
            await person.press(prompt, ids.MOVED)
        elif deed == "later":
            await person.press(prompt, ids.LATER)
        elif deed == "command":
            await person.command("/pauze", self._chance.choice(WORDS), channel=prompt.channel)
        else:
            await person.say_in_dm(self._chance.choice(WORDS))

    async def _walk(self, person: Person, prompt: Message, times: int) -> None:
        self.tried.begun.add(person.id)
        for _ in range(times):
            await person.press(prompt, ids.START)
        if not await self._look(lambda: person.modal or person.ephemerals):
            return
        if person.modal is None:
            await self._in_messages(person, person.ephemerals[0])
        else:
            await self._in_modal(person)

    async def _in_modal(self, person: Person) -> None:
        for _ in range(LONGEST):
            if person.modal is None or person.modal.submit is None:
                return
            if self._chance.random() < 0.02:
                await person.press_in_modal(ids.STOP)
                return
            await person.submit()

    async def _in_messages(self, person: Person, screen: Message) -> None:
        unmoved = 0
        for _ in range(LONGEST):
            if unmoved > 1 or not any(one["action_id"] == ids.NEXT for one in screen.buttons):
                return
            seen = len(screen.versions)
            await person.press(screen, ids.NEXT)
            moved = await self._look(partial(_changed, screen, seen))
            unmoved = 0 if moved else unmoved + 1

    async def _look(self, look: Callable[[], T]) -> T | None:
        try:
            found: T = await self._slack.until(look, timeout=PATIENCE)
        except TimeoutError:
            return None
        return found


def _changed(message: Message, versions: int) -> bool:
    return len(message.versions) > versions
