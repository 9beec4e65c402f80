"""The release rule: from exact counts in memory to what may be said aloud."""

from bot.core.privacy.chain import FIRST, digest, read, read_week, sound, write, write_week
from bot.core.privacy.counts import EFFECTS, Counts, cells
from bot.core.privacy.effect import Category, merged
from bot.core.privacy.intervals import difference, interval
from bot.core.privacy.limits import Limits
from bot.core.privacy.releases import ArmRelease, ArmWeek, Release, Said, fold, release_arm
from bot.core.privacy.symbols import (
    Chance,
    Symbol,
    chance,
    feasible,
    hidden,
    middle,
    release_luck,
    rounded,
    symbol,
    week_luck,
)

__all__ = [
    "EFFECTS",
    "FIRST",
    "ArmRelease",
    "ArmWeek",
    "Category",
    "Chance",
    "Counts",
    "Limits",
    "Release",
    "Said",
    "Symbol",
    "cells",
    "chance",
    "difference",
    "digest",
    "feasible",
    "fold",
    "hidden",
    "interval",
    "merged",
    "middle",
    "read",
    "read_week",
    "release_arm",
    "release_luck",
    "rounded",
    "sound",
    "symbol",
    "week_luck",
    "write",
    "write_week",
]
