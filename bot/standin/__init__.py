"""A strict local Slack: the real Slack clients work against it unchanged, and it refuses what
Slack refuses."""

from bot.standin.changes import Change
from bot.standin.delivery import Delivered
from bot.standin.errors import CannotDo, SlackError
from bot.standin.faults import Fault
from bot.standin.files import File
from bot.standin.ledger import Call
from bot.standin.model import Channel, Message, User, View
from bot.standin.person import Outcome, Person
from bot.standin.standin import BOT_EVENTS, SCOPES, Standin

__all__ = [
    "BOT_EVENTS",
    "SCOPES",
    "Call",
    "CannotDo",
    "Change",
    "Channel",
    "Delivered",
    "Fault",
    "File",
    "Message",
    "Outcome",
    "Person",
    "SlackError",
    "Standin",
    "User",
    "View",
]
