"""A subscription: prompts in a direct message, when each of them comes, and why it does not."""

from bot.core.subscription.reading import Complaint, Form, read
from bot.core.subscription.timing import (
    Arranged,
    arm_of,
    arrange,
    next_due,
    times,
)
from bot.core.subscription.wishes import (
    Hours,
    Mine,
    Shared,
    Subscription,
    Wishes,
    is_subscription,
)

__all__ = [
    "Arranged",
    "Complaint",
    "Form",
    "Hours",
    "Mine",
    "Shared",
    "Subscription",
    "Wishes",
    "arm_of",
    "arrange",
    "is_subscription",
    "next_due",
    "read",
    "times",
]
