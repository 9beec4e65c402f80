"""The bot's own little web server."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncApp

from bot.settings import SettingsError
from bot.web import pictures, readiness
from bot.web.address import DEFAULT_PORT, host
from bot.web.events import PATH, events
from bot.web.pictures import Handler
from bot.web.vitals import Vitals

log = structlog.get_logger("bot.web")

STUCK = 180.0
"""Seconds since the last tick ended, after which the process is not well: three bells missed."""

PATIENCE = 3.0
"""Seconds to finish the requests under way at the end; Slack waits no longer."""


class Web:
    """Health, readiness, metrics, Slack where it calls in over HTTP, and figures from a folder.

    What is served is never written to a log: a line per request is a diary of presses.
    """

    def __init__(
        self, vitals: Vitals, app: AsyncApp | None = None, figures: Handler | None = None
    ) -> None:
        self._vitals = vitals
        served = web.Application(middlewares=[_quietly])
        served.router.add_get("/healthz", self._health)
        served.router.add_get("/readyz", self._readiness)
        served.router.add_get("/metrics", self._metrics)
        if app is not None:
            served.router.add_post(PATH, events(app))
        if figures is not None:
            served.router.add_get(pictures.PATH, figures)
        self._runner = web.AppRunner(served, access_log=None, shutdown_timeout=PATIENCE)

    async def open(self, port: int | None) -> bool:
        """Listen; False where no PORT was set and another program has the usual one.

        Health pages are a help: a bot that nobody told where to listen prompts without them. Raises
        SettingsError where PORT was set and is taken.
        """
        await self._runner.setup()
        site = web.TCPSite(self._runner, host(port), DEFAULT_PORT if port is None else port)
        try:
            await site.start()
        except OSError as error:
            if port is not None:
                raise SettingsError(
                    [f"PORT {port} cannot be listened on: {error.strerror or 'it is taken'}"]
                ) from None
            log.warning("no health pages: the port is taken", port=DEFAULT_PORT)
            return False
        return True

    async def close(self) -> None:
        """Let nobody in any more, and finish what is being answered."""
        await self._runner.cleanup()

    async def _health(self, _: web.Request) -> web.StreamResponse:
        well = self._vitals.pulse().age <= STUCK
        return _page({"pauzebot": "well" if well else "stuck"}, well=well)

    async def _readiness(self, _: web.Request) -> web.StreamResponse:
        found = await readiness.words(self._vitals.parts)
        well = readiness.ready(found)
        return _page({"pauzebot": "ready" if well else "waiting", **found}, well=well)

    async def _metrics(self, _: web.Request) -> web.StreamResponse:
        # 100 ms to import, and a bot that nobody watches needs none of it.
        from bot.web import metrics

        body = metrics.render(self._vitals.pulse(), await self._prompts())
        return web.Response(body=body, headers={"Content-Type": metrics.CONTENT_TYPE})

    async def _prompts(self) -> Mapping[str, int] | None:
        try:
            async with asyncio.timeout(readiness.PATIENCE):
                return await self._vitals.prompts()
        except Exception as error:  # noqa: BLE001  the rest of the page is worth having without it
            log.warning("the store does not tell", error=type(error).__name__)
            return None


def _page(words: Mapping[str, str], *, well: bool) -> web.Response:
    return web.json_response(dict(words), status=200 if well else 503)


@web.middleware
async def _quietly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn what goes wrong into an empty 500: neither page nor log quotes a request."""
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception as error:  # noqa: BLE001  see above
        log.error("request failed", error=type(error).__name__)
        return web.Response(status=500)
