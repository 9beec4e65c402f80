"""The locks: names, versions, hashes; all of what pyproject.toml asks, and nothing else."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.machine import LOCKS, ROOT

PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def locked(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Package to its pin (with marker) and hashes; every line of the lock must fit that shape."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    packages: dict[str, tuple[str, frozenset[str]]] = {}
    for line in text.splitlines():
        pin, *hashes = re.split(r"\s+--hash=", line.strip())
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes), line
        requirement = Requirement(pin)
        assert re.fullmatch(r"==[\w.]+", str(requirement.specifier)), line
        packages[canonicalize_name(requirement.name)] = (pin, frozenset(hashes))
    return packages


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_names_versions_and_hashes_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index" not in text
    packages = locked(name)
    assert len(packages) > 20
    assert [package for package, (_, hashes) in packages.items() if not hashes] == []
    # The tools that install are the machine's own.
    assert {"pip", "uv", "setuptools", "pauzebot"} & set(packages) == set()


def test_the_runtime_lock_is_a_part_of_the_dev_lock() -> None:
    runtime, dev = (locked(name) for name in LOCKS)
    assert {package: dev.get(package) for package in runtime} == runtime


def test_every_dependency_is_locked_in_the_range_that_is_asked() -> None:
    project = tomllib.loads(PYPROJECT)["project"]
    extras = project["optional-dependencies"]
    runtime = [*project["dependencies"], *extras["build"]]
    dev = [each for each in extras["dev"] if not each.startswith("pauzebot")]
    for name, asked in zip(LOCKS, (runtime, runtime + dev), strict=True):
        packages = locked(name)
        for requirement in map(Requirement, asked):
            pin, _ = packages[canonicalize_name(requirement.name)]
            version = str(Requirement(pin).specifier).removeprefix("==")
            assert version in requirement.specifier, pin


def test_every_dependency_says_its_licence_and_why_it_is_there() -> None:
    lists = re.findall(r"(?ms)^(?:dependencies|build|dev) = \[\n(.*?)^\]", PYPROJECT)
    lines = [line for text in lists for line in text.splitlines() if "pauzebot[" not in line]
    assert len(lines) > 20
    assert [line for line in lines if not re.search(r'",\s+# [\w.,\- ]+: .{5,}', line)] == []
