"""JSON Schemas for editors, made from the same models that read the files."""

from __future__ import annotations

import json
from pathlib import Path

from bot.core.fields import Format
from bot.loader.library import FORMATS
from bot.loader.shape import schema_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_texts() -> dict[str, str]:
    """Return the text of every schema by its file name, for example `exercise-1.json`."""
    return {f"{name.replace('/', '-')}.json": _text(model) for name, model in FORMATS.items()}


def write_schemas(folder: Path) -> None:
    """Write every schema into `folder`, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schema_texts().items():
        (folder / name).write_text(text, encoding="utf-8")


def _text(model: type[Format]) -> str:
    schema = {"$schema": DIALECT, **schema_of(model)}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
