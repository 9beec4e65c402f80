"""The offices: what HR and the physio do in Slack, each action with its right asked anew."""

from bot.service.offices.colleagues import Colleagues
from bot.service.offices.forms import Answer, Turn
from bot.service.offices.pages import Pages
from bot.service.offices.periods import Periods
from bot.service.offices.pictures import Pictures
from bot.service.offices.screens import (
    Checklist,
    Counting,
    Form,
    Home,
    Log,
    Notice,
    Overview,
    ProgrammeSight,
    ProjectSight,
    ReportSight,
    RolesForm,
    Screen,
)

__all__ = [
    "Answer",
    "Checklist",
    "Counting",
    "Form",
    "Home",
    "Log",
    "Notice",
    "Offices",
    "Overview",
    "ProgrammeSight",
    "ProjectSight",
    "ReportSight",
    "RolesForm",
    "Screen",
    "Turn",
]


class Offices(Periods, Colleagues, Pictures, Pages):
    """Home, HR's form, roles, reports, and what periods bring."""
