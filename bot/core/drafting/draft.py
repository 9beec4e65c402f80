"""A project that is being filled in: what stands in its fields, as typed, right or wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Literal

from bot.core.project import Project

Value = str | tuple[str, ...]
Values = Mapping[str, Value]
"""Fields by name; a field that may hold several values has a tuple."""

Step = Literal["basics", "rhythm", "free", "arm", "arms", "summary"]
STEPS: tuple[Step, ...] = ("basics", "rhythm", "free", "arm", "arms", "summary")

MOST_TEXT = 8000
"""Characters kept of one field; Slack lets nobody type more than 3,000."""
MOST_VALUES = 600
VERSION = 1


@dataclass(frozen=True)
class Draft:
    """A form as far as it is filled in.

    `project` is the id of the project it changes, None for a new one; `base` is the fingerprint of
    that project, so that somebody else's change in the meantime is noticed.
    """

    project: str | None = None
    base: str = ""
    fields: Values = field(default_factory=dict)
    arms: tuple[Values, ...] = ()

    def filled(self, values: Values) -> Draft:
        """Return the draft with these fields filled in."""
        return replace(self, fields={**self.fields, **kept(values)})

    def with_arm(self, number: int, values: Values) -> Draft:
        """Return the draft with arm `number` (from 0) filled in, or added where it has none."""
        arms = list(self.arms)
        if number < len(arms):
            arms[number] = {**arms[number], **kept(values)}
        else:
            arms.append(kept(values))
        return replace(self, arms=tuple(arms))

    def without_arm(self, number: int) -> Draft:
        """Return the draft without arm `number`; an unknown number changes nothing."""
        return replace(
            self, arms=tuple(arm for place, arm in enumerate(self.arms) if place != number)
        )

    def text(self, name: str) -> str:
        """Return a field of one value, empty where it has none."""
        return text_of(self.fields, name)

    def several(self, name: str) -> tuple[str, ...]:
        """Return a field of several values."""
        return several_of(self.fields, name)


def text_of(values: Values, name: str) -> str:
    """Return a field of one value, empty where it has none."""
    value = values.get(name, "")
    return value if isinstance(value, str) else ""


def several_of(values: Values, name: str) -> tuple[str, ...]:
    """Return a field of several values."""
    value = values.get(name, ())
    return () if isinstance(value, str) else value


def kept(values: Values) -> dict[str, Value]:
    """Return values at a size that is worth keeping."""
    return {
        name: value[:MOST_TEXT]
        if isinstance(value, str)
        else tuple(each[:MOST_TEXT] for each in value[:MOST_VALUES])
        for name, value in values.items()
    }


def fingerprint(project: Project) -> str:
    """Return a text that differs where two projects differ."""
    return sha256(project.model_dump_json(by_alias=True).encode()).hexdigest()


def pack(draft: Draft) -> str:
    """Return a draft as text."""
    return json.dumps(
        {
            "version": VERSION,
            "project": draft.project,
            "base": draft.base,
            "fields": dict(draft.fields),
            "arms": [dict(arm) for arm in draft.arms],
        },
        ensure_ascii=False,
    )


def unpack(code: str) -> Draft | None:
    """Read a draft; None where this version cannot."""
    found = json.loads(code)
    if found.get("version") != VERSION:
        return None
    return Draft(
        found["project"],
        found["base"],
        _read(found["fields"]),
        tuple(_read(arm) for arm in found["arms"]),
    )


def _read(values: Mapping[str, Any]) -> Values:
    return {
        name: value if isinstance(value, str) else tuple(value) for name, value in values.items()
    }
