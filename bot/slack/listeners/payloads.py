"""What listeners read in Slack's payloads, whose parts may all be missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.service import Door, Person
from bot.slack import ids

Body = Mapping[str, Any]


def person(body: Body) -> Person:
    """Return who pressed, in the workspace where it was."""
    user, team = body.get("user") or {}, body.get("team") or {}
    return Person(team=str(team.get("id") or user.get("team_id", "")), user=str(user.get("id", "")))


def door(body: Body) -> Door:
    """Return where this press can be answered."""
    view = body.get("view") or {}
    kept = ids.unpack_view(str(view.get("private_metadata", "")))[1]
    return Door(
        trigger=body.get("trigger_id"),
        address=body.get("response_url") or kept,
        view=view.get("id"),
        hash=view.get("hash"),
        home=view.get("type") == "home",
    )
