"""Asking the bot that runs on this machine how it is."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from bot.web.address import DEFAULT_PORT, LOOPBACK

PATIENCE = 2.0
"""Seconds; the image's health check gives up after three."""


@dataclass(frozen=True)
class Health:
    """Whether the bot is well, and a line that says so."""

    well: bool
    line: str


def health(port: int | None) -> Health:
    """Ask `/healthz`. Whatever else listens on that port is not taken for the bot."""
    port = port or DEFAULT_PORT
    answer = get("/healthz", port)
    if answer is None:
        return Health(well=False, line=f"nobody answers on {LOOPBACK}:{port}")
    word = None
    with suppress(ValueError, AttributeError):
        word = json.loads(answer[1]).get("pauzebot")
    if word not in ("well", "stuck"):
        return Health(well=False, line=f"what answers on {LOOPBACK}:{port} is not Pauzebot")
    if word == "stuck":
        return Health(well=False, line="stuck: the clock has not ticked for three minutes")
    return Health(well=answer[0] == 200, line="well")


def get(path: str, port: int) -> tuple[int, str] | None:
    """Return status and text of a page of this machine, None where nobody answers."""
    connection = HTTPConnection(LOOPBACK, port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
