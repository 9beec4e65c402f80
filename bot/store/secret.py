"""The secret under every code: from the environment, or made once beside the data."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from bot.store.errors import StoreError

MINIMUM = 32
"""Bytes. The codes of the open week are worth as much as this secret is hard to guess."""

NAME = "secret"


class Secret(bytes):
    """The bytes of the secret, which no log and no traceback shows."""

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__


def load_secret(environ_value: str | None, data_dir: Path) -> Secret:
    """Return the secret of the environment or else of `data_dir`, where it is made if need be.

    Raises StoreError where it is shorter than 32 bytes, or its file is open to others.
    """
    if environ_value is not None:
        return _checked(environ_value.encode(), "PAUZEBOT_SECRET")
    path = data_dir / NAME
    try:
        if not path.exists():
            _make(path)
        _private(path)
        return _checked(path.read_bytes().strip(), str(path))
    except OSError as error:
        raise StoreError(f"the secret {path} cannot be read or made: {error.strerror}") from None


def _checked(value: bytes, source: str) -> Secret:
    if len(value) < MINIMUM:
        raise StoreError(
            f"{source} is {len(value)} bytes long; codes are safe from {MINIMUM} bytes on,"
            " for example from: openssl rand -base64 48"
        )
    return Secret(value)


def _make(path: Path) -> None:
    """Write a new secret whole, then give it its name: whoever comes second finds the first's."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{NAME}-{secrets.token_hex(8)}")
    file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(file, "w") as stream:
            stream.write(secrets.token_urlsafe(48) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
        _fsync_directory(path.parent)
    finally:
        draft.unlink()


def _fsync_directory(directory: Path) -> None:
    # Windows opens no directories; there the name is safe when the file is.
    if os.name == "posix":
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _private(path: Path) -> None:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise StoreError(f"others can read the secret {path}: chmod 600 {path}")
