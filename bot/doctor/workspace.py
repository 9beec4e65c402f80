"""Slack's side: tokens, scopes, clocks, connections, and the channels of projects that run."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.project import Project
from bot.doctor import running
from bot.doctor.verdict import Verdict, error, ok, warning
from bot.settings import Settings
from bot.slack.channels import Standing, read_standing
from bot.slack.manifest import SCOPES

PATIENCE = 10
"""Seconds to wait for Slack."""
SKEW = 30.0
"""Seconds that our clock may differ from Slack's before somebody should know."""
SIGNED = 300.0
"""Seconds after which Slack's signatures no longer count."""
MOST_CHANNELS = 45
"""Channels that are looked at: Slack lets us ask for fifty a minute."""

FAILURES = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError)
REACH = "Let this machine reach slack.com by HTTPS and WebSocket, or set HTTPS_PROXY."
REINSTALL = "Install the app in the workspace again (OAuth & Permissions), and copy its bot token."


async def examine(
    settings: Settings, projects: Sequence[Project], now: Callable[[], datetime]
) -> list[Verdict]:
    """Examine what Slack says of this bot; what depends on a token that fails is left out."""
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        client = AsyncWebClient(
            token=settings.bot_token,
            base_url=settings.api_url,
            timeout=PATIENCE,
            session=session,
            retry_handlers=[],
        )
        found, known = await _token(client, settings, now)
        if known:
            found += await channels(client, projects, now().date())
        if settings.app_token is None:
            return [*found, _signing(settings)]
        return [*found, await connections(client, session, settings)]


async def _token(
    client: AsyncWebClient, settings: Settings, now: Callable[[], datetime]
) -> tuple[list[Verdict], bool]:
    try:
        answer = await client.auth_test()
    except FAILURES as failure:
        return [_refusal("bot token", "SLACK_BOT_TOKEN", failure, REINSTALL)], False
    headers = {str(key).lower(): str(value) for key, value in answer.headers.items()}
    return [
        ok("bot token", f"accepted by the workspace {answer.get('team', 'without a name')}"),
        scopes(headers.get("x-oauth-scopes")),
        clock(headers.get("date"), now(), signed=settings.app_token is None),
    ], True


def _refusal(what: str, name: str, failure: BaseException, todo: str) -> Verdict:
    code = _code(failure)
    if code is None:
        return error(what, f"Slack cannot be reached ({type(failure).__name__})", REACH)
    return error(what, f"Slack does not accept {name}: {code}", todo)


def _code(failure: BaseException) -> str | None:
    if not isinstance(failure, SlackApiError):
        return None
    data = failure.response.data
    return str(data.get("error", "no reason")) if isinstance(data, dict) else None


def scopes(granted: str | None) -> Verdict:
    """Compare the scopes that Slack granted with those of the manifest."""
    if granted is None:
        todo = "Compare them by hand with `pauzebot manifest`."
        return warning("scopes", "Slack does not say which scopes the token has", todo)
    has = set(re.split(r"[,\s]+", granted)) - {""}
    missing, more = sorted(set(SCOPES) - has), sorted(has - set(SCOPES))
    if missing:
        todo = "Paste `pauzebot manifest` as the app's manifest, and install the app again."
        return error("scopes", f"missing: {', '.join(missing)}", todo)
    if more:
        todo = "Take them away in the app's settings: the bot does not use them."
        return warning("scopes", f"more than needed: {', '.join(more)}", todo)
    return ok("scopes", "those of the manifest, and no other")


def clock(said: str | None, now: datetime, *, signed: bool) -> Verdict:
    """Compare our clock with the Date that Slack `said`; over HTTP its posts are `signed`."""
    if said is None:
        return warning("clock", "Slack does not say what time it is", "Look at this machine's.")
    off = abs((parsedate_to_datetime(said) - now).total_seconds())
    if off <= SKEW:
        return ok("clock", "agrees with Slack's")
    says = f"{off:.0f} seconds off Slack's: prompts come at the wrong moment"
    todo = "Let the machine keep time (NTP: chrony, systemd-timesyncd)."
    if signed and off > SIGNED:
        return error("clock", f"{says}, and no signature of Slack is accepted", todo)
    return warning("clock", says, todo)


def _signing(settings: Settings) -> Verdict:
    if settings.signing_secret is None or settings.port is None:
        todo = "Set SLACK_APP_TOKEN, or SLACK_SIGNING_SECRET and PORT."
        return error("connection", "there is no way for Slack to reach the bot", todo)
    if not re.fullmatch(r"[0-9a-f]{32}", settings.signing_secret):
        todo = "Copy it from the app's Basic Information: 32 signs, 0 to 9 and a to f."
        return warning("connection", "SLACK_SIGNING_SECRET does not look like Slack's", todo)
    return ok("connection", f"Slack calls in over HTTP, port {settings.port}")


async def connections(
    client: AsyncWebClient, session: aiohttp.ClientSession, settings: Settings
) -> Verdict:
    """Count the Socket Mode connections that Slack believes in.

    Where a bot runs on this machine it has counted already. Otherwise one is opened and closed at
    once: while it is open, Slack may give it a press that nobody then answers.
    """
    counted = await running.connections(settings.port)
    if counted is not None:
        return crowd(counted.seen - counted.expected, here=True)
    try:
        opened = await client.apps_connections_open(app_token=settings.app_token or "")
        hello = await _hello(session, str(opened.get("url")), client.proxy)
    except FAILURES as failure:
        todo = (
            "Make an app-level token with connections:write (Basic Information), and see that"
            " Socket Mode is on."
        )
        return _refusal("app token", "SLACK_APP_TOKEN", failure, todo)
    if hello.get("type") == "disconnect":
        todo = "Stop the other bots with this token; what Slack still counts is gone in an hour."
        return error("app token", f"Slack turned us away: {hello.get('reason')}", todo)
    number = hello.get("num_connections")
    if not isinstance(number, int):
        return warning("app token", "Slack opened a connection and did not greet", REACH)
    return crowd(number - 1, here=False)


def crowd(others: int, *, here: bool) -> Verdict:
    """Say what connections beside our own mean; `here` where the bot itself has counted."""
    if others <= 0:
        who = "the bot's own connection" if here else "no bot is connected now"
        return ok("app token", f"opens Socket Mode; {who}")
    todo = (
        "If that bot is yours, all is well. If not, they are ghosts, and presses may go to them:"
        " stop the bot for an hour, and look for a second one with this token."
    )
    many = "connection" if others == 1 else "connections"
    return warning("app token", f"Slack counts {others} other {many}", todo)


async def _hello(
    session: aiohttp.ClientSession, url: str, proxy: str | None
) -> Mapping[str, object]:
    async with session.ws_connect(url, proxy=proxy) as socket:
        frame = await socket.receive(PATIENCE)
    try:
        hello = json.loads(frame.data)
    except (ValueError, TypeError):
        return {}
    return hello if isinstance(hello, dict) else {}


async def channels(
    client: AsyncWebClient, projects: Sequence[Project], today: date
) -> list[Verdict]:
    """Examine the channels of the projects that run."""
    asked = [(place, each) for each in projects for arm in each.arms for place in arm.channels]
    found: list[Verdict] = []
    for number, (place, project) in enumerate(asked):
        answer = await _standing(client, place) if number < MOST_CHANNELS else "ratelimited"
        if answer == "ratelimited":
            todo = "Run `pauzebot doctor` again in a minute."
            rest = len(asked) - number
            return [*found, warning("channels", f"{rest} channels were not looked at", todo)]
        found += _channel(f"{place} ({project.id})", answer, begun=project.starts <= today)
    if asked and not found:
        return [ok("channels", f"{len(asked)}: the bot is in each, and none is shared")]
    return found


async def _standing(client: AsyncWebClient, place: str) -> Standing | str:
    """Return how a channel stands, or why Slack does not say."""
    try:
        answer = await client.conversations_info(channel=place)
    except FAILURES as failure:
        return _code(failure) or type(failure).__name__
    return read_standing(answer.get("channel") or {})


def _channel(name: str, answer: Standing | str, *, begun: bool) -> list[Verdict]:
    invite = "Invite it in the channel: /invite @Pauzebot."
    if answer == "channel_not_found":
        return [error("channels", f"{name}: not there, or private and without the bot", invite)]
    if isinstance(answer, str):
        todo = "Prompts go on; look in Slack whether the channel is shared with another company."
        return [warning("channels", f"{name}: Slack does not say how it stands: {answer}", todo)]
    if answer.archived:
        todo = "Bring the channel back, or give the project another one."
        return [error("channels", f"{name}: archived, so nobody is prompted there", todo)]
    if answer.shared:
        todo = "Give the project a channel of your own company."
        return [error("channels", f"{name}: shared with another company, so held back", todo)]
    if not answer.member and not begun:
        todo = "Nothing, if it is public: the bot enters it when the project begins."
        return [warning("channels", f"{name}: the bot is not in it yet", todo)]
    if not answer.member:
        return [error("channels", f"{name}: the bot is not in it, so nobody is prompted", invite)]
    return []
