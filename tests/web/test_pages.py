"""The pages that say how the bot is: they speak of the machine, and of nobody."""

from __future__ import annotations

import asyncio
import json
import re
import socket
from typing import get_args

import pytest
import structlog.testing
from aiohttp.test_utils import make_mocked_request
from aiohttp.typedefs import Handler
from aiohttp.web import Request, StreamResponse

from bot.core.effects import Reason
from bot.settings import Settings, SettingsError
from bot.slack.manifest import manifest
from bot.web import address, metrics, readiness, server
from bot.web.ask import health
from bot.web.server import Web
from bot.web.vitals import Link
from tests.web.conftest import Patient, fine, free_port

PERSONAL = {"away", "do-not-disturb", "meeting", "not-a-day", "not-in-hours", "on-a-break"}
"""Reasons that say something of one person's day."""


async def test_a_bot_that_ticks_is_well_and_one_that_missed_three_bells_is_stuck(
    patient: Patient,
) -> None:
    for age, status, word in [(0, 200, "well"), (180, 200, "well"), (180.1, 503, "stuck")]:
        patient.beats(age=age)
        assert await patient.get("/healthz") == (status, json.dumps({"pauzebot": word}))


async def test_the_command_says_the_same_in_a_line(patient: Patient) -> None:
    for age, well, line in [
        (1, True, "well"),
        (999, False, "stuck: the clock has not ticked for three minutes"),
    ]:
        patient.beats(age=age)
        told = await asyncio.to_thread(health, patient.port)
        assert (told.well, told.line) == (well, line)


async def test_the_command_takes_nothing_else_for_the_bot(patient: Patient) -> None:
    silent = await asyncio.to_thread(health, free_port())
    assert not silent.well
    assert silent.line.startswith("nobody answers on 127.0.0.1:")

    async def other(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]")
        await writer.drain()
        writer.close()

    stranger = await asyncio.start_server(other, "127.0.0.1", 0)
    async with stranger:
        told = await asyncio.to_thread(health, stranger.sockets[0].getsockname()[1])
    assert not told.well
    assert told.line.endswith("is not Pauzebot")


async def test_readiness_says_one_word_of_each_part(patient: Patient) -> None:
    async def failing() -> str:
        raise RuntimeError("SELECT * FROM role WHERE user = 'U0ANNA'")

    async def gossiping() -> str:
        return "U0ANNA pressed"

    async def crowded() -> str:
        return "crowded"

    patient.parts["slack"] = crowded
    assert await patient.get("/readyz") == (
        200,
        json.dumps({"pauzebot": "ready", "store": "answers", "slack": "crowded"}),
    )
    patient.parts |= {"week": failing, "slack": gossiping}
    status, text = await patient.get("/readyz")
    assert status == 503
    assert json.loads(text) == {
        "pauzebot": "waiting",
        "store": "answers",
        "slack": "failing",
        "week": "failing",
    }


async def test_a_part_that_does_not_answer_is_silent_and_keeps_nobody_waiting() -> None:
    async def never() -> str:
        await asyncio.Event().wait()
        return "answers"

    parts = {"store": never, "week": readiness.answers(fine), "slack": readiness.serving}
    found = await readiness.words(parts, patience=0.01)
    assert found == {"store": "silent", "week": "answers", "slack": "serving"}
    assert not readiness.ready(found)


def figures(text: str) -> dict[str, float]:
    """The series of a page of metrics."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


async def test_metrics_tell_of_process_and_delivery(patient: Patient) -> None:
    patient.beats(
        ticks=7, failed=1, lag=2.5, age=30.0, throttled={"views.open": 2}, waiting=4,
        link=Link(expected=1, seen=3, reconnects=5),
    )  # fmt: skip
    patient.tally = {"planned": 20, "sent": 9, "unknown": 1, "held:archived": 3, "held:shared": 2}
    status, text = await patient.get("/metrics")
    found = figures(text)
    assert status == 200
    assert found["pauzebot_ticks_total"] == 7
    assert found["pauzebot_ticks_failed_total"] == 1
    assert found["pauzebot_tick_lag_seconds"] == 2.5
    assert found["pauzebot_tick_age_seconds"] == 30
    assert found['pauzebot_slack_throttled_total{method="views.open"}'] == 2
    assert found["pauzebot_calls_waiting"] == 4
    assert found["pauzebot_prompts_waiting"] == 5
    assert found["pauzebot_prompts_sent_total"] == 9
    assert found["pauzebot_prompts_unknown_total"] == 1
    assert found['pauzebot_prompts_held_total{reason="archived"}'] == 3
    assert found['pauzebot_prompts_held_total{reason="shared"}'] == 2
    assert found["pauzebot_socket_connections_expected"] == 1
    assert found["pauzebot_socket_connections_seen"] == 3
    assert found["pauzebot_socket_reconnects_total"] == 5
    assert found["pauzebot_store_up"] == 1
    assert any(name.startswith("pauzebot_build_info{") for name in found)


async def test_metrics_have_no_series_that_rises_with_each_press(patient: Patient) -> None:
    """The library's own counters would: seconds of CPU, open files, garbage collected."""
    _, text = await patient.get("/metrics")
    names = {name.split("{")[0] for name in figures(text)}
    assert {name for name in names if not name.startswith("pauzebot_")} == set()
    labels = set(re.findall(r"(\w+)=", text))
    assert labels <= {"method", "reason", "version", "python"}


@pytest.mark.parametrize("lost, shown", [(0, 0), (1, 10), (10, 10), (11, 20)])
async def test_lost_answers_are_told_in_tens(patient: Patient, lost: int, shown: int) -> None:
    patient.beats(lost=lost)
    _, text = await patient.get("/metrics")
    assert figures(text)["pauzebot_answers_lost_total"] == shown


async def test_reasons_that_are_a_persons_are_not_told_apart(patient: Patient) -> None:
    patient.tally = {"planned": 5, "held:meeting": 2, "held:do-not-disturb": 1, "held:paused": 2}
    _, text = await patient.get("/metrics")
    found = figures(text)
    assert found['pauzebot_prompts_held_total{reason="other"}'] == 3
    assert found['pauzebot_prompts_held_total{reason="paused"}'] == 2
    assert "meeting" not in text


def test_every_reason_is_known_as_a_persons_or_not() -> None:
    """A new reason is a person's until somebody says here that it may be told."""
    assert set(get_args(Reason)) <= metrics.REASONS | PERSONAL
    assert not metrics.REASONS & PERSONAL


async def test_metrics_are_there_when_the_store_is_not(patient: Patient) -> None:
    patient.tally = None
    with structlog.testing.capture_logs() as logs:
        status, text = await patient.get("/metrics")
    found = figures(text)
    assert (status, found["pauzebot_store_up"]) == (200, 0)
    assert "pauzebot_prompts_sent_total" not in found
    assert logs == [
        {"event": "the store does not tell", "error": "ConnectionError", "log_level": "warning"}
    ]


async def test_over_http_there_is_no_connection_to_count(patient: Patient) -> None:
    patient.beats(link=None)
    _, text = await patient.get("/metrics")
    assert "pauzebot_socket" not in text


async def test_a_page_that_fails_tells_nobody_why() -> None:
    async def handler(_: Request) -> StreamResponse:
        raise ValueError("user=U0ANNA")

    failing: Handler = handler
    with structlog.testing.capture_logs() as logs:
        answer = await server._quietly(make_mocked_request("GET", "/"), failing)
    assert answer.status == 500
    assert logs == [{"event": "request failed", "error": "ValueError", "log_level": "error"}]


async def test_what_is_not_there_is_not_found(patient: Patient) -> None:
    assert (await patient.get("/slack/events"))[0] == 404
    assert (await patient.get("/"))[0] == 404


def test_where_port_is_set_everybody_may_call_and_else_nobody_outside() -> None:
    assert address.host(None) == "127.0.0.1"
    assert address.host(8080) == "0.0.0.0"


@pytest.mark.parametrize(
    "env, missing",
    [
        ({}, "SLACK_APP_TOKEN is missing"),
        ({"PORT": "8080"}, "SLACK_APP_TOKEN is missing"),
        ({"SLACK_SIGNING_SECRET": "0" * 32}, "PORT is missing"),
        ({"SLACK_SIGNING_SECRET": "0" * 32, "PORT": "8080"}, None),
        ({"SLACK_APP_TOKEN": "xapp-1"}, None),
    ],
)
def test_slack_reaches_the_bot_by_socket_or_by_port(
    env: dict[str, str], missing: str | None
) -> None:
    settings = Settings.from_env({"SLACK_BOT_TOKEN": "xoxb-1", **env})
    if missing is None:
        settings.for_slack()
        return
    with pytest.raises(SettingsError, match=missing):
        settings.for_slack()


def test_the_manifest_says_how_slack_reaches_the_bot() -> None:
    by_socket = manifest()["settings"]
    assert by_socket["socket_mode_enabled"]
    assert "request_url" not in by_socket["event_subscriptions"] | by_socket["interactivity"]
    url = "https://pauzebot.example.nl/slack/events"
    made = manifest(url)
    by_port = made["settings"]
    assert not by_port["socket_mode_enabled"]
    assert by_port["event_subscriptions"]["request_url"] == url
    assert by_port["interactivity"]["request_url"] == url
    assert [each["url"] for each in made["features"]["slash_commands"]] == [url]


async def test_a_port_that_was_asked_for_and_is_taken_is_said(patient: Patient) -> None:
    second = Web(patient.vitals())
    with pytest.raises(SettingsError, match=f"PORT {patient.port} cannot be listened on"):
        await second.open(patient.port)
    await second.close()


async def test_the_usual_port_taken_by_another_is_no_reason_to_stop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setattr(server, "DEFAULT_PORT", other.getsockname()[1])
        second = Web(Patient().vitals())
        with structlog.testing.capture_logs() as logs:
            assert not await second.open(None)
        await second.close()
    assert [each["log_level"] for each in logs] == ["warning"]
