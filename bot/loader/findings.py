"""What a file's author is told: a place, a stable code and a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.core.lint import Level

# A file with more mistakes than this is something else than a programme; the rest is counted.
MOST_FINDINGS = 100

CODES = {
    "ALIAS": "an anchor or alias (`&name`, `*name`), which could repeat itself without end",
    "CIRCULAR": "easier variants that lead back to where they began",
    "CONTROL_CHARACTER": "a character that no editor shows",
    "DUPLICATE": "a name or value that may be used once",
    "DUPLICATE_KEY": "the same key twice in one group",
    "EMPTY_FILE": "nothing in the file, or only comments",
    "ENCODING": "text that is not UTF-8",
    "JOINT_LIMIT": "a pose that no body takes",
    "MANY_MISTAKES": "more mistakes than are listed",
    "MISSING": "a key that must be there",
    "NO_POSES": "an exercise without a figure, where others have one",
    "NO_SCHOOL_HOLIDAYS": "a year whose school holidays nobody has published yet",
    "NOT_A_MAPPING": "a file that does not consist of `key: value` lines",
    "NOT_FOUND": "no such file or folder, or nothing in it",
    "POSES_DIFFER": "poses that do not fit the dose of their exercise",
    "SEVERAL_DOCUMENTS": "a second document after `---`",
    "TAG": "an explicit type (`!something`)",
    "TOO_DEEP": "groups within groups, deeper than any format goes",
    "TOO_LARGE": "a file above the limit of size or number of values",
    "UNKNOWN_FORMAT": "a `schema:` that does not exist, or not here",
    "UNKNOWN_KEY": "a key that the format does not have",
    "UNKNOWN_REFERENCE": "a name of something that is not there",
    "UNREADABLE": "a file that the system does not let us read",
    "UNUSED_WAIVER": "a name under `waive` that waives nothing",
    "WRONG_FILE_NAME": "a file whose name does not follow from its id",
    "WRONG_TYPE": "text where a number belongs, and the like",
    "WRONG_VALUE": "a value outside what the format allows",
    "YAML_SYNTAX": "text that is not YAML",
}


@dataclass(frozen=True, order=True)
class Finding:
    """One remark on a file; `line` and `column` count from 1, as editors do."""

    file: str
    line: int
    column: int
    code: str
    message: str
    level: Level = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.code} {self.message}"


class FileError(Exception):
    """Files that cannot be used, with everything that is wrong with them; one line each."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(set(findings)))
        super().__init__("\n".join(str(finding) for finding in self.findings))


def quoted(value: Any) -> str:
    """Return `value` as an author would recognise it, on one line and short."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, dict):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    text = "".join(sign if sign.isprintable() else "·" for sign in str(value)[:41])
    return f"`{text[:40]}…`" if len(text) > 40 else f"`{text}`"


def worded(path: Iterable[str | int]) -> str:
    """Return a path as an author would say it: `arms[2].pauses[1]`, items counted from 1."""
    said = ""
    for part in path:
        said += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return quoted(said.lstrip(".")) if said else "the file"
