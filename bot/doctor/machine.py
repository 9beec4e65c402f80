"""The machine under the bot: what could write memory to a disk, and the rules of time zones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.doctor.verdict import Verdict, error, ok, warning

ROOT = Path("/")
USUAL_ZONES = ("Europe/Amsterdam", "Europe/Brussels")


def examine(zones: Iterable[str] = (), root: Path = ROOT) -> list[Verdict]:
    """Examine swap, core dumps and the zones that projects use."""
    return [swap(root), core_dumps(_core_limit()), time_zones([*USUAL_ZONES, *zones])]


def swap(root: Path = ROOT) -> Verdict:
    """Say whether memory may reach a disk. Compressed memory (zram) is memory too."""
    try:
        rows = (root / "proc/swaps").read_text(encoding="utf-8").splitlines()[1:]
    except OSError:
        return warning(
            "swap",
            "this machine does not say whether it swaps",
            "See to it that the bot's memory is never written to a disk.",
        )
    if not [row for row in rows if not row.startswith("/dev/zram")]:
        return ok("swap", "none")
    if _kept_from_swap(root):
        return ok("swap", "there is, but not for this container")
    return warning(
        "swap",
        "this machine swaps: what the open week holds in memory may be written to a disk",
        "Give the container no swap (memswap_limit equal to mem_limit; compose.yaml does), set"
        " MemorySwapMax=0 in the systemd unit, or encrypt the swap.",
    )


def _kept_from_swap(root: Path) -> bool:
    """Whether the control group of this process, or one around it, allows no swap."""
    with suppress(OSError):
        for line in (root / "proc/self/cgroup").read_text(encoding="utf-8").splitlines():
            number, _, path = line.partition("::")
            if number == "0":
                return any(_allows_none(root, part) for part in _upwards(path))
    return False


def _upwards(path: str) -> Iterator[Path]:
    inside = Path(path.lstrip("/"))
    yield from (inside, *inside.parents)


def _allows_none(root: Path, group: Path) -> bool:
    limit = root / "sys/fs/cgroup" / group / "memory.swap.max"
    with suppress(OSError):
        return limit.read_text(encoding="ascii").strip() == "0"
    return False


def core_dumps(limit: int) -> Verdict:
    """Say whether a crash may write memory to a disk; `limit` in bytes, -1 for none."""
    if limit == 0:
        return ok("core dumps", "off")
    return warning(
        "core dumps",
        "a crash may write the bot's memory to a disk",
        "Switch them off: ulimits core: 0 (compose.yaml does), LimitCORE=0 in the systemd unit, or"
        " ulimit -c 0 in the shell.",
    )


def _core_limit() -> int:
    try:
        import resource
    except ImportError:  # pragma: no cover  - Windows, where there are no such files
        return 0
    return resource.getrlimit(resource.RLIMIT_CORE)[0]


def time_zones(names: Iterable[str]) -> Verdict:
    """Say whether the rules of these zones are there."""
    missing = sorted({name for name in names if not _known(name)})
    if missing:
        return error(
            "time zones",
            f"no rules for {', '.join(missing)}",
            "Install the package tzdata again, and look at PYTHONTZPATH.",
        )
    return ok("time zones", f"rules of {version('tzdata')}")


def _known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def in_container(root: Path = ROOT) -> bool:
    """Whether this runs in a container, as far as that can be seen."""
    return any((root / mark).exists() for mark in (".dockerenv", "run/.containerenv"))


def dies_with_container(directory: Path, root: Path = ROOT) -> bool:
    """Whether a directory is a file system of the container's own, not one lent by its host.

    A bind mount shows a part of the host's file system; a mount of its own begins at its root.
    """
    if not in_container(root):
        return False
    mounts: dict[Path, str] = {}
    with suppress(OSError, IndexError):
        for line in (root / "proc/self/mountinfo").read_text(encoding="utf-8").splitlines():
            fields = line.split()
            mounts[Path(fields[4])] = fields[3]
    inside = (path for path in (directory, *directory.parents) if path in mounts)
    return mounts.get(next(inside, directory), "/") == "/"
