"""The Web API over HTTP: token, method, answer, and the line in the ledger."""

from aiohttp import web

from bot.standin.arguments import Arguments, read
from bot.standin.background import Background
from bot.standin.blocks import Json
from bot.standin.errors import SlackError
from bot.standin.hub import Hub
from bot.standin.ledger import Call, Ledger
from bot.standin.methods import METHODS
from bot.standin.tokens import Tokens


class WebApi:
    """Serves /api/{method} by GET and POST."""

    def __init__(self, hub: Hub, tokens: Tokens, ledger: Ledger, background: Background) -> None:
        self._hub, self._tokens, self._ledger, self._background = hub, tokens, ledger, background

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        method = request.match_info["method"]
        at = self._hub.workspace.clock()
        arguments, status, envelope = Arguments(), 200, {}
        try:
            arguments, token = await read(request)
            envelope = {"ok": True, **self._perform(method, arguments, token)}
        except SlackError as refused:
            status = refused.status
            envelope = {"ok": False, "error": refused.error, **refused.extra}
        except Exception as mishap:  # noqa: BLE001  # answered as Slack would, raised at the end
            self._background.mishaps.append(mishap)
            status, envelope = 500, {"ok": False, "error": "internal_error"}
        self._ledger.write(Call(method, dict(arguments), at, status, envelope.get("error")))
        self._hub.workspace.changes.tell("called", method)
        return web.json_response(envelope, status=status, headers=self._headers())

    def _perform(self, method: str, arguments: Arguments, token: str | None) -> Json:
        if method not in METHODS:
            raise SlackError("unknown_method", req_method=method)
        self._tokens.admit(method, token)
        return METHODS[method](self._hub, arguments)

    def _headers(self) -> dict[str, str]:
        return {"x-oauth-scopes": self._hub.provided(), "x-slack-req-id": self._hub.ids.word(16)}
