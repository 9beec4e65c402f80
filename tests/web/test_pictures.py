"""Figures over HTTP: only ours, kept for ever, and never a way out of their folder."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from yarl import URL

from bot.figures import index
from bot.web.pictures import pictures
from bot.web.server import Web
from tests.figures import shelf
from tests.web.conftest import Patient, free_port

GIF = f"brug-{'a' * 20}.gif"


@pytest_asyncio.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """A bot that serves a folder with one figure of each kind, beside what is nobody's business."""
    folder = tmp_path / "figures"
    folder.mkdir()
    for kind in ("gif", "png", "svg"):
        (folder / f"brug-{'a' * 20}.{kind}").write_bytes(shelf.DOT)
    (folder / "index.json").write_text(index.listed(()))
    (folder / "notes.txt").write_text("secret")
    (folder / ".half-written").write_text("secret")
    (tmp_path / "secret").write_text("secret")
    (tmp_path / GIF).write_text("secret")
    port = free_port()
    web = Web(Patient().vitals(), None, pictures(folder, index.NAME, index.INDEX))
    assert await web.open(port)
    yield f"http://127.0.0.1:{port}"
    await web.close()


@pytest.mark.parametrize(
    "name, kind",
    [
        (GIF, "image/gif"),
        (GIF.replace("gif", "png"), "image/png"),
        (GIF.replace("gif", "svg"), "image/svg+xml"),
    ],
)
@pytest.mark.parametrize("verb", ["GET", "HEAD"])
async def test_a_figure_is_a_picture_that_may_be_kept_for_ever(
    address: str, name: str, kind: str, verb: str
) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.request(verb, f"{address}/figures/{name}") as answer,
    ):
        assert (answer.status, answer.content_type) == (200, kind)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers
        assert await answer.read() == (shelf.DOT if verb == "GET" else b"")


async def test_the_index_is_asked_for_each_time(address: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{address}/figures/index.json") as answer,
    ):
        assert (answer.status, answer.content_type) == (200, "application/json")
        assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/figures/",
        "/figures/notes.txt",
        "/figures/.half-written",
        "/figures/../secret",
        "/figures/..%2Fsecret",
        f"/figures/..%2F{GIF}",
        f"/figures/%2e%2e/{GIF}",
        "/figures/..%5Csecret",
        f"/figures/brug-{'b' * 20}.gif",
        f"/figures/{GIF}%00.png",
        f"/figures/{GIF.upper()}",
        "/figures/%2Fetc%2Fpasswd",
    ],
)
async def test_nothing_else_is_served(address: str, path: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(URL(f"{address}{path}", encoded=True)) as answer,
    ):
        assert answer.status in (400, 404)
        assert "secret" not in await answer.text()


async def test_a_bot_that_does_not_serve_figures_has_no_such_page(patient: Patient) -> None:
    assert (await patient.get(f"/figures/{GIF}"))[0] == 404
