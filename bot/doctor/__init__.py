"""`pauzebot doctor`: examines everything the bot stands on, and says what to do in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from bot.doctor import content, figures, machine, running, stores, workspace
from bot.doctor.verdict import Verdict, error, examined, examined_slowly, lines, ok
from bot.settings import Settings, SettingsError

__all__ = ["Verdict", "examine", "lines"]


async def examine(environ: Mapping[str, str], now: Callable[[], datetime]) -> list[Verdict]:
    """Examine settings, stores, machine, content and Slack.

    It raises nothing, migrates nothing, and makes nothing that stays on a disk.
    """
    try:
        settings = Settings.from_env(environ)
    except SettingsError as problems:
        return [*_mend(problems), *examined("machine", machine.examine)]
    today = now().date()
    found, connects = _settings(settings)
    found += examined("data", lambda: stores.data(settings))
    kept = stores.Kept([])

    async def database() -> list[Verdict]:
        nonlocal kept
        kept = await stores.database(settings, today)
        return list(kept.verdicts)

    found += await examined_slowly("database", database)
    found += examined("open week", lambda: stores.open_week(settings, environ))
    found += examined("secret", lambda: stores.secret(settings))
    found += examined("roles", lambda: stores.roles(settings, kept.roles))
    zones = [project.timezone for project in kept.running]
    found += examined("machine", lambda: machine.examine(zones))
    found += examined("programmes", lambda: content.examine(settings, kept.running, today))
    found += await examined_slowly("figures", lambda: figures.examine(settings, kept.running))
    found += await examined_slowly("this machine", lambda: running.examine(settings.port))
    if connects:
        found += await examined_slowly(
            "Slack", lambda: workspace.examine(settings, kept.running, now)
        )
    return found


def _settings(settings: Settings) -> tuple[list[Verdict], bool]:
    """Examine the settings; the second value says whether they are enough to ask Slack."""
    try:
        settings.for_slack()
    except SettingsError as problems:
        return _mend(problems), settings.bot_token.startswith("xoxb-")
    way = "Socket Mode" if settings.app_token else "HTTP"
    return [ok("settings", f"complete; Slack over {way}")], True


def _mend(problems: SettingsError) -> list[Verdict]:
    todo = "Mend the environment of the bot (README, Running it for real)."
    return [error("settings", problem, todo) for problem in problems.problems]
