"""A wave of prompts too large to go at once is spread over the window of its pause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from bot.core.effects import Send

RESERVE = timedelta(minutes=1)
"""What is left of a window for a prompt that has to be sent once more."""


def spread(wave: Sequence[Send], at_once: int) -> list[Send]:
    """Return a wave with the instant at which each prompt goes.

    Up to `at_once` go when they are due. A larger wave is spread evenly over its window: not only
    because sending takes long, but because the presses that answer it come in a rush. Who goes
    first is drawn by a hash of slot and place, so that it is not the same channel each day.
    """
    if len(wave) <= at_once:
        return list(wave)
    drawn = sorted(wave, key=_lot)
    return [
        replace(send, goes=send.due + _room(send) * number / len(drawn))
        for number, send in enumerate(drawn)
    ]


def scatter(send: Send) -> Send:
    """Return a prompt of a large wave with the instant at which it goes, drawn by a hash.

    For waves that no one list holds: each prompt is spread without the others being known.
    """
    drawn = int.from_bytes(_lot(send)[:6], "big") / 2**48
    return replace(send, goes=send.due + _room(send) * drawn)


def _room(send: Send) -> timedelta:
    return max(send.until - send.due - RESERVE, timedelta())


def _lot(send: Send) -> bytes:
    slot = send.slot
    parts = (slot.project, slot.arm, slot.on.isoformat(), str(slot.pause), send.place)
    return sha256("\x1f".join(parts).encode()).digest()
