"""What every suite gets from tests/conftest.py, from coverage and from the bench runner."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench import Row
from tests.bench.__main__ import section
from tests.conftest import UNCOUNTED
from tests.house.machine import ROOT


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project of its own with our conftest, and one suite that counts."""
    conftest = (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
    pytester.makefile(".ini", pytest="[pytest]\ntestpaths = tests\nmarkers =\n    verify: counts\n")
    tests = pytester.mkdir("tests")
    (tests / "conftest.py").write_text(conftest, encoding="utf-8")
    (tests / "test_counts.py").write_text(
        "def test_counts(amount, verify_table):\n"
        "    verify_table('kills | wave', amount(200, 20_000), 'no double prompt')\n"
        "def test_plain():\n"
        "    pass\n",
        encoding="utf-8",
    )
    return pytester


@pytest.mark.parametrize("spread", [[], ["--numprocesses=2"]], ids=["alone", "spread"])
def test_a_full_run_writes_its_table(suite: pytest.Pytester, spread: list[str]) -> None:
    suite.runpytest_subprocess("--full", "-m", "verify", *spread).assert_outcomes(passed=1)
    page = (suite.path / "docs" / "verify.md").read_text(encoding="utf-8")
    assert "| tests/test_counts | kills / wave | 20,000 | no double prompt |" in page


def test_a_reduced_run_counts_less_and_writes_nothing(suite: pytest.Pytester) -> None:
    (suite.path / "tests" / "test_counts.py").write_text(
        "def test_counts(amount, verify_table):\n"
        "    assert amount(200, 20_000) == 200\n"
        "    verify_table('kills', 200, 'nothing')\n"
    )
    suite.runpytest_subprocess().assert_outcomes(passed=1)
    assert not (suite.path / "docs").exists()


@pytest.mark.parametrize("part", [["tests/test_counts.py"], ["-k", "counts"]])
def test_a_part_of_a_full_run_does_not_pass_for_the_whole(
    suite: pytest.Pytester, part: list[str]
) -> None:
    result = suite.runpytest_subprocess("--full", *part)
    assert result.ret == 0
    assert not (suite.path / "docs").exists()


def test_a_full_run_that_is_red_writes_nothing(suite: pytest.Pytester) -> None:
    (suite.path / "tests" / "test_red.py").write_text("def test_red(amount):\n    assert False\n")
    suite.runpytest_subprocess("--full", "-m", "verify").assert_outcomes(
        passed=1, failed=1, deselected=1
    )
    assert not (suite.path / "docs").exists()


def test_tests_cannot_leave_this_machine(pytester: pytest.Pytester) -> None:
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(
        """
        import socket
        import pytest

        @pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.invalid"])
        def test_out(host):
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            with socket.socket(family) as sock, pytest.raises(PermissionError, match=host):
                sock.connect((host, 80))

        def test_loopback():
            with socket.create_server(("127.0.0.1", 0)) as server:
                socket.create_connection(server.getsockname()).close()
        """
    )
    pytester.runpytest_subprocess().assert_outcomes(passed=4)


def test_coverage_counts_the_processes_that_tests_start(tmp_path: Path) -> None:
    """From another directory too, and through a SIGTERM: as a real bot process ends."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "__init__.py").write_text("")
    (tmp_path / "bot" / "child.py").write_text(
        "import os, signal\nprint('up', flush=True)\nos.kill(os.getpid(), signal.SIGTERM)\n"
    )
    (tmp_path / "parent.py").write_text(
        "import os, subprocess, sys\n"
        "env = dict(os.environ, PYTHONPATH=os.getcwd())\n"
        "subprocess.run([sys.executable, '-m', 'bot.child'], cwd='/', env=env)\n"
    )
    coverage = [sys.executable, "-m", "coverage"]
    # Our own coverage, if this test runs under it, must not take the child for its own.
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV")}

    def run(*words: str) -> str:
        return subprocess.run(
            [*coverage, *words], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
        ).stdout

    run("run", "parent.py")
    run("combine")
    files = json.loads(run("json", "-o", "-", "-q"))["files"]
    assert files[os.path.join("bot", "child.py")]["summary"]["percent_covered"] == 100


def test_a_bench_says_which_budget_was_missed() -> None:
    good = Row("a press", "2 ms", "at most 5 ms", met=True)
    bad = Row("cold start", "3.1 s", "at most 2.5 s", met=False)
    text, met = section("Speed", [good])
    assert met
    assert "| a press | 2 ms | at most 5 ms | yes |" in text
    text, met = section("Speed", [good, bad])
    assert not met
    assert "| cold start | 3.1 s | at most 2.5 s | **no** |" in text


def test_what_runs_uncounted_is_there() -> None:
    """A suite that has moved would be counted again, and nobody would see why it is slow."""
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")]
    assert [start for start in UNCOUNTED if not any(file.startswith(start) for file in files)] == []
