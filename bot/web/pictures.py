"""A folder of figures at an address: what is behind a name never changes, and is kept for ever."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

PATH = "/figures/{name}"

KINDS = {"gif": "image/gif", "png": "image/png", "svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"
"""The name of a figure follows from what is in it."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def pictures(folder: Path, names: re.Pattern[str], index: str) -> Handler:
    """Return what answers a GET or HEAD of a figure of a folder, or of its index.

    Nothing else is served than the `index` and what is called by `names`, whose first group is the
    kind of file: none of them leads out of the folder.
    """

    async def answer(request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        known = names.fullmatch(name)
        if known is None and name != index:
            raise web.HTTPNotFound
        path = folder / name
        if not path.is_file():
            raise web.HTTPNotFound
        kind = KINDS[known[1]] if known else "application/json"
        kept = FOR_EVER if known else "no-cache"
        # A picture is shown as nothing but a picture, whoever opens its address in a browser.
        headers = {
            "Content-Type": kind,
            "Cache-Control": kept,
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        }
        return web.FileResponse(path, headers=headers)

    return answer
