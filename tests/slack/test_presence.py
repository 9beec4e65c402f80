"""What quiet hours, statuses and huddles mean for a prompt, and how little Slack is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.effects import Reason
from bot.slack.presence import Presence, Questions, read_quiet, read_status, read_user

NOW = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def seconds(at: datetime) -> int:
    return int(at.timestamp())


@pytest.mark.parametrize(
    "emoji, text, expected",
    [
        ("", "", None),
        (":calendar:", "In a meeting • Google Calendar", "meeting"),
        (":spiral_calendar_pad:", "In een vergadering", "meeting"),
        (":headphones:", "", "meeting"),
        ("", "Overleg tot 11:00", "meeting"),
        ("", "In een VERGADERING", "meeting"),
        ("", "Focus time", "meeting"),
        (":no_entry:", "Niet storen", "meeting"),
        (":palm_tree:", "Vacationing", "away"),
        (":face_with_thermometer:", "", "away"),
        ("", "Met vakantie t/m 3 augustus", "away"),
        ("", "Vrij", "away"),
        ("", "OOO until Monday", "away"),
        ("", "ziek thuis", "away"),
        # What says nothing about now.
        (":house_with_garden:", "Werkt thuis", None),
        (":house:", "Working from home", None),
        (":coffee:", "koffie", None),
        (":tada:", "Vrijdagmiddag!", None),
        ("", "Muziek op mijn oren", None),
        ("", "Recalled to life", None),
    ],
)
def test_what_a_status_means(emoji: str, text: str, expected: Reason | None) -> None:
    assert read_status({"status_emoji": emoji, "status_text": text}) == expected


def test_a_huddle_is_a_meeting_until_it_expires() -> None:
    row = {"profile": {"huddle_state": "in_a_huddle", "huddle_state_expiration_ts": 0}}
    assert read_user(row, NOW).reason == "meeting"
    assert read_user({"profile": {"huddle_state": "default_unset"}}, NOW).reason is None


@pytest.mark.parametrize(
    "row, quiet_at, expected",
    [
        ({"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}, NOW, False),
        ({"dnd_enabled": True, "next_dnd_start_ts": seconds(NOW - MINUTE),
          "next_dnd_end_ts": seconds(NOW + MINUTE)}, NOW, True),
        ({"dnd_enabled": True, "next_dnd_start_ts": seconds(NOW + MINUTE),
          "next_dnd_end_ts": seconds(NOW + 2 * MINUTE)}, NOW, False),
        ({"dnd_enabled": True, "next_dnd_start_ts": seconds(NOW - 2 * MINUTE),
          "next_dnd_end_ts": seconds(NOW)}, NOW, False),
        ({"snooze_enabled": True, "snooze_endtime": seconds(NOW + MINUTE)}, NOW, True),
        ({}, NOW, False),
    ],
)  # fmt: skip
def test_quiet_hours(row: dict[str, Any], quiet_at: datetime, expected: bool) -> None:
    quiet = read_quiet(row, NOW)
    assert (quiet.starts <= quiet_at < quiet.ends) is expected


class Slack:
    """Answers, and how often it was asked."""

    def __init__(self, people: int = 0) -> None:
        self.rows = {f"U{n:04}": {"id": f"U{n:04}", "tz": "Europe/Brussels"} for n in range(people)}
        self.asked: list[str] = []
        self.now = NOW
        self.presence = Presence(
            Questions(self.quiet, self.profile, self.everybody), lambda: self.now
        )

    async def quiet(self, users: Sequence[str]) -> Mapping[str, Any]:
        self.asked.append(f"quiet {len(users)}")
        return {user: {"dnd_enabled": False} for user in users}

    async def profile(self, user: str) -> Mapping[str, Any] | None:
        self.asked.append("profile")
        return self.rows.get(user)

    async def everybody(self) -> AsyncIterator[Mapping[str, Any]]:
        self.asked.append("everybody")
        for row in self.rows.values():
            yield row


async def test_quiet_hours_are_asked_fifty_a_call_and_all_profiles_once() -> None:
    slack = Slack(120)
    await slack.presence.look(list(slack.rows))
    assert sorted(slack.asked) == ["everybody", "quiet 20", "quiet 50", "quiet 50"]
    assert slack.presence.zone("U0099") == "Europe/Brussels"
    slack.asked.clear()
    await slack.presence.look(list(slack.rows))
    assert slack.asked == []
    slack.now += timedelta(minutes=16)
    await slack.presence.look(list(slack.rows)[:3])
    assert slack.asked == ["quiet 3"]


async def test_a_few_profiles_are_asked_one_by_one() -> None:
    slack = Slack(3)
    await slack.presence.look(["U0000", "U0001"])
    assert sorted(slack.asked) == ["profile", "profile", "quiet 2"]


async def test_events_are_newer_than_answers_and_tell_what_is_news() -> None:
    slack = Slack()
    row = {"id": "U1", "tz": "Europe/Amsterdam", "profile": {"status_emoji": ":calendar:"}}
    assert slack.presence.heard_user(row)
    assert slack.presence.reason("U1") == "meeting"
    assert not slack.presence.heard_user({**row, "profile": {}})
    assert slack.presence.reason("U1") is None
    assert slack.presence.heard_user({**row, "tz": "America/New_York"})
    assert slack.presence.heard_user({"id": "U1", "deleted": True})
    assert slack.presence.gone("U1")
    until = {"dnd_enabled": True, "next_dnd_start_ts": seconds(NOW),
             "next_dnd_end_ts": seconds(NOW + MINUTE)}  # fmt: skip
    slack.presence.heard_quiet("U1", until)
    assert slack.presence.reason("U1") == "do-not-disturb"
    slack.now += MINUTE
    assert slack.presence.reason("U1") is None


async def test_do_not_disturb_goes_before_a_meeting_and_a_status_ends_by_itself() -> None:
    slack = Slack()
    ends = seconds(NOW + 10 * MINUTE)
    profile = {"status_emoji": ":calendar:", "status_expiration": ends}
    slack.presence.heard_user({"id": "U1", "profile": profile})
    slack.presence.heard_quiet("U1", {"dnd_enabled": True, "next_dnd_start_ts": seconds(NOW),
                                      "next_dnd_end_ts": ends - 60})  # fmt: skip
    assert slack.presence.reason("U1") == "do-not-disturb"
    slack.now = NOW + 9 * MINUTE
    assert slack.presence.reason("U1") == "meeting"
    slack.now = NOW + 10 * MINUTE
    assert slack.presence.reason("U1") is None


async def test_a_zone_that_nobody_knows_is_no_zone() -> None:
    assert read_user({"tz": "Mars/Olympus"}, NOW).zone is None
    assert read_user({}, NOW).zone is None
