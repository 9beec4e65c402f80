"""The page's own web server: its files, one stream of what a person sees, and what they do."""

from __future__ import annotations

import asyncio
import json
import mimetypes
import secrets
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.demo.page import guard
from bot.demo.page.calls import calls
from bot.demo.page.deeds import Deeds, Misunderstood
from bot.demo.page.kept import forget, kept
from bot.demo.page.moving import Moving
from bot.demo.page.previewing import Previews
from bot.demo.page.sight import NUMBERS, cast, may_see, sight
from bot.demo.page.watchers import Watchers
from bot.demo.world import World
from bot.figures.index import INDEX, NAME
from bot.settings import shipped_programmes
from bot.standin import CannotDo, File
from bot.web import pictures

BREATH = 0.05
"""Seconds between two sights at least; while the clock moves there are changes all the time."""
SLOW_BREATH = 0.4
HEARTBEAT = 15.0
"""Seconds after which a quiet stream says something, so that a closed window is noticed."""
# Not asked of the system: some take a script for plain text, and browsers then refuse it.
KINDS = {
    "css": "text/css",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
}
PICTURES = ("image/png", "image/jpeg", "image/gif")
PAGE = "text/html"


class Page:
    """One page over one world; `start` it, and `stop` it when done.

    `restart` is called when a visitor asks for a world that begins anew; None where none can come.
    `programmes` is the folder that authors look at, by default the shipped one.
    """

    def __init__(
        self,
        world: World,
        restart: Callable[[], object] | None = None,
        programmes: Path | None = None,
    ) -> None:
        self._world = world
        self._restart = restart
        self._run = secrets.token_hex(8)
        self._watchers = Watchers()
        self.moving = Moving(world, self._watchers.tell)
        self.deeds = Deeds(world)
        self._previews = Previews(world, programmes or shipped_programmes())
        self._hosts: set[str] = set()
        self._static = _static()
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1)
        self._unwatch = world.slack.on_change(lambda _: self._watchers.tell())

    async def start(self, port: int) -> int:
        """Listen on loopback and return the port; OSError where it is taken."""
        if self._runner.server is None:
            await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        chosen = int(self._runner.addresses[0][1])
        self._hosts |= {f"{name}:{chosen}" for name in ("127.0.0.1", "localhost")}
        return chosen

    async def stop(self) -> None:
        """End the streams, the clock's journey and the server."""
        self._unwatch()
        self._watchers.close()
        await self.moving.stop()
        await self._previews.stop()
        await self._runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=1024**2)
        guard.install(app, self._hosts)
        app.router.add_get("/", self._index)
        app.router.add_get("/static/{name}", self._file)
        app.router.add_get("/cast", self._cast)
        app.router.add_get("/sights", self._sights)
        app.router.add_get("/kept", self._kept)
        app.router.add_get("/calls", self._calls)
        app.router.add_get("/files/{file}", self._shared)
        if self._world.figures is not None:
            # The same files as Slack gets, at the page's own address: a browser asks no other.
            app.router.add_get(
                pictures.PATH, pictures.pictures(self._world.figures[1], NAME, INDEX)
            )
        app.router.add_get("/pages/{file}", self._read)
        self._previews.add_to(app.router)
        app.router.add_post("/deeds", self._deed)
        app.router.add_post("/clock", self._clock)
        app.router.add_post("/forget", self._forget)
        app.router.add_post("/restart", self._begin_anew)
        return app

    # What there is to see

    async def _index(self, _: web.Request) -> web.Response:
        return self._sent("index.html")

    async def _file(self, request: web.Request) -> web.Response:
        return self._sent(request.match_info["name"])

    def _sent(self, name: str) -> web.Response:
        if name not in self._static:
            raise web.HTTPNotFound
        kind = KINDS[name.rpartition(".")[2]]
        return web.Response(body=self._static[name], content_type=kind, charset="utf-8")

    async def _cast(self, _: web.Request) -> web.Response:
        run = self._run if self._restart else None
        return web.json_response({**cast(self._world), "run": run})

    async def _sights(self, request: web.Request) -> web.StreamResponse:
        """Tell what a person sees, at once and after every change (server-sent events)."""
        user, place = self._visitor(request), request.query.get("place", "")
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        last = ""
        with suppress(ConnectionError), self._watchers.watch() as changed:
            while not changed.closed:
                number, seen = next(NUMBERS), json.dumps(self._sight(user, place))
                data = f'data: {{"number": {number}, "sight": {seen}}}'
                await stream.write(f"{data}\n\n".encode() if seen != last else b": \n\n")
                last = seen
                await changed.wait(HEARTBEAT)
                await asyncio.sleep(SLOW_BREATH if self.moving.shown() else BREATH)
        return stream

    def _sight(self, user: str, place: str) -> dict[str, Any]:
        return sight(self._world, self.moving, user, place)

    async def _kept(self, request: web.Request) -> web.Response:
        return web.json_response(await kept(self._world, request.query.get("find", "")))

    async def _calls(self, request: web.Request) -> web.Response:
        return web.json_response(calls(self._world, self.deeds, self._visitor(request)))

    async def _shared(self, request: web.Request) -> web.Response:
        """A file that somebody shared. Only pictures are shown; the rest is for keeping."""
        file, kind = self._found(request)
        if kind in PICTURES:
            return web.Response(body=file.data, content_type=kind)
        answer = web.Response(body=file.data, content_type="application/octet-stream")
        answer.headers["Content-Disposition"] = _attachment(file.name)
        return answer

    async def _read(self, request: web.Request) -> web.StreamResponse:
        """A web page that somebody shared, to read in a tab of its own."""
        file, kind = self._found(request)
        if kind != PAGE:
            raise web.HTTPNotFound
        answer = web.Response(body=file.data, content_type=kind, charset="utf-8")
        answer.headers["Content-Security-Policy"] = guard.READING
        return answer

    def _found(self, request: web.Request) -> tuple[File, str]:
        """The file that a visitor asks for, and its kind; not found where it is not theirs."""
        user, name = self._visitor(request), request.match_info["file"]
        file = next((one for one in self._world.slack.files if one.id == name), None)
        if file is None or file.data is None or not may_see(self._world, user, name):
            raise web.HTTPNotFound
        return file, mimetypes.guess_type(file.name)[0] or "application/octet-stream"

    # What a visitor does

    async def _deed(self, request: web.Request) -> web.Response:
        """Do a deed, and answer with what the person notices and sees then."""
        body = await _body(request)
        user = self._known(str(body.get("as", "")))
        try:
            done = await self.deeds.do(user, body)
        except Misunderstood as error:
            raise web.HTTPBadRequest(text=str(error)) from None
        except CannotDo as error:
            done = {"ok": False, "error": str(error), "errors": {}}
        await self._world.look()
        seen = self._sight(user, str(body.get("at", "")))
        return web.json_response({**done, "number": next(NUMBERS), "sight": seen})

    async def _clock(self, request: web.Request) -> web.Response:
        body = await _body(request)
        to, user = str(body.get("to", "")), str(body.get("as", ""))
        if to == "stop":
            await self.moving.stop()
            return web.json_response({"ok": True})
        return web.json_response({"ok": self.moving.begin(to, user)})

    async def _forget(self, _: web.Request) -> web.Response:
        await forget(self._world)
        self._watchers.tell()
        return web.json_response({"ok": True})

    async def _begin_anew(self, _: web.Request) -> web.Response:
        """Let this world end and another begin; a page sees by `run` that it is another."""
        if self._restart is not None:
            self._restart()
        return web.json_response({"ok": self._restart is not None})

    def _visitor(self, request: web.Request) -> str:
        return self._known(request.query.get("as", ""))

    def _known(self, user: str) -> str:
        if user not in self._world.slack.workspace.users:
            raise web.HTTPBadRequest(text="nobody is called that")
        return user


def _static() -> dict[str, bytes]:
    """The page's files by name, read once: no path that a browser asks for reaches the disk."""
    folders = (files(package) / "static" for package in ("bot.preview", "bot.demo.page"))
    return {
        one.name: one.read_bytes()
        for folder in folders
        for one in folder.iterdir()
        if one.name.rpartition(".")[2] in KINDS
    }


async def _body(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="an object, please")
    return body


def _attachment(name: str) -> str:
    """The header that makes a browser keep a file instead of showing it."""
    safe = "".join(letter for letter in name if letter.isascii() and letter not in '"\\\r\n;')
    return f'attachment; filename="{safe}"'
