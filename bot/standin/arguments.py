"""The arguments of a Web API call, however they were sent."""

import json
from typing import Any

from aiohttp import web

from bot.standin.errors import SlackError, invalid_arguments

_STRUCTURED = frozenset({"blocks", "attachments", "view", "metadata", "files"})


class Arguments(dict[str, Any]):
    """Arguments by name, read with Slack's idea of each type."""

    def text(self, name: str) -> str:
        """A required string; SlackError `invalid_arguments` when it is missing."""
        value = self.get(name)
        if value is None or value == "":
            raise invalid_arguments(f"missing required field: {name}")
        return str(value)

    def flag(self, name: str) -> bool:
        """A boolean, as JSON or as the words and digits of a form."""
        return str(self.get(name)).lower() in ("true", "1")

    def number(self, name: str, otherwise: int) -> int:
        """A whole number; SlackError `invalid_arguments` when it is something else."""
        value = self.get(name)
        if value is None or value == "":
            return otherwise
        try:
            return int(value)
        except (TypeError, ValueError):
            raise invalid_arguments(f"must be a valid number [json-pointer:/{name}]") from None

    def listed(self, name: str) -> list[str]:
        """A list, as JSON or as words with commas between."""
        value = self.get(name)
        if isinstance(value, list):
            return [str(item) for item in value]
        return [item.strip() for item in str(value or "").split(",") if item.strip()]


async def read(request: web.Request) -> tuple[Arguments, str | None]:
    """The arguments and the token of a call: from the query, a form, JSON or multipart, and the
    header.

    Raises SlackError `invalid_json`, `json_not_object`, `invalid_form_data`, or for text that is
    not the JSON it should be.
    """
    found: dict[str, Any] = dict(request.query)
    if request.method == "POST":
        found |= await _body(request)
    arguments = Arguments({key: _decoded(key, value) for key, value in found.items()})
    header = request.headers.get("Authorization", "")
    token = arguments.pop("token", None)
    return arguments, header.removeprefix("Bearer ").strip() or token


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        raw = await request.text()
        try:
            found = json.loads(raw) if raw.strip() else {}
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(found, dict):
            raise SlackError("json_not_object")
        return found
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        try:
            return {
                key: value
                for key, value in (await request.post()).items()
                if isinstance(value, str)
            }
        except ValueError:
            raise SlackError("invalid_form_data") from None
    return {}


def _decoded(key: str, value: Any) -> Any:
    if key not in _STRUCTURED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        if key == "blocks":
            raise SlackError("invalid_blocks_format") from None
        raise invalid_arguments(f"failed to parse JSON [json-pointer:/{key}]") from None
