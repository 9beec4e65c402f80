"""Codes for people: keyed hashes that mean nothing once their salt or key is gone."""

from __future__ import annotations

import hmac

from bot.core.project import Slot
from bot.service import Person

SALT = 32
"""Bytes of a week's salt, of a slot's key, and of the luck of a memory."""
CODE = 16
"""Bytes of a code: enough that no two people share one."""


def week_code(secret: bytes, salt: bytes, project: str, who: Person) -> bytes:
    """Return a person's code for one week of one project."""
    return _code(secret, b"week", salt, project, who.team, who.user)


def effect_mark(secret: bytes, salt: bytes, project: str, who: Person) -> bytes:
    """Return the mark that `who` answered the effect question in one week of one project.

    Without the week's salt nobody can tell that it and the person's code are of one person.
    """
    return _code(secret, b"effect", salt, project, who.team, who.user)


def slot_mark(secret: bytes, key: bytes, slot: Slot, who: Person, what: str) -> bytes:
    """Return the mark that `who` did `what` in `slot`; marks of one person do not look alike."""
    place = (slot.project, slot.arm, slot.on.isoformat(), str(slot.pause))
    return _code(secret, b"mark", key, *place, who.team, who.user, what)


def rounding_key(secret: bytes, luck: bytes) -> bytes:
    """Return the key with which weeks are rounded: nobody has it without secret and memory both.

    Who had it could tell five counts behind a rounded number instead of nine.
    """
    return _code(secret, b"rounding", luck)


def same_secret(secret: bytes, memory: bytes) -> bytes:
    """Return what shows that a memory file was made under `secret`."""
    return _code(secret, b"memory", memory)


def _code(secret: bytes, *fields: bytes | str) -> bytes:
    # Each field goes with its length, or two different people could run together into one.
    message = bytearray()
    for field in fields:
        value = field.encode() if isinstance(field, str) else field
        message += len(value).to_bytes(4, "big") + value
    return hmac.digest(secret, message, "sha256")[:CODE]
