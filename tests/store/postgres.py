"""A throw-away PostgreSQL on a local socket, for who has its programs installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.store import kit

OPTIONS = {
    "listen_addresses": "",  # the socket alone: nothing is reachable from outside
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "16MB",
    "dynamic_shared_memory_type": "mmap",
}


class NoPostgres(Exception):
    """Why there is none."""


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster and yield the address of a database in it.

    Raises NoPostgres where there are no programs, or no user to run them as.
    """
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    user = _user()
    # A short path: the name of a socket has at most 107 bytes.
    home = Path(tempfile.mkdtemp(prefix="pg-", dir=kit.quick()))
    if user is not None:
        os.chown(home, pwd.getpwnam(user).pw_uid, -1)

    def run(*command: str) -> None:
        done = subprocess.run(
            command, user=user, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        if done.returncode:
            raise NoPostgres(f"{command[0]}: {done.stderr.decode(errors='replace').strip()}")

    data = str(home / "data")
    try:
        run(initdb, "-D", data, "-A", "trust", "-U", "pauzebot", "--no-sync", "-E", "UTF8")
        with (home / "data/postgresql.conf").open("a") as config:
            config.writelines(f"{name} = '{value}'\n" for name, value in OPTIONS.items())
            config.write(f"unix_socket_directories = '{home}'\n")
        run(pg_ctl, "-D", data, "-w", "-l", str(home / "log"), "start")
        try:
            yield f"postgresql://pauzebot@/postgres?host={home}"
        finally:
            run(pg_ctl, "-D", data, "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _program(name: str) -> str:
    found = shutil.which(name) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))), None
    )
    if found is None:
        raise NoPostgres(f"{name} is not installed")
    return found


def _user() -> str | None:
    """PostgreSQL refuses to run as root: then as whom."""
    if os.name != "posix" or os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NoPostgres("this is root, and there is no user postgres or nobody to run it as")
