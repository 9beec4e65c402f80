"""A stage for every test; at its end: a clean console and log, valid calls, nothing sent out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser
from structlog.testing import capture_logs
from structlog.typing import EventDict

from tests.browser.stage import Stage, launched, missing, set_up

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run all of these in one loop: a browser belongs to the loop that started it."""
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all tests of a process: to start it takes longer than most of them."""
    if reason := missing():
        pytest.skip(reason)
    async with launched() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def stage(caplog: pytest.LogCaptureFixture, chromium: Browser) -> AsyncIterator[Stage]:
    """The demo's page over a world of its own, to visit with chromium."""
    with capture_logs() as logs:
        async with set_up(browser=chromium) as made:
            yield made
            assert made.troubles == []
            _went_well(made, caplog, logs)


@pytest_asyncio.fixture(loop_scope="session")
async def desk(caplog: pytest.LogCaptureFixture) -> AsyncIterator[Stage]:
    """The same without a browser, for what a browser need not see."""
    with capture_logs() as logs:
        async with set_up() as made:
            yield made
            _went_well(made, caplog, logs)


def _went_well(stage: Stage, caplog: pytest.LogCaptureFixture, logs: Sequence[EventDict]) -> None:
    """No error in the log, and no call or answer that Slack would have refused."""
    slack = stage.world.slack
    assert [call for call in slack.ledger if not call.ok] == []
    assert slack.unusable == []
    assert [one for one in logs if one["log_level"] in ("error", "critical")] == []
    assert [one.getMessage() for one in caplog.records if one.levelname == "ERROR"] == []
