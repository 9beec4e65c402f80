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
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.demo.cast import CAST
from tests.figures import shelf
from tests.figures.kit import catalogue, library

ROOT = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")
PATIENCE = 30


@dataclass(frozen=True)
class Room:
    """Where a demo may leave files: temporary ones, and its open week in memory."""

    temporary: Path
    memory: Path
    cache: Path

    @property
    def environment(self) -> dict[str, str]:
        places = {"TMPDIR": str(self.temporary), "XDG_RUNTIME_DIR": str(self.memory)}
        places["XDG_CACHE_HOME"] = str(self.cache)
        return {**os.environ, **places, "PYTHONUNBUFFERED": "1"}

    def left(self) -> list[Path]:
        return [*self.temporary.iterdir(), *self.memory.iterdir()]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    base = MEMORY if MEMORY.is_dir() else tmp_path
    (tmp_path / "temporary").mkdir()
    # Drawn before, as for everybody's second demo.
    shelf.fill(tmp_path / "cache" / "pauzebot" / "figures", library(), catalogue())
    with tempfile.TemporaryDirectory(dir=base) as memory:
        yield Room(tmp_path / "temporary", Path(memory), tmp_path / "cache")


class Demo:
    """A demo in a process of its own."""

    def __init__(self, port: int, room: Room) -> None:
        self.started = time.monotonic()
        self.child = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", str(port)],
            cwd=ROOT, env=room.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
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
        self.post("clock", b'{"to": "weeks"}')

    def post(self, path: str, body: bytes) -> None:
        """Ask what the page itself asks."""
        headers = {"Origin": self.address.rstrip("/"), "Content-Type": "application/json"}
        address = f"{self.address}{path}"
        with urllib.request.urlopen(urllib.request.Request(address, body, headers)) as answer:
            assert json.load(answer) == {"ok": True}

    def run(self) -> str | None:
        """Which world the page is over; None while there is none."""
        with suppress(OSError), urllib.request.urlopen(f"{self.address}cast", timeout=5) as answer:
            return str(json.load(answer)["run"])
        return None

    def end(self, number: signal.Signals) -> tuple[int, str]:
        self.child.send_signal(number)
        out, err = self.child.communicate(timeout=PATIENCE)
        self.said.append(out)
        return self.child.returncode, err


@contextmanager
def demo(port: int, room: Room) -> Iterator[Demo]:
    running = Demo(port, room)
    try:
        yield running
    finally:
        with running.child:  # closes its pipes and waits for it
            running.child.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_starts_soon_and_leaves_nothing_behind(room: Room, number: signal.Signals) -> None:
    """Ended while the clock moves and a page is open, which is when there is most to end."""
    with demo(0, room) as running:
        assert '<script src="/static/main.js"' in running.page()
        assert running.worked < 5, f"usable after {running.took:.1f} s"
        assert len(room.left()) == (2 if MEMORY.is_dir() else 1)
        running.set_out()
        stream = running.look()
        code, err = running.end(number)
        stream.close()
        assert code == 0
        assert "Traceback" not in err
        assert room.left() == []
        assert "nothing of it is kept" in running.said[-1]


def test_a_port_in_use_is_said_and_another_chosen(room: Room) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with demo(port, room) as running:
            assert f"Port {port} is in use" in running.said[0]
            assert f":{port}/" not in running.address
            assert "Pauzebot" in running.page()


def test_who_begins_anew_gets_another_world_at_the_same_address(room: Room) -> None:
    with demo(0, room) as running:
        first, kept = running.run(), {path.name for path in room.left()}
        stream = running.look()
        running.post("restart", b"{}")
        until = time.monotonic() + PATIENCE
        while running.run() in (first, None) and time.monotonic() < until:
            time.sleep(0.05)  # another process: there is nothing here to wait on
        assert running.run() not in (first, None)
        stream.close()
        running.look().close()
        assert len(room.left()) == len(kept)
        assert not kept & {path.name for path in room.left() if path.parent == room.temporary}
        assert running.end(signal.SIGINT)[0] == 0
    assert room.left() == []


def test_two_demos_do_not_disturb_each_other(room: Room) -> None:
    with demo(0, room) as one, demo(0, room) as other:
        assert one.address != other.address
        assert one.end(signal.SIGINT)[0] == 0
        assert "Pauzebot" in other.page()
        assert other.end(signal.SIGINT)[0] == 0
    assert room.left() == []


def test_the_telling_in_the_terminal_leaves_nothing_behind_either(room: Room) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--tell", "--seed", "3"],
        cwd=ROOT, env=room.environment, text=True, capture_output=True, timeout=PATIENCE * 4,
    )  # fmt: skip
    assert told.returncode == 0
    assert "Traceback" not in told.stderr
    assert "What one of them saw, screen by screen:" in told.stdout
    assert "prompts sent: 5" in told.stdout
    assert room.left() == []
