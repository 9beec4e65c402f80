"""Sixty colleagues with habits: who they are, and what each does when a prompt comes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot.slack import ids
from bot.standin import Message, Person, Standin

NAMES = """
anouk bas carla daan eva fatima gijs hanna ilse joost karin lars mila noor olaf petra quinten rosa
sem tess umar vera willem xandra yara zeki aisha bram chantal dirk elif floor geert hugo iris jasper
kim luuk merel niels otto puck rik sara thijs ursula vincent wouter youssef zoe amber boris cleo
dalia emma frits greet hamza ida jelle
""".split()
REFRAIN = 0.35
"""How likely somebody is never to take part; as everywhere, not all do."""
LONGEST = 60
"""Presses after which a walk that does not end is a mistake."""
EVERY = 11
"""One of so many colleagues has prompts of their own."""
ASKED = "aanmelden"
PATIENCE = 30.0
"""Seconds in which the bot must have answered those who subscribe."""
WORKING = (0, 1, 2, 3, 4)


@dataclass(frozen=True)
class Colleague:
    """Somebody with habits: each a chance from 0 to 1, and the weekdays they work (0 is Monday).

    Who `subscribes` has asked for prompts of their own. All of it is made up; it says nothing about
    what a protocol does.
    """

    user: str
    joins: float
    tires: float
    postpones: float
    moves: float
    easier: float
    stops: float
    days: frozenset[int]
    subscribes: bool = False


@dataclass(frozen=True)
class Part:
    """What one colleague did with one prompt."""

    pressed: bool = False
    finished: bool = False
    postponed: bool = False
    moved: bool = False
    screens: tuple[str, ...] = ()


def engage(
    slack: Standin, channels: Sequence[str], also: str, chance: random.Random
) -> list[Colleague]:
    """Divide sixty colleagues over `channels`, which exist, each with habits of their own.

    One of three is in `also` too, a channel that has no project yet.
    """
    made = []
    for number, name in enumerate(NAMES):
        user = f"U{number:04d}{name.upper()}"
        group = number % len(channels)
        locale = "en-GB" if number % 7 == 6 else "nl-NL"
        slack.add_user(user, name=name, real_name=name.capitalize(), locale=locale)
        for place in (channels[group], *([also] if number % 3 == 0 else [])):
            slack.workspace.channels[place].members.append(user)
        made.append(
            replace(_with_habits(user, group, chance), subscribes=number % EVERY == EVERY // 2)
        )
    return made


async def subscribe(slack: Standin, users: Sequence[str]) -> None:
    """Let people ask the bot for prompts of their own, as anybody does: by typing it."""
    people = [slack.person(user) for user in users]
    for person in people:
        await person.say_in_dm(ASKED)
    await slack.until(
        lambda: all(any(said.bot_id for said in person.dm) for person in people),
        timeout=PATIENCE, what="the answer to everybody who subscribed",
    )  # fmt: skip


def _with_habits(user: str, group: int, chance: random.Random) -> Colleague:
    part_time = chance.random() < 0.4
    off = frozenset(chance.sample(WORKING, k=chance.choice((1, 2)))) if part_time else frozenset()
    refrains = chance.random() < REFRAIN
    return Colleague(
        user,
        # The second group is asked less often, and is a little keener each time.
        joins=0 if refrains else chance.betavariate(2, 2.5 if group == 0 else 2),
        tires=chance.betavariate(1, 8),
        postpones=chance.betavariate(1, 12),
        moves=0 if refrains else chance.betavariate(1, 12),
        easier=chance.betavariate(1, 4),
        stops=chance.betavariate(1, 12),
        days=frozenset(WORKING) - off,
    )


class Hands:
    """One colleague before one prompt: everything goes through the buttons they see."""

    def __init__(self, slack: Standin, colleague: Colleague, chance: random.Random) -> None:
        self._slack = slack
        self._who = colleague
        self._person: Person = slack.person(colleague.user)
        self._chance = chance

    async def answer(self, prompt: Message, weekday: int, week: int) -> Part:
        """Do with a prompt what they are used to; `weekday` 0 is Monday, `week` the demo's."""
        who, chance = self._who, self._chance
        inclined = chance.random() < who.joins * (1 - who.tires) ** week
        if weekday not in who.days:
            return Part()
        if not inclined:
            return await self._otherwise(prompt)
        if chance.random() < who.postpones and _shows(prompt, ids.LATER):
            await self._person.press(prompt, ids.LATER)
            return Part(postponed=True)
        return await self.begin(prompt)

    async def begin(self, message: Message) -> Part:
        """Press *Doe mee* in a message, and walk."""
        before = {one.ts for one in self._person.ephemerals}
        await self._person.press(message, ids.START)
        screen = await self._slack.until(
            lambda: self._person.modal or self._screen(before), what="the first screen"
        )
        ends = self._chance.random() < self._who.stops
        if isinstance(screen, Message):
            return await self._in_messages(screen, ends)
        return await self._in_modal(ends)

    def reminder(self) -> Message | None:
        """The private message that offers a pause again, where there is one."""
        offered = (one for one in self._person.ephemerals if _shows(one, ids.START))
        return next(offered, None)

    async def _otherwise(self, prompt: Message) -> Part:
        if self._chance.random() < self._who.moves and _shows(prompt, ids.MOVED):
            await self._person.press(prompt, ids.MOVED)
            return Part(moved=True)
        return Part()

    def _screen(self, before: set[str]) -> Message | None:
        new = (one for one in self._person.ephemerals if one.ts not in before)
        return next((one for one in new if _shows(one, ids.CLOSE)), None)

    async def _in_modal(self, ends: bool) -> Part:
        person = self._person
        gentler = _gentler(person.modal.buttons) if person.modal else None
        if self._chance.random() < self._who.easier and gentler:
            person.fill({ids.VARIANT: gentler})
        part = Part(pressed=True)
        for _ in range(LONGEST):
            view = person.modal
            if view is None:
                return part
            part = replace(part, screens=(*part.screens, view.words))
            if view.submit is None:
                part = replace(part, finished=len(part.screens) > 1)
                break
            if ends and len(part.screens) > 1:
                await self._stop()
                break
            await person.submit()
        if person.modal is not None:
            await person.close_modal()
        return part

    async def _stop(self) -> None:
        """Stop by the button that says so, and read the advice; some just close the window."""
        if self._chance.random() < 0.5:
            await self._person.press_in_modal(ids.STOP)
            await self._slack.until(
                lambda: self._person.modal is None or self._person.modal.submit is None,
                what="the advice",
            )

    async def _in_messages(self, screen: Message, ends: bool) -> Part:
        """The same walk where Slack refused the modal: each press puts the next screen in place."""
        part = Part(pressed=True)
        for _ in range(LONGEST):
            part = replace(part, screens=(*part.screens, screen.words))
            if not _shows(screen, ids.NEXT):
                part = replace(part, finished=len(part.screens) > 1)
                break
            if ends and len(part.screens) > 1:
                break
            shown = len(screen.versions)
            await self._person.press(screen, ids.NEXT)
            await self._slack.until(partial(_replaced, screen, shown), what="the next screen")
        if _shows(screen, ids.CLOSE):
            await self._person.press(screen, ids.CLOSE)
        return part


def _replaced(screen: Message, shown: int) -> bool:
    return screen.deleted or len(screen.versions) > shown


def _shows(message: Message, action: str) -> bool:
    return not message.deleted and action in _ids(message.buttons)


def _ids(buttons: Sequence[Mapping[str, object]]) -> Iterator[str]:
    return (str(button["action_id"]) for button in buttons)


def _gentler(buttons: Sequence[Mapping[str, Any]]) -> str | None:
    """The first way to do it other than the usual one; None where there is no choice."""
    choices = (one for one in buttons if one["action_id"] == ids.VARIANT)
    values = (option["value"] for one in choices for option in one["options"])
    return next((str(value) for value in values if value != "usual"), None)
