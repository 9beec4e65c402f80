"""The secret: long enough, private, and made once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store.errors import StoreError
from bot.store.secret import Secret, load_secret


def test_the_environment_goes_first(tmp_path: Path) -> None:
    assert load_secret("x" * 32, tmp_path) == b"x" * 32
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", ["", "x" * 31, "é" * 15])
def test_a_short_secret_is_refused_without_being_told(tmp_path: Path, value: str) -> None:
    with pytest.raises(StoreError, match=f"PAUZEBOT_SECRET is {len(value.encode())} bytes") as no:
        load_secret(value, tmp_path)
    assert not value or value not in str(no.value)
    assert list(tmp_path.iterdir()) == []


def test_bytes_are_counted_and_not_letters(tmp_path: Path) -> None:
    assert len(load_secret("é" * 16, tmp_path)) == 32


def test_it_is_made_once(tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    made = load_secret(None, data)
    assert len(made) >= 32
    assert load_secret(None, data) == made
    assert load_secret(None, tmp_path / "other") != made
    assert [path.name for path in data.iterdir()] == ["secret"]
    if os.name == "posix":
        assert (data / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_a_secret_others_can_read_is_refused(tmp_path: Path) -> None:
    load_secret(None, tmp_path)
    (tmp_path / "secret").chmod(0o640)
    with pytest.raises(StoreError, match="chmod 600"):
        load_secret(None, tmp_path)


def test_a_file_that_was_cut_short_is_refused_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("short\n")
    (tmp_path / "secret").chmod(0o600)
    with pytest.raises(StoreError, match="is 5 bytes long"):
        load_secret(None, tmp_path)
    assert (tmp_path / "secret").read_text() == "short\n"


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be read or made"):
        load_secret(None, tmp_path / "file")


def test_it_is_not_shown(tmp_path: Path) -> None:
    secret = load_secret("x" * 32, tmp_path)
    assert "xx" not in f"{secret!r} {secret} {secret!s}"
    assert isinstance(secret, Secret)


def test_processes_that_start_at_once_have_the_same_secret(tmp_path: Path) -> None:
    script = """
import sys, pathlib
from bot.store.secret import load_secret
print("ready", flush=True)
sys.stdin.readline()
sys.stdout.write(load_secret(None, pathlib.Path(sys.argv[1])).hex())
"""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "data")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = {process.communicate(timeout=60)[0] for process in started}
    assert len(said) == 1
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret"]
