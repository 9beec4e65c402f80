"""Typed words to what is meant: `read(text, today)` is all there is to call."""

from __future__ import annotations

from datetime import date

from bot.core.replies.meanings import (
    LONGEST,
    SHORTEST,
    USUAL,
    Command,
    DidYouMean,
    Forget,
    Greeting,
    Help,
    Later,
    LaterOutOfRange,
    Meaning,
    MyWeek,
    NotToday,
    Now,
    Participation,
    Privacy,
    Resume,
    Said,
    Settings,
    Subscribe,
    Symptom,
    Thanks,
    Unknown,
    Unsubscribe,
    Until,
    WhichDay,
)

__all__ = [
    "LONGEST",
    "SHORTEST",
    "USUAL",
    "Command",
    "DidYouMean",
    "Forget",
    "Greeting",
    "Help",
    "Later",
    "LaterOutOfRange",
    "Meaning",
    "MyWeek",
    "NotToday",
    "Now",
    "Participation",
    "Privacy",
    "Resume",
    "Said",
    "Settings",
    "Subscribe",
    "Symptom",
    "Thanks",
    "Unknown",
    "Unsubscribe",
    "Until",
    "WhichDay",
    "read",
]


def read(text: str, today: date) -> Meaning:
    """Return what `text` means, as Slack delivers it; `today` is the day where its writer is.

    Total: any text has a meaning, in time linear in its length; past 40,000 characters nothing is
    read. Nothing of the text is kept, and a meaning holds none of it but a programme's name.
    """
    # 3 MB of tables and 90 ms to make them: only where somebody types.
    from bot.core.replies import reading

    return reading.read(text, today)
