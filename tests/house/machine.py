"""A made-up machine: a checkout and a PATH with nothing but what a test puts there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock"]

TOOLS = ["sh", "cat", "cksum", "dirname", "env", "grep", "mkdir", "cp", "rm", "tr"]
OLD = "#!/bin/sh\ncase $2 in *exit*) exit 1;; *) echo 3.9.2;; esac\n"
# Answers as a Python would; writes down every installation.
NEW = """#!/bin/sh
case "$*" in
  *print*) echo 3.12.4 ;;
  *"-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
  *"-m pip install"*) [ -z "$BROKEN" ] || exit 7; echo "$*" >>installed ;;
esac
"""
UV = """#!/bin/sh
case "$1" in
  venv) mkdir -p .venv/bin; cp "$BIN/python3.12" .venv/bin/python ;;
  pip) echo "uv $*" >>installed ;;
esac
"""


class Machine:
    """A directory with a checkout, and a PATH with nothing but what is put there."""

    def __init__(self, where: Path) -> None:
        self.bin, self.home = where / "bin", where / "checkout"
        self.bin.mkdir()
        (self.home / "tools").mkdir(parents=True)
        for name in ["tools/setup", "pyproject.toml", *LOCKS]:
            shutil.copy(ROOT / name, self.home / name)
        for name in TOOLS:
            found = shutil.which(name)
            assert found, name
            (self.bin / name).symlink_to(found)

    def program(self, name: str, text: str) -> None:
        """Put a program on this machine's PATH."""
        path = self.bin / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def run(self, *command: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the checkout."""
        env = {"PATH": str(self.bin), "BIN": str(self.bin), **env}
        return subprocess.run(command, cwd=self.home, env=env, capture_output=True, text=True)

    def installed(self) -> list[str]:
        """What was installed since the last time this was asked."""
        log = self.home / "installed"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines
