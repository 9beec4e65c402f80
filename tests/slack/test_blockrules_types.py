"""The validator beside @slack/types: what we take type-checks; what the types refuse, we refuse.

Needs Node and npm, and npm's registry once: compiler and types are kept in the user's cache.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.core.project import Slot
from bot.slack import views
from bot.slack.blockrules import check
from bot.slack.blockrules.surfaces import Kind
from tests import fakes
from tests.slack.blockrules_kit import PROBES, Payload, examples
from tests.slack.screens_kit import shows, speak

PACKAGES = ("@slack/types@3.2.0", "typescript@5.9.3")
CAUGHT = {
    "unknown type",
    "extra property",
    "button disabled",
    "image without alt",
}
"""The known mistakes that the types see; the others are about lengths, counts and uniqueness."""

# AnyBlock would take any type at all; only the blocks that Slack knows say what is wrong.
HEAD = """import type { HomeView, KnownBlock, ModalView } from "@slack/types";
type Message = { text: string; blocks?: KnownBlock[] };
type Modal = Omit<ModalView, "blocks"> & { blocks: KnownBlock[] };
type Home = Omit<HomeView, "blocks"> & { blocks: KnownBlock[] };
"""
TYPES: dict[Kind, str] = {"message": "Message", "modal": "Modal", "home": "Home"}
STRANGE: tuple[Any, ...] = (7, "marquee", [], {"type": "mrkdwn", "text": "*Tekst*"})
Named = tuple[str, Kind, Payload]


@pytest.fixture(scope="module")
def compiler() -> Path:
    """The folder of the compiler and the types; skips, and says why, where there is none."""
    missing = [name for name in ("node", "npm") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"there is no {' and no '.join(missing)} here")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pauzebot-tests"
    folder = cache / re.sub(r"[^\w.-]+", "-", "+".join(PACKAGES)).strip("-")
    if not folder.exists():
        cache.mkdir(parents=True, exist_ok=True)
        _install(cache, folder)
    return folder


def _install(cache: Path, folder: Path) -> None:
    """Install beside, then rename: two runs at once must not see half of it."""
    with tempfile.TemporaryDirectory(dir=cache) as scratch:
        flags = ["--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]
        command = ["npm", "install", *flags, scratch, *PACKAGES]
        try:
            done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, timeout=120)
        except subprocess.TimeoutExpired:
            pytest.skip("npm did not install the types within two minutes")
        if done.returncode != 0:
            said = re.search(r"npm error code (\w+)", done.stderr)
            pytest.skip(
                f"npm could not install the types: {said[1] if said else 'no reason given'}"
            )
        try:
            Path(scratch, "node_modules").rename(folder)
        except OSError:
            assert folder.exists()  # another run was first


def complaints(compiler: Path, folder: Path, payloads: Iterable[Named]) -> dict[str, str]:
    """What tsc says of each payload it refuses: one literal on each line, so that a line is one."""
    named = list(payloads)
    lines = [
        f"const p{number}: {TYPES[kind]} = {json.dumps(_typed_part(kind, payload))};"
        for number, (_, kind, payload) in enumerate(named)
    ]
    source = folder / "payloads.ts"
    source.write_text(HEAD + "\n".join(lines) + "\nexport {};\n", encoding="utf-8")
    (folder / "node_modules").symlink_to(compiler)
    command = [
        "node",
        "node_modules/typescript/bin/tsc",
        "--noEmit",
        "--strict",
        "--pretty",
        "false",
    ]
    done = subprocess.run([*command, source.name], cwd=folder, capture_output=True, text=True)
    first = HEAD.count("\n") + 1
    found: dict[str, str] = {}
    for line, said in re.findall(
        r"^payloads\.ts\((\d+),\d+\): (error .*)$", done.stdout, re.MULTILINE
    ):
        assert int(line) >= first, said
        found.setdefault(named[int(line) - first][0], said)
    assert bool(found) == (done.returncode != 0), done.stdout + done.stderr
    return found


def _typed_part(kind: Kind, payload: Payload) -> Payload:
    """A message without the arguments of the method around it: those have other types."""
    if kind != "message":
        return payload
    return {name: payload[name] for name in ("text", "blocks") if name in payload}


def mutilated(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """Copies of `value`, each with one thing wrong: a property gone, strange or too many."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            for where, wrong in mutilated(item, f"{at}/{index}"):
                yield where, [*value[:index], wrong, *value[index + 1 :]]
    if isinstance(value, dict):
        yield f"{at}/disabled added", {**value, "disabled": True}
        for name, part in value.items():
            here = f"{at}/{name}"
            yield f"{here} gone", {key: value[key] for key in value if key != name}
            for strange in STRANGE:
                yield f"{here} {strange}", {**value, name: strange}
            for where, wrong in mutilated(part, here):
                yield where, {**value, name: wrong}


def test_what_we_take_type_checks(compiler: Path, tmp_path: Path) -> None:
    corpus = [*examples(), *screens()]
    assert [name for name, kind, payload in corpus if check(kind, payload)] == []
    assert complaints(compiler, tmp_path, corpus) == {}


def screens() -> Iterator[Named]:
    """What people meet: every screen of a small library, and the prompt."""
    for name, show in shows(fakes.library()):
        say = speak(show.language)
        yield f"{name} modal", "modal", views.modal(show, say)
        yield f"{name} message", "message", views.message(show, say)
    slot = Slot("lente", "een", date(2027, 1, 11), 0)
    yield "prompt", "message", views.prompt(slot, 120, speak("nl"))


def wholes() -> Iterator[Named]:
    """Full examples in which every block, element and property stands at least once."""
    for name, kind, payload in examples():
        block, _, element = name.removesuffix(" full").partition(".")
        once = not element or block == "message actions" or element.endswith("_input")
        if name.endswith(" full") and once and (kind == "message" or name == f"{kind} full"):
            yield name, kind, payload


def test_what_the_types_refuse_is_refused(
    compiler: Path,
    tmp_path: Path,
    amount: Callable[[int, int], int],
    verify_table: Callable[[str, int, str], None],
) -> None:
    probes: list[Named] = [(name, "message", payload) for name, (_, payload) in PROBES.items()]
    made: list[Named] = [
        (f"{name}: {where}", kind, payload)
        for name, kind, whole in wholes()
        for where, payload in mutilated(whole)
    ]
    made = made[:: amount(12, 1)]
    found = complaints(compiler, tmp_path, [*probes, *made])
    assert set(found) & set(PROBES) == CAUGHT
    assert len(found) > len(made) / 2
    missed = [name for name, kind, payload in made if name in found and not check(kind, payload)]
    assert missed == []
    told = f"the types refuse {len(found):,}, and so do we"
    verify_table("payloads against @slack/types", len(probes) + len(made), told)
