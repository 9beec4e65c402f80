"""The refusals of the stand-in: Slack's to the app, and the client's to a person."""

from typing import Any


class SlackError(Exception):
    """A Web API refusal: `error` is Slack's code, `extra` goes beside it in the envelope."""

    def __init__(
        self, error: str, *, status: int = 200, headers: dict[str, str] | None = None, **extra: Any
    ) -> None:
        super().__init__(error)
        self.error = error
        self.status = status
        self.headers = headers or {}
        self.extra = extra


class CannotDo(AssertionError):
    """A person tried what Slack's client would not offer: a missing button, a closed modal."""


def invalid_arguments(*messages: str) -> SlackError:
    """The shape in which Slack refuses arguments it cannot use."""
    listed = [f"[ERROR] {message}" for message in messages]
    return SlackError("invalid_arguments", response_metadata={"messages": listed})


def invalid_blocks(messages: list[str]) -> SlackError:
    """The shape in which chat.* refuses blocks: `errors`, and the same as messages."""
    listed = [f"[ERROR] {message}" for message in messages]
    return SlackError("invalid_blocks", errors=messages, response_metadata={"messages": listed})
