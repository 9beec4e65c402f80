"""A small library and project for tests, and stand-ins for the service's neighbours."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.core.exercise import Exercise
from bot.core.programme import Library, Programme
from bot.core.project import Project


def exercise(name: str, **changes: Any) -> Exercise:
    """Return a standing hold of 20 seconds, three times; `changes` are keys of the format."""
    raw = {
        "schema": "exercise/1",
        "id": name,
        "version": 1,
        "name": {"nl": f"Oefening {name}", "en": f"Exercise {name}"},
        "purpose": {"nl": "Rekken.", "en": "Stretch."},
        "posture": "standing",
        "sides": "none",
        "dose": {"hold": 20, "repetitions": 3},
        "limit": {"hold": 30, "repetitions": 5},
        "steps": {"nl": ["Ga staan.", "Adem uit."], "en": ["Stand up.", "Breathe out."]},
        "not_for": ["herniated-disc"],
        "stop_if": ["sharp-pain", "dizziness"],
        "reviewed": None,
        "licence": "CC-BY-4.0",
    }
    return Exercise.model_validate_json(json.dumps(raw | changes))


def programme(**changes: Any) -> Programme:
    """Return a programme of one session: `rek` (each side, easier `zit`), then `adem`."""
    raw = {
        "schema": "programme/1",
        "id": "proef",
        "version": 2,
        "title": {"nl": "Proef", "en": "Trial"},
        "summary": {"nl": "Kort bewegen.", "en": "Move briefly."},
        "protocols": {
            "drie": {"title": {"nl": "Drie"}, "pauses": 3, "hold": 20, "repetitions": 2},
            "open": {"title": {"nl": "Open"}, "open": True},
        },
        "sessions": [
            {
                "id": "basis",
                "title": {"nl": "Basis", "en": "Basics"},
                "seconds": 120,
                "exercises": ["rek", "adem"],
                "seated": "zit",
            }
        ],
        "phases": [{"weeks": 4, "sessions": ["basis"]}],
        "not_for": ["advised-against"],
        "stop": {"nl": "Rust uit en vraag advies.", "en": "Rest and ask for advice."},
        "author": {"name": "Pauzebot"},
        "reviewed": None,
        "licence": "CC-BY-4.0",
    }
    return Programme.model_validate_json(json.dumps(raw | changes))


def library() -> Library:
    """Return the library of `programme()`."""
    exercises = [
        exercise("rek", sides="each", easier="zit"),
        exercise("zit", posture="seated", dose={"count": 6, "repetitions": 2}, limit={}),
        exercise("adem", posture="any", dose={"count": 5, "of": "breaths"}, limit={}),
    ]
    made = programme()
    return Library({each.id: each for each in exercises}, {made.id: made})


def project(**changes: Any) -> Project:
    """Return a project of one arm, three pauses a day in one channel, in Amsterdam."""
    raw: Mapping[str, Any] = {
        "schema": "project/1",
        "id": "lente",
        "title": {"nl": "Lente", "en": "Spring"},
        "programme": "proef",
        "starts": "2027-01-11",
        "ends": "2027-04-02",
        "timezone": "Europe/Amsterdam",
        "days": ["mon", "tue", "wed", "thu", "fri"],
        "deliver": "channel",
        "works_council": {"reference": "OR 2026-11/3", "date": "2026-11-03"},
        "arms": [
            {
                "name": "een",
                "protocol": "drie",
                "pauses": ["10:30", "12:30", "15:00"],
                "channels": ["C0ALPHA"],
            }
        ],
    }
    return Project.model_validate_json(json.dumps({**raw, **changes}))
