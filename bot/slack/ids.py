"""Every action and callback id, and the versioned codes that buttons and open views carry.

A button outlives the deploy, and so does an open walk. A code that this version cannot read is not
an error: it unpacks to None, and the person gets a kind sentence.
"""

from __future__ import annotations

from datetime import date
from typing import get_args

from bot.core.events import Variant, Walk
from bot.core.fields import LANGUAGES
from bot.core.project import Slot

START = "prompt.start"
LATER = "prompt.later"
MOVED = "prompt.moved"
NOW = "now"
NEXT = "walk.next"
CLOSE = "walk.close"
SWITCH = "walk.switch"
STOP = "walk.stop"
WALK = "walk"
DONE = "walk.done"
VARIANT = "walk.variant"

_SLOT_VERSION = "s1"
_WALK_VERSION = "w1"
_VARIANTS: tuple[Variant, ...] = get_args(Variant)


def pack_slot(slot: Slot) -> str:
    """Return a slot as the value of a prompt's button."""
    return f"{_SLOT_VERSION}|{_slot(slot)}"


def unpack_slot(code: str) -> Slot | None:
    """Read a button's value; None where it is no slot of a version we know."""
    version, _, rest = code.partition("|")
    return _read_slot(rest) if version == _SLOT_VERSION else None


def pack_walk(walk: Walk) -> str:
    """Return a walk as `private_metadata`: where it stands, and nobody's name."""
    return "|".join(
        [
            _WALK_VERSION,
            walk.programme,
            str(walk.version),
            walk.session,
            walk.language,
            str(walk.screen),
            walk.variant,
            "" if walk.hold is None else str(walk.hold),
            "" if walk.repetitions is None else str(walk.repetitions),
            "" if walk.slot is None else _slot(walk.slot),
        ]
    )


def unpack_walk(code: str) -> Walk | None:
    """Read `private_metadata`; None where it is no walk of a version we know."""
    parts = code.split("|")
    if len(parts) != 10 or parts[0] != _WALK_VERSION:
        return None
    _, programme, version, session, language, screen, variant, hold, repetitions, slot = parts
    numbers = [_number(text) for text in (version, screen, hold or "0", repetitions or "0")]
    known_slot = _read_slot(slot) if slot else None
    known_language = next((known for known in LANGUAGES if known == language), None)
    known_variant = read_variant(variant)
    if None in numbers or (slot and known_slot is None):
        return None
    if known_language is None or known_variant is None:
        return None
    return Walk(
        programme=programme,
        version=numbers[0] or 0,
        session=session,
        language=known_language,
        screen=numbers[1] or 0,
        variant=known_variant,
        hold=numbers[2] or None,
        repetitions=numbers[3] or None,
        slot=known_slot,
    )


def pack_view(walk: Walk, address: str | None) -> str:
    """Return what an open modal keeps: its walk, and where the press that opened it is answered."""
    return f"{pack_walk(walk)} {address}" if address else pack_walk(walk)


def unpack_view(code: str) -> tuple[Walk | None, str | None]:
    """Read what an open modal kept."""
    walk, _, address = code.partition(" ")
    return unpack_walk(walk), address or None


def read_variant(value: str) -> Variant | None:
    """Read the value of a choice of variant."""
    return next((known for known in _VARIANTS if known == value), None)


def _slot(slot: Slot) -> str:
    return f"{slot.project}/{slot.arm}/{slot.on.isoformat()}/{slot.pause}"


def _read_slot(code: str) -> Slot | None:
    parts = code.split("/")
    pause = _number(parts[-1])
    if len(parts) != 4 or pause is None:
        return None
    try:
        return Slot(parts[0], parts[1], date.fromisoformat(parts[2]), pause)
    except ValueError:
        return None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None
