"""Releases as text, each chained to the one before it, so that a changed one shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import astuple
from datetime import date
from typing import Any, cast

from bot.core.privacy.limits import Limits
from bot.core.privacy.releases import ArmRelease, ArmWeek, Release, Said
from bot.core.privacy.symbols import Said as Kind
from bot.core.privacy.symbols import Symbol

FIRST = "0" * 64
"""What stands before the first release of a project."""


def digest(previous: str, document: str) -> str:
    """Return the SHA-256, in hexadecimal, of a release's text chained to the one before."""
    return hashlib.sha256(f"{previous}\n{document}".encode()).hexdigest()


def sound(links: Iterable[tuple[str, str, str]]) -> int:
    """Return how many releases, from the first on, are as they were published.

    A link is the digest before a release, its text, and its own digest; they come in their order.
    """
    before, found = FIRST, 0
    for previous, document, its in links:
        if previous != before or its != digest(previous, document):
            break
        before, found = its, found + 1
    return found


def write(release: Release) -> str:
    """Return a release as one line of JSON, the same for the same release."""
    return _text(
        {
            "schema": "release/1",
            "project": release.project,
            "period": release.period,
            "begins": release.begins.isoformat(),
            "ends": release.ends.isoformat(),
            "weeks": release.weeks,
            "limits": astuple(release.limits),
            "arms": [
                {
                    "arm": arm.arm,
                    "invited": arm.invited,
                    "period": _said(arm.period),
                    "whole": None if arm.whole is None else _said(arm.whole),
                }
                for arm in release.arms
            ],
        }
    )


def read(document: str) -> Release:
    """Return the release that `write` wrote. Raises ValueError for anything else."""
    found = _parsed(document, "release/1")
    return Release(
        found["project"],
        found["period"],
        date.fromisoformat(found["begins"]),
        date.fromisoformat(found["ends"]),
        found["weeks"],
        Limits(*found["limits"]),
        tuple(
            ArmRelease(
                arm["arm"],
                arm["invited"],
                _read_said(arm["period"]),
                None if arm["whole"] is None else _read_said(arm["whole"]),
            )
            for arm in found["arms"]
        ),
    )


def write_week(cells: Mapping[str, Symbol]) -> str:
    """Return the symbols of a closed week as one line of JSON."""
    return _text({"schema": "week/1", "cells": _cells(cells)})


def read_week(arm: str, week: str, invited: int, complete: bool, document: str) -> ArmWeek:
    """Return a closed week as it was written. Raises ValueError for anything else."""
    return ArmWeek(arm, week, invited, complete, _read_cells(_parsed(document, "week/1")["cells"]))


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _parsed(document: str, schema: str) -> dict[str, Any]:
    found = json.loads(document)
    if not isinstance(found, dict) or found.get("schema") != schema:
        raise ValueError(f"this is no {schema}")
    return found


def _said(said: Said) -> dict[str, Any]:
    return {"weeks": said.weeks, "cells": _cells(said.cells)}


def _read_said(found: dict[str, Any]) -> Said:
    return Said(found["weeks"], _read_cells(found["cells"]))


def _cells(cells: Mapping[str, Symbol]) -> dict[str, list[Any]]:
    return {cell: [one.said, one.of, one.number, one.answers] for cell, one in cells.items()}


def _read_cells(found: dict[str, list[Any]]) -> dict[str, Symbol]:
    return {
        cell: Symbol(cast(Kind, said), of, number, answers)
        for cell, (said, of, number, answers) in found.items()
    }
