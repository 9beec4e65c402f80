"""Who may talk to the page: only itself, from this machine; and what browsers may do with it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

log = structlog.get_logger("bot.demo.page")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
        " require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
READING = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
"""For a report in a tab of its own: its styles are inside it, and it can do nothing but be read."""
SAFE = ("GET", "HEAD")


def install(app: web.Application, hosts: set[str]) -> None:
    """Guard every request to `app`; `hosts` are the names it answers to, filled in once known."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        # A page elsewhere may point a name of its own at this machine (DNS rebinding).
        if request.host not in hosts:
            raise web.HTTPForbidden(text="This page answers to this machine only.\n")
        if request.method not in SAFE:
            _same_origin(request)
        try:
            return await handler(request)
        except (web.HTTPException, ConnectionError):
            raise
        except Exception as error:  # noqa: BLE001  a visitor gets a sentence, never a traceback
            log.error("page failed", error=type(error).__name__)
            raise web.HTTPInternalServerError(text="That went wrong. Reload the page.\n") from None

    app.middlewares.append(guard)
    app.on_response_prepare.append(_with_headers)


def _same_origin(request: web.Request) -> None:
    """Refuse what another page made the browser send: it may not even look at our answer."""
    if request.headers.get("Origin") != f"http://{request.host}":
        raise web.HTTPForbidden(text="Only this page itself may do that.\n")
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise web.HTTPForbidden(text="Only this page itself may do that.\n")
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="JSON, please.\n")


async def _with_headers(_: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
