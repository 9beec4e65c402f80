"""Where the open week may lie: a private directory on a memory file system, nowhere else."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from bot.store.errors import StoreError

MEMORY = frozenset({"tmpfs", "ramfs"})
MOUNTS = Path("/proc/self/mountinfo")
USUAL = (Path("/run/pauzebot"), Path("/dev/shm"))  # noqa: S108 - memory, and made private below


def choose(
    where: str | None,
    identity: str,
    environ: Mapping[str, str],
    mounts: Path = MOUNTS,
    usual: tuple[Path, ...] = USUAL,
) -> Path | None:
    """Return the directory of the open week, or None where there is only a process's own memory.

    `where` is what was set: `memory:`, a directory, or None to look for one. The name within it
    follows from `identity`: the same bot finds its week again, and two bots share none. Raises
    StoreError for a directory that is not in memory or not ours alone.
    """
    if where == "memory:":
        return None
    if where is not None and re.match(r"[a-z]+://", where):
        raise StoreError(
            "PAUZEBOT_OPEN_WEEK: an open week in Redis is not built yet; leave it out, or name a"
            " directory on a memory file system"
        )
    name = _name(identity)
    if where is not None:
        return _named(Path(where), name, mounts)
    found = [base / name for base in _bases(environ, usual) if _usable(base, mounts)]
    # Where the week already is goes first: the environment of a restart may differ a little.
    for directory in sorted(found, key=lambda path: not os.path.lexists(path)):
        try:
            return _private(directory, mounts)
        except OSError:
            continue
    return None


def in_memory(path: Path, mounts: Path = MOUNTS) -> bool:
    """Return whether `path` lies on a memory file system; False where that cannot be known."""
    try:
        device = path.stat().st_dev
        lines = mounts.read_text().splitlines()
    except OSError:
        return False
    number = f"{os.major(device)}:{os.minor(device)}"
    kinds = set()
    for line in lines:
        before, _, after = line.partition(" - ")
        if before.split()[2] == number:
            kinds.add(after.split()[0])
    return bool(kinds) and kinds <= MEMORY


def _name(identity: str) -> str:
    return "pauzebot-" + hashlib.sha256(f"{_uid()}:{identity}".encode()).hexdigest()[:16]


def _uid() -> int:
    return os.geteuid() if os.name == "posix" else 0


def _bases(environ: Mapping[str, str], usual: tuple[Path, ...]) -> Iterator[Path]:
    if runtime := environ.get("XDG_RUNTIME_DIR"):
        yield Path(runtime)
    yield from usual


def _usable(base: Path, mounts: Path) -> bool:
    return base.is_dir() and in_memory(base, mounts) and not _open_to_all(base)


def _open_to_all(base: Path) -> bool:
    """Return whether anybody could put another directory in the place of ours."""
    mode = base.stat().st_mode
    return bool(mode & stat.S_IWOTH) and not mode & stat.S_ISVTX


def _named(base: Path, name: str, mounts: Path) -> Path:
    try:
        if not base.exists() and in_memory(base.parent, mounts):
            base.mkdir(mode=0o700)
        if not base.is_dir():
            raise StoreError(f"PAUZEBOT_OPEN_WEEK: there is no directory {base}")
        if not in_memory(base, mounts):
            raise StoreError(
                f"PAUZEBOT_OPEN_WEEK: {base} is not on a memory file system (tmpfs); what the open"
                " week holds must never reach a disk"
            )
        if _open_to_all(base):
            raise StoreError(f"PAUZEBOT_OPEN_WEEK: anybody may replace what is in {base}")
        return _private(base / name, mounts)
    except OSError as error:
        raise StoreError(f"PAUZEBOT_OPEN_WEEK: {base} cannot be used: {error.strerror}") from None


def _private(directory: Path, mounts: Path) -> Path:
    """Make the directory if it is not there; refuse it unless it is ours alone and in memory."""
    with suppress(FileExistsError):
        directory.mkdir(mode=0o700)
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise StoreError(f"the open week cannot use {directory}: it is a link or a file")
    if found.st_uid != _uid():
        raise StoreError(f"the open week cannot use {directory}: it belongs to somebody else")
    if stat.S_IMODE(found.st_mode) & 0o077:
        raise StoreError(f"the open week cannot use {directory}: others can look inside")
    if not in_memory(directory, mounts):
        raise StoreError(f"the open week cannot use {directory}: it is not in memory")
    return directory
