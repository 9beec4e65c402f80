"""kill -9 at any moment of a fold: a week is folded once, a period said once, no code left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the folds are forks")


def test_a_fold_that_is_killed_is_finished_by_the_next_process(
    directory: Path,
    amount: Callable[[int, int], int],
    verify_table: Callable[[str, int, str], None],
) -> None:
    kills = amount(20, 200)
    command = (sys.executable, "-m", "tests.privacy.killing", str(directory), str(kills), "7")
    done = subprocess.run(command, stdout=subprocess.PIPE, timeout=900)
    assert done.returncode == 0
    said = json.loads(done.stdout)
    assert said["wrong"] == []
    assert sum(said["reached"].values()) == kills
    where = ", ".join(f"{n} with {step}" for step, n in sorted(said["reached"].items()))
    verify_table(
        "kill -9 during the fold of a week, then a restart",
        kills,
        f"each week folded once, each period released once, no code left; killed {where}",
    )
