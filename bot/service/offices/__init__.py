"""The offices: what HR and the physio do in Slack, each action with its right asked anew."""

from bot.service.offices.colleagues import Colleagues
from bot.service.offices.forms import Answer, Turn
from bot.service.offices.periods import Periods
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
    "RolesForm",
    "Screen",
    "Turn",
]


class Offices(Periods, Colleagues):
    """Home, HR's form, roles and what periods bring."""
