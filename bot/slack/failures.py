"""What Slack's refusals and silences mean to us."""

from __future__ import annotations

from collections.abc import Mapping

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.core.effects import Reason
from bot.service import Outcome

FAILURES = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError)
"""Everything a call may raise that is Slack's doing or the network's."""

REASONS: Mapping[str, Reason] = {
    "not_in_channel": "not-in-channel",
    "channel_not_found": "not-in-channel",
    "is_archived": "archived",
    "account_inactive": "no-access",
    "invalid_auth": "no-access",
    "missing_scope": "no-access",
    "not_authed": "no-access",
    "token_expired": "no-access",
    "token_revoked": "no-access",
    "access_denied": "no-access",
}
"""What Slack's refusals of a prompt mean; any other clear refusal is *refused*."""

UNCLEAR = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
"""Errors after which the message may be there all the same."""


def outcome(error: BaseException) -> Outcome:
    """Say what a failed post means: a clear refusal is *held*, anything else *unknown*."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return Outcome("held", reason="refused")
    if not isinstance(error, SlackApiError) or error.response.status_code >= 500:
        return Outcome("unknown")
    code = _code(error)
    if code is None or code in UNCLEAR:
        return Outcome("unknown")
    return Outcome("held", reason=REASONS.get(code, "refused"))


def retry_after(error: BaseException) -> float | None:
    """Return the seconds that a 429 asks to wait, None where it is no 429."""
    if not isinstance(error, SlackApiError) or error.response.status_code != 429:
        return None
    headers = {str(key).lower(): value for key, value in error.response.headers.items()}
    try:
        return max(1.0, float(headers.get("retry-after", 1)))
    except (TypeError, ValueError):
        return 1.0


def already_done(error: BaseException) -> bool:
    """Whether the call had its effect before: the same trigger or view was used by a retry."""
    return isinstance(error, SlackApiError) and _code(error) == "exchanged_trigger_id"


def of_blocks(error: BaseException) -> bool:
    """Whether Slack refused what is shown, as it does a picture that it cannot get.

    An expired trigger may come as `invalid_arguments` too (slackapi/node-slack-sdk#1131).
    """
    if not isinstance(error, SlackApiError):
        return False
    if _code(error) == "invalid_blocks":
        return True
    data = error.response.data
    notes = str(data.get("response_metadata")) if isinstance(data, dict) else ""
    return _code(error) == "invalid_arguments" and "trigger_id" not in notes


def name(error: BaseException) -> str:
    """Return Slack's error code, or the kind of error: never its text, which may quote a body."""
    return (_code(error) if isinstance(error, SlackApiError) else None) or type(error).__name__


def _code(error: SlackApiError) -> str | None:
    data = error.response.data
    return str(data["error"]) if isinstance(data, dict) and data.get("error") else None
