"""What every suite shares: full or reduced counts, the table of `make verify`, loopback only."""

from __future__ import annotations

import ipaddress
import os
import platform
import socket
import sys
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import hypothesis
import pytest

TABLE = Path("docs/verify.md")
HEAD = """# What `make verify` counted

Written by `make verify`, never by hand: the long suites at full count. `make check` runs the same
suites with fewer tries. Made with Python {python} on {system}.

| suite | what was tried | tries | what was seen |
| --- | --- | ---: | --- |
"""


UNCOUNTED = (
    "tests/browser/test_clock.py",
    "tests/browser/test_four_weeks.py",
    "tests/browser/test_own.py",
    "tests/browser/test_report.py",
    "tests/browser/test_serving.py",
    "tests/browser/test_sheets.py",
    "tests/browser/test_views.py",
    "tests/e2e/",
    "tests/figures/test_films.py",
    "tests/privacy/test_arrival.py",
    "tests/privacy/test_fold_kills.py",
    "tests/privacy/test_release_",
    "tests/privacy/test_traces.py",
    "tests/slack/test_blockrules",
    "tests/slack/test_office_fuzz.py",
    "tests/slack/test_random_payloads.py",
    "tests/slack/test_views.py",
    "tests/store/test_crashes.py",
    "tests/store/test_durable_erasure.py",
    "tests/store/test_opening.py",
    "tests/store/test_tally.py",
    "tests/store/test_week_erasure.py",
)
"""Tests that run without coverage: being traced takes them two to five times as long, and what they
go through a thousand times is counted where it is told once."""


@dataclass(eq=False)
class VerifyTable:
    """The rows of this run; written to docs/verify.md at its end, and only if all of it is true."""

    rows: list[tuple[str, str, str, str]] = field(default_factory=list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the rows that came along with the report of a test that passed."""
        if report.when == "call" and report.passed:
            found = [value for name, value in report.user_properties if name == ROW]
            self.rows += cast(list[tuple[str, str, str, str]], found)

    def text(self) -> str:
        """The whole page in Markdown, its rows sorted so that a diff says something."""
        lines = [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in self.rows]
        head = HEAD.format(python=platform.python_version(), system=platform.system())
        return head + "\n".join(sorted(lines)) + "\n"


ROW = "row of docs/verify.md"
TABLE_KEY = pytest.StashKey[VerifyTable]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--full", action="store_true", help="full counts instead of reduced ones; see make verify"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TABLE_KEY] = table = VerifyTable()
    config.pluginmanager.register(table)
    # Reduced runs are the same every time, so that a red check is about the change and not about
    # luck; full runs look for what nobody thought of. No deadline: machines differ.
    settings = hypothesis.settings
    settings.register_profile("reduced", derandomize=True, max_examples=30, deadline=None)
    settings.register_profile("full", max_examples=2_000, deadline=None)
    settings.load_profile("full" if config.getoption("--full") else "reduced")


def pytest_xdist_auto_num_workers() -> int:
    """Half as many workers again as processors: end-to-end tests wait for other processes."""
    return max(2, (os.cpu_count() or 2) * 3 // 2)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what has a full count, so that `-m verify` finds it without anybody remembering to."""
    for item in items:
        if {"amount", "verify_table"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.verify)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let coverage rest during what is `UNCOUNTED`, in the processes that it starts too."""
    path = item.path.relative_to(item.config.rootpath).as_posix()
    if not path.startswith(UNCOUNTED):
        return (yield)
    # Not by Coverage.stop and start: starting looks at all modules there are, half a second.
    here, threads = sys.gettrace(), threading.gettrace()
    heirs = os.environ.pop("COVERAGE_PROCESS_CONFIG", None)
    sys.settrace(None)
    threading.settrace(None)
    try:
        return (yield)
    finally:
        threading.settrace(threads)
        sys.settrace(here)
        if heirs is not None:
            os.environ["COVERAGE_PROCESS_CONFIG"] = heirs


@pytest.fixture(scope="session")
def amount(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
    """`amount(reduced, full)`: how many tries this run makes."""
    full_run = bool(pytestconfig.getoption("--full"))
    return lambda reduced, full: full if full_run else reduced


@pytest.fixture
def verify_table(request: pytest.FixtureRequest) -> Callable[[str, int, str], None]:
    """`verify_table(what was tried, tries, what was seen)`: one row of docs/verify.md."""
    suite = request.path.relative_to(request.config.rootpath).with_suffix("").as_posix()

    def add(tried: str, tries: int, seen: str) -> None:
        # Along with the report of the test: it may run in another process than the table.
        row = (suite, tried, f"{tries:,}", seen)
        request.node.user_properties.append((ROW, row))

    return add


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Write the table, but only from a whole and green run: a page with half the rows would lie."""
    config = session.config
    whole = config.args_source is not pytest.Config.ArgsSource.ARGS and not config.option.keyword
    alone = not hasattr(config, "workerinput")
    if config.getoption("--full") and whole and alone and exitstatus == pytest.ExitCode.OK:
        path = config.rootpath / TABLE
        path.parent.mkdir(exist_ok=True)
        path.write_text(config.stash[TABLE_KEY].text(), encoding="utf-8")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse connections that leave this machine: a test that needs a Slack uses the stand-in."""
    connect = socket.socket.connect

    def guarded(sock: socket.socket, address: Any) -> None:
        if sock.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise PermissionError(
                f"a test reached for {address[0]}; only loopback is open to tests"
            )
        connect(sock, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
