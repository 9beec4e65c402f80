"""Figures in the demo: the real bot shows them in a walk, and the page has them itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest_asyncio

from bot.demo import gallery
from bot.demo.cast import CAST
from bot.demo.page.sight import sight
from bot.demo.world import World
from bot.slack import ids
from bot.standin import Channel
from tests.browser.stage import Stage, set_up
from tests.figures import shelf
from tests.figures.kit import catalogue, library

SANNE = CAST[0].user


@pytest_asyncio.fixture(loop_scope="session")
async def desk(tmp_path: Path) -> AsyncIterator[Stage]:
    """A world whose figures were drawn before."""
    shelf.fill(tmp_path / "figures", library(), catalogue())
    async with set_up(figures=tmp_path / "figures") as made:
        yield made


def modal(desk: Stage) -> list[dict[str, Any]]:
    """The blocks of the modal that Sanne sees, as the page gets them."""
    return list(sight(desk.world, desk.server.moving, SANNE, "app")["modal"]["blocks"])


def asked(world: World, channel: Channel) -> bool:
    """Whether Sanne is in a channel with a prompt."""
    posts = world.slack.messages(channel.id)
    return SANNE in channel.members and any(ids.START in str(post.blocks) for post in posts)


async def test_a_walk_shows_figures_that_the_page_serves_itself(desk: Stage) -> None:
    world = desk.world
    sanne = world.slack.person(SANNE)
    pause = world.next_pause()
    assert pause is not None
    await world.advance(pause)
    place = next(one.id for one in world.slack.workspace.channels.values() if asked(world, one))
    await sanne.press(world.slack.messages(place)[-1], ids.START)
    await sanne.see_modal(ids.WALK)
    assert (await sanne.submit()).ok
    (image,) = [block for block in modal(desk) if block["type"] == "image"]
    assert image["image_url"].startswith("/figures/")
    async with (
        aiohttp.ClientSession(desk.address) as session,
        session.get(image["image_url"]) as answer,
    ):
        assert (answer.status, answer.content_type) == (200, "image/gif")
        assert (await answer.read()).startswith(shelf.DOT)


def test_figures_are_kept_where_the_system_keeps_such_things(
    monkeypatch: Any, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert gallery.kept() == tmp_path / "pauzebot" / "figures"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "sanne"))
    assert gallery.kept() == tmp_path / "sanne" / ".cache" / "pauzebot" / "figures"
    monkeypatch.setattr(Path, "home", _nobody)
    assert gallery.kept() is None
    monkeypatch.setattr(gallery, "find_spec", lambda _: None)
    assert gallery.kept() is None


def _nobody() -> Path:
    raise RuntimeError("Could not determine home directory.")
