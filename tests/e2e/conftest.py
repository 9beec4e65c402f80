"""A stand-in workspace, and the real bot started against it as a process of its own."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest_asyncio

from bot.core import periods
from bot.core.project import Project
from bot.service import filing
from bot.slack import blockrules
from bot.slack.manifest import EVENTS, SCOPES
from bot.standin import Standin
from bot.store.durable import open_store
from bot.store.secret import load_secret
from bot.store.week import Figures, open_week
from tests.e2e import nursery

ROOT = Path(__file__).parents[2]
START_TIMEOUT = 60
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class BotProcess:
    """A running bot: tick it, kill it, read its log."""

    child: asyncio.subprocess.Process | nursery.Forked
    log: Path
    clocked: bool

    async def tick(self, at: datetime, timeout: float = START_TIMEOUT) -> None:
        """Move the bot's clock to `at`, ring its bell, and wait until all is sent."""
        await self.ask(at.isoformat(), timeout)

    async def ask(self, line: str, timeout: float = START_TIMEOUT) -> None:
        """Give the bot a line and wait until it has done what it says."""
        assert self.child.stdin is not None
        self.child.stdin.write(f"{line}\n".encode())
        await self.said(line, timeout)

    async def said(self, line: str, timeout: float = START_TIMEOUT) -> None:
        """Wait until the bot has written `line`."""
        assert self.child.stdout is not None
        got = await asyncio.wait_for(self.child.stdout.readline(), timeout)
        assert got.decode().strip() == line, self.log.read_text()

    async def kill(self) -> None:
        """End the process as a power cut would."""
        self.child.kill()
        await self.child.wait()

    async def end(self) -> int:
        """Ask the process to end and return its exit code."""
        if self.child.returncode is None:
            self.child.send_signal(signal.SIGTERM)
        return await asyncio.wait_for(self.child.wait(), START_TIMEOUT)


class Stopwatch:
    """Seconds for what expires in the workspace, and for its limits; a test may skip some."""

    def __init__(self) -> None:
        self.skipped = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.skipped

    def skip(self, seconds: float) -> None:
        """Let that much time have passed."""
        self.skipped += seconds


@dataclass
class House:
    """A workspace, a data folder, and the bots that were started in it."""

    slack: Standin
    data: Path
    stopwatch: Stopwatch
    extra: dict[str, str] = field(default_factory=dict)
    bots: list[BotProcess] = field(default_factory=list)

    @property
    def env(self) -> dict[str, str]:
        """The environment a bot is started with."""
        return {
            **os.environ,
            "SLACK_BOT_TOKEN": self.slack.bot_token,
            "SLACK_APP_TOKEN": self.slack.app_token,
            "SLACK_API_URL": self.slack.api_url,
            "PAUZEBOT_DATA": str(self.data),
            "PAUZEBOT_HR": "U0HR",
            "PAUZEBOT_PHYSIO": "U0FYSIO",
            "PYTHONUNBUFFERED": "1",
            **self.extra,
        }

    async def start(self, at: datetime) -> BotProcess:
        """Start the bot with its clock at `at`, connected and with its first tick done."""
        log = self._log()
        bot = BotProcess(await nursery.start([at.isoformat()], self.env, log), log, clocked=True)
        self.bots.append(bot)
        await bot.said("ready")
        return bot

    async def run(self) -> BotProcess:
        """Start `pauzebot run` itself, on the real clock, and wait until it is connected."""
        bot = await self._spawn("-m", "bot", "run")
        await self.slack.wait_for_connection(timeout=START_TIMEOUT)
        return bot

    async def command(self, *arguments: str) -> tuple[int, str]:
        """Run a pauzebot command; its exit code and everything it printed."""
        child = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments,
            cwd=ROOT, env=self.env,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        out, _ = await asyncio.wait_for(child.communicate(), START_TIMEOUT)
        assert child.returncode is not None
        return child.returncode, out.decode()

    async def apply(
        self,
        project: Project,
        at: datetime = LONG_AGO,
        *,
        heard: bool = True,
        invited: int | None = 40,
    ) -> None:
        """File a project, as the command line and the modals do, and the physio the question.

        Unless its channels have not `heard` of it, they need no announcement any more. Each arm
        has so many `invited`, enough to count, whoever is there to play them; with None the bot
        counts them itself.
        """
        store = await open_store(f"sqlite:///{self.data / 'pauzebot.db'}")
        try:
            await filing.file(store, project, at)
            if project.reports.effect_question:
                await store.apply(project, at)
            for place in [channel for arm in project.arms for channel in arm.channels]:
                if heard:
                    await store.announce(project.id, place, "said")
            for arm in project.arms if invited is not None else ():
                for period in range(periods.periods(project)):
                    await store.freeze(project.id, arm.name, period, invited or 0)
        finally:
            await store.close()

    async def _spawn(self, *arguments: str) -> BotProcess:
        log = self._log()
        with log.open("wb") as sink:
            child = await asyncio.create_subprocess_exec(
                sys.executable, *arguments,
                cwd=ROOT, env=self.env, stderr=sink,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            )  # fmt: skip
        bot = BotProcess(child, log, clocked=False)
        self.bots.append(bot)
        return bot

    def _log(self) -> Path:
        return self.data.parent / f"bot-{len(self.bots)}.log"


@asynccontextmanager
async def settled(directory: Path) -> AsyncIterator[House]:
    """A workspace with two colleagues, HR and a physio, and a channel; files in a directory."""
    data = directory / "data"
    data.mkdir()
    stopwatch = Stopwatch()
    async with Standin(
        stopwatch=stopwatch, validate=blockrules.check, bot_events=EVENTS, scopes=SCOPES
    ) as slack:
        for user, name in [("U0ANNA", "anna"), ("U0HR", "hanna"), ("U0FYSIO", "fleur")]:
            slack.add_user(user, name=name)
        slack.add_user("U0BRAM", name="bram", locale="en-GB", tz="Europe/London")
        slack.add_channel("C0ALPHA", name="alpha", members=["U0ANNA", "U0BRAM", "U0HR"])
        made = House(slack, data, stopwatch)
        yield made
        for bot in made.bots:
            if bot.child.returncode is None:
                await bot.kill()
            await bot.child.wait()


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A settled workspace."""
    async with settled(tmp_path) as made:
        yield made


async def held(house: House, week: str) -> Figures:
    """What the open week of the house's project holds, as the fold will read it."""
    secret = load_secret(None, house.data)
    store = await open_week(None, secret, identity=str(house.data.resolve()))
    try:
        return await store.figures("lente", week)
    finally:
        await store.close()


async def figures(house: House, week: str = "2027-W02") -> dict[str, Any]:
    """The sums of the open week when every press is counted, and people by number of sessions."""
    for bot in house.bots:
        if bot.clocked and bot.child.returncode is None:
            await bot.ask("settle")
    found = await held(house, week)
    return {
        "starts": sum(found.starts.values()),
        "completions": sum(found.completions.values()),
        "sessions": dict(sum((Counter(by_arm) for by_arm in found.sessions.values()), Counter())),
    }


async def tally(house: House, project: str = "lente") -> dict[str, int]:
    """What became of a project's prompts, as the durable store has it."""
    store = await open_store(f"sqlite:///{house.data / 'pauzebot.db'}")
    try:
        return dict(await store.tally(project))
    finally:
        await store.close()
