"""Style that no linter holds: sizes, reasons, brackets around layers."""

from __future__ import annotations

import ast
import configparser
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.house.machine import ROOT


def test_brackets_stand_only_around_layers_that_are_not_there_yet() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    for contract, folder in [("layers", "bot"), ("core", "bot/core")]:
        names = re.findall(r"\((\w+)\)", config[f"importlinter:contract:{contract}"]["layers"])
        there = [
            name
            for name in names
            if (ROOT / folder / f"{name}.py").exists()
            or (ROOT / folder / name / "__init__.py").exists()
        ]
        assert there == [], f"take the brackets off in .importlinter: {there}"


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def test_no_module_is_longer_than_300_lines() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in sources("bot")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}, "a module that grows becomes a package of the same name"


def functions() -> Iterator[tuple[str, int]]:
    """Every function of the product with its length in lines, its docstring not counted."""
    for path in sources("bot"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                doc = node.body[0] if ast.get_docstring(node) else None
                spent = (doc.end_lineno or 0) - doc.lineno + 1 if doc else 0
                length = (node.end_lineno or 0) - node.lineno + 1 - spent
                yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {node.name}", length


def test_functions_fit_in_the_head() -> None:
    lengths = dict(functions())
    assert {name: length for name, length in lengths.items() if length > 60} == {}
    over_30 = [name for name, length in lengths.items() if length > 30]
    assert len(over_30) <= len(lengths) / 20, over_30


DIRECTIVE = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z]+[0-9]+(?:,\s*[A-Z]+[0-9]+)*)?|type:\s*ignore(?:\[[\w, -]+\])?"
    r"|pragma:\s*no\s*(?:cover|branch))(?P<reason>.*)$"
)


def test_every_exception_to_a_rule_carries_its_reason() -> None:
    bare = []
    for path in sources("bot", "tests"):
        lines = path.read_text(encoding="utf-8").splitlines()
        with path.open("rb") as file:
            comments = [t for t in tokenize.tokenize(file.readline) if t.type == tokenize.COMMENT]
        for comment in comments:
            match = DIRECTIVE.search(comment.string)
            above = lines[comment.start[0] - 2].strip() if comment.start[0] > 1 else ""
            if match and len(match["reason"].strip(" -:#")) < 8 and not above.startswith("#"):
                bare.append(f"{path.relative_to(ROOT).as_posix()}:{comment.start[0]}")
    assert bare == []
