"""Operations, end to end: the real bot process is stopped, refreshed, refused and measured."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import time
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest

from bot.slack import ids
from bot.standin import Message, Person
from bot.standin.faults import Fault
from tests import fakes
from tests.e2e.conftest import START_TIMEOUT, BotProcess, House, figures, tally

MORNING = datetime(2027, 1, 11, 8, 0, tzinfo=UTC)
PAUSE = datetime(2027, 1, 11, 9, 30, tzinfo=UTC)
SECOND = datetime(2027, 1, 11, 11, 30, tzinfo=UTC)
PROJECT = fakes.project(
    programme="staande-bekkenrek",
    arms=[
        {
            "name": "driemaal",
            "protocol": "umcg",
            "pauses": ["10:30", "12:30", "15:00"],
            "channels": ["C0ALPHA"],
        }
    ],
)


@pytest.fixture
def port(house: House) -> int:
    """The port on which the bots of this house answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    house.extra["PORT"] = str(number)
    return number


async def get(port: int, path: str) -> tuple[int, str]:
    """Status and text of a page of the bot."""
    url = f"http://127.0.0.1:{port}{path}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def metrics(port: int) -> dict[str, float]:
    """The series of /metrics."""
    _, text = await get(port, "/metrics")
    lines = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in lines}


async def becomes(port: int, path: str, wanted: str) -> str:
    """Wait until a page holds a text; the page."""
    text = ""
    async with asyncio.timeout(START_TIMEOUT):
        while wanted not in text:
            try:
                _, text = await get(port, path)
            except aiohttp.ClientConnectionError:
                text = ""
            await asyncio.sleep(0.05)
    return text


async def prompted(house: House) -> Message:
    """File the project, start the bot and let its first pause come; the prompt."""
    await house.apply(PROJECT)
    bot = await house.start(MORNING)
    await bot.tick(PAUSE)
    return await house.slack.wait_for_message("C0ALPHA")


async def walk_to_the_end(person: Person) -> None:
    """Press the main button until there is none."""
    await person.see_modal()
    while person.modal is not None and person.modal.submit is not None:
        assert (await person.submit()).ok


# Health, readiness, metrics


async def test_a_running_bot_is_well_and_ready_and_says_so(house: House, port: int) -> None:
    bot = await house.start(MORNING)
    assert await get(port, "/healthz") == (200, '{"pauzebot": "well"}')
    await becomes(port, "/readyz", '"connected"')
    status, text = await get(port, "/readyz")
    assert status == 200
    assert json.loads(text) == {
        "pauzebot": "ready", "slack": "connected", "store": "answers", "week": "answers",
    }  # fmt: skip
    assert await house.command("health") == (0, "well\n")
    await bot.kill()
    assert await house.command("health") == (1, f"nobody answers on 127.0.0.1:{port}\n")


async def test_presses_and_walks_leave_no_mark_on_any_page(house: House, port: int) -> None:
    """Two people walk to the end: no series but the age of the tick has changed."""
    prompt = await prompted(house)
    before = await metrics(port)
    assert before["pauzebot_prompts_sent_total"] == 1
    for user in ("U0ANNA", "U0BRAM"):
        person = house.slack.person(user)
        await person.press(prompt, ids.START)
        await walk_to_the_end(person)
    assert (await figures(house))["completions"] == 2
    after = await metrics(port)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"pauzebot_tick_age_seconds", "pauzebot_ticks_total"}
    assert before.keys() == after.keys()

    pages = [(await get(port, path))[1] for path in ("/healthz", "/readyz", "/metrics")]
    names = ["U0ANNA", "anna", "U0BRAM", "U0HR", "U0FYSIO", "C0ALPHA", "alpha", "T0STANDIN"]
    names += ["lente", "driemaal", "bekkenrek", prompt.ts]
    assert [name for name in names for page in pages if name.lower() in page.lower()] == []
    assert not re.search(r"\b[UWCDGT][A-Z0-9]{6,}\b", "".join(pages))


# Stopping


async def commanding(house: House, count: int) -> list[Person]:
    """People who opened a walk by `/pauze nu …`, which needs no prompt and no clock."""
    people = []
    for number in range(count):
        person = house.slack.add_user(f"U{number:04d}")
        assert (await person.command("/pauze", "nu bureau-reset")).ok
        await person.see_modal(ids.WALK)
        people.append(person)
    return people


async def test_sigterm_while_a_walk_is_being_answered_finishes_it(house: House) -> None:
    bot = await house.run()
    stop = Fault.meanwhile(lambda: bot.child.send_signal(signal.SIGTERM))
    house.slack.faults.next("views.open", stop + Fault.delay(0.5))
    anna = house.slack.person("U0ANNA")
    assert (await anna.command("/pauze", "nu bureau-reset")).ok
    await anna.see_modal(ids.WALK)
    assert await asyncio.wait_for(bot.child.wait(), START_TIMEOUT) == 0
    assert "Traceback" not in bot.log.read_text()


async def test_sigterm_in_a_rush_leaves_nothing_that_came_in_unanswered(house: House) -> None:
    bot = await house.run()
    people = await commanding(house, 20)
    presses = [asyncio.ensure_future(person.submit()) for person in people]
    await house.slack.until(lambda: house.slack.delivery.of("interactive"), what="the first ack")
    started = time.monotonic()
    assert await bot.end() == 0
    assert time.monotonic() - started < 10  # docker kills after ten
    outcomes = await asyncio.gather(*presses)
    assert [outcome.error for outcome in outcomes if not outcome.ok] == []


async def test_a_bot_with_nothing_to_do_stops_at_once(house: House, port: int) -> None:
    bot = await house.run()
    await becomes(port, "/readyz", '"connected"')
    started = time.monotonic()
    assert await bot.end() == 0
    assert time.monotonic() - started < 5


# Socket Mode


async def test_a_warning_and_a_refresh_leave_no_press_unanswered(house: House, port: int) -> None:
    await house.run()
    people = await commanding(house, 10)
    before = (await metrics(port))["pauzebot_socket_reconnects_total"]
    for part in (house.slack.sockets.warn, house.slack.sockets.refresh):
        presses = [asyncio.ensure_future(person.submit()) for person in people]
        await asyncio.sleep(0)  # they are on their way when Slack says goodbye
        await part()
        outcomes = await asyncio.gather(*presses)
        assert [outcome.error for outcome in outcomes if not outcome.ok] == []
        await becomes(port, "/readyz", '"connected"')
        await house.slack.wait_for_connection()
    for person in people:
        await walk_to_the_end(person)
    assert (await metrics(port))["pauzebot_socket_reconnects_total"] >= before + 2


async def test_ghosts_are_a_metric_a_word_and_a_line_in_the_log(house: House, port: int) -> None:
    house.slack.sockets.ghosts = 3
    bot = await house.start(MORNING)
    await becomes(port, "/readyz", '"crowded"')
    found = await metrics(port)
    assert found["pauzebot_socket_connections_seen"] == 4
    assert found["pauzebot_socket_connections_expected"] == 1
    assert bot.log.read_text().count("state=crowded seen=4 expected=1") == 1
    _, said = await house.command("doctor")
    assert "warning  app token      Slack counts 3 other connections" in said
    assert len(house.slack.ledger.of("apps.connections.open")) == 1


async def test_socket_mode_that_is_switched_off_makes_it_not_ready(house: House, port: int) -> None:
    await house.start(MORNING)
    await becomes(port, "/readyz", '"connected"')
    await house.slack.sockets.disable()
    await becomes(port, "/readyz", '"refused"')
    assert (await get(port, "/readyz"))[0] == 503
    assert (await get(port, "/healthz"))[0] == 200


# What keeps prompts from going


async def test_what_keeps_prompts_from_going_is_counted_with_its_reason(
    house: House, port: int
) -> None:
    slack = house.slack
    places = ["C0ALPHA", "C0UITGEZET", "C0ARCHIEF", "C0GEWIST", "C0GEDEELD"]
    for place in places[1:]:
        slack.add_channel(place, members=["U0ANNA"])
    arm = {**PROJECT.model_dump(mode="json")["arms"][0], "channels": places}
    arm["pauses"] = ["10:30", "12:30", "15:00"]
    await house.apply(fakes.project(programme="staande-bekkenrek", arms=[arm]))
    bot = await house.start(MORNING)
    slack.remove_bot("C0UITGEZET")
    slack.archive("C0ARCHIEF")
    slack.delete_channel("C0GEWIST")
    slack.connect_channel("C0GEDEELD")
    await bot.tick(PAUSE)
    expected = {"sent": 1, "held:not-in-channel": 2, "held:archived": 1, "held:shared": 1}
    assert await tally(house) == expected

    slack.revoke_tokens()
    await bot.tick(SECOND)
    expected |= {"held:shared": 2, "held:no-access": 4}
    assert await tally(house) == expected
    found = await metrics(port)
    for reason in ("not-in-channel", "archived", "shared", "no-access"):
        series = f'pauzebot_prompts_held_total{{reason="{reason}"}}'
        assert found[series] == expected[f"held:{reason}"]
    assert (found["pauzebot_prompts_waiting"], found["pauzebot_prompts_sent_total"]) == (0, 1)
    _, shown = await house.command("project", "show", "lente")
    assert "prompts held:no-access: 4" in shown
    assert "Traceback" not in bot.log.read_text()


async def test_a_channel_is_looked_at_once_a_day(house: House) -> None:
    await prompted(house)
    await house.bots[0].tick(SECOND)
    assert len(house.slack.ledger.of("chat.postMessage")) == 2
    assert len(house.slack.ledger.of("conversations.info")) == 1


@pytest.mark.parametrize("fault", [Fault.error("unknown_method"), Fault.server_error(500)])
async def test_a_slack_that_does_not_say_whether_a_channel_is_shared_holds_nothing_up(
    house: House, fault: Fault
) -> None:
    house.slack.faults.always("conversations.info", fault)
    await prompted(house)
    assert await tally(house) == {"sent": 1}


# Slack over HTTP


@pytest.fixture
def over_http(house: House, port: int) -> str:
    """The house without Socket Mode; the address at which Slack calls."""
    house.extra |= {"SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": house.slack.signing_secret}
    return f"http://127.0.0.1:{port}/slack/events"


async def test_over_http_a_walk_goes_as_in_socket_mode(
    house: House, port: int, over_http: str
) -> None:
    await house.apply(PROJECT)
    bot = await house.start(MORNING)
    await house.slack.use_http(over_http)
    await bot.tick(PAUSE)
    anna = house.slack.person("U0ANNA")
    await anna.press(await house.slack.wait_for_message("C0ALPHA"), ids.START)
    await walk_to_the_end(anna)
    assert await figures(house) == {"starts": 1, "completions": 1, "sessions": {1: 1}}
    assert house.slack.ledger.of("apps.connections.open") == []
    status, text = await get(port, "/readyz")
    assert (status, json.loads(text)["slack"]) == (200, "serving")
    assert "pauzebot_socket" not in (await get(port, "/metrics"))[1]


async def test_a_post_that_slack_did_not_sign_is_refused_and_not_logged(
    house: House, over_http: str
) -> None:
    house.extra["PAUZEBOT_LOG"] = "debug"
    bot = await house.start(MORNING)
    body = json.dumps({"type": "url_verification", "challenge": "UGEHEIM00"})
    signed = await house.slack.use_http(over_http)
    forged = {**signed.signature(body.encode()), "X-Slack-Signature": "v0=" + "0" * 64}
    old = {**signed.signature(body.encode()), "X-Slack-Request-Timestamp": "1700000000"}
    kind = {"Content-Type": "application/json"}
    async with aiohttp.ClientSession() as session:
        for headers in ({}, forged, old):
            async with session.post(over_http, data=body, headers=kind | headers) as answer:
                assert answer.status == 401
        good = kind | signed.signature(body.encode())
        async with session.post(over_http, data=body, headers=good) as answer:
            assert (answer.status, "UGEHEIM00" in await answer.text()) == (200, True)
    assert "UGEHEIM00" not in bot.log.read_text()


async def test_in_socket_mode_nobody_can_post(house: House, port: int) -> None:
    house.extra["SLACK_SIGNING_SECRET"] = house.slack.signing_secret
    await house.start(MORNING)
    with pytest.raises(ValueError, match="challenge"):
        await house.slack.use_http(f"http://127.0.0.1:{port}/slack/events")


async def test_sigterm_over_http_finishes_what_it_answers(
    house: House, port: int, over_http: str
) -> None:
    bot = await running(house, port)
    await house.slack.use_http(over_http)
    stop = Fault.meanwhile(lambda: bot.child.send_signal(signal.SIGTERM))
    house.slack.faults.next("views.open", stop + Fault.delay(0.5))
    anna = house.slack.person("U0ANNA")
    assert (await anna.command("/pauze", "nu bureau-reset")).ok
    await anna.see_modal(ids.WALK)
    assert await asyncio.wait_for(bot.child.wait(), START_TIMEOUT) == 0


async def running(house: House, port: int) -> BotProcess:
    """Start `pauzebot run` where it makes no connection of its own, and wait until it serves."""
    bot = await house._spawn("-m", "bot", "run")
    await becomes(port, "/healthz", "well")
    return bot


# What cannot work is said in a sentence


async def test_an_app_token_that_slack_refuses_is_said(house: House) -> None:
    house.extra["SLACK_APP_TOKEN"] = "xapp-verkeerd"
    code, said = await house.command("run")
    assert code == 1
    assert "Error: SLACK_APP_TOKEN opens no connection to Slack: invalid_auth" in said
    assert "Traceback" not in said


async def test_a_port_that_is_taken_is_said(house: House, port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        code, said = await house.command("run")
    assert code == 1
    assert f"Error: PORT {port} cannot be listened on" in said
    assert "Traceback" not in said


# The doctor, on a bot as people run it


async def test_the_doctor_of_a_bot_that_runs(house: House, port: int, tmp_path: Path) -> None:
    house.extra["PAUZEBOT_SECRET"] = "e" * 40
    await house.apply(fakes.project(programme="staande-bekkenrek", ends="2036-12-31"))
    await house.start(MORNING)
    code, said = await house.command("doctor")
    assert code == 0, said
    assert "a bot runs here, and is ready" in said
    assert "1: the bot is in each, and none is shared" in said
    assert not any(name in said for name in ("U0HR", "U0FYSIO", "U0ANNA", "xoxb-", "xapp-"))
    house.slack.revoke_tokens()
    code, said = await house.command("doctor")
    assert (code, "Slack does not accept SLACK_BOT_TOKEN: token_revoked" in said) == (1, True)
    assert "Traceback" not in said
