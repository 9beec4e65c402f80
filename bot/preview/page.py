"""The page as one file that needs nothing else, and as the few files that the demo serves."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from bot.figures.scene import HEIGHT, WIDTH
from bot.preview.content import words
from bot.slack import ids
from bot.texts import Catalogue

STYLES = ("look.css", "blocks.css", "preview.css")
# Each after those that it begins with; what they only call later may come after.
MODULES = (
    "dom.js",
    "mrkdwn.js",
    "blocks.js",
    "controls.js",
    "elements.js",
    "preview-chosen.js",
    "preview-films.js",
    "preview-remarks.js",
    "preview-source.js",
    "preview.js",
)
IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; "


def source(texts: Catalogue) -> dict[str, Any]:
    """Return what a page needs to know of the bot: its words, its buttons, the size of films."""
    return {
        "words": words(texts),
        "acts": {"stop": ids.STOP, "change": ids.SWITCH},
        "size": [WIDTH, HEIGHT],
    }


def whole(data: Mapping[str, Any], films: Mapping[str, bytes], texts: Catalogue) -> str:
    """Return a page with everything in it: styles, program, data and films."""
    inside = {
        **data,
        "source": source(texts),
        "films": {name: b64encode(film).decode() for name, film in films.items()},
    }
    program = _program()
    digest = b64encode(sha256(program.encode()).digest()).decode()
    beside = " file:" if data.get("watch") else ""
    policy = f"style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{digest}'{beside}"
    return _filled(
        policy=f'<meta http-equiv="Content-Security-Policy" content="{POLICY}{policy}">',
        icon='<link rel="icon" href="data:,">',
        styles=f"<style>\n{''.join(_read(name) for name in STYLES)}</style>",
        data=f'<script type="application/json" id="data">{_json(inside)}</script>',
        program=f'<script type="module">{program}</script>',
    )


def shell(static: str) -> str:
    """Return the same page for a server: its files come from under `static`, its data later."""
    return _filled(
        policy="",
        icon=f'<link rel="icon" href="{static}icon.svg" type="image/svg+xml">',
        styles="\n  ".join(f'<link rel="stylesheet" href="{static}{name}">' for name in STYLES),
        data="",
        program=f'<script type="module" src="{static}preview.js"></script>',
    )


def _filled(**parts: str) -> str:
    made = _read("preview.html")
    for name, part in parts.items():
        made = made.replace(f"<!-- {name} -->", part)
    return made


def _json(data: Mapping[str, Any]) -> str:
    """Data that no text in them can end: `<` is written as an escape."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def _program() -> str:
    """All modules as one: a page from disk may not fetch another."""
    return "\n" + "".join(EXPORT.sub("", IMPORT.sub("", _read(name))) for name in MODULES)


@cache
def _read(name: str) -> str:
    return (files("bot.preview") / "static" / name).read_text(encoding="utf-8")
