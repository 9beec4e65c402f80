"""Where calls of the app come in: arguments, faults, the work, the answer, the line in the
ledger."""

from collections.abc import Callable
from dataclasses import replace

from aiohttp import web

from bot.standin.arguments import Arguments, read
from bot.standin.background import Background
from bot.standin.blocks import Json
from bot.standin.changes import Changes
from bot.standin.errors import SlackError
from bot.standin.faults import Faults
from bot.standin.ids import Clock
from bot.standin.ledger import Call, Ledger
from bot.standin.trouble import NoAnswer, Refusal, perform, vanish

Work = Callable[[Arguments, str | None], Json]
Refuse = Callable[[SlackError], tuple[int, Json]]


class Counter:
    """Serves one call at a time for the Web API and for response addresses alike."""

    def __init__(
        self,
        clock: Clock,
        changes: Changes,
        ledger: Ledger,
        faults: Faults,
        background: Background,
    ) -> None:
        self._clock, self._changes, self._ledger = clock, changes, ledger
        self._faults, self._background = faults, background

    async def serve(
        self, request: web.Request, target: str, work: Work, refuse: Refuse
    ) -> tuple[web.StreamResponse, Json | None]:
        """The response of a refusal or silence, else the answer of `work` for the caller to
        send."""
        at, arguments = self._clock(), Arguments()
        try:
            arguments, token = await read(request)
            fault = self._faults.take(target, arguments)
            done = await perform(fault, lambda: work(arguments, token))
        except SlackError as refused:
            call = Call(target, dict(arguments), at, 0, effect=False)
            return self._refused(refused, refuse, call), None
        except Refusal as ordered:
            call = Call(target, dict(arguments), at, 0, effect=ordered.effect)
            return self._refused(ordered.refused, refuse, call), None
        except NoAnswer as lost:
            call = Call(target, dict(arguments), at, 0)
            self._changes.tell("called", target)
            gone = await vanish(request, lost, self._faults, self._ledger, call)
            return gone, None
        except Exception as mishap:  # noqa: BLE001  # answered as Slack would, raised at the end
            self._background.mishaps.append(mishap)
            return web.Response(status=500), None
        self._ledger.write(Call(target, dict(arguments), at, 200))
        self._changes.tell("called", target)
        return web.Response(), done

    def _refused(self, refused: SlackError, refuse: Refuse, call: Call) -> web.Response:
        status, envelope = refuse(refused)
        self._ledger.write(replace(call, status=status, error=refused.error))
        self._changes.tell("called", call.method)
        if status >= 500:  # Slack's gateways answer with a page, not with JSON
            page = "<html><body>Server Error</body></html>"
            return web.Response(status=status, text=page, content_type="text/html")
        return web.json_response(envelope, status=status, headers=refused.headers)
