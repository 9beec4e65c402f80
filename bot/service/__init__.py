"""The one sequence: read, decide, commit, perform; and what it asks of stores, week and sender."""

from bot.service.ports import (
    Claim,
    Door,
    Filed,
    Offer,
    Outcome,
    Person,
    Profile,
    Reminder,
    Result,
    Role,
    Sender,
    Store,
    Week,
)
from bot.service.sequence import Service

__all__ = [
    "Claim",
    "Door",
    "Filed",
    "Offer",
    "Outcome",
    "Person",
    "Profile",
    "Reminder",
    "Result",
    "Role",
    "Sender",
    "Service",
    "Store",
    "Week",
]
