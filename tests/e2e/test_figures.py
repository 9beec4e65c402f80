"""The same walk three ways: with films from an address, as files in Slack, and in words alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.figures.index import INDEX, NAME
from bot.slack import ids
from bot.standin import Fault, Message, Person, View
from bot.web.pictures import PATH, pictures
from tests.e2e.conftest import BotProcess, House
from tests.e2e.test_a_pause import MINUTE, MORNING, PAUSE, PROJECT
from tests.figures import shelf
from tests.figures.kit import catalogue, library
from tests.web.conftest import free_port


@dataclass
class Host:
    """Somebody's web server with exported figures, which may lose them."""

    folder: Path
    url: str

    def has(self, address: str) -> bool:
        """Whether Slack would get a picture there."""
        name = address.removeprefix(f"{self.url}/")
        return name != address and (self.folder / name).is_file()

    def lose(self) -> None:
        """Take all pictures away."""
        for path in self.folder.glob("*.gif"):
            path.unlink()


@asynccontextmanager
async def hosting(folder: Path) -> AsyncIterator[Host]:
    """Serve a folder of figures on this machine."""
    app = web.Application()
    app.router.add_get(PATH, pictures(folder, NAME, INDEX))
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield Host(folder, f"http://127.0.0.1:{runner.addresses[0][1]}/figures")
    finally:
        await runner.cleanup()


@pytest.fixture
async def host(house: House) -> AsyncIterator[Host]:
    """A host whose films the house's bot shows, and Slack gets."""
    shelf.fill(house.data / "elsewhere", library(), catalogue())
    async with hosting(house.data / "elsewhere") as made:
        house.extra["PAUZEBOT_FIGURES_URL"] = made.url
        house.slack.downloads(made.has)
        yield made


def uploading(house: House) -> None:
    """Let the house's bot put the films of its own folder in Slack."""
    shelf.fill(house.data / "figures", library(), catalogue())
    house.extra["PAUZEBOT_FIGURES"] = "upload"
    house.slack.files.scan_seconds = 0.0


async def prompted(house: House) -> tuple[BotProcess, Message]:
    """A bot whose first pause has come, and its prompt."""
    await house.apply(PROJECT)
    bot = await house.start(MORNING)
    await bot.tick(PAUSE)
    return bot, await house.slack.wait_for_message("C0ALPHA")


def pictures_in(seen: View | Message) -> list[dict[str, Any]]:
    """The image blocks of a screen."""
    return [block for block in seen.blocks if block["type"] == "image"]


def without(seen: View | Message) -> list[dict[str, Any]]:
    """The other blocks of a screen."""
    return [block for block in seen.blocks if block["type"] != "image"]


async def walked(house: House, person: Person) -> tuple[list[Any], list[Any]]:
    """Walk to the end; the words of each screen, and the picture of each."""
    view = await person.see_modal(ids.WALK)
    words, shown = [without(view)], [pictures_in(view)]
    while person.modal is not None and person.modal.submit is not None:
        assert (await person.submit()).ok
        words.append(without(person.modal))
        shown.append(pictures_in(person.modal))
    assert house.slack.unusable == []
    assert len(house.slack.ledger.of("views.open")) == 1
    return words, shown


@pytest.fixture(scope="module")
def seen() -> dict[str, list[Any]]:
    """The words of the same walk, each way."""
    return {}


ALT = library().exercises["staande-bekkenrek"].figure


async def test_in_words_alone(house: House, seen: dict[str, list[Any]]) -> None:
    anna = house.slack.person("U0ANNA")
    _, prompt = await prompted(house)
    await anna.press(prompt, ids.START)
    seen["words"], shown = await walked(house, anna)
    assert shown == [[], [], []]


async def test_from_an_address(house: House, host: Host, seen: dict[str, list[Any]]) -> None:
    anna = house.slack.person("U0ANNA")
    _, prompt = await prompted(house)
    await anna.press(prompt, ids.START)
    seen["address"], shown = await walked(house, anna)
    assert [len(each) for each in shown] == [0, 1, 0]
    image = shown[1][0]
    assert host.has(image["image_url"])
    assert ALT is not None
    assert image["alt_text"] == ALT.alt.nl
    assert seen["address"] == seen.get("words", seen["address"])


async def test_as_files_in_slack(house: House, seen: dict[str, list[Any]]) -> None:
    uploading(house)
    anna, bram = house.slack.person("U0ANNA"), house.slack.person("U0BRAM")
    bot, prompt = await prompted(house)
    at = await uploaded(house, bot)
    assert not any(file.channels for file in house.slack.files)

    await anna.press(prompt, ids.START)
    seen["files"], shown = await walked(house, anna)
    (image,) = shown[1]
    first = image["slack_file"]["id"]
    assert first in {file.id for file in house.slack.files}
    assert seen["files"] == seen.get("words", seen["files"])

    # Somebody throws it away in Slack. Nothing tells the bot; a second press gets the words.
    house.slack.files.lose(first)
    await anna.press(prompt, ids.START)
    await anna.see_modal(ids.WALK)
    assert not (await anna.submit()).ok
    assert (await anna.submit()).ok
    assert anna.modal is not None
    assert (pictures_in(anna.modal), without(anna.modal)) == ([], seen["files"][1])

    # A bell later it is looked up, found lost and uploaded anew; another, and it is ready.
    for _ in range(2):
        at += MINUTE
        await bot.tick(at)
    await bram.press(prompt, ids.START)
    await bram.see_modal(ids.WALK)
    await bram.submit()
    assert bram.modal is not None
    # Hers is the English one, which was never lost; Anna's Dutch one has another id now.
    assert len(pictures_in(bram.modal)) == 1
    await anna.close_modal()
    await anna.press(prompt, ids.START)
    await anna.see_modal(ids.WALK)
    assert (await anna.submit()).ok
    assert anna.modal is not None
    (again,) = pictures_in(anna.modal)
    assert again["slack_file"]["id"] != first


async def uploaded(house: House, bot: BotProcess) -> datetime:
    """Ring until every film lies in Slack and is ready; when that was."""
    needed = len(list((house.data / "figures").glob("*.gif")))
    at = PAUSE
    while len(house.slack.ledger.of("files.completeUploadExternal")) < needed:
        before = len(house.slack.ledger)
        at += MINUTE / 10
        await bot.tick(at)
        assert len(house.slack.ledger) > before
    at += MINUTE / 10
    await bot.tick(at)
    assert len(house.slack.files) == needed
    return at


async def test_a_picture_that_went_away_costs_a_second_press_at_most(
    house: House, host: Host
) -> None:
    anna, bram = house.slack.person("U0ANNA"), house.slack.person("U0BRAM")
    bot, prompt = await prompted(house)
    await anna.press(prompt, ids.START)
    first = await anna.see_modal(ids.WALK)
    host.lose()

    # What answers the main button cannot be refused aloud: she stays where she was.
    assert not (await anna.submit()).ok
    assert anna.modal is first
    assert "downloading image failed" in house.slack.unusable[0]
    assert (await anna.submit()).ok
    assert anna.modal is not None
    assert pictures_in(anna.modal) == []
    assert "Houd 20 seconden vast." in anna.modal.words

    # A call can be: the other exercise, of which nobody knew yet, comes at once without.
    await anna.press_in_modal(ids.SWITCH)
    await house.slack.until(lambda: anna.modal is not None and "Zittend" in anna.modal.words)
    assert pictures_in(anna.modal) == []
    assert len(house.slack.ledger.of("views.update")) == 2

    # At the next bell the bot has seen that all are gone.
    await bot.tick(PAUSE + MINUTE)
    await bram.press(prompt, ids.START)
    await bram.see_modal(ids.WALK)
    assert (await bram.submit()).ok
    assert bram.modal is not None
    assert pictures_in(bram.modal) == []
    assert "U0ANNA" not in bot.log.read_text()


async def test_a_message_comes_at_once_without_a_picture_that_slack_does_not_get(
    house: House, host: Host
) -> None:
    anna = house.slack.person("U0ANNA")
    _, prompt = await prompted(house)
    house.slack.faults.always("views.open", Fault.rate_limited(retry_after=30))
    await anna.press(prompt, ids.START)
    shown = await anna.see_ephemeral()
    host.lose()
    await anna.press(shown, ids.NEXT)
    await house.slack.until(lambda: "Houd 20 seconden" in anna.ephemerals[-1].words)
    assert pictures_in(anna.ephemerals[-1]) == []


async def test_a_message_has_its_picture_too(house: House, host: Host) -> None:
    anna = house.slack.person("U0ANNA")
    _, prompt = await prompted(house)
    house.slack.faults.always("views.open", Fault.rate_limited(retry_after=30))
    await anna.press(prompt, ids.START)
    await anna.press(await anna.see_ephemeral(), ids.NEXT)
    await house.slack.until(lambda: "Houd 20 seconden" in anna.ephemerals[-1].words)
    (image,) = pictures_in(anna.ephemerals[-1])
    assert host.has(image["image_url"])


async def test_the_bot_serves_its_own_figures(house: House) -> None:
    """The address is the bot's: it serves what was drawn, looks as Slack would, and shows it."""
    folder, port = house.data / "figures", free_port()
    shelf.fill(folder, library(), catalogue())
    url = f"http://127.0.0.1:{port}/figures"
    house.extra |= {"PORT": str(port), "PAUZEBOT_FIGURES": "serve", "PAUZEBOT_FIGURES_URL": url}
    house.slack.downloads(Host(folder, url).has)
    anna = house.slack.person("U0ANNA")
    _, prompt = await prompted(house)
    await anna.press(prompt, ids.START)
    _, shown = await walked(house, anna)
    address = shown[1][0]["image_url"]
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert await answer.read() == (folder / address.rpartition("/")[2]).read_bytes()
