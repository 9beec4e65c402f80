"""What the bot answers to words, and to the prompt's buttons other than *Doe mee*.

What is typed in a conversation stays in Slack, so an answer there never says that somebody took
part. A slash command leaves no message, and its answer is seen by one person and goes by itself.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta

from bot.core import replies
from bot.core.effects import (
    Answer,
    Arrange,
    Begin,
    Count,
    Explain,
    Forget,
    LookUp,
    Remind,
    Tell,
    Topic,
    Value,
    Wish,
)
from bot.core.fields import Language
from bot.core.project import Slot, Standing
from bot.core.replies import Command, Said

USUAL = replies.USUAL

COMMANDS: dict[type[Command], str] = {
    replies.Now: "now",
    replies.Later: "later",
    replies.NotToday: "not-today",
    replies.Until: "until",
    replies.Resume: "resume",
    replies.Subscribe: "subscribe",
    replies.Unsubscribe: "unsubscribe",
    replies.Settings: "settings",
    replies.Help: "help",
    replies.Privacy: "privacy",
    replies.MyWeek: "my-week",
    replies.Forget: "forget",
}
"""The name under which the locale has the words for a command."""


WISHES: dict[type[Command], Wish] = {
    replies.Resume: "resume",
    replies.Subscribe: "subscribe",
    replies.Unsubscribe: "unsubscribe",
    replies.Settings: "settings",
}


def postpone(
    slot: Slot | None, standing: Standing, language: Language, closes: datetime | None = None
) -> list[Answer]:
    """Answer *Over 10 min* on the prompt of `slot`, which `closes` then for this person."""
    if slot is None or standing in ("ended", "unknown"):
        return [_gone(standing, language)]
    return _later(USUAL, slot, language, closes)


def moved(slot: Slot | None, standing: Standing, language: Language) -> list[Answer]:
    """Answer *Al bewogen* on the prompt of `slot`."""
    if slot is None or standing in ("ended", "unknown"):
        return [_gone(standing, language)]
    if standing != "open":
        return [Tell("moved-over", language)]
    return [Tell("moved", language), Count(slot, moved=True)]


def reply(
    said: Said,
    language: Language,
    *,
    privately: bool,
    today: date,
    empty: bool = False,
    programmes: Collection[str] = (),
) -> list[Answer]:
    """Answer words; `privately` where they came with a slash command.

    `empty` says that there were none: the command alone takes a pause. `today` is the day where
    their writer is. Of names only those of `programmes` are said again: others may be anything.
    """
    if privately and (empty or isinstance(said, replies.Now)):
        return [Begin(language, said.programme_hint if isinstance(said, replies.Now) else None)]
    match said:
        case replies.Now():
            return [Tell("now", language, offer=True)]
        case replies.NotToday() | replies.Until():
            until = said.day if isinstance(said, replies.Until) else today + timedelta(days=1)
            return [Arrange("until", language, until)]
        case replies.Resume() | replies.Subscribe() | replies.Unsubscribe() | replies.Settings():
            return [Arrange(WISHES[type(said)], language)]
        case replies.Privacy():
            return [Explain(language)]
        case replies.Later(minutes):
            return _later(minutes, None, language)
        case replies.MyWeek():
            return [LookUp(language) if privately else Tell("my-week-privately", language)]
        case replies.Forget():
            return [Forget(language)]
        case replies.DidYouMean(command):
            return [Tell("did-you-mean", language, _offered(command, today, programmes))]
        case _:
            return [Tell(_topic(said), language)]


def my_week(sessions: int, language: Language, small: int | None = None) -> Tell:
    """Say what the open week holds of somebody; only ever privately.

    `small` is from how many invited on a group counts, where there is one that does not.
    """
    if not sessions and small is not None:
        return Tell("my-week-small", language, (("count", small),))
    if not sessions:
        return Tell("my-week-none", language)
    return Tell("my-week", language, (("count", sessions),))


def _offered(
    command: Command, today: date, programmes: Collection[str]
) -> tuple[tuple[str, Value], ...]:
    """What somebody is asked to type: the command with all that they said of it."""
    match command:
        case replies.Later(minutes):
            return ("command", "later"), ("minutes", minutes)
        case replies.Until(day):
            return ("command", "until"), ("day", day), ("today", today)
        case replies.Now(str(hint)) if hint in programmes:
            return ("command", "now-named"), ("programme", hint)
        case _:
            return (("command", COMMANDS[type(command)]),)


def _topic(said: Said) -> Topic:
    match said:
        case replies.Help():
            return "help"
        case replies.LaterOutOfRange():
            return "later-range"
        case replies.Participation():
            return "use-the-button"
        case replies.Symptom(emergency):
            return "emergency" if emergency else "stop-advice"
        case replies.Thanks():
            return "welcome"
        case replies.Greeting():
            return "greeting"
        case replies.WhichDay():
            return "which-day"
        case _:
            return "not-understood"


def _later(
    minutes: int, slot: Slot | None, language: Language, closes: datetime | None = None
) -> list[Answer]:
    told = Tell("later", language, (("count", minutes),))
    return [told, Remind(minutes, slot, language, closes)]


def _gone(standing: Standing, language: Language) -> Tell:
    return Tell("ended" if standing == "ended" else "unknown", language)
