"""The stand-in judges the product, so it shares no code with it."""

import ast
import sys
from pathlib import Path

import pytest

import bot.standin

MODULES = sorted(Path(bot.standin.__file__).parent.rglob("*.py"))
ALLOWED = {"aiohttp", *sys.stdlib_module_names}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_imports_are_the_standard_library_aiohttp_and_itself(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names = [str(node.module)]
        for name in names:
            assert name.startswith("bot.standin") or name.split(".")[0] in ALLOWED


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_module_outgrows_three_hundred_lines(module: Path) -> None:
    assert len(module.read_text().splitlines()) < 300
