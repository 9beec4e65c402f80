"""A stage for every test; at its end: a clean console and log, valid calls, nothing sent out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence

import pytest
import pytest_asyncio
from structlog.testing import capture_logs
from structlog.typing import EventDict

from tests.browser.stage import Stage, missing, set_up


@pytest_asyncio.fixture
async def stage(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Stage]:
    """The demo's page over a world of its own, to visit with chromium."""
    if reason := missing():
        pytest.skip(reason)
    with capture_logs() as logs:
        async with set_up() as made:
            yield made
            assert made.troubles == []
            _went_well(made, caplog, logs)


@pytest_asyncio.fixture
async def desk(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Stage]:
    """The same without a browser, for what a browser need not see."""
    with capture_logs() as logs:
        async with set_up(browser=False) as made:
            yield made
            _went_well(made, caplog, logs)


def _went_well(stage: Stage, caplog: pytest.LogCaptureFixture, logs: Sequence[EventDict]) -> None:
    """No error in the log, and no call or answer that Slack would have refused."""
    slack = stage.world.slack
    assert [call for call in slack.ledger if not call.ok] == []
    assert slack.unusable == []
    assert [one for one in logs if one["log_level"] in ("error", "critical")] == []
    assert [one.getMessage() for one in caplog.records if one.levelname == "ERROR"] == []
