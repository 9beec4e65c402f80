"""What is due at `now`: slots and their instants, days off, and the prompts that follow."""

from bot.core.schedule.freedays import (
    FreeDay,
    UnknownName,
    free_day,
    free_days,
    holiday_names,
    school_years_missing,
    unknown_exclusions,
    unknown_region,
)
from bot.core.schedule.prompts import Upcoming, due, next_event, next_pauses
from bot.core.schedule.slots import (
    DAY,
    closes_at,
    exists,
    instant,
    is_open,
    is_over,
    moments,
    project_week,
    slot_instant,
    standing,
)
from bot.core.schedule.spread import scatter, spread

__all__ = [
    "DAY",
    "FreeDay",
    "UnknownName",
    "Upcoming",
    "closes_at",
    "due",
    "exists",
    "free_day",
    "free_days",
    "holiday_names",
    "instant",
    "is_open",
    "is_over",
    "moments",
    "next_event",
    "next_pauses",
    "project_week",
    "scatter",
    "school_years_missing",
    "slot_instant",
    "spread",
    "standing",
    "unknown_exclusions",
    "unknown_region",
]
