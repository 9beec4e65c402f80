"""What Slack hands out for a short time: trigger ids (3 s, once) and response addresses (30 min,
five uses)."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.standin.errors import SlackError, invalid_arguments
from bot.standin.ids import Ids

TRIGGER_SECONDS = 3.0
ADDRESS_SECONDS = 30 * 60.0
ADDRESS_USES = 5


@dataclass
class Trigger:
    """The right to open one view for `user`; `view` is the view it was pressed in."""

    user: str
    view: str | None
    issued: float
    exchanged: bool = False


@dataclass
class Address:
    """A response_url: who pressed, where, and the message pressed in (none for a slash command)."""

    user: str
    channel: str
    message_ts: str | None
    issued: float
    uses: int = 0


class Tickets:
    """Issues and honours triggers and addresses; `stopwatch` gives seconds, any origin."""

    def __init__(self, ids: Ids, stopwatch: Callable[[], float]) -> None:
        self._ids = ids
        self._now = stopwatch
        self._triggers: dict[str, Trigger] = {}
        self._addresses: dict[str, Address] = {}
        # Slack has two shapes for one refusal (node-slack-sdk#1131); tests choose.
        self.expired_shape = "expired_trigger_id"

    def trigger(self, user: str, view: str | None = None) -> str:
        """A fresh trigger id."""
        made = self._ids.trigger()
        self._triggers[made] = Trigger(user, view, self._now())
        return made

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger up; SlackError `invalid_…`, `exchanged_…` or expired in the shape
        chosen."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.exchanged:
            raise SlackError("exchanged_trigger_id")
        if self._now() - trigger.issued > TRIGGER_SECONDS:
            raise self.expired()
        trigger.exchanged = True
        return trigger

    def expired(self) -> SlackError:
        """The refusal of a trigger that is too old."""
        if self.expired_shape == "invalid_arguments":
            return invalid_arguments("`trigger_id` expired [json-pointer:/trigger_id]")
        return SlackError("expired_trigger_id")

    def address(self, user: str, channel: str, message_ts: str | None) -> str:
        """The secret last part of a fresh response_url."""
        made = self._ids.word(24)
        self._addresses[made] = Address(user, channel, message_ts, self._now())
        return made

    def use(self, secret: str) -> Address:
        """Count one use of an address; SlackError with status 404 when it is unknown, old or worn
        out."""
        address = self._addresses.get(secret)
        if address is None:
            raise SlackError("no_service", status=404)
        if self._now() - address.issued > ADDRESS_SECONDS:
            raise SlackError("expired_url", status=404)
        if address.uses >= ADDRESS_USES:
            raise SlackError("used_url", status=404)
        address.uses += 1
        return address
