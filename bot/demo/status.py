"""What people of the demo let Slack say of themselves: in a meeting, away, quiet hours."""

from __future__ import annotations

from datetime import datetime

from bot.standin import Standin

PROFILES = {
    "none": {"status_emoji": "", "status_text": ""},
    "meeting": {"status_emoji": ":spiral_calendar_pad:", "status_text": "In vergadering"},
    "away": {"status_emoji": ":palm_tree:", "status_text": "Met vakantie"},
}
"""What a profile says of a status, by its name on the page."""
QUIET = "quiet"
"""Quiet hours; Slack keeps them apart from a profile."""
STATUSES = (*PROFILES, QUIET)


def take(slack: Standin, user: str, status: str, now: datetime, until: datetime) -> None:
    """Let somebody choose one of STATUSES, as in Slack's own menu; quiet hours last `until` then.

    Raises KeyError for another status.
    """
    profile = PROFILES["none" if status == QUIET else status]
    if status == QUIET or status_of(slack, user, now) == QUIET:
        ends = until if status == QUIET else now
        slack.do_not_disturb(user, now.timestamp(), ends.timestamp())
    slack.change_user(user, **profile)


def status_of(slack: Standin, user: str, now: datetime) -> str:
    """Which of STATUSES somebody has; *none* for one that the page does not offer."""
    found = slack.workspace.users[user]
    starts, ends = found.dnd.get("next_dnd_start_ts", 0), found.dnd.get("next_dnd_end_ts", 0)
    if found.dnd.get("dnd_enabled") and starts <= now.timestamp() < ends:
        return QUIET
    names = {profile["status_emoji"]: name for name, profile in PROFILES.items()}
    return names.get(found.status_emoji, "none")
