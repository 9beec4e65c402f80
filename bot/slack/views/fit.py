"""Words that fit Slack's limits: a title may be cut; a paragraph is divided and loses nothing."""

from __future__ import annotations

import re

TITLE = 150
PARAGRAPH = 3000
"""Characters; Slack's limits of a header and of a section's text."""

_ENTITY = re.compile(r"&(?:amp|lt|gt);")


def cut(text: str, most: int = TITLE) -> str:
    """Return `text`, or its beginning with … where it is longer than `most` characters.

    It ends at a word, unless that would cost more than half of it.
    """
    if len(text) <= most:
        return text
    head = text[: most - 1]
    at = head.rfind(" ")
    return (head[:at] if at > most // 2 else head).rstrip(" ,;:") + "…"


def divide(text: str, most: int = PARAGRAPH) -> list[str]:
    """Return `text` in pieces of at most `most` characters, in order and without a word lost.

    It breaks at line ends, else between words, else inside a word; never inside an escaped `&amp;`.
    """
    pieces, text = [], text.strip()
    while len(text) > most:
        at = _break(text, most)
        pieces.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*pieces, text]


def _break(text: str, most: int) -> int:
    for mark in ("\n", " "):
        at = text.rfind(mark, 1, most + 1)
        if at > 0:
            return at
    escaped = [found for found in _ENTITY.finditer(text, most - 4, most + 4) if found.end() > most]
    return escaped[0].start() if escaped and escaped[0].start() < most else most
