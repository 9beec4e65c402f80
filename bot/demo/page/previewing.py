"""Programmes as colleagues will see them, on the demo's server, changing along with their files."""

from __future__ import annotations

import asyncio
from concurrent.futures import Executor
from hashlib import sha256
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.core.programme import Programme
from bot.demo.world import World
from bot.figures.index import Wanted
from bot.loader import load_sheets, open_file, prints
from bot.loader.library import shelve, yaml_files
from bot.preview.content import content
from bot.preview.films import Films, can_draw, draw_in, pool
from bot.preview.page import shell, source
from bot.texts import Catalogue

Json = dict[str, Any]


class Previews:
    """The programmes of a folder; nothing of it is read or drawn before somebody asks for it."""

    def __init__(self, world: World, folder: Path) -> None:
        self._world, self._folder = world, folder
        self._pool: Executor | None = None
        self._films: Films | None = None
        self._texts: Catalogue | None = None
        self._wanted: dict[str, Wanted] = {}
        self._before: dict[str, Json] = {}

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Serve the page, what it shows and its films."""
        router.add_get("/preview", self._page)
        router.add_get("/preview/files", self._list)
        router.add_get("/preview/data", self._data)
        router.add_get("/preview/mark", self._mark)
        router.add_get("/preview/films/{name}", self._film)

    async def stop(self) -> None:
        """Let the film that is being drawn be the last one."""
        if self._pool is not None:
            await asyncio.to_thread(self._pool.shutdown, wait=True, cancel_futures=True)

    async def _page(self, _: web.Request) -> web.Response:
        return web.Response(text=shell("/static/"), content_type="text/html")

    async def _list(self, _: web.Request) -> web.Response:
        def read() -> Json:
            shelf = shelve(self._folder)
            titles = {
                Path(each.document.file).name: each.model.title.model_dump(exclude_none=True)
                for each in shelf.loaded
                if isinstance(each.model, Programme)
            }
            files = [
                {"file": path.name, "title": titles.get(path.name)}
                for path in yaml_files(self._folder)
            ]
            return {**source(self._words()), "files": files}

        return web.json_response(await asyncio.to_thread(read))

    async def _data(self, request: web.Request) -> web.Response:
        path = self._asked(request)
        return web.json_response(await asyncio.to_thread(self._read, path))

    def _read(self, path: Path) -> Json:
        # The mark first: what changes meanwhile is then seen at the next look.
        mark = self._seen(path)
        opened = open_file(path, self._world.clock().date(), self._folder)
        made = content(path, opened, self._words())
        data = made.data
        if opened.whole:
            self._before[path.name] = data["shown"]
        elif path.name in self._before:
            data = {**data, "shown": None, "before": self._before[path.name]}
        self._wanted |= made.wanted
        unequipped = bool(made.wanted) and not can_draw()
        return {**data, "mark": mark, "unequipped": unequipped}

    async def _mark(self, request: web.Request) -> web.Response:
        path = self._asked(request)
        return web.json_response({"mark": await asyncio.to_thread(self._seen, path)})

    def _seen(self, path: Path) -> str:
        return sha256(repr(prints(path, self._folder)).encode()).hexdigest()[:16]

    async def _film(self, request: web.Request) -> web.Response:
        """A film, once it is drawn: in another process, which begins with the first one."""
        name = request.match_info["name"]
        if name not in self._wanted or not can_draw():
            raise web.HTTPNotFound
        if self._films is None:
            self._pool = pool(1)
            self._films = Films(self._pool, draw_in(self._world.folder / "films"))
        drawn = self._films.future(name, self._wanted[name])
        try:
            film = await asyncio.shield(asyncio.wrap_future(drawn))
        except Exception:  # noqa: BLE001 - whatever a pose brings about: the page says what it lacks
            raise web.HTTPNotFound from None
        kept = {"Cache-Control": "private, max-age=86400"}
        return web.Response(body=film, content_type="image/gif", headers=kept)

    def _asked(self, request: web.Request) -> Path:
        """The programme that is asked for: one of the folder's own, whatever else there is."""
        name = request.query.get("file", "")
        found = next((path for path in yaml_files(self._folder) if path.name == name), None)
        if found is None:
            raise web.HTTPNotFound
        return found

    def _words(self) -> Catalogue:
        if self._texts is None:
            self._texts = Catalogue(load_sheets())
        return self._texts
