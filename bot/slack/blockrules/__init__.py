"""The strict validator of messages, modals and home views: what Slack refuses, said beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.slack.blockrules.surfaces import SURFACES, Kind

__all__ = ["Kind", "check"]


def check(kind: Kind, payload: Mapping[str, Any]) -> list[str]:
    """Return everything wrong with a message, a modal or a home view; nothing where Slack takes it.

    Each error is a sentence behind a JSON pointer, `/blocks/3/elements/0/text: is missing.`, and
    quotes no text of the payload. Stricter than Slack on purpose: only the blocks and elements of
    this product, `text` on every message, https or http in every address. Lengths are characters.
    """
    return list(SURFACES[kind].broken(payload, ""))
