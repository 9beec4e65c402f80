"""Slack over HTTP: signed posts to one address, answered by the same app as in Socket Mode."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

PATH = "/slack/events"
"""Events, presses and commands all come here; the manifest says so (`pauzebot manifest --url`)."""


def events(app: AsyncApp) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Return the handler of posts. The app itself verifies their signature, and refuses with 401.

    `app` must have been made with the signing secret: with an empty one anybody could sign.
    """

    async def handle(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return handle
