"""YAML without its surprises: text in, plain values and the place of each out.

`10:30` and `no` stay text, a key that is written twice is a mistake, and what could grow without
end (anchors, depth, size) is refused before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.core.fields import Path as Way
from bot.core.lint import Level
from bot.loader.findings import MOST_FINDINGS, FileError, Finding, quoted
from bot.loader.syntax import Place, explained, place

MOST_BYTES = 1_000_000
MOST_NODES = 50_000
MOST_DEPTH = 20
MOST_DIGITS = 18

# What YAML 1.2 lets stand in a text, less the byte order mark, which `decode` takes off.
CONTROLS = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

HALVES = re.compile("[\ud800-\udfff]")

SCALARS = [
    ("bool", r"^(?:true|false)$", list("tf")),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
    ("float", r"^[-+]?[0-9]+\.[0-9]+(?:e[-+]?[0-9]+)?$", list("-+0123456789")),
]


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C where it was built
    """PyYAML's parser with four kinds of plain scalars instead of YAML 1.1's dozen."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  # PyYAML's own interface


for name, pattern, first in SCALARS:
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(pattern), first)


@dataclass(frozen=True)
class Document:
    """The values of a file, the place of every value and key, and what is wrong with its form."""

    file: str
    data: dict[str, Any]
    values: dict[Way, Place]
    keys: dict[Way, Place]
    mistakes: tuple[Finding, ...]

    def at(
        self, way: Way, code: str, message: str, level: Level = "error", *, key: bool = False
    ) -> Finding:
        """Return a finding at `way`, or at the nearest value above it that stands in the file."""
        if key and way in self.keys:
            return Finding(self.file, *self.keys[way], code, message, level)
        while way not in self.values:
            way = way[:-1]
        return Finding(self.file, *self.values[way], code, message, level)


def read(path: Path) -> Document:
    """Read a file. Raises FileError where nothing can be made of it."""
    file = str(path)
    try:
        if path.exists() and not path.is_file():  # a pipe would keep us waiting
            raise FileError([Finding(file, 1, 1, "UNREADABLE", "this is not a file")])
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise FileError([Finding(file, 1, 1, "NOT_FOUND", "there is no such file")]) from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "its name cannot be a file's"
        message = f"this file cannot be read: {why}"
        raise FileError([Finding(file, 1, 1, "UNREADABLE", message)]) from None
    return parse(raw, file)


def parse(raw: bytes, file: str) -> Document:
    """Turn the bytes of a file into values with places. Raises FileError."""
    if len(raw) > MOST_BYTES:
        message = f"a file may hold at most {MOST_BYTES:,} bytes; this one is larger"
        raise FileError([Finding(file, 1, 1, "TOO_LARGE", message)])
    text = _decode(raw, file)
    try:
        _guard(text, file)
        root = yaml.compose(text, Loader)
    except yaml.MarkedYAMLError as error:
        where, message = explained(error, text)
        raise FileError([Finding(file, *where, "YAML_SYNTAX", message)]) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        message = "this is not YAML, and the reader cannot say where it goes wrong"
        raise FileError([Finding(file, 1, 1, "YAML_SYNTAX", message)]) from None
    if root is None or (isinstance(root, ScalarNode) and not root.value):
        message = "there is nothing in this file"
        raise FileError([Finding(file, 1, 1, "EMPTY_FILE", message)])
    if not isinstance(root, MappingNode):
        message = "a file consists of `key: value` lines; this one begins otherwise"
        raise FileError([Finding(file, *place(root.start_mark), "NOT_A_MAPPING", message)])
    walk = _Walk(file)
    data = walk.value(root, ())
    return Document(file, data, walk.values, walk.keys, tuple(walk.mistakes))


def _decode(raw: bytes, file: str) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in raw[:4]:
        message = "this file is not UTF-8 but UTF-16 or UTF-32; save it as UTF-8"
        raise FileError([Finding(file, 1, 1, "ENCODING", message)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        message = f"byte 0x{raw[error.start]:02X} is not UTF-8; save the file as UTF-8"
        raise FileError([Finding(file, *_end(before), "ENCODING", message)]) from None
    hidden = CONTROLS.search(text)
    if hidden:
        message = f"the invisible character U+{ord(hidden[0]):04X} stands here; delete it"
        where = _end(text[: hidden.start()])
        raise FileError([Finding(file, *where, "CONTROL_CHARACTER", message)])
    return text


def _end(before: str) -> Place:
    lines = before.replace("\r\n", "\n").split("\n")
    return (len(lines), len(lines[-1]) + 1)


def _guard(text: str, file: str) -> None:
    """Refuse on the stream of events: composing 200,000 brackets would crash the process."""
    depth = nodes = documents = 0
    for event in yaml.parse(text, Loader=Loader):
        documents += isinstance(event, yaml.DocumentStartEvent)
        nodes += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        for code, message in _refusals(event, depth, nodes, documents):
            raise FileError([Finding(file, *place(event.start_mark), code, message)])


def _refusals(event: Any, depth: int, nodes: int, documents: int) -> Iterator[tuple[str, str]]:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        yield "ALIAS", "`&name` and `*name` are not used here; write the text out, or quote it"
    if getattr(event, "tag", None):
        yield "TAG", "a type with `!` is not used here; put a text that begins with `!` in quotes"
    if documents > 1:
        yield "SEVERAL_DOCUMENTS", "a second document begins here; one file holds one document"
    if depth > MOST_DEPTH:
        yield "TOO_DEEP", f"this lies deeper than {MOST_DEPTH} levels"
    if nodes > MOST_NODES:
        yield "TOO_LARGE", f"a file may hold at most {MOST_NODES:,} values"


@dataclass
class _Walk:
    """Values and places out of the composed tree, and the mistakes found on the way."""

    file: str
    values: dict[Way, Place] = field(default_factory=dict)
    keys: dict[Way, Place] = field(default_factory=dict)
    mistakes: list[Finding] = field(default_factory=list)

    def value(self, node: Node, way: Way) -> Any:
        self.values[way] = place(node.start_mark)
        if isinstance(node, MappingNode):
            return self._group(node, way)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*way, number)) for number, item in enumerate(node.value)]
        return self._scalar(node)

    def _group(self, node: MappingNode, way: Way) -> dict[str, Any]:
        group: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._add(key, "WRONG_TYPE", "a key is a word, not a list or a group")
            elif key.value in group:
                first = self.keys[(*way, key.value)][0]
                message = f"{quoted(key.value)} stands here twice; the first is on line {first}"
                self._add(key, "DUPLICATE_KEY", message)
            else:
                self.keys[(*way, key.value)] = place(key.start_mark)
                group[key.value] = self.value(value, (*way, key.value))
        return group

    def _scalar(self, node: Node) -> Any:
        kind, text = node.tag.rsplit(":", 1)[-1], node.value
        if HALVES.search(text):
            self._add(node, "WRONG_VALUE", "half of a character stands here, as a `\\u` code")
            return ""
        if kind not in ("int", "float"):
            return {"bool": text == "true", "null": None}.get(kind, text)
        if len(text) > MOST_DIGITS or not isfinite(float(text)):
            self._add(node, "WRONG_VALUE", "this number is too large; quote it if it is a text")
            return 0
        return int(text) if kind == "int" else float(text)

    def _add(self, node: Node, code: str, message: str) -> None:
        if len(self.mistakes) == MOST_FINDINGS:
            code, message = "MANY_MISTAKES", "and more; check that this is the right file"
        if len(self.mistakes) <= MOST_FINDINGS:
            self.mistakes.append(Finding(self.file, *place(node.start_mark), code, message))
