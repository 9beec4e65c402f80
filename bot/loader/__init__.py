"""The only YAML: strict files in, frozen models out, and every mistake with its place."""

from __future__ import annotations

from bot.loader.checking import check, errors
from bot.loader.dump import dump, dump_project
from bot.loader.findings import CODES, FileError, Finding
from bot.loader.library import load_library, load_project, load_sheets, load_texts
from bot.loader.opening import Opened, Place, open_file, prints
from bot.loader.schemas import schema_texts, write_schemas

__all__ = [
    "CODES",
    "FileError",
    "Finding",
    "Opened",
    "Place",
    "check",
    "dump",
    "dump_project",
    "errors",
    "load_library",
    "load_project",
    "load_sheets",
    "load_texts",
    "open_file",
    "prints",
    "schema_texts",
    "write_schemas",
]
