"""What one person sees in the local Slack at this moment, as plain data for the page."""

from __future__ import annotations

import mimetypes
from itertools import count
from typing import Any

from bot.demo.cast import BOT, CAST
from bot.demo.page.moving import Moving
from bot.demo.status import status_of
from bot.demo.world import World
from bot.standin import Channel, Message, Person, View
from bot.standin.blocks import slack_files

Json = dict[str, Any]

APP = "app"
"""The name under which the page asks for the conversation with the bot."""
NEWEST = 5
"""Messages to draw a notification from; more at once would be noise."""
TEXTUAL = ("text/plain", "text/csv", "application/json")
PEEK = 400
"""Characters of a text file shown beneath its name."""


def cast(world: World) -> Json:
    """Who a visitor can be, and everybody's and every channel's name."""
    place = world.slack.workspace
    return {
        "cast": [{"id": role.user, "name": role.name, "part": role.part} for role in CAST],
        "bot": {"id": place.bot_user, "name": BOT},
        "people": {user.id: user.real_name or user.name for user in place.users.values()},
        "rooms": {one.id: one.name for one in place.channels.values() if not one.is_im},
    }


NUMBERS = count(1)
"""Sights are numbered as they are made: one that comes late must not replace a newer one."""


def sight(world: World, moving: Moving, user: str, place: str) -> Json:
    """Everything `user` sees with the conversation `place` open; KeyError for nobody."""
    person = world.slack.person(user)
    rooms = _rooms(world, user)
    direct = world.slack.workspace.direct(user)
    here = direct if place == APP else next((one for one in rooms if one.id == place), None)
    seen = {
        "me": _me(world, person),
        "clock": _clock(world, moving, user),
        "rooms": [_room(world, one) for one in rooms],
        "app": _room(world, direct),
        "place": place if here else None,
        "messages": [_message(world, one) for one in _messages(world, person, here)],
        "modal": _modal(person),
        "home": _view(person.home) if person.home else None,
        "newest": _newest(world, person, [*rooms, direct]),
    }
    return _with_figures(seen, world) if world.figures else seen


def _with_figures(value: Any, world: World) -> Any:
    """The same with the addresses of figures as this page has them."""
    if isinstance(value, list):
        return [_with_figures(one, world) for one in value]
    if not isinstance(value, dict):
        return value
    found = {key: _with_figures(one, world) for key, one in value.items()}
    address = found.get("image_url")
    if world.figures is not None and isinstance(address, str):
        found["image_url"] = address.replace(world.figures[0], "/figures", 1)
    return found


def may_see(world: World, user: str, file_id: str) -> bool:
    """Whether a file lies in a conversation that `user` is in, or the bot shows it in their Home.

    Slack asks that who posts a block with a file has access to it (slack_file object); of who
    looks at it nothing is written.
    """
    home = world.slack.person(user).home
    if home is not None and any(one.get("id") == file_id for one in slack_files(home.body)):
        return True
    channels = {room.id for room in _rooms(world, user)}
    channels.add(world.slack.workspace.direct(user).id)
    return any(one.id == file_id and channels & set(one.channels) for one in world.slack.files)


def _me(world: World, person: Person) -> Json:
    user = person.user
    return {
        "id": user.id,
        "name": user.real_name,
        "locale": user.locale,
        "zone": user.tz,
        "status": status_of(world.slack, user.id, world.clock()),
        "guest": user.is_restricted or user.is_ultra_restricted,
    }


def _clock(world: World, moving: Moving, user: str) -> Json:
    pause = world.next_pause(user)
    return {
        "now": world.clock.timestamp(),
        "zone": world.project.timezone,
        "pause": pause.timestamp() if pause else None,
        "moving": moving.shown(),
        "trouble": moving.trouble,
    }


def _rooms(world: World, user: str) -> list[Channel]:
    channels = world.slack.workspace.channels.values()
    return sorted(
        (one for one in channels if not one.is_im and user in one.members),
        key=lambda one: one.name,
    )


def _room(world: World, channel: Channel) -> Json:
    messages = [one for one in world.slack.messages(channel.id) if one.bot_id]
    return {
        "id": channel.id,
        "name": channel.name,
        "private": channel.is_private,
        "last": messages[-1].ts if messages else "",
    }


def _messages(world: World, person: Person, here: Channel | None) -> list[Message]:
    if here is None:
        return []
    private = [one for one in person.ephemerals if one.channel == here.id]
    return sorted([*world.slack.messages(here.id), *private], key=lambda one: float(one.ts))


def _message(world: World, message: Message) -> Json:
    author = world.slack.workspace.users[message.user]
    return {
        "channel": message.channel,
        "ts": message.ts,
        "by": author.id,
        "bot": bool(message.bot_id),
        "text": message.text,
        # What people type has blocks too, of a kind that no app sends; its text says the same.
        "blocks": message.blocks if message.bot_id else [],
        "files": [_file(world, one) for one in message.files],
        "only": message.only_for is not None,
        "edited": message.edited_ts is not None,
    }


def _file(world: World, file: Json) -> Json:
    kept = next((one for one in world.slack.files if one.id == file["id"]), None)
    # People see what it is before Slack has told the app so.
    kind = mimetypes.guess_type(str(file["name"]))[0] or ""
    peek = kept.data[:PEEK].decode("utf-8", "replace") if kept and kept.data else ""
    return {
        "id": file["id"],
        "name": file["name"],
        "title": file["title"],
        "kind": kind,
        "size": file["size"],
        "alt": file["alt_txt"],
        "peek": peek if kind in TEXTUAL else "",
        "there": kept is not None and not kept.deleted,
    }


def _modal(person: Person) -> Json | None:
    stack = person.modals
    if not stack:
        return None
    view = stack[-1]
    return _view(view) | {
        "depth": len(stack),
        "title": view.title,
        "submit": view.submit,
        "close": (view.body.get("close") or {}).get("text"),
    }


def _view(view: View) -> Json:
    return {"id": view.id, "hash": view.hash, "blocks": view.blocks, "values": view.values()}


def _newest(world: World, person: Person, places: list[Channel]) -> list[Json]:
    seen = [one for place in places for one in world.slack.messages(place.id) if one.bot_id]
    seen += person.ephemerals
    # A file comes beneath words, and a notification is of the words.
    newest = sorted((one for one in seen if one.text), key=lambda one: float(one.ts))[-NEWEST:]
    return [
        {"ts": one.ts, "channel": one.channel, "text": one.text, "only": one.only_for is not None}
        for one in newest
    ]
