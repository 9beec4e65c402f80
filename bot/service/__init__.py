"""The one sequence: read, decide, commit, perform; and what it asks of stores, week and sender."""

from bot.core.rights import Role
from bot.service.deeds import Deed, Later, What
from bot.service.office_ports import Ground, Trial
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
    Sender,
    Store,
    alive,
)
from bot.service.release_ports import Altered, Published, unaltered
from bot.service.report_ports import (
    Format,
    Kind,
    ProgrammeFile,
    Reporter,
    ReportFile,
    StatementFile,
    Summary,
)
from bot.service.sequence import Service
from bot.service.subscribers import Said
from bot.service.week_ports import Week

__all__ = [
    "Altered",
    "Claim",
    "Deed",
    "Door",
    "Filed",
    "Format",
    "Ground",
    "Kind",
    "Later",
    "Offer",
    "Outcome",
    "Person",
    "Profile",
    "ProgrammeFile",
    "Published",
    "Reminder",
    "ReportFile",
    "Reporter",
    "Result",
    "Role",
    "Said",
    "Sender",
    "Service",
    "StatementFile",
    "Store",
    "Summary",
    "Trial",
    "Week",
    "What",
    "alive",
    "unaltered",
]
