"""What a person sees in Slack's client, and waiting until they see it."""

from bot.standin.hub import Hub
from bot.standin.model import Message, View


class Eyes:
    """The sight of one member of the workspace."""

    def __init__(self, hub: Hub, user_id: str) -> None:
        self._hub = hub
        self.id = user_id
        self.user = hub.workspace.users[user_id]
        self.errors: list[str] = []

    @property
    def last_error(self) -> str | None:
        """The last error the client showed."""
        return self.errors[-1] if self.errors else None

    @property
    def modals(self) -> list[View]:
        """The open modals, the one in sight last."""
        return list(self._hub.desk.stack(self.id))

    @property
    def modal(self) -> View | None:
        """The modal in sight."""
        return self.modals[-1] if self.modals else None

    @property
    def home(self) -> View | None:
        """The Home tab, once the app published it."""
        return self._hub.desk.homes.get(self.id)

    @property
    def ephemerals(self) -> list[Message]:
        """The messages only they see, the newest last."""
        return list(self._hub.workspace.ephemerals.get(self.id, []))

    @property
    def dm(self) -> list[Message]:
        """What stands in their direct conversation with the bot."""
        channel = self._hub.workspace.direct(self.id)
        return [
            message for message in self._hub.workspace.messages[channel.id] if not message.deleted
        ]

    async def see_modal(self, callback_id: str | None = None, *, timeout: float = 30) -> View:
        """Wait until a modal (with this callback id) is in sight."""

        def look() -> View | None:
            seen = self.modal
            return seen if seen is not None and callback_id in (None, seen.callback_id) else None

        return await self._hub.workspace.changes.until(
            look, timeout, f"a modal {callback_id or ''} of {self.id}"
        )

    async def see_no_modal(self, *, timeout: float = 30) -> None:
        """Wait until all modals are closed."""
        await self._hub.workspace.changes.until(
            lambda: not self.modals, timeout, f"no modal of {self.id}"
        )

    async def see_ephemeral(self, *, after: int = 0, timeout: float = 30) -> Message:
        """Wait until there are more than `after` ephemeral messages; the newest."""

        def look() -> Message | None:
            return self.ephemerals[-1] if len(self.ephemerals) > after else None

        return await self._hub.workspace.changes.until(
            look, timeout, f"an ephemeral message for {self.id}"
        )

    async def see_home(self, *, timeout: float = 30) -> View:
        """Wait until the Home tab is published."""
        return await self._hub.workspace.changes.until(
            lambda: self.home, timeout, f"a Home tab of {self.id}"
        )
