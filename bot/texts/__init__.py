"""The bot's own words, and the phrases made of them."""

from bot.texts import moments, phrases, plain
from bot.texts.catalogue import Catalogue, Entry, Say

__all__ = ["Catalogue", "Entry", "Say", "moments", "phrases", "plain"]
