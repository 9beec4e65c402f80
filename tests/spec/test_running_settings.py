"""What a works council hears of the settings that run."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.statement import Running
from bot.settings import Settings

POSTGRES = "postgresql+asyncpg://bot@db/bot"


@pytest.mark.parametrize(
    "env, week, durable, lies, secret, slack",
    [
        ({}, None, "sqlite", "process", "file", "socket"),
        ({"DATABASE_URL": POSTGRES}, None, "postgresql", "process", "file", "socket"),
        ({}, Path("/run/pauzebot"), "sqlite", "directory", "file", "socket"),
        ({"PAUZEBOT_SECRET": "s" * 32}, None, "sqlite", "process", "environment", "socket"),
        ({"SLACK_SIGNING_SECRET": "s"}, None, "sqlite", "process", "file", "http"),
        (
            {"SLACK_SIGNING_SECRET": "s", "SLACK_APP_TOKEN": "xapp-1"},
            None, "sqlite", "process", "file", "socket",
        ),
    ],
)  # fmt: skip
def test_what_runs_follows_from_the_settings_and_from_where_the_week_was_opened(
    env: dict[str, str], week: Path | None, durable: str, lies: str, secret: str, slack: str
) -> None:
    running = Settings.from_env({"PAUZEBOT_DATA": "kept", **env}).running("1.2.3", week)
    found = (running.durable, running.week, running.secret, running.slack)
    assert found == (durable, lies, secret, slack)
    assert isinstance(running, Running)
    assert running.version == "1.2.3"
