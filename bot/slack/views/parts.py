"""The few kinds of block that every view is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    InteractiveElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from bot.slack.views.fit import cut, divide

Payload = dict[str, Any]

MOST_WORDS = 3000
"""Characters in a section."""


def escape(text: str) -> str:
    """Keep an author's `&`, `<` and `>` from becoming Slack's markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def section(text: str, block_id: str) -> SectionBlock:
    """Return a paragraph in Slack's markup."""
    return SectionBlock(text=MarkdownTextObject(text=text), block_id=block_id)


def paragraphs(text: str, block_id: str) -> list[SectionBlock]:
    """Return an author's text, however long, as one section or more; nothing of it is lost."""
    first, *rest = divide(text)
    more = [section(piece, f"{block_id}.{number}") for number, piece in enumerate(rest, start=2)]
    return [section(first, block_id), *more]


def context(text: str, block_id: str) -> ContextBlock:
    """Return a small remark."""
    return ContextBlock(elements=[MarkdownTextObject(text=text)], block_id=block_id)


def header(text: str, block_id: str) -> HeaderBlock:
    """Return a title; one that is too long is cut."""
    return HeaderBlock(text=PlainTextObject(text=cut(text)), block_id=block_id)


def actions(elements: Sequence[InteractiveElement], block_id: str) -> ActionsBlock:
    """Return a row of buttons and choices."""
    return ActionsBlock(elements=list(elements), block_id=block_id)


def button(
    text: str, action_id: str, value: str | None = None, style: str | None = None
) -> ButtonElement:
    """Return a button; `style` is Slack's `primary` or `danger`."""
    return ButtonElement(text=text, action_id=action_id, value=value, style=style)


def as_message(text: str, blocks: Sequence[Block]) -> Payload:
    """Return a message: `text` for notifications and screen readers, `blocks` for the screen."""
    return {"text": text, "blocks": [block.to_dict() for block in blocks]}


def words(text: str, block_id: str) -> SectionBlock:
    """Return a paragraph in which nothing is markup, whatever somebody typed into it."""
    return SectionBlock(
        text=PlainTextObject(text=cut(text, MOST_WORDS), emoji=False), block_id=block_id
    )


def rows(
    lines: Iterable[str], block_id: str, beside: ButtonElement | None = None
) -> list[SectionBlock]:
    """Return lines as one paragraph or more, in which nothing is markup.

    A button may stand `beside` the first, where it takes no block of its own.
    """
    pieces = divide("\n".join(lines), MOST_WORDS)
    made = [words(piece, f"{block_id}.{number}") for number, piece in enumerate(pieces)]
    made[0].accessory = beside
    return made
