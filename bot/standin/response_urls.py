"""What an app may do with a response_url: answer, replace or delete, five times in thirty
minutes."""

from aiohttp import web

from bot.standin.arguments import Arguments
from bot.standin.blocks import Json
from bot.standin.counter import Counter
from bot.standin.errors import SlackError
from bot.standin.hub import Hub
from bot.standin.model import Message
from bot.standin.tickets import Address


class ResponseUrls:
    """Serves /actions/… and /commands/…; in the ledger such a post is called `response_url`."""

    def __init__(self, hub: Hub, counter: Counter) -> None:
        self._hub, self._counter = hub, counter

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one post."""
        secret = request.match_info["secret"]

        def work(payload: Arguments, _: str | None) -> Json:
            self._perform(self._hub.tickets.use(secret), payload)
            return {}

        response, done = await self._counter.serve(request, "response_url", work, _refusal)
        return response if done is None else web.Response(text="ok")

    def _perform(self, address: Address, payload: Json) -> None:
        pressed = self._pressed(address)
        if payload.get("delete_original"):
            if pressed is not None:
                self._remove(pressed)
            return
        self._hub.checks.message(payload)
        # Left out counts as true: a press on a shared message then replaces it for everybody
        # (botkit#444).
        if pressed is not None and payload.get("replace_original", True) not in (False, "false"):
            self._hub.workspace.revise(pressed, payload)
            if not pressed.only_for:
                self._hub.echo(pressed, "changed")
            return
        self.answer(address.user, address.channel, payload)

    def answer(self, user: str, channel: str, payload: Json) -> None:
        """A new message: for one person, unless `response_type` says in_channel."""
        only_for = None if payload.get("response_type") == "in_channel" else user
        self._hub.say(payload, channel, only_for=only_for)

    def _pressed(self, address: Address) -> Message | None:
        """The message pressed in, while it is there; a slash command has none, whatever it
        answered before."""
        if address.message_ts is None:
            return None
        ephemeral = self._hub.workspace.ephemeral(address.user, address.message_ts)
        if ephemeral is not None:
            return ephemeral
        try:
            return self._hub.workspace.message(address.channel, address.message_ts)
        except SlackError:
            return None

    def _remove(self, message: Message) -> None:
        self._hub.workspace.remove(message)
        if not message.only_for:
            self._hub.echo(message, "deleted")


def _refusal(refused: SlackError) -> tuple[int, Json]:
    status = 400 if refused.status == 200 else refused.status
    return status, {"ok": False, "error": refused.error}
