"""The image and the compose example, read as data."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.house.machine import ROOT


def stages() -> list[list[tuple[str, str]]]:
    """The Dockerfile as stages of (instruction, rest)."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    found: list[list[tuple[str, str]]] = []
    for line in filter(None, text.splitlines()):
        word, rest = line.split(None, 1)
        if word == "FROM":
            found.append([])
        found[-1].append((word, " ".join(rest.split())))
    return found


def said(stage: list[tuple[str, str]], word: str) -> list[str]:
    return [rest for instruction, rest in stage if instruction == word]


def test_the_image_is_made_in_two_stages_on_one_base() -> None:
    build, final = stages()
    (first,), (second,) = said(build, "FROM"), said(final, "FROM")
    assert first == f"{second} AS build"
    assert re.fullmatch(r"python:3\.1[1-3]-slim-\w+", second)
    assert not [run for run in said(final, "RUN") if "pip" in run or "apt" in run]
    assert said(final, "COPY") == ["--from=build /app/.venv /app/.venv"]


def test_the_image_installs_by_hash_and_ships_the_programmes() -> None:
    build, _ = stages()
    installs = [run for run in said(build, "RUN") if " install " in run]
    assert "--require-hashes -r requirements.lock" in installs[0]
    assert installs[1].endswith("--no-deps --no-build-isolation .")
    words = [word for word, _ in build]
    last_install = len(words) - 1 - words[::-1].index("RUN")
    assert ("COPY", "programmes/ programmes/") in build[:last_install]
    assert ("COPY", "bot/ bot/") in build[:last_install]


def test_the_image_runs_as_nobody_in_particular_and_keeps_only_data() -> None:
    _, final = stages()
    assert said(final, "USER") == ["10001"]
    assert said(final, "VOLUME") == ["/data"]
    (env,) = said(final, "ENV")
    assert "PAUZEBOT_DATA=/data" in env
    # Where the open week lives is a choice of whoever runs it: never a path inside the image.
    assert "OPEN_WEEK" not in env
    assert [rest for word, rest in final if re.search(r"(?i)token|secret", rest)] == []


def test_the_image_asks_the_bot_itself_how_it_is() -> None:
    _, final = stages()
    (health,) = said(final, "HEALTHCHECK")
    assert json.loads(health[health.index("CMD") + 3 :]) == ["pauzebot", "health"]
    assert [json.loads(rest) for rest in said(final, "ENTRYPOINT")] == [["pauzebot"]]
    assert [json.loads(rest) for rest in said(final, "CMD")] == [["run"]]


def test_the_context_lets_in_what_the_image_copies_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert lines[1] == "*"
    let_in = {line[1:] for line in lines if line.startswith("!")}
    build, _ = stages()
    copied = {source.rstrip("/") for rest in said(build, "COPY") for source in rest.split()[:-1]}
    assert let_in == copied


def hadolint(path: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("hadolint")
    return subprocess.run([program, path], capture_output=True, text=True)


def test_hadolint_finds_nothing_in_the_dockerfile_and_something_in_a_bad_one(
    tmp_path: Path,
) -> None:
    done = hadolint(ROOT / "Dockerfile")
    assert (done.returncode, done.stdout) == (0, "")
    bad = tmp_path / "Dockerfile"
    bad.write_text("FROM python\nRUN apt-get install curl\nRUN cd / && pip install x\n")
    assert hadolint(bad).returncode == 1


def test_the_compose_example_keeps_the_open_week_off_every_disk() -> None:
    service: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"][
        "pauzebot"
    ]
    assert service["read_only"] is True
    assert service["mem_limit"] == service["memswap_limit"]
    assert service["ulimits"]["core"] == 0
    assert service["cap_drop"] == ["ALL"]
    week = service["environment"]["PAUZEBOT_OPEN_WEEK"]
    (mount,) = [each for each in service["volumes"] if isinstance(each, dict)]
    assert (mount["type"], mount["target"]) == ("bind", week)
    # /run is memory on every systemd host; a directory that Docker makes would be root's.
    assert mount["source"].startswith("/run/")
    assert mount["bind"]["create_host_path"] is False
