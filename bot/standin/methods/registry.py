"""The table of Web API methods, and paging by cursor."""

import base64
from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.standin.arguments import Arguments
from bot.standin.blocks import Json
from bot.standin.errors import SlackError
from bot.standin.hub import Hub

Method = Callable[[Hub, Arguments], Json]
METHODS: dict[str, Method] = {}
Item = TypeVar("Item")


def method(name: str) -> Callable[[Method], Method]:
    """Enter a function in the table; it answers with the envelope's fields, without `ok`."""

    def enter(function: Method) -> Method:
        METHODS[name] = function
        return function

    return enter


def page(
    items: Sequence[Item], arguments: Arguments, otherwise: int
) -> tuple[Sequence[Item], Json]:
    """One page and its response_metadata; SlackError `invalid_cursor` or `invalid_limit`."""
    limit = arguments.number("limit", otherwise) or otherwise
    if not 0 < limit <= 1000:
        raise SlackError("invalid_limit")
    start = _position(str(arguments.get("cursor") or ""))
    if start > len(items):
        raise SlackError("invalid_cursor")
    end = start + limit
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], {"next_cursor": cursor}


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except ValueError:
        raise SlackError("invalid_cursor") from None
