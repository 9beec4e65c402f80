"""The people whom a visitor of the demo can be, and the channels they are in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from bot.core.project import Project
from bot.demo.status import PROFILES
from bot.standin import Standin

Part = Literal["employee", "hr", "physio", "guest"]

BOT = "Pauzebot"
ROOMS = ("administratie", "onderzoek")
"""What the channels of the example project are called, in its order of arms."""
FREE = ("C0DELTA", "verkoop")
"""A channel without a project, for a visitor who is HR; its id and what it is called."""


@dataclass(frozen=True)
class Role:
    """One of the cast: `room` is the number of their channel; `rest` are fields of a Slack user."""

    user: str
    name: str
    part: Part
    room: int
    rest: dict[str, Any]


def _role(name: str, part: Part, room: int, **rest: Any) -> Role:
    return Role(f"U0{name.upper()}", name, part, room, rest)


CAST = (
    _role("Sanne", "employee", 0),
    _role("Oliver", "employee", 1, locale="en-GB", tz="Europe/London"),
    _role("Mirjam", "employee", 0, **PROFILES["away"]),
    _role("Joris", "employee", 1, **PROFILES["meeting"]),
    _role("Hilde", "hr", 0),
    _role("Frank", "physio", 1),
    _role("Pim", "guest", 0, is_restricted=True),
)
SUBSCRIBED = tuple(role.user for role in CAST if "status_emoji" in role.rest)
"""Those of the cast who have prompts of their own: somebody away and somebody in a meeting."""


def furnish(slack: Standin, project: Project) -> list[str]:
    """Make the channels of `project` and a free one, and put the cast in them.

    Returns the ids of the project's channels.
    """
    places = [place for arm in project.arms for place in arm.channels]
    for number, place in enumerate(places):
        name = ROOMS[number] if number < len(ROOMS) else place.lower()
        slack.add_channel(place, name=name)
    slack.add_channel(FREE[0], name=FREE[1])
    for role in CAST:
        slack.add_user(role.user, name=role.name.lower(), real_name=role.name, **role.rest)
        slack.workspace.channels[places[role.room % len(places)]].members.append(role.user)
        if role.part == "hr":
            slack.workspace.channels[FREE[0]].members.append(role.user)
    return places


def holding(part: Part) -> str:
    """The user ids of a part, with commas, as the settings want them."""
    return ",".join(role.user for role in CAST if role.part == part)
