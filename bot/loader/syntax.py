"""What the YAML parser complains of, in words that help the author of a file."""

from __future__ import annotations

import re
from typing import Any

Place = tuple[int, int]
"""Line and column, from 1."""

COLON = (
    "a colon too many: quote a text that holds `: `; put a space after the colon of a key;"
    " indent no deeper than the line above asks"
)
TAB = "a tab stands here; indent with spaces"
SENTENCES = [
    ("mapping values", COLON),
    ("escape", r"a `\` in double quotes begins a code; write `\\`, or use single quotes"),
    ("hexdecimal", r"a `\` in double quotes begins a code; write `\\`, or use single quotes"),
    ("sequence entries", "a list begins on a line of its own, below its key"),
    ("find expected ':'", "the line above lacks a colon: a key is written `key: value`"),
    ("block scalar", "after `|` or `>` the text begins on the next line"),
    ("incompatible", "this is not the YAML we read; leave the line with `%YAML` out"),
    ("directive", "a line that begins with `%` does not belong here"),
    ("document start", "the document has ended above; nothing can follow it"),
]


def place(mark: Any) -> Place:
    """Return a parser's mark, which counts from 0, as editors count."""
    return (mark.line + 1, mark.column + 1)


def explained(error: Any, text: str) -> tuple[Place, str]:
    """Return where `error` is best shown in `text`, and a sentence for its author.

    PyYAML has two parsers, one in C and one in Python, which say the same in different words; what
    stands at the place tells more than either.
    """
    problem, context = str(error.problem or ""), str(error.context or "")
    at = place(error.problem_mark or error.context_mark)
    opened = place(error.context_mark) if error.context_mark else at
    if "end of stream" in problem and "scalar" in context:
        return opened, "the quote that opens here is never closed"
    if "flow" in context and "node" not in context:
        return at, _unclosed(opened, "[" if "sequence" in context else "{")
    return at, _sentence(problem, context, at, text)


def _unclosed(opened: Place, bracket: str) -> str:
    other = {"[": "]", "{": "}"}[bracket]
    return (
        f"the `{bracket}` of line {opened[0]} is not closed with `{other}`, or a comma is missing"
        " before this, or a text in it needs quotes"
    )


def _sentence(problem: str, context: str, at: Place, text: str) -> str:
    lines = text.split("\n")
    line = lines[at[0] - 1] if at[0] <= len(lines) else ""
    before, sign = line[: at[1] - 1], line[at[1] - 1 : at[1]]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return TAB
    if "find expected ':'" in problem and _in_list(lines[: at[0] - 1]):
        return "the line above stands in a list and does not begin with a dash and a space, `- `"
    for words, sentence in SENTENCES:
        if words in f"{problem} {context}":
            return sentence
    if "cannot start any token" in problem:
        return _no_start(sign)
    if "an alias" in context or "an anchor" in context:
        return f"a text that begins with `{sign if sign in '*&' else '&'}` needs quotes"
    return _out_of_line(f"{problem} {context}", before, lines[: at[0] - 1])


def _in_list(above: list[str]) -> bool:
    """Whether the last line continues a list, or begins with a dash that lacks its space."""
    return len(above) > 1 and bool(
        re.match(r"\s*-[^\s-]", above[-1]) or re.match(r"\s*- ", above[-2])
    )


def _no_start(sign: str) -> str:
    if sign == "\t":
        return TAB
    return f"a text that begins with {'a backtick' if sign == '`' else f'`{sign}`'} needs quotes"


def _out_of_line(problem: str, before: str, above: list[str]) -> str:
    if before.strip(" -"):
        return (
            "something stands here that does not belong to the text before it; put the whole text"
            " in double quotes"
        )
    if above and re.search(r"[\[{][^\]}]*#", above[-1]):
        return "on the line above `#` begins a comment before the bracket is closed; quote the text"
    if "'-'" in problem or "block collection" in problem:
        return "this line stands in a list and does not begin with `- `"
    return "this line is indented otherwise than the lines it belongs with"
