"""make and .ci/run: what people and CI type."""

from __future__ import annotations

import re
import shutil
import stat
import subprocess

import pytest

from tests.house.machine import ROOT, Machine


def test_make_alone_lists_every_target_that_is_for_people() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    shown = set(re.findall(r"^  make ([a-z]+) ", listed, re.MULTILINE))
    wanted = {"help", "demo", "test", "check", "verify", "bench", "lock", "format", "clean"}
    assert wanted <= shown


def test_check_is_all_that_ci_needs() -> None:
    dry = subprocess.run(
        ["make", "-n", "check"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for part in [
        "ruff format --check",
        "ruff check",
        "mypy",
        "lint-imports",
        "pauzebot check programmes/",
        "coverage run -m pytest",
        "--include='bot/core/*' --fail-under=100",
        "report --fail-under=90",
    ]:
        assert part in dry, part


@pytest.fixture
def ci(machine: Machine) -> Machine:
    (machine.home / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", machine.home / ".ci" / "run")
    machine.program("make", '#!/bin/sh\necho "made $*"\n')
    machine.program("id", "#!/bin/sh\necho ${ID:-0}\n")
    return machine


def test_ci_with_all_it_needs_goes_straight_to_the_check(ci: Machine) -> None:
    for name in ("chromium", "soffice"):
        ci.program(name, "#!/bin/sh\n")
    ci.program("apt-get", "#!/bin/sh\necho apt-get $*\n")
    done = ci.run(".ci/run", CI="true")
    assert done.stdout.splitlines() == [
        "ci: chromium and LibreOffice are here", "ci: make check", "made --jobs=2 check",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "here, missing",
    [([], "chromium libreoffice-calc"), (["chromium"], "libreoffice-calc"),
     (["soffice"], "chromium")],
)  # fmt: skip
def test_ci_as_root_installs_what_is_missing(ci: Machine, here: list[str], missing: str) -> None:
    for name in here:
        ci.program(name, "#!/bin/sh\n")
    ci.program("apt-get", "#!/bin/sh\necho apt-get $*\n")
    lines = ci.run(".ci/run", CI="true").stdout.splitlines()
    assert f"apt-get install -q -y --no-install-recommends {missing}" in lines
    assert lines[-1] == "made --jobs=2 check"


@pytest.mark.parametrize("user, apt", [("1000", "echo"), ("0", "exit 1; echo"), ("0", "")])
def test_ci_goes_on_where_it_cannot_install_and_says_why(ci: Machine, user: str, apt: str) -> None:
    if apt:
        ci.program("apt-get", f"#!/bin/sh\n{apt} apt-get $*\n")
    done = ci.run(".ci/run", CI="true", ID=user)
    assert done.returncode == 0
    assert "going on, and tests that need it say so" in done.stdout
    assert "apt-get install" not in done.stdout
    assert done.stdout.splitlines()[-1] == "made --jobs=2 check"


def test_ci_says_it_when_the_check_is_red(ci: Machine) -> None:
    ci.program("chromium", "#!/bin/sh\n")
    ci.program("make", "#!/bin/sh\nexit 3\n")
    assert ci.run(".ci/run").returncode == 3


@pytest.mark.parametrize("name", [".ci/run", "tools/setup"])
def test_scripts_can_be_run(name: str) -> None:
    assert (ROOT / name).stat().st_mode & stat.S_IXUSR
