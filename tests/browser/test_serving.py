"""`pauzebot demo` as a process: quick to start, gone with all its files, at peace with another."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from bot.demo.cast import CAST

ROOT = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")
SERVE = """
import asyncio, sys
from bot import logs
from bot.demo import serve
logs.configure("warning")
asyncio.run(serve(int(sys.argv[1]), lambda text: print(text, flush=True), browser=False))
"""
PATIENCE = 30


class Demo:
    """A demo in a process of its own."""

    def __init__(self, port: int, folder: Path) -> None:
        environment = {**os.environ, "TMPDIR": str(folder), "PYTHONUNBUFFERED": "1"}
        self.started = time.monotonic()
        self.child = subprocess.Popen(
            [sys.executable, "-c", SERVE, str(port)],
            cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self.said: list[str] = []
        self.address = ""
        assert self.child.stdout is not None
        for line in self.child.stdout:
            self.said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                self.address = found[0]
                break
        self.took = time.monotonic() - self.started
        self.worked = self._worked()

    def _worked(self) -> float:
        """Seconds of a processor so far: what a start takes on a machine that does nothing else."""
        with suppress(OSError):
            fields = Path(f"/proc/{self.child.pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return self.took

    def page(self) -> str:
        with urllib.request.urlopen(self.address, timeout=5) as answer:
            return str(answer.read().decode())

    def look(self) -> http.client.HTTPResponse:
        """An open stream of what Sanne sees, as a page that stays open has one."""
        stream: http.client.HTTPResponse = urllib.request.urlopen(
            f"{self.address}sights?as={CAST[0].user}", timeout=PATIENCE
        )
        assert stream.readline().startswith(b"data: {")
        return stream

    def set_out(self) -> None:
        """Let the clock go four weeks on."""
        headers = {"Origin": self.address.rstrip("/"), "Content-Type": "application/json"}
        address, body = f"{self.address}clock", b'{"to": "weeks"}'
        with urllib.request.urlopen(urllib.request.Request(address, body, headers)) as answer:
            assert json.load(answer) == {"ok": True}

    def end(self, number: signal.Signals) -> tuple[int, str]:
        self.child.send_signal(number)
        out, err = self.child.communicate(timeout=PATIENCE)
        self.said.append(out)
        return self.child.returncode, err


@contextmanager
def demo(port: int, folder: Path) -> Iterator[Demo]:
    running = Demo(port, folder)
    try:
        yield running
    finally:
        with running.child:  # closes its pipes and waits for it
            running.child.kill()


def weeks() -> set[Path]:
    return set(MEMORY.glob("pauzebot-*")) if MEMORY.is_dir() else set()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_soon_and_leaves_nothing_behind(tmp_path: Path, number: signal.Signals) -> None:
    with demo(0, tmp_path) as running:
        assert '<script src="/static/main.js"' in running.page()
        assert running.worked < 5, f"usable after {running.took:.1f} s"
        [folder] = tmp_path.iterdir()
        running.set_out()
        stream = running.look()
        own = {one for one in weeks() if (one / "week.db").exists()}
        code, err = running.end(number)
        assert (code, err) == (0, "")
        stream.close()
        assert not folder.exists()
        assert list(tmp_path.iterdir()) == []
        assert len(own - weeks()) == 1 or not MEMORY.is_dir()
        assert "nothing of it is kept" in running.said[-1]


def test_a_port_in_use_is_said_and_another_chosen(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with demo(port, tmp_path) as running:
            assert f"Port {port} is in use" in running.said[0]
            assert f":{port}/" not in running.address
            assert "Pauzebot" in running.page()


def test_two_demos_do_not_disturb_each_other(tmp_path: Path) -> None:
    with demo(0, tmp_path) as one, demo(0, tmp_path) as other:
        assert one.address != other.address
        assert one.end(signal.SIGINT) == (0, "")
        assert "Pauzebot" in other.page()
        assert other.end(signal.SIGINT) == (0, "")
    assert list(tmp_path.iterdir()) == []
