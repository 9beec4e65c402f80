"""The machine's health in the text that Prometheus reads; nothing of it is about people.

A counter that is scraped every fifteen seconds is a diary with times in it. One that rose with
each press would tell when somebody took part, and beside a channel of few people, who. So there are
no counters of presses, walks or answers here, no labels that name a channel, project or person, and
none of the counters that a client library adds by itself: seconds of CPU, open files and collected
garbage rise with each press too. Whoever runs the machine can read those of the machine.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.metadata import version

from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector, CollectorRegistry

from bot.web.vitals import Link, Pulse

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

REASONS = frozenset(
    [
        "archived",
        "closed",
        "ended",
        "holiday",
        "no-access",
        "not-in-channel",
        "paused",
        "refused",
        "shared",
        "too-late",
    ]
)
"""Reasons that lie with the project, the channel or Slack, and may be told apart.

Any other (do not disturb, a meeting) is a person's, and only ever part of *other*.
"""

TENS = 10
"""Lost answers are rounded up to tens: a single one would say that somebody pressed just then.

Slack's refusals need no rounding: a method is refused because a crowd used it.
"""


def render(pulse: Pulse, prompts: Mapping[str, int] | None) -> bytes:
    """Return the page; `prompts` is the store's tally, None where the store does not answer."""
    # A registry of its own: the library's common one comes with the counters named above.
    registry = CollectorRegistry()
    registry.register(_Page(pulse, prompts))
    return generate_latest(registry)


class _Page(Collector):
    def __init__(self, pulse: Pulse, prompts: Mapping[str, int] | None) -> None:
        self._pulse = pulse
        self._prompts = prompts

    def collect(self) -> Iterator[Metric]:
        yield from _process(self._pulse)
        yield from _delivery(self._prompts)
        if self._pulse.link is not None:
            yield from _socket(self._pulse.link)


def _process(pulse: Pulse) -> Iterator[Metric]:
    yield _info("pauzebot_build", "The version that runs.", _build())
    yield _counter("pauzebot_ticks", "Ticks done, one a minute.", pulse.ticks)
    yield _counter("pauzebot_ticks_failed", "Ticks that failed.", pulse.failed)
    yield _gauge("pauzebot_tick_lag_seconds", "How late the last tick began.", pulse.lag)
    yield _gauge("pauzebot_tick_age_seconds", "Since the last tick ended.", pulse.age)
    yield _gauge("pauzebot_calls_waiting", "Calls to Slack that wait for a limit.", pulse.waiting)
    yield _counters(
        "pauzebot_slack_throttled",
        "Calls that Slack refused with 429.",
        "method",
        pulse.throttled,
    )
    lost = -(-pulse.lost // TENS) * TENS
    yield _counter("pauzebot_answers_lost", "Answers that reached nobody, in tens.", lost)


def _delivery(prompts: Mapping[str, int] | None) -> Iterator[Metric]:
    up = "Whether the store told what became of the prompts."
    yield _gauge("pauzebot_store_up", up, 0 if prompts is None else 1)
    if prompts is None:
        return
    done = {name: count for name, count in prompts.items() if name != "planned"}
    open_ = prompts.get("planned", 0) - sum(done.values())
    yield _gauge("pauzebot_prompts_waiting", "Prompts planned and not yet sent.", max(open_, 0))
    yield _counter("pauzebot_prompts_sent", "Prompts sent.", done.get("sent", 0))
    yield _counter(
        "pauzebot_prompts_unknown", "Prompts of which Slack did not answer.", done.get("unknown", 0)
    )
    yield _counters("pauzebot_prompts_held", "Prompts held back, by reason.", "reason", _held(done))


def _socket(link: Link) -> Iterator[Metric]:
    yield _gauge(
        "pauzebot_socket_connections_expected", "Connections of this process.", link.expected
    )
    yield _gauge(
        "pauzebot_socket_connections_seen", "Connections as Slack last counted them.", link.seen
    )
    yield _counter("pauzebot_socket_reconnects", "Connections made anew.", link.reconnects)


def _held(done: Mapping[str, int]) -> dict[str, int]:
    held = dict.fromkeys(sorted(REASONS | {"other"}), 0)
    for name, count in done.items():
        kind, _, reason = name.partition(":")
        if kind == "held":
            held[reason if reason in REASONS else "other"] += count
    return held


@lru_cache(maxsize=1)
def _build() -> dict[str, str]:
    return {"version": version("pauzebot"), "python": platform.python_version()}


def _gauge(name: str, text: str, value: float) -> Metric:
    return GaugeMetricFamily(name, text, value=value)


def _counter(name: str, text: str, value: float) -> Metric:
    return CounterMetricFamily(name, text, value=value)


def _counters(name: str, text: str, label: str, values: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(name, text, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family


def _info(name: str, text: str, value: dict[str, str]) -> Metric:
    return InfoMetricFamily(name, text, value=value)
