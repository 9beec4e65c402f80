"""The service: one object with everything that presses and ticks ask for."""

from __future__ import annotations

from bot.service.announcing import Announcing
from bot.service.clockwork import Clockwork
from bot.service.offices import Offices
from bot.service.presses import Presses


class Service(Offices, Presses, Announcing, Clockwork):
    """Read, decide, commit, perform. It holds nothing about who takes part."""
