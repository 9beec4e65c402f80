"""Colleagues with habits: who they are, and what each does when a prompt comes."""

from __future__ import annotations

import random
from dataclasses import dataclass

from bot.slack import ids
from bot.standin import Message, Person, Standin

NAMES = """
anouk bas carla daan eva fatima gijs hanna ilse joost karin lars mila noor olaf petra quinten rosa
sem tess umar vera willem xandra yara zeki aisha bram chantal dirk elif floor geert hugo iris jasper
kim luuk merel niels
""".split()
LONGEST = 60
"""Presses after which a walk that does not end is a mistake."""


@dataclass(frozen=True)
class Colleague:
    """Somebody with habits, each a chance from 0 to 1."""

    user: str
    joins: float
    finishes: float
    easier: float


@dataclass(frozen=True)
class Part:
    """What one colleague did with one prompt."""

    pressed: bool = False
    finished: bool = False
    screens: tuple[str, ...] = ()


def engage(slack: Standin, channels: dict[str, str], chance: random.Random) -> list[Colleague]:
    """Put forty colleagues into `channels` (id → name), in turn, each with habits of their own."""
    made = []
    places = list(channels)
    members: dict[str, list[str]] = {place: [] for place in places}
    for number, name in enumerate(NAMES):
        user = f"U{number:04d}{name.upper()}"
        english = number % 7 == 6
        slack.add_user(user, name=name, locale="en-GB" if english else "nl-NL")
        members[places[number % len(places)]].append(user)
        made.append(
            Colleague(
                user,
                joins=chance.betavariate(2, 2),
                finishes=chance.betavariate(8, 2),
                easier=chance.random() * 0.4,
            )
        )
    for place, name in channels.items():
        slack.add_channel(place, name=name, members=members[place])
    return made


async def answer(
    colleague: Colleague, person: Person, prompt: Message, chance: random.Random
) -> Part:
    """Let a colleague do with a prompt what they are used to, through the buttons they see."""
    if chance.random() > colleague.joins:
        return Part()
    await person.press(prompt, ids.START)
    await person.see_modal(ids.WALK)
    screens: list[str] = []
    stops = chance.random() > colleague.finishes
    if chance.random() < colleague.easier:
        person.fill({ids.VARIANT: "easier"})
    for _ in range(LONGEST):
        screens.append(person.modal.words if person.modal else "")
        if person.modal is None or person.modal.submit is None:
            break
        if stops and len(screens) > 1:
            break
        await person.submit()
    finished = person.modal is not None and person.modal.submit is None
    if person.modal is not None:
        await person.close_modal()
    return Part(pressed=True, finished=finished, screens=tuple(screens))
