"""kill -9 in the middle of a write: nothing that was acknowledged is lost, nothing is half done."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.store.week import open_week
from tests.store.kit import SECRET, WEEK, memory_claim, person, slot

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the writers are forks")


@pytest.mark.parametrize("kind", ["week", "durable"])
def test_what_was_acknowledged_survives_and_the_sums_agree(
    kind: str,
    directory: Path,
    amount: Callable[[int, int], int],
    verify_table: Callable[[str, int, str], None],
) -> None:
    kills = amount(12, 300)
    memory_claim(directory)
    command = (sys.executable, "-m", "tests.store.killing", kind, str(directory), str(kills), "7")
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=600)
    assert done.returncode == 0
    said = json.loads(done.stdout)
    assert said["wrong"] == []
    assert said["written"] >= kills
    verify_table(
        f"kill -9 of a writer of the {kind} store, then a restart",
        kills,
        f"{said['written']:,} writes, none acknowledged was lost, all sums agree",
    )


DYING = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = " + sys.argv[2])
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE person SET sessions = 99")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("journal, whole", [("delete", True), ("memory", False)])
async def test_a_journal_in_a_file_is_what_saves_the_week(
    tmp_path: Path, mounts: Path, journal: str, whole: bool
) -> None:
    """With its positive control: a journal kept in the memory of the process dies with it."""
    week = await open_week(str(tmp_path), SECRET, identity="a bot", mounts=mounts)
    for number in range(500):
        await week.count(slot(), person(number), reached=0, finished=False)
    assert week.directory is not None
    path = week.directory / "week.db"
    await week.close()
    dying = await asyncio.create_subprocess_exec(sys.executable, "-c", DYING, str(path), journal)
    assert await dying.wait() == -9
    again = await open_week(str(tmp_path), SECRET, identity="a bot", mounts=mounts)
    sessions = (await again.figures("lente", WEEK)).sessions
    assert (again.lost is None and sessions == {"een": {0: 500}}) == whole
    await again.close()
