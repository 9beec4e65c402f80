"""The page's server: for this machine and this page only, and no mistake of a visitor breaks it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.demo.cast import CAST
from tests.browser.stage import Stage, set_up

SANNE = CAST[0].user
DEED: dict[str, Any] = {"as": SANNE, "do": "open-home", "tab": "home"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def desk() -> AsyncIterator[Stage]:
    """One world for all: a request that is refused changes nothing."""
    async with set_up() as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def client(desk: Stage) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(desk.address) as session:
        yield session


def own(desk: Stage) -> dict[str, str]:
    """What a browser says along with a request of the page itself."""
    return {"Origin": desk.address.rstrip("/"), "Sec-Fetch-Site": "same-origin"}


async def test_it_listens_on_loopback_only(desk: Stage) -> None:
    assert [address[0] for address in desk.server._runner.addresses] == ["127.0.0.1"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "pauzebot.nl:80"])
async def test_another_name_for_this_machine_gets_nothing(
    desk: Stage, client: aiohttp.ClientSession, host: str
) -> None:
    for path in ("/", "/cast", f"/kept?as={SANNE}", f"/sights?as={SANNE}"):
        async with client.get(path, headers={"Host": host}) as answer:
            assert answer.status == 403


@pytest.mark.parametrize("changed", [
    {"Origin": None}, {"Origin": "http://evil.example"}, {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
])  # fmt: skip
@pytest.mark.parametrize("path", ["/deeds", "/clock", "/forget", "/restart"])
async def test_only_the_page_itself_may_change_anything(
    desk: Stage, client: aiohttp.ClientSession, path: str, changed: dict[str, str | None]
) -> None:
    begun, done = desk.world.clock(), list(desk.server.deeds.done)
    headers = {name: value for name, value in (own(desk) | changed).items() if value is not None}
    async with client.post(path, json={**DEED, "to": "minutes"}, headers=headers) as answer:
        assert answer.status == 403
    assert desk.world.clock() == begun
    assert desk.server.deeds.done == done


@pytest.mark.parametrize("path", [
    "data", "data?file=nergens.yaml", "data?file=../pyproject.toml", "mark?file=", "films/onbekend",
])  # fmt: skip
async def test_of_programmes_nothing_is_served_but_the_files_of_their_folder(
    client: aiohttp.ClientSession, path: str
) -> None:
    async with client.get(f"/preview/{path}") as answer:
        assert answer.status == 404


async def test_a_form_of_another_page_cannot_pretend_to_be_json(
    desk: Stage, client: aiohttp.ClientSession
) -> None:
    async with client.post("/clock", data='{"to": "minutes"}', headers=own(desk)) as answer:
        assert answer.status == 415


async def test_every_answer_says_what_a_browser_may_do_with_it(
    desk: Stage, client: aiohttp.ClientSession
) -> None:
    for path in ("/", "/static/main.js", "/cast", "/nothing", f"/sights?as={SANNE}"):
        async with client.get(path) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
            assert "unsafe" not in policy
            assert "http" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("body", [
    "", "[]", "null", "{", '{"as": "U0NOBODY", "do": "submit"}', '{"do": "submit"}',
    f'{{"as": "{SANNE}"}}', f'{{"as": "{SANNE}", "do": "fly"}}',
    f'{{"as": "{SANNE}", "do": "say", "place": "C0BRAVO", "text": "hallo"}}',
    f'{{"as": "{SANNE}", "do": "say", "place": "C0ALPHA", "text": " "}}',
])  # fmt: skip
async def test_a_request_that_makes_no_sense_is_refused_in_a_sentence(
    desk: Stage, client: aiohttp.ClientSession, body: str
) -> None:
    headers = own(desk) | {"Content-Type": "application/json"}
    async with client.post("/deeds", data=body, headers=headers) as answer:
        assert answer.status == 400
        assert "Traceback" not in await answer.text()


@pytest.mark.parametrize("deed", [
    {"do": "press", "place": "C0ALPHA", "ts": "1.0", "block": "b", "action": "a"},
    {"do": "press", "place": "C0BRAVO", "ts": "1.0", "block": "b", "action": "a"},
    {"do": "submit", "view": "V1", "hash": "x"}, {"do": "close", "view": "V1", "hash": "x"},
    {"do": "press-in-modal", "view": "V1", "hash": "x", "block": "b", "action": "a"},
])  # fmt: skip
async def test_a_press_on_what_is_not_there_any_more_says_so(
    desk: Stage, client: aiohttp.ClientSession, deed: dict[str, str]
) -> None:
    async with client.post("/deeds", json={"as": SANNE, **deed}, headers=own(desk)) as answer:
        done = await answer.json()
    assert answer.status == 200
    assert not done["ok"]
    assert done["error"]


async def test_the_clock_goes_one_way_at_a_time(desk: Stage, client: aiohttp.ClientSession) -> None:
    said = []
    for to in ("weeks", "minutes", "yesterday", "stop", "nowhere"):
        async with client.post("/clock", json={"to": to}, headers=own(desk)) as answer:
            said.append((await answer.json())["ok"])
    assert said == [True, False, False, True, False]


async def test_a_shared_file_is_kept_and_only_pictures_are_shown(
    desk: Stage, client: aiohttp.ClientSession
) -> None:
    slack = desk.world.slack
    place = slack.workspace.direct(SANNE).id
    for name, data in (("rapport.html", b"<script>1</script>"), ("lijn.png", b"\x89PNG...")):
        file = slack.files.announce(name, len(data), "een lijn")
        file.data, file.channels = data, [place]
        slack.files.complete(file, None)
        async with client.get(f"/files/{file.id}?as={SANNE}") as answer:
            assert await answer.read() == data
            shown = (answer.content_type, answer.headers.get("Content-Disposition"))
        if name.endswith("html"):
            assert shown == ("application/octet-stream", 'attachment; filename="rapport.html"')
        else:
            assert shown == ("image/png", None)
        # A web page can be read in a tab of its own, where nothing of it may run or be fetched.
        async with client.get(f"/pages/{file.id}?as={SANNE}") as answer:
            assert answer.status == (200 if name.endswith("html") else 404)
            policy = answer.headers["Content-Security-Policy"]
            assert policy.startswith("sandbox; default-src 'none';") is name.endswith("html")
        for path in ("files", "pages"):
            async with client.get(f"/{path}/{file.id}?as={CAST[1].user}") as answer:
                assert answer.status == 404
        # What lies in no conversation is the bot's, unless it stands in one's Home.
        file.channels = []
        async with client.get(f"/files/{file.id}?as={SANNE}") as answer:
            assert answer.status == 404


async def test_no_path_leads_out_of_the_pages_own_files(
    desk: Stage, client: aiohttp.ClientSession
) -> None:
    for path in ("/static/../server.py", "/static/%2e%2e%2fserver.py", "/static/server.py"):
        async with client.get(path) as answer:
            assert answer.status == 404
