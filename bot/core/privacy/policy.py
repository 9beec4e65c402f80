"""Which cells are said of an arm, and how often: as much as joint attacks on all of them allow."""

from __future__ import annotations

from bot.core.privacy.limits import Limits

DETAIL_ONCE, DETAIL_OFTEN = 25, 60
"""Invited from which on more than the reach is said: at the project's end, and every period."""


def often(cell: str, invited: int, limits: Limits) -> bool:
    """Return whether a cell is said in every period."""
    return invited >= (limits.invited if cell == "reach" else DETAIL_OFTEN)


def once(cell: str, invited: int, limits: Limits) -> bool:
    """Return whether a cell is said once, at the end of the project, over all its weeks."""
    return cell != "reach" and max(limits.invited, DETAIL_ONCE) <= invited < DETAIL_OFTEN


def kept(cell: str, invited: int, limits: Limits) -> bool:
    """Return whether a week keeps the symbol of a cell at all."""
    return often(cell, invited, limits) or once(cell, invited, limits)
