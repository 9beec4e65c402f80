"""The Web API over HTTP: token, limits, scope, method, envelope."""

from aiohttp import web

from bot.standin.arguments import Arguments
from bot.standin.blocks import Json
from bot.standin.counter import Counter
from bot.standin.errors import SlackError
from bot.standin.hub import Hub
from bot.standin.limits import Limits
from bot.standin.methods import METHODS
from bot.standin.scopes import METHOD_SCOPES, demand
from bot.standin.tokens import Tokens


class WebApi:
    """Serves /api/{method} by GET and POST."""

    def __init__(self, hub: Hub, tokens: Tokens, limits: Limits, counter: Counter) -> None:
        self._hub, self._tokens, self._limits, self._counter = hub, tokens, limits, counter

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        method = request.match_info["method"]

        def work(arguments: Arguments, token: str | None) -> Json:
            return self._perform(method, arguments, token)

        response, done = await self._counter.serve(request, method, work, _envelope)
        if done is not None:
            response = web.json_response({"ok": True, **done})
        response.headers["x-slack-req-id"] = self._hub.ids.word(16)
        response.headers["x-oauth-scopes"] = self._hub.provided()
        if method in METHOD_SCOPES:
            response.headers["x-accepted-oauth-scopes"] = ",".join(METHOD_SCOPES[method])
        return response

    def _perform(self, method: str, arguments: Arguments, token: str | None) -> Json:
        if method not in METHODS:
            raise SlackError("unknown_method", req_method=method)
        self._tokens.admit(method, token)
        self._limits.admit(self._hub.workspace.team_id, method, arguments)
        demand(method, self._hub.scopes)
        return METHODS[method](self._hub, arguments)


def _envelope(refused: SlackError) -> tuple[int, Json]:
    return refused.status, {"ok": False, "error": refused.error, **refused.extra}
