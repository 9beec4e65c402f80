"""How films reach Slack: from an address, as its own files, or not at all. Nothing here draws."""

from bot.figures.delivery.arranging import Delivery, arrange

__all__ = ["Delivery", "arrange"]
