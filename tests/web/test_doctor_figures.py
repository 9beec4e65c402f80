"""What the doctor says of figures, each of the ways."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web

from bot.doctor import figures
from bot.doctor.verdict import Verdict
from bot.figures import index
from bot.service.films import Uploaded
from bot.settings import Settings
from bot.store.durable import open_store
from bot.web.pictures import PATH, pictures
from tests import fakes
from tests.figures import shelf
from tests.figures.kit import catalogue, library

NEEDED = len(list(index.wanted(library(), themes=index.SLACK)))


@pytest_asyncio.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    """A folder with every figure, at an address."""
    shelf.fill(tmp_path / "data" / "figures", library(), catalogue())
    app = web.Application()
    app.router.add_get(PATH, pictures(tmp_path / "data" / "figures", index.NAME, index.INDEX))
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/figures"
    await runner.cleanup()


async def told(tmp_path: Path, **env: str) -> Verdict:
    settings = Settings.from_env({"PAUZEBOT_DATA": str(tmp_path / "data"), **env})
    (found,) = await figures.examine(settings, [])
    return found


async def test_words_only(tmp_path: Path) -> None:
    found = await told(tmp_path)
    assert (found.level, found.says[:10]) == ("ok", "words only")


async def test_everything_is_at_the_address(tmp_path: Path, url: str) -> None:
    found = await told(tmp_path, PAUZEBOT_FIGURES_URL=url)
    assert (found.level, found.says) == ("ok", f"at {url}: all {NEEDED}")


async def test_nothing_answers_at_the_address(tmp_path: Path) -> None:
    found = await told(tmp_path, PAUZEBOT_FIGURES_URL="http://127.0.0.1:9/figures")
    assert found.level == "warning"
    assert "nothing answers at http://127.0.0.1:9/figures/index.json" in found.says
    assert "pauzebot figures export DIR" in found.todo


async def test_another_page_is_at_the_address(tmp_path: Path, url: str) -> None:
    (tmp_path / "data" / "figures" / "index.json").write_text("<html>Welcome</html>")
    found = await told(tmp_path, PAUZEBOT_FIGURES_URL=url)
    assert (found.level, found.says) == ("warning", f"{url}/index.json is no index of figures")


async def test_files_that_the_index_names_are_missing(tmp_path: Path, url: str) -> None:
    next((tmp_path / "data" / "figures").glob("brug-*.gif")).unlink()
    found = await told(tmp_path, PAUZEBOT_FIGURES_URL=url, PAUZEBOT_FIGURES="serve")
    assert found.says == f"1 figures are in the index at {url}, and do not answer"
    assert "The bot draws them" in found.todo


async def test_figures_of_an_older_text(tmp_path: Path, url: str) -> None:
    path = tmp_path / "data" / "figures" / "index.json"
    entries = list(index.read(path.read_text()))
    old = [index.Entry(**{**vars(each), "subject": "0" * 20}) for each in entries[:2]]
    path.write_text(index.listed([*old, *entries[3:]]))
    found = await told(tmp_path, PAUZEBOT_FIGURES_URL=url)
    counted = f"{NEEDED - 3} of {NEEDED} (2 have an older one); the others have words only"
    assert (found.level, found.says) == ("warning", f"at {url}: {counted}")


async def test_figures_by_another_version_are_as_good(tmp_path: Path, url: str) -> None:
    path = tmp_path / "data" / "figures" / "index.json"
    first, *rest = index.read(path.read_text())
    path.write_text(index.listed([index.Entry(**{**vars(first), "edition": "0" * 20}), *rest]))
    found = await told(tmp_path, PAUZEBOT_FIGURES_URL=url)
    assert found.says == f"at {url}: all {NEEDED}, 1 drawn by another version"


async def test_a_project_asks_for_doses_of_its_own(tmp_path: Path, url: str) -> None:
    arm = {"name": "een", "protocol": "umcg", "pauses": ["10:30"], "channels": ["C0ALPHA"]}
    project = fakes.project(programme="staande-bekkenrek", arms=[{**arm, "hold": 25}])
    settings = Settings.from_env({"PAUZEBOT_FIGURES_URL": url})
    (found,) = await figures.examine(settings, [project])
    assert f"at {url}: {NEEDED} of " in found.says


async def test_files_in_slack(tmp_path: Path, url: str) -> None:
    found = await told(tmp_path, PAUZEBOT_FIGURES="upload")
    assert f"as files in Slack: 0 of {NEEDED}" in found.says
    store = await open_store(f"sqlite:///{tmp_path / 'data' / 'pauzebot.db'}")
    names = [entry.file for entry in index.here(tmp_path / "data" / "figures")]
    for name in names[1:]:
        await store.keep_film("T1", name, Uploaded("F00000001", ready=True))
    await store.keep_film("T1", names[0], Uploaded("F00000002"))
    found = await told(tmp_path, PAUZEBOT_FIGURES="upload")
    assert "as files in Slack (1 not looked at by Slack yet)" in found.says
    await store.keep_film("T1", names[0], Uploaded("F00000002", ready=True))
    await store.close()
    found = await told(tmp_path, PAUZEBOT_FIGURES="upload")
    assert (found.level, found.says) == ("ok", f"as files in Slack: all {NEEDED}")


async def test_nothing_can_be_drawn_without_pillow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "find_spec", lambda _: None)
    settings = Settings.from_env(
        {"PAUZEBOT_FIGURES": "upload", "PAUZEBOT_DATA": str(tmp_path / "data")}
    )
    first, _ = await figures.examine(settings, [])
    assert (first.level, first.says) == ("error", "Pillow is missing")
