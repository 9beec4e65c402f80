"""Slack's own Node clients drive the stand-in: what works with them is not made to fit Python.

Needs Node 20 or newer; the packages of node/package.json go to the user's cache at the first run.
"""

import asyncio
import hashlib
import json
import os
import shutil
import subprocess
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from bot.standin import Fault, Standin
from tests.standin.test_echo_app import (
    test_a_button_in_a_modal_pushes_with_its_own_trigger,
    test_a_command_is_answered_in_its_acknowledgement,
    test_a_modal_of_three_steps_costs_one_call,
    test_a_shortcut_opens_a_modal,
    test_an_ephemeral_message_is_replaced_by_a_press_inside_it_only,
    test_home_is_published_when_opened_and_again_after_a_press,
    test_words_in_a_direct_message_reach_the_app_and_its_own_post_comes_back,
)

# The script of the Python app; pytest runs it here against the Node app of the fixture below.
__all__ = [
    "test_a_button_in_a_modal_pushes_with_its_own_trigger",
    "test_a_command_is_answered_in_its_acknowledgement",
    "test_a_modal_of_three_steps_costs_one_call",
    "test_a_shortcut_opens_a_modal",
    "test_an_ephemeral_message_is_replaced_by_a_press_inside_it_only",
    "test_home_is_published_when_opened_and_again_after_a_press",
    "test_words_in_a_direct_message_reach_the_app_and_its_own_post_comes_back",
]

HERE = Path(__file__).parent / "node"
OLDEST_NODE = 20
INSTALL = ("install", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund")


def _node() -> str:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        pytest.skip("Node and npm are not installed: Slack's Node clients are not tried")
    version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip()
    if int(version.removeprefix("v").split(".")[0]) < OLDEST_NODE:
        pytest.skip(f"Node {version} is older than {OLDEST_NODE}: Slack's clients need that")
    return node


@pytest.fixture(scope="module")
def workshop() -> Path:
    """A folder in the user's cache with the scripts and their packages."""
    _node()
    digest = hashlib.sha256((HERE / "package.json").read_bytes()).hexdigest()[:12]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "pauzebot" / f"node-peers-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    for source in HERE.iterdir():
        shutil.copy(source, folder)
    if not (folder / "installed").exists():
        npm = [shutil.which("npm") or "npm", *INSTALL, "--fetch-retries=1"]
        try:
            done = subprocess.run(npm, cwd=folder, capture_output=True, text=True, timeout=180)
        except subprocess.TimeoutExpired:
            pytest.skip("npm did not finish in three minutes: Slack's Node clients are not tried")
        if done.returncode != 0:
            pytest.skip(f"npm could not install Slack's Node clients: {done.stderr.strip()[-200:]}")
        (folder / "installed").touch()
    return folder


@asynccontextmanager
async def running(slack: Standin, script: Path) -> AsyncIterator[Process]:
    environment = {
        "PATH": os.environ["PATH"],
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
    }
    process = await asyncio.create_subprocess_exec(
        _node(), str(script), env=environment, cwd=script.parent, stdin=PIPE, stdout=PIPE
    )
    try:
        yield process
    finally:
        assert process.stdin is not None
        process.stdin.close()  # the scripts end with their input
        try:
            await asyncio.wait_for(process.wait(), 20)
        except TimeoutError:
            process.kill()
            raise


@pytest_asyncio.fixture
async def app(
    request: pytest.FixtureRequest, slack: Standin, workshop: Path
) -> AsyncIterator[None]:
    async with running(slack, workshop / "echo.mjs"):
        await slack.wait_for_connection(timeout=20)
        yield


@pytest.fixture(autouse=True)
def _app(request: pytest.FixtureRequest) -> None:
    """The echo app for the script; the bare clients need none."""
    if "bare" not in request.node.name:
        request.getfixturevalue("app")


async def test_the_bare_clients_understand_every_answer(slack: Standin, workshop: Path) -> None:
    slack.faults.next("api.test", Fault.rate_limited(1))
    async with running(slack, workshop / "calls.mjs") as process:
        await slack.wait_for_connection(timeout=20)
        await slack.person("U0ANNA").open_home()
        assert process.stdout is not None
        said = json.loads(await process.stdout.read())
    assert said == {
        "team": "T0STANDIN",
        "direct": "D",
        "block": "string",
        "ephemeral": True,
        "pages": [2, 1],
        "locale": "en-GB",
        "members": 3,
        "quiet": ["U0ANNA", "U0BRAM"],
        "refusals": [
            "channel_not_found",
            "message_not_found",
            "invalid_trigger_id",
            "invalid_arguments",
        ],
        "uploaded": "rapport.csv",
        "rateLimited": True,
        "heard": ["events_api", "app_home_opened", 0],
    }
    (message,) = slack.messages("C0ALPHA")
    assert message.files[0]["name"] == "rapport.csv"
    assert [file.data for file in slack.files] == [b"a;b\n"]
