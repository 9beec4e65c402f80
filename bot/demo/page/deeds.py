"""What a visitor does as one of the cast: each deed goes through that person's own hands."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from bot.demo import status
from bot.demo.cast import BOT
from bot.demo.world import World
from bot.standin import CannotDo, Message, Outcome, Person, View

Json = dict[str, Any]
Body = Mapping[str, Any]

PATIENCE = 5.0
"""Seconds to wait until the bot has dealt with a deed: the calls until then are this deed's."""
HEARING = 0.5
"""Seconds to wait until the bot has heard of words or a tab; what it does not hear is not sent."""
HEARD_LATER = ("say", "open-home", "status")


@dataclass(frozen=True)
class Deed:
    """Something a visitor did: who, when, on what, and which calls of the ledger it caused."""

    user: str
    at: float
    kind: str
    label: str
    first: int
    last: int


class Misunderstood(ValueError):
    """The page asked for something that makes no sense; nothing was done."""


class Deeds:
    """Does what the page asks, one deed at a time, and remembers what each one cost."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.done: list[Deed] = []

    async def do(self, user: str, body: Body) -> Json:
        """Do a deed for `user`; Misunderstood where it is none, CannotDo where it cannot be done.

        The answer is what the person notices: `error` of the client, `errors` under fields.
        """
        kind = str(body.get("do", ""))
        act = _ACTS.get(kind)
        if act is None:
            raise Misunderstood("no such deed")
        world = self._world
        person = world.slack.person(user)
        async with world.turn:
            world.stay_awake()
            first, heard = len(world.slack.ledger), len(world.slack.delivery.record)
            label, outcome = await act(world, person, body)
            await self._settled(heard if kind in HEARD_LATER else None)
            last = len(world.slack.ledger)
            self.done.append(Deed(user, world.clock.timestamp(), kind, label, first, last))
        return {"ok": outcome.ok, "error": outcome.error, "errors": outcome.errors}

    async def _settled(self, heard: int | None) -> None:
        """Wait until the bot has heard of the deed and has done with it."""
        slack, bot = self._world.slack, self._world.bot
        if heard is not None:
            with suppress(TimeoutError):
                await slack.until(lambda: len(slack.delivery.record) > heard, timeout=HEARING)
        with suppress(TimeoutError):
            await asyncio.wait_for(bot.service.quiet(), PATIENCE)


Act = Callable[[World, Person, Body], Awaitable[tuple[str, Outcome]]]
NOTHING = Outcome(ok=True)


async def _press(world: World, person: Person, body: Body) -> tuple[str, Outcome]:
    message = _message(world, person, body)
    which = _which(body)
    label = _label(message.buttons, which)
    return label, await person.press(message, which, value=_value(body))


async def _press_in_modal(_: World, person: Person, body: Body) -> tuple[str, Outcome]:
    view = _modal(person, body)
    _fill(person, body)
    which = _which(body)
    label = _label(view.buttons, which)
    return label, await person.press_in_modal(which, value=_value(body))


async def _press_home(_: World, person: Person, body: Body) -> tuple[str, Outcome]:
    which = _which(body)
    label = _label(person.home.buttons if person.home else [], which)
    return label, await person.press_home(which, value=_value(body))


async def _submit(_: World, person: Person, body: Body) -> tuple[str, Outcome]:
    view = _modal(person, body)
    _fill(person, body)
    label = view.submit or ""
    return label, await person.submit()


async def _close(_: World, person: Person, body: Body) -> tuple[str, Outcome]:
    title = _modal(person, body).title
    return title, await person.close_modal(all_=bool(body.get("all")))


async def _say(world: World, person: Person, body: Body) -> tuple[str, Outcome]:
    text, place = str(body.get("text", "")).strip(), str(body.get("place", ""))
    channel = world.slack.workspace.channels.get(place)
    if not text or channel is None or person.id not in channel.members:
        raise Misunderstood("nothing to say, or nowhere to say it")
    if text.startswith("/"):
        command, _, rest = text.partition(" ")
        return command, await person.command(command, rest.strip(), channel=place)
    person.say(channel, text)
    return f"#{channel.name}" if channel.name else BOT, NOTHING


async def _open_home(_: World, person: Person, body: Body) -> tuple[str, Outcome]:
    await person.open_home("messages" if body.get("tab") == "messages" else "home")
    return "", NOTHING


async def _status(world: World, person: Person, body: Body) -> tuple[str, Outcome]:
    chosen = str(body.get("value", ""))
    if chosen not in status.STATUSES:
        raise Misunderstood("no such status")
    status.take(world.slack, person.id, chosen, world.clock(), world.tomorrow())
    return chosen, NOTHING


_ACTS: dict[str, Act] = {
    "press": _press,
    "press-in-modal": _press_in_modal,
    "press-home": _press_home,
    "submit": _submit,
    "close": _close,
    "say": _say,
    "open-home": _open_home,
    "status": _status,
}


def _message(world: World, person: Person, body: Body) -> Message:
    place, ts = str(body.get("place", "")), str(body.get("ts", ""))
    channel = world.slack.workspace.channels.get(place)
    if channel is None or person.id not in channel.members:
        raise CannotDo("no such conversation")
    for message in [*person.ephemerals, *world.slack.messages(place)]:
        if message.channel == place and message.ts == ts:
            return message
    raise CannotDo("the message is not there any more")


def _modal(person: Person, body: Body) -> View:
    """The modal in sight, if it is still the one that the page showed."""
    view = person.modal
    if view is None or [view.id, view.hash] != [body.get("view"), body.get("hash")]:
        raise CannotDo("another screen has come in the meantime")
    return view


def _which(body: Body) -> tuple[str, str]:
    return str(body.get("block", "")), str(body.get("action", ""))


def _value(body: Body) -> str | list[str] | None:
    value = body.get("value")
    return [str(one) for one in value] if isinstance(value, list) else _text(value)


def _text(value: Any) -> str | None:
    return None if value is None or value == "" else str(value)


def _fill(person: Person, body: Body) -> None:
    """Enter what stands in the fields of the page into the modal in sight."""
    rows = body.get("values")
    for row in rows if isinstance(rows, list) else []:
        if not isinstance(row, Mapping):
            raise Misunderstood("values are objects")
        person.fill({_which(row): _value(row)})


def _label(buttons: list[Json], which: tuple[str, str]) -> str:
    """What stands on the thing pressed, for the list of what it cost."""
    for button in buttons:
        if (button["block_id"], button["action_id"]) == which:
            shown = button.get("text") or button.get("placeholder") or {}
            return str(shown.get("text") or which[1])
    return which[1]
