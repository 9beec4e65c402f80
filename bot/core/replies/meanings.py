"""What typed words can mean: a page of frozen values, and the language they were said in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.fields import Language

SHORTEST, LONGEST, USUAL = 5, 25, 10
"""Minutes for *over 10 min*: the least, the most, and what *later* means alone."""
FURTHEST = 999_999
"""Minutes; who asks for more than that is told so with this number."""


@dataclass(frozen=True)
class Now:
    """A pause at once; answered with the neutral prompt and its button.

    `programme_hint` is what somebody called the programme, written as an id would be (lower case,
    hyphens, at most 60 characters of a-z, 0-9 and -); it need not exist.
    """

    programme_hint: str | None = None


@dataclass(frozen=True)
class Later:
    """The prompt again, privately, in `minutes` (5 to 25)."""

    minutes: int


@dataclass(frozen=True)
class NotToday:
    """No prompts for the rest of the day."""


@dataclass(frozen=True)
class Until:
    """No prompts until `day`, which is the first day with prompts again; always after today."""

    day: date


@dataclass(frozen=True)
class Resume:
    """Prompts again, before the day that was named."""


@dataclass(frozen=True)
class Subscribe:
    """Prompts in a DM, from now on."""


@dataclass(frozen=True)
class Unsubscribe:
    """No prompts in a DM any more."""


@dataclass(frozen=True)
class Settings:
    """Own hours, days and language."""


@dataclass(frozen=True)
class Help:
    """What one can type here; also the answer to a message without words."""


@dataclass(frozen=True)
class Privacy:
    """What HR sees, what is kept, where and how long."""


@dataclass(frozen=True)
class MyWeek:
    """What the open week knows of this person."""


@dataclass(frozen=True)
class Forget:
    """Destroy what the open week knows of this person."""


Command = (
    Now
    | Later
    | NotToday
    | Until
    | Resume
    | Subscribe
    | Unsubscribe
    | Settings
    | Help
    | Privacy
    | MyWeek
    | Forget
)
"""What somebody can ask the bot to do."""


@dataclass(frozen=True)
class LaterOutOfRange:
    """*Later* outside 5 to 25 minutes. `asked` is in whole minutes, at most FURTHEST
    either way.

    `asked` is None for a moment that is no number of minutes: *om 14.30 uur*, *na de lunch*.
    """

    asked: int | None


@dataclass(frozen=True)
class WhichDay:
    """A break from prompts without a day that can be read, or with one that is past."""


@dataclass(frozen=True)
class Participation:
    """Words or emoji that say yes, no or done; they count nothing, the button does."""


@dataclass(frozen=True)
class Symptom:
    """Words about how a person's body feels; `emergency` is for those that ask for 112."""

    emergency: bool = False


@dataclass(frozen=True)
class Thanks:
    """Thanks, or contentment."""


@dataclass(frozen=True)
class Greeting:
    """Hello or goodbye."""


@dataclass(frozen=True)
class DidYouMean:
    """Words that are near a command but do not say it; nothing is done before a yes."""

    command: Command


@dataclass(frozen=True)
class Unknown:
    """None of these."""


Said = (
    Command
    | LaterOutOfRange
    | WhichDay
    | Participation
    | Symptom
    | Thanks
    | Greeting
    | DidYouMean
    | Unknown
)
"""Everything a message can say."""


@dataclass(frozen=True)
class Meaning:
    """What a message says, and in which language, where that is clear from its words."""

    said: Said
    language: Language | None
