"""The Web API methods of the stand-in, by name."""

from bot.standin.methods import basics, chat, conversations, files, presence, users, views
from bot.standin.methods.registry import METHODS, Method

__all__ = [
    "METHODS",
    "Method",
    "basics",
    "chat",
    "conversations",
    "files",
    "presence",
    "users",
    "views",
]
