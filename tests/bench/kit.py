"""What the benches share: the crowd, the two apps beside each other, and what they weigh."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.core import schedule, walkthrough
from bot.core.effects import Show
from bot.core.events import Advanced
from bot.core.project import Project, Slot
from bot.loader import load_library, load_texts
from bot.service import filing
from bot.settings import shipped_programmes
from bot.slack import ids, views
from bot.store.durable import open_store
from bot.texts import Catalogue
from tests import fakes

ROOT = Path(__file__).parents[2]
PEOPLE = 1_000
AS_INSTALLED = "import sys; sys.modules['rich'] = None; from bot.__main__ import main; main()"
"""As users install it: `rich` is there for developers only, and structlog would import it."""
OURS = ("-c", AS_INSTALLED, "run")
BARE = ("-m", "tests.bench.bare", ids.START, ids.WALK)
APPS = {"bare": BARE, "ours": OURS}


@dataclass
class Crowd:
    """The other end of `tests.bench.crowd`."""

    child: subprocess.Popen[str]
    env: dict[str, str]

    def ask(self, word: str, **given: Any) -> dict[str, Any]:
        """Ask for one thing and wait for the answer."""
        assert self.child.stdin is not None
        self.child.stdin.write(json.dumps({"word": word, **given}) + "\n")
        self.child.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self.child.stdout is not None
        line = self.child.stdout.readline()
        if not line:
            raise RuntimeError("the crowd has gone; what it said is above")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def crowd(people: int = PEOPLE) -> Iterator[Crowd]:
    """A local Slack with people, whose channel shows a prompt of a slot that is open now."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.crowd", str(people)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with child:
        made = Crowd(child, {})
        made.env = made._answer()
        prompt, screen = _seen()
        made.ask("show", prompt=prompt, screen=screen)
        try:
            yield made
        finally:
            child.kill()


@contextmanager
def app(slack: Crowd, *command: str, data: Path) -> Iterator[int]:
    """Run an app until it is connected; its process id."""
    with (data / "log").open("ab") as log:
        child = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=_env(slack, data), stderr=log
        )
    try:
        slack.ask("connected")
        yield child.pid
    finally:
        child.kill()
        child.wait()
        slack.ask("gone")


@contextmanager
def folder(*, filed: bool = True) -> Iterator[Path]:
    """A data folder that goes afterwards; unless it is new, the project is filed in it."""
    with tempfile.TemporaryDirectory(prefix="pauzebot-bench-") as name:
        path = Path(name)
        if filed:
            asyncio.run(_file(path))
        yield path


def resident(pid: int) -> float:
    """The resident memory of a process, in MB."""
    said = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True
    )
    return int(said.stdout) / 1024


def processor(pid: int) -> float:
    """The seconds of processor a process has used; with `ps` alone they come whole."""
    stat = Path(f"/proc/{pid}/stat")
    if stat.exists():
        fields = stat.read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / float(os.sysconf("SC_CLK_TCK"))
    said = subprocess.run(
        ["ps", "-o", "cputime=", "-p", str(pid)], capture_output=True, text=True, check=True
    )
    parts = [float(part) for part in said.stdout.strip().split(":")]
    return sum(part * 60.0**power for power, part in enumerate(reversed(parts)))


def project() -> Project:
    """A project whose pause of today began this minute, in the one channel."""
    now = datetime.now(UTC)
    arm = {
        "name": "driemaal",
        "protocol": "umcg",
        "pauses": [f"{now:%H:%M}"],
        "channels": ["C0BENCH"],
    }
    return fakes.project(
        programme="staande-bekkenrek",
        timezone="UTC",
        days=["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        starts=str(now.date()),
        ends=str(now.date()),
        holidays={"country": "NL"},
        arms=[arm],
    )


def _seen() -> tuple[dict[str, Any], dict[str, Any]]:
    """The prompt of the project's slot, and the second screen of its walk."""
    its, library = project(), load_library(shipped_programmes())
    slot = Slot(its.id, its.arms[0].name, its.starts, 0)
    say = Catalogue(load_texts()).speak("nl")
    week = schedule.project_week(its, slot.on)
    shown = walkthrough.offer(slot, its, "open", week, library, "nl")[0]
    assert isinstance(shown, Show)
    assert shown.walk is not None
    onward = walkthrough.advance(Advanced(shown.walk), library)[0]
    assert isinstance(onward, Show)
    return views.prompt(slot, 120, say), views.modal(onward, say)


async def _file(data: Path) -> None:
    store = await open_store(f"sqlite:///{data / 'pauzebot.db'}")
    try:
        await filing.file(store, project(), datetime.now(UTC))
    finally:
        await store.close()


def _env(slack: Crowd, data: Path) -> dict[str, str]:
    return {**os.environ, **slack.env, "PAUZEBOT_DATA": str(data), "PAUZEBOT_LOG": "error"}
