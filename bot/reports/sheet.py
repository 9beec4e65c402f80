"""A sheet to print: parts with paragraphs, lists and tables, as one page of HTML or as Markdown.

Texts may hold `code` and *emphasis*; everything else in them is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal, assert_never

from bot.core.fields import Language

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True)
class Link:
    """Words that lead to an address of the web."""

    text: str
    href: str


@dataclass(frozen=True)
class Words:
    """A paragraph; a quote is in somebody's exact words, a note is said beside."""

    text: str
    kind: Literal["plain", "quote", "note"] = "plain"


@dataclass(frozen=True)
class Items:
    """A list, numbered where its order matters."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Facts:
    """Terms, each with what there is to say of it."""

    pairs: tuple[tuple[str, str | Link], ...]


@dataclass(frozen=True)
class Grid:
    """A table; the first cell of a row names it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | Link, ...], ...]


Block = Words | Items | Facts | Grid


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it, and parts of its own."""

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A whole sheet in one language; `kind` stands above its title, `made` at its foot."""

    language: Language
    kind: str
    title: str
    lead: tuple[str, ...]
    parts: tuple[Part, ...]
    made: str
    contents: str
    page: str


def html(sheet: Sheet) -> str:
    """Return a sheet as one page that needs nothing else: no script, no font, no address."""
    return _environment().get_template("sheet.html").render(sheet=sheet)


def markdown(sheet: Sheet) -> str:
    """Return a sheet as Markdown, with tables as GitHub reads them."""
    lines = [f"# {_md(sheet.title)}", _md(sheet.kind), *map(_md, sheet.lead)]
    for part in sheet.parts:
        lines += _md_part(part, 2)
    return "\n\n".join([*lines, "---", _md(sheet.made)]) + "\n"


def _md_part(part: Part, level: int) -> Iterator[str]:
    yield f"{'#' * level} {_md(part.heading)}"
    for block in part.blocks:
        yield _md_block(block)
    for inner in part.parts:
        yield from _md_part(inner, level + 1)


def _md_block(block: Block) -> str:
    match block:
        case Words(text, kind):
            return f"> {_md(text)}" if kind == "quote" else _md(text)
        case Items(items, ordered):
            mark = "1." if ordered else "-"
            return "\n".join(f"{mark} {_md(item)}" for item in items)
        case Facts(pairs):
            return "\n".join(f"- **{_md(term)}**: {_md_cell(told)}" for term, told in pairs)
        case Grid():
            rows = [block.head, ("---",) * len(block.head), *block.rows]
            table = (f"| {' | '.join(map(_md_cell, row))} |" for row in rows)
            return "\n".join(table)
        case _:
            assert_never(block)


def _md_cell(cell: str | Link) -> str:
    if isinstance(cell, Link):
        return f"[{_md(cell.text)}](<{cell.href}>)"
    return cell if cell == "---" else _md(cell)


CODE = re.compile(r"`([^`]+)`")
EMPHASIS = re.compile(r"(?<![\w*])\*(?! )([^*]+)\*(?![\w*])")


def _md(text: str) -> str:
    """Keep what somebody wrote from becoming markup; our own marks stay."""
    pieces = re.split(r"(`[^`]+`)", " ".join(text.split()))
    return "".join(
        piece if piece.startswith("`") else re.sub(r"([\\<>\[\]|_#])", r"\\\1", piece)
        for piece in pieces
    )


@cache
def _environment() -> Environment:
    # Only who makes a sheet needs the library; the bot itself does not.
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup, escape

    def inline(text: str) -> Markup:
        marked = CODE.sub(r"<code>\1</code>", str(escape(text)))
        return Markup(EMPHASIS.sub(r"<em>\1</em>", marked))  # noqa: S704 - escaped above

    made = Environment(
        loader=PackageLoader("bot.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["inline"] = inline
    made.filters["kind"] = lambda block: type(block).__name__
    return made
