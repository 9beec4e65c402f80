"""Bots that are less careful about their logs, for `NAIVE` of tests/e2e/clocked.py: controls."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack import listeners


def debugging() -> None:
    """Let Slack's own libraries say at DEBUG what they are doing."""
    _unreduced(logging.DEBUG)


def telling() -> None:
    """Let a listener log the body of every request, as the SDK's own example does."""
    _unreduced(logging.INFO)
    careful = listeners.register

    def register(app: AsyncApp, *rest: Any, **more: Any) -> None:
        async def tell(body: dict[str, Any], next_: Callable[[], Awaitable[None]]) -> None:
            logging.getLogger("naive").info(body)
            await next_()

        app.use(tell)
        careful(app, *rest, **more)

    listeners.register = register


def _unreduced(level: int) -> None:
    root = logging.getLogger()
    root.setLevel(level)
    for handler in root.handlers:
        handler.filters.clear()
