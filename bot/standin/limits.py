"""Slack's rate limits: per method and workspace in a window of a minute, and 429 with
Retry-After."""

import math
from collections import deque
from collections.abc import Callable

from bot.standin.arguments import Arguments
from bot.standin.errors import SlackError

MINUTE = 60.0
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
_BY_TIER = {
    2: "conversations.list users.list usergroups.list usergroups.users.list dnd.teamInfo",
    3: "apps.connections.open chat.update chat.delete conversations.open conversations.info "
    "conversations.join users.lookupByEmail users.getPresence dnd.info files.delete",
    4: "chat.postEphemeral views.open views.update views.push views.publish conversations.members "
    "users.info users.profile.get files.getUploadURLExternal files.completeUploadExternal "
    "files.info",
}
PER_MINUTE = {name: TIERS[tier] for tier, names in _BY_TIER.items() for name in names.split()}
PER_MINUTE |= {"auth.test": 600, "api.test": 600}
# Slack says "several hundred messages per minute"; 240 is what people measured (bolt-js#1882).
POSTS_PER_MINUTE = 240
POSTS_PER_SECOND_AND_CHANNEL = 1.0
POST_BURST = 5
EVENTS_PER_HOUR = 30_000


class Window:
    """At most `most` calls in any `span` seconds."""

    def __init__(self, most: int, span: float = MINUTE) -> None:
        self.most, self.span = most, span
        self._calls: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until a call fits; 0 when it fits now."""
        while self._calls and self._calls[0] <= now - self.span:
            self._calls.popleft()
        if self.most < 1:
            return self.span
        if len(self._calls) < self.most:
            return 0.0
        return self._calls[len(self._calls) - self.most] + self.span - now

    def take(self, now: float) -> None:
        """Count a call."""
        self._calls.append(now)


class Bucket:
    """`rate` calls a second, `burst` at once."""

    def __init__(self, rate: float, burst: int) -> None:
        self.rate, self.burst = rate, burst
        self._tokens, self._at = float(burst), -math.inf

    def wait(self, now: float) -> float:
        """Seconds until a call fits; 0 when it fits now."""
        gained = (now - self._at) * self.rate if self._at > -math.inf else 0.0
        self._tokens, self._at = min(self.burst, self._tokens + gained), now
        return 0.0 if self._tokens >= 1 - 1e-9 else (1 - self._tokens) / self.rate

    def take(self, _: float) -> None:
        """Count a call."""
        self._tokens -= 1


class Limits:
    """Refuses what comes too fast; `refused` and `ignored` count 429s, and calls made while told
    to wait."""

    def __init__(self, stopwatch: Callable[[], float]) -> None:
        self._now = stopwatch
        self._windows: dict[tuple[str, ...], Window | Bucket] = {}
        self._blocked: dict[tuple[str, str], float] = {}
        self.per_minute = dict(PER_MINUTE)
        self.posts_per_minute = POSTS_PER_MINUTE
        self.post_burst = POST_BURST
        self.events = Window(EVENTS_PER_HOUR, 60 * MINUTE)
        self.enabled = False
        self.refused = 0
        self.ignored = 0

    def admit(self, team: str, method: str, arguments: Arguments) -> None:
        """Count a call; SlackError `ratelimited` (HTTP 429) when it is one too many."""
        if not self.enabled:
            return
        now = self._now()
        if (until := self._blocked.get((team, method), now)) > now:
            self.ignored += 1
            self._refuse(until - now)
        guards = self._guards(team, method, arguments)
        if (wait := max((guard.wait(now) for guard in guards), default=0.0)) > 0:
            whole = max(1, math.ceil(wait))
            self._blocked[team, method] = now + whole
            self._refuse(whole)
        for guard in guards:
            guard.take(now)

    def may_deliver(self) -> bool:
        """Count an event for the app; False when it has had its share of the hour."""
        now = self._now()
        if not self.enabled or self.events.wait(now) <= 0:
            self.events.take(now)
            return True
        return False

    def _guards(self, team: str, method: str, arguments: Arguments) -> list[Window | Bucket]:
        if method == "chat.postMessage":
            key = (team, method, str(arguments.get("channel")))
            pace = Bucket(POSTS_PER_SECOND_AND_CHANNEL, self.post_burst)
            one = self._windows.setdefault(key, pace)
            return [one, self._windows.setdefault((team, method), Window(self.posts_per_minute))]
        most = self.per_minute.get(method)
        if most is None:
            return []
        return [self._windows.setdefault((team, method), Window(most))]

    def _refuse(self, seconds: float) -> None:
        self.refused += 1
        raise rate_limited(math.ceil(seconds))


def rate_limited(seconds: int) -> SlackError:
    """The refusal with which Slack asks for patience."""
    return SlackError("ratelimited", status=429, headers={"Retry-After": str(seconds)})
