"""Who is not to be prompted now, as Slack says it: quiet hours, statuses, huddles; in memory only.

Events keep it current; what they have not told is asked for just before a cohort is prompted:
quiet hours fifty people a call, profiles one a call for a few and by pages for many.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from bot.core.effects import Reason
from bot.core.fields import Language
from bot.slack.people import read_language

QUIET_KNOWN_FOR = timedelta(minutes=15)
"""How long an answer about quiet hours holds; what changes meanwhile comes as an event."""
PROFILE_KNOWN_FOR = timedelta(hours=24)
PATIENCE = 20.0
"""Seconds that a cohort waits for Slack; who is not known then is prompted, as Slack itself keeps
quiet hours from making a sound."""
FEW = 10
"""People whose profiles are asked for one by one; for more it takes less to read all pages."""
AT_A_TIME = 50

MEETING = frozenset(
    "calendar spiral_calendar_pad spiral_calendar date telephone phone telephone_receiver"
    " headphones studio_microphone movie_camera video_camera speech_balloon no_entry"
    " red_circle".split()
)
AWAY = frozenset(
    "palm_tree desert_island beach_with_umbrella airplane small_airplane airplane_departure ski"
    " face_with_thermometer mask hospital sick thermometer face_with_head_bandage"
    " camping tent sleeping zzz baby_bottle".split()
)
MEETING_WORDS = re.compile(
    r"meeting|vergader|\boverleg|afspraak|in gesprek|\bcall\b|telefoon|presentatie|presenting"
    r"|niet storen|do not disturb|\bfocus"
)
AWAY_WORDS = re.compile(
    r"vakantie|vacation|holiday|verlof|\bleave\b|afwezig|out of office|\booo\b|\bziek|\bsick\b"
    r"|^vrij$|\bvrij (?:tot|t/m|vandaag)|day off|\blunch|\bonderweg\b|commuting|\baway\b"
)
HUDDLE = "in_a_huddle"


@dataclass(frozen=True)
class Seen:
    """What a profile says that matters here; of a status only what it means, and until when."""

    zone: str | None
    language: Language | None
    gone: bool
    reason: Reason | None
    ends: datetime | None
    at: datetime


@dataclass(frozen=True)
class Quiet:
    """Quiet hours: the next ones, or those that are going on."""

    starts: datetime
    ends: datetime
    at: datetime


Row = Mapping[str, Any]


@dataclass(frozen=True)
class Questions:
    """What can be asked of Slack; None where it does not answer."""

    quiet: Callable[[Sequence[str]], Awaitable[Mapping[str, Row] | None]]
    profile: Callable[[str], Awaitable[Row | None]]
    everybody: Callable[[], AsyncIterator[Row]]


class Presence:
    """What is known of people now. Nothing of it is written down, and it dies with the process."""

    def __init__(self, ask: Questions, now: Callable[[], datetime]) -> None:
        self._ask = ask
        self._now = now
        self._seen: dict[str, Seen] = {}
        self._quiet: dict[str, Quiet] = {}
        self._reading: asyncio.Task[None] | None = None

    async def look(self, users: Sequence[str]) -> None:
        """Ask what is not known of these people; it waits only so long."""
        try:
            async with asyncio.timeout(PATIENCE):
                async with asyncio.TaskGroup() as group:
                    group.create_task(self._look_at_quiet(users))
                    group.create_task(self._look_at_profiles(users))
        except TimeoutError:
            return

    def reason(self, user: str) -> Reason | None:
        """Return why somebody is not to be prompted now."""
        now = self._now()
        quiet, seen = self._quiet.get(user), self._seen.get(user)
        if quiet is not None and quiet.starts <= now < quiet.ends:
            return "do-not-disturb"
        if seen is None or seen.reason is None or (seen.ends is not None and now >= seen.ends):
            return None
        return seen.reason

    def gone(self, user: str) -> bool:
        """Return whether an account was deactivated."""
        seen = self._seen.get(user)
        return seen is not None and seen.gone

    def zone(self, user: str) -> str | None:
        """Return the zone that somebody is in."""
        seen = self._seen.get(user)
        return seen.zone if seen else None

    def speaks(self, user: str) -> Language | None:
        """Return somebody's language in Slack."""
        seen = self._seen.get(user)
        return seen.language if seen else None

    def heard_user(self, row: Row) -> bool:
        """Take in a `user` object of an event; True where zone or account are news."""
        user = str(row.get("id", ""))
        before, seen = self._seen.get(user), read_user(row, self._now())
        self._seen[user] = seen
        return before is None or (before.zone, before.gone) != (seen.zone, seen.gone)

    def heard_quiet(self, user: str, row: Row) -> None:
        """Take in a do-not-disturb object."""
        self._quiet[user] = read_quiet(row, self._now())

    def forget(self, user: str) -> None:
        """Know nothing of somebody any more."""
        self._seen.pop(user, None)
        self._quiet.pop(user, None)

    async def _look_at_quiet(self, users: Sequence[str]) -> None:
        old = self._now() - QUIET_KNOWN_FOR
        unknown = [user for user in users if self._at(self._quiet.get(user)) <= old]
        for first in range(0, len(unknown), AT_A_TIME):
            rows = await self._ask.quiet(unknown[first : first + AT_A_TIME])
            for user, row in (rows or {}).items():
                self.heard_quiet(user, row)

    async def _look_at_profiles(self, users: Sequence[str]) -> None:
        old = self._now() - PROFILE_KNOWN_FOR
        unknown = {user for user in users if self._at(self._seen.get(user)) <= old}
        if len(unknown) > FEW:
            # It goes on for the next cohort when this one can wait no longer.
            if self._reading is None or self._reading.done():
                self._reading = asyncio.get_running_loop().create_task(self._read_everybody())
            await asyncio.shield(self._reading)
            return
        for user in sorted(unknown):
            row = await self._ask.profile(user)
            if row is not None:
                self._seen[user] = read_user(row, self._now())

    async def _read_everybody(self) -> None:
        async for row in self._ask.everybody():
            self._seen[str(row.get("id", ""))] = read_user(row, self._now())

    def _at(self, known: Seen | Quiet | None) -> datetime:
        return known.at if known else datetime.min.replace(tzinfo=UTC)


def read_user(row: Row, now: datetime) -> Seen:
    """Read a `user` object of Slack: zone, language, account, and what the status means."""
    profile = row.get("profile") or {}
    zone = row.get("tz")
    reason = read_status(profile)
    ends = profile.get("status_expiration") or 0
    if profile.get("huddle_state") == HUDDLE:
        reason, ends = "meeting", profile.get("huddle_state_expiration_ts") or 0
    return Seen(
        zone=zone if isinstance(zone, str) and zone in _zones() else None,
        language=read_language(row.get("locale")),
        gone=bool(row.get("deleted")),
        reason=reason,
        ends=_instant(ends),
        at=now,
    )


@cache
def _zones() -> frozenset[str]:
    # Twenty milliseconds of walking through folders, for each person anew without the cache.
    return frozenset(available_timezones())


def read_status(profile: Row) -> Reason | None:
    """Return what a status means for a prompt: *meeting*, *away*, or nothing.

    Slack's calendar apps and people themselves write it as they like; the emoji goes first, for it
    is the same in every language.
    """
    emoji = str(profile.get("status_emoji") or "").strip(":").split("::")[0]
    text = str(profile.get("status_text") or "").casefold()
    if emoji in MEETING:
        return "meeting"
    if emoji in AWAY:
        return "away"
    if MEETING_WORDS.search(text):
        return "meeting"
    return "away" if AWAY_WORDS.search(text) else None


def read_quiet(row: Row, now: datetime) -> Quiet:
    """Read a do-not-disturb object; a snooze that is going on counts as quiet from now on."""
    ends = _instant(row.get("snooze_endtime") or 0)
    if row.get("snooze_enabled") and ends is not None:
        return Quiet(now, ends, now)
    starts, ends = _instant(row.get("next_dnd_start_ts")), _instant(row.get("next_dnd_end_ts"))
    if not row.get("dnd_enabled") or starts is None or ends is None:
        return Quiet(now, now, now)
    return Quiet(starts, ends, now)


def _instant(seconds: object) -> datetime | None:
    if not isinstance(seconds, int | float) or seconds <= 1:
        return None
    return datetime.fromtimestamp(seconds, UTC)
