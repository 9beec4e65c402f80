"""Logs about the machine's health: one line an event, no people, no bodies of requests.

slack_sdk and slack_bolt log whole requests at DEBUG, and Bolt some at WARNING. What other
libraries say is therefore reduced to where they said it and what kind of error it was.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog


class Reduced(logging.Filter):
    """Let other libraries say only that something happened, where, and the kind of error."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; true for warnings and worse."""
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        record.msg = f"{record.name} {record.module}:{record.lineno} {kind}".rstrip()
        record.args, record.exc_info, record.exc_text, record.stack_info = None, None, None, None
        return record.levelno >= logging.WARNING


def configure(level: str) -> None:
    """Send our own log lines at `level` and the libraries' reduced ones to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(Reduced())
    handler.setFormatter(logging.Formatter("level=%(levelname)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _no_people,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _no_people(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep only plain values: an object's repr may hold what must not be in a log."""
    return {
        key: value if isinstance(value, str | int | float | bool | None) else type(value).__name__
        for key, value in event.items()
    }
