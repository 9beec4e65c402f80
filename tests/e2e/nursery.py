"""Where bots are forked from: a process that has imported all of the bot, and waits.

Importing takes a second of a processor; a suite starts some two hundred bots. A forked bot is a
process like any other: it can be killed, and has nothing of another bot in it.

A request is one JSON line with three file descriptors: standard input, standard output and the
log. It is answered with the bot's process id and, when that has ended, its exit code, as lines on
a fourth descriptor.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import random
import select
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from tests.e2e import clocked

ROOT = Path(__file__).parents[2]
LINE = 1 << 16
DESCRIPTORS = 4


class Forked:
    """A forked bot, used as an asyncio subprocess is."""

    def __init__(
        self,
        pid: int,
        stdin: asyncio.StreamWriter,
        stdout: asyncio.StreamReader,
        status: asyncio.StreamReader,
        reading: list[asyncio.BaseTransport],
    ) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self.stdin: asyncio.StreamWriter | None = stdin
        self.stdout: asyncio.StreamReader | None = stdout
        self._reading = reading
        self._ended = asyncio.ensure_future(self._end(status))

    def send_signal(self, number: int) -> None:
        """Signal the bot, unless it has ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End the bot as a power cut would."""
        self.send_signal(9)

    async def wait(self) -> int:
        """Wait until the bot has ended, and return its exit code, negative for a signal."""
        return await asyncio.shield(self._ended)

    async def _end(self, status: asyncio.StreamReader) -> int:
        self.returncode = int(await status.readline())
        if self.stdin is not None:
            self.stdin.close()
        for pipe in self._reading:
            pipe.close()
        return self.returncode


async def start(arguments: list[str], env: Mapping[str, str], log: Path) -> Forked:
    """Fork a bot that is what `tests.e2e.clocked` is with these arguments and environment.

    What it writes to its log goes into a new file.
    """
    loop = asyncio.get_running_loop()
    in_read, in_write = os.pipe()
    out_read, out_write = os.pipe()
    status_read, status_write = os.pipe()
    status, output = asyncio.StreamReader(), asyncio.StreamReader()
    telling, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(status), os.fdopen(status_read, "rb", 0)
    )
    saying, _ = await loop.connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(output), os.fdopen(out_read, "rb", 0)
    )
    writing, protocol = await loop.connect_write_pipe(
        lambda: asyncio.streams.FlowControlMixin(loop=loop), os.fdopen(in_write, "wb", 0)
    )
    with log.open("wb") as sink:
        given = [in_read, out_write, sink.fileno(), status_write]
        request = json.dumps({"arguments": arguments, "env": dict(env)}).encode()
        line = _nursery()
        line.sendall(len(request).to_bytes(4, "big"))
        socket.send_fds(line, [request[:1]], given)
        line.sendall(request[1:])
        for descriptor in (in_read, out_write, status_write):
            os.close(descriptor)
    pid = int(await status.readline())
    stdin = asyncio.StreamWriter(writing, protocol, None, loop)
    return Forked(pid, stdin, output, status, [telling, saying])


@cache
def _nursery() -> socket.socket:
    """Start the one nursery of this process of tests; it ends with it."""
    ours, theirs = socket.socketpair()
    with theirs:
        command = [sys.executable, "-m", "tests.e2e.nursery"]
        # Most bots are killed before they could say which lines ran: counting only slows them.
        env = {name: value for name, value in os.environ.items() if "COVERAGE" not in name}
        process = subprocess.Popen(
            command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL, cwd=ROOT, env=env
        )

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def serve(line: socket.socket) -> None:
    """Fork a bot for every request, and tell how it ended, until nobody asks any more."""
    asyncio.run(clocked.prepare())
    ends, bell = socket.socketpair()
    ends.setblocking(False)
    bell.setblocking(False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(bell.fileno(), warn_on_full_buffer=False)
    bots: dict[int, int] = {}
    while True:
        ready, _, _ = select.select([line, ends], [], [])
        if ends in ready:
            ends.recv(LINE)
            _tell(bots)
        if line in ready:
            head = line.recv(4, socket.MSG_WAITALL)
            if not head:
                return
            first, given, _, _ = socket.recv_fds(line, 1, DESCRIPTORS)
            rest = int.from_bytes(head, "big") - 1
            request = json.loads(first + line.recv(rest, socket.MSG_WAITALL))
            *streams, status = given
            if (bot := os.fork()) == 0:
                os.close(status)
                for one in (line, ends, bell):
                    one.close()
                for earlier in bots.values():
                    os.close(earlier)
                _be(request, streams)
            bots[bot] = status
            os.write(status, f"{bot}\n".encode())
            for stream in streams:
                os.close(stream)


def _tell(bots: dict[int, int]) -> None:
    """Say of every bot that has ended how it did."""
    for bot in list(bots):
        ended, code = os.waitpid(bot, os.WNOHANG)
        if ended:
            status = bots.pop(bot)
            with suppress(BrokenPipeError):
                os.write(status, f"{os.waitstatus_to_exitcode(code)}\n".encode())
            os.close(status)


def _be(request: dict[str, Any], streams: list[int]) -> NoReturn:
    """Be a bot from here on, as if started by itself."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(request["env"])
    random.seed()
    tempfile.tempdir = None  # so that TMPDIR is looked at anew
    sys.argv = ["clocked", *request["arguments"]]
    code = 1
    try:
        asyncio.run(clocked.main())
        code = 0
    except BaseException:  # noqa: BLE001 - a process of its own would print it and end with 1
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve(socket.socket(fileno=0))
