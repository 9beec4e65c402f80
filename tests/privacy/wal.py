"""Reading a write-ahead log of SQLite as the diary it is (the file format is documented)."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from pathlib import Path

HEADER, FRAME = 32, 24
"""Bytes before the first frame, and before each page."""


def increments(path: Path) -> list[bytes]:
    """Return the codes whose count rose, in the order in which that was committed.

    Each commit leaves whole pages: put together, they are the database as it was just then.
    """
    content = path.read_bytes()
    (size,) = struct.unpack(">I", content[8:12])
    pages: dict[int, bytes] = {}
    before: dict[bytes, int] = {}
    found = []
    for at in range(HEADER, len(content), FRAME + size):
        number, commit = struct.unpack(">II", content[at : at + 8])
        pages[number] = content[at + FRAME : at + FRAME + size]
        if commit:
            now = _read(pages, size)
            found += [code for code, n in now.items() if n > before.get(code, 0)]
            before = now
    return found


def _read(pages: dict[int, bytes], size: int) -> dict[bytes, int]:
    image = bytearray(
        b"".join(pages.get(number, bytes(size)) for number in range(1, max(pages) + 1))
    )
    image[18:20] = b"\x01\x01"  # as if it had no log
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(bytes(image))
        try:
            return dict(connection.execute("SELECT code, n FROM person").fetchall())
        except sqlite3.OperationalError:
            return {}
