"""The environment, read once; what is wrong with it is said all at once, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from bot.core.statement import Running

Way = Literal["words", "address", "serve", "upload"]
"""How figures reach Slack: not; from an address; from an address that is ours; as Slack's files."""

SLACK = "https://slack.com/api/"
LOG_LEVELS = ("debug", "info", "warning", "error")
LONGEST_ADDRESS = 2000
"""Characters of the address of figures: Slack takes 3000, the name of a figure comes after it."""
LOCAL = ("localhost", "127.0.0.1", "::1")
"""Where figures may be without a certificate: on this machine, for trying things."""


class SettingsError(ValueError):
    """The environment does not describe a bot that can run; one sentence per mistake."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Settings:
    """What the environment says. Tokens and the secret are kept out of `repr`."""

    bot_token: str
    app_token: str | None
    signing_secret: str | None
    port: int | None
    api_url: str
    data: Path
    database_url: str
    open_week: str | None
    secret: str | None
    hr: frozenset[str]
    physio: frozenset[str]
    programmes: Path
    figures: Way
    figures_url: str | None
    figures_folder: Path
    log: str

    def __repr__(self) -> str:
        return f"Settings(data={self.data}, api_url={self.api_url})"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Read the settings; nothing about Slack is demanded here, see `for_slack`.

        Raises SettingsError with every mistake found.
        """
        problems: list[str] = []
        data = Path(env.get("PAUZEBOT_DATA") or "data")
        hr, physio = _people(env, "PAUZEBOT_HR"), _people(env, "PAUZEBOT_PHYSIO")
        if hr & physio:
            problems.append(
                "PAUZEBOT_HR and PAUZEBOT_PHYSIO name the same person: nobody holds both roles,"
                " because HR must not read what only the physio may see"
            )
        log = (env.get("PAUZEBOT_LOG") or "info").lower()
        if log not in LOG_LEVELS:
            problems.append(f"PAUZEBOT_LOG is {log!r}; choose one of {', '.join(LOG_LEVELS)}")
        address = _address(env, problems)
        settings = cls(
            bot_token=env.get("SLACK_BOT_TOKEN", "").strip(),
            app_token=env.get("SLACK_APP_TOKEN", "").strip() or None,
            signing_secret=env.get("SLACK_SIGNING_SECRET", "").strip() or None,
            port=_port(env, problems),
            api_url=(env.get("SLACK_API_URL") or SLACK).strip().rstrip("/") + "/",
            data=data,
            database_url=env.get("DATABASE_URL") or f"sqlite:///{data / 'pauzebot.db'}",
            open_week=env.get("PAUZEBOT_OPEN_WEEK") or None,
            secret=env.get("PAUZEBOT_SECRET") or None,
            hr=hr,
            physio=physio,
            programmes=Path(env.get("PAUZEBOT_PROGRAMMES") or shipped_programmes()),
            figures=_way(env, address, problems),
            figures_url=address,
            figures_folder=data / "figures",
            log=log,
        )
        if problems:
            raise SettingsError(problems)
        return settings

    def for_slack(self) -> None:
        """Raise SettingsError unless there is what a connection to Slack needs."""
        problems = []
        if not self.bot_token.startswith("xoxb-"):
            problems.append("SLACK_BOT_TOKEN is missing, or does not begin with xoxb-")
        if self.app_token is None and self.signing_secret is None:
            problems.append(
                "SLACK_APP_TOKEN is missing; it opens Socket Mode (xapp-…). Slack can call in over"
                " HTTP instead, with SLACK_SIGNING_SECRET and PORT"
            )
        elif self.app_token is None and self.port is None:
            problems.append("PORT is missing; with SLACK_SIGNING_SECRET Slack calls in over HTTP")
        if problems:
            raise SettingsError(problems)

    def running(self, version: str, week: Path | None) -> Running:
        """Return what a works council hears of these settings.

        `version` is that of the software; `week` is the directory of the open week, None where it
        lies in the memory of the process.
        """
        # Commands that only look at the settings start without the whole of the core.
        from bot.core.statement import Running

        return Running(
            version=version,
            durable="postgresql" if self.database_url.startswith("postgresql") else "sqlite",
            week="process" if week is None else "directory",
            secret="environment" if self.secret else "file",
            slack="http" if self.app_token is None and self.signing_secret else "socket",
        )


def shipped_programmes() -> Path:
    """Return the folder of programmes that came with this program, installed or checked out."""
    here = Path(__file__).parent
    installed = here / "shipped"
    return installed if installed.is_dir() else here.parent / "programmes"


def _people(env: Mapping[str, str], name: str) -> frozenset[str]:
    return frozenset(env.get(name, "").replace(",", " ").split())


def _port(env: Mapping[str, str], problems: list[str]) -> int | None:
    given = env.get("PORT", "").strip()
    if not given:
        return None
    if not given.isdigit() or not 0 < int(given) < 65536:
        problems.append(f"PORT is {given!r}; a port is a number from 1 to 65535")
        return None
    return int(given)


def _address(env: Mapping[str, str], problems: list[str]) -> str | None:
    given = env.get("PAUZEBOT_FIGURES_URL", "").strip().rstrip("/")
    if not given:
        return None
    said = "PAUZEBOT_FIGURES_URL is the public address of a folder, as in https://host/figures"
    try:
        parts = urlsplit(given)
        host, _ = parts.hostname, parts.port
    except ValueError:
        problems.append(f"{said}; this cannot be read as an address")
        return None
    if not host or parts.scheme not in ("https", "http") or parts.query or parts.fragment:
        problems.append(f"{said}: https://, a host and a path, nothing after it")
    elif parts.username or parts.password:
        problems.append(f"{said}, without a password: everybody in Slack gets to see it")
    elif parts.scheme == "http" and host not in LOCAL:
        problems.append(f"{said}: http:// does for this machine only, Slack wants https://")
    elif not given.isascii() or any(sign.isspace() for sign in given):
        problems.append(f"{said}: no spaces and no accents in it, write them as %20")
    elif len(given) > LONGEST_ADDRESS:
        problems.append(f"{said}; this one is longer than {LONGEST_ADDRESS} characters")
    return given


def _way(env: Mapping[str, str], address: str | None, problems: list[str]) -> Way:
    given = env.get("PAUZEBOT_FIGURES", "").strip().lower()
    if given not in ("", "serve", "upload"):
        problems.append(
            f"PAUZEBOT_FIGURES is {given!r}; it is `serve`, `upload`, or not set at all"
        )
    if given == "serve" and address is None and not env.get("PAUZEBOT_FIGURES_URL", "").strip():
        problems.append(
            "PAUZEBOT_FIGURES_URL is missing; with PAUZEBOT_FIGURES=serve it says where Slack"
            " reaches this bot's own figures, as in https://bot.example.org/figures"
        )
    if given == "upload" and address is not None:
        problems.append(
            "PAUZEBOT_FIGURES=upload and PAUZEBOT_FIGURES_URL are two ways to do one thing: set"
            " one of them"
        )
    if given == "serve":
        return "serve"
    if given == "upload":
        return "upload"
    return "address" if address else "words"
