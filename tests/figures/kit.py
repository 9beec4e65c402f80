"""The shipped library, a catalogue, and poses to spoil."""

from __future__ import annotations

from functools import cache
from typing import Any

from bot.core.figure import Poses
from bot.core.programme import Library
from bot.loader import load_library, load_texts
from bot.settings import shipped_programmes
from bot.texts import Catalogue


@cache
def library() -> Library:
    """What ships."""
    return load_library(shipped_programmes())


@cache
def catalogue() -> Catalogue:
    """The bot's words."""
    return Catalogue(load_texts())


def poses(*frames: dict[str, Any], **values: Any) -> Poses:
    """Poses between a start and the way back, of somebody who stands unless told otherwise."""
    start = {"moment": "start", **(frames[0] if frames else {})}
    others = [{"moment": "movement", "seconds": 1.0, **frame} for frame in frames[1:]]
    return Poses.model_validate(
        {
            "schema": "figure/1",
            "id": "x",
            "version": 1,
            "view": "side",
            "posture": "standing",
            "emphasis": ("pelvis",),
            "frames": (start, *others, {"moment": "back", "seconds": 1.0}),
            **values,
        }
    )
