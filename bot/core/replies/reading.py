"""Typed words to what is meant: a symptom before anything else, then the table, then slips."""

from __future__ import annotations

import re
from datetime import date

from bot.core.replies import meanings, symptoms
from bot.core.replies.commands import LONGEST_SENTENCE, SOFT, understand
from bot.core.replies.hearing import LINK, Heard, apart, hear
from bot.core.replies.meanings import Command, DidYouMean, Meaning, Now, Said
from bot.core.replies.phrases import ordinary, signs
from bot.core.replies.vocabulary import COMMAND_SLIPS, SYMPTOM_SLIPS, corrected, language_of

LONGEST_MESSAGE = 60
"""Words in which a command is looked for; a symptom is found in a message of any length."""
_MISSPELT = 8
"""Words; in a longer message a strange word is no slip of a command."""

_LASTING = (meanings.Until, meanings.Subscribe, meanings.Unsubscribe, meanings.Forget)
_THANKFUL = frozenset("bedankt dank dankje dankjewel dankuwel thanks thank thx merci".split())
_AT_ONCE = frozenset("nu now".split())
_HEADS = frozenset("nu now start begin doe do pauze break oefening exercise met with".split())
_PROGRAMME = frozenset("programma programme program".split())
# Words that stand for one thing whatever is said around them; that is worth a question.
_MENTIONS: dict[str, Command] = {
    **dict.fromkeys("privacy privacybeleid anoniem anonymous".split(), meanings.Privacy()),
    **dict.fromkeys("instellingen settings voorkeuren".split(), meanings.Settings()),
    **dict.fromkeys("uitschrijven afmelden unsubscribe".split(), meanings.Unsubscribe()),
    **dict.fromkeys("aanmelden subscribe".split(), meanings.Subscribe()),
}
_DENIALS = frozenset("niet geen nooit not no dont never".split())
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NO_NAMES = ordinary.DUTCH | ordinary.ENGLISH | {LINK, *"what wat or of is me mij in".split()}


def read(text: str, today: date) -> Meaning:
    """Return what `text` means: see the package."""
    heard = hear(text)
    return Meaning(_said(heard, today), language_of(heard.words))


def _said(heard: Heard, today: date) -> Said:
    return (
        symptoms.find(heard)
        or _misspelt_symptom(heard)
        or _wordless(heard)
        or _asked(heard, today)
        or _named(heard)
        or _misspelt(heard, today)
        or _perhaps_named(heard)
        or _mentioned(heard.words)
        or _thanked(heard)
        or meanings.Unknown()
    )


def _wordless(heard: Heard) -> Said | None:
    """What emoji say alone; with nothing at all, somebody may wonder what to type."""
    if heard.words:
        return None
    shown = frozenset(heard.signs)
    if shown & signs.DONE:
        return meanings.Participation()
    if shown & signs.THANKS:
        return meanings.Thanks()
    if shown & signs.HELLO:
        return meanings.Greeting()
    return meanings.Unknown() if shown and not shown & signs.ASKS else meanings.Help()


def _asked(heard: Heard, today: date) -> Said | None:
    """What the message says as a whole, or else what its clauses say together."""
    words = heard.words
    if len(words) > LONGEST_MESSAGE:
        return None
    whole = understand(words, today)
    if whole or len(heard.clauses) < 2:
        return whole
    said = [understand(apart(clause.words), today) for clause in heard.clauses]
    return _together([one for one in said if one], unread=None in said)


def _together(said: list[Said], *, unread: bool) -> Said | None:
    """One answer to several clauses; what lasts is asked about where others were not understood."""
    commands = [one for one in dict.fromkeys(said) if isinstance(one, Command)]
    if commands:
        doubt = len(commands) > 1 or (unread and isinstance(commands[0], _LASTING))
        return DidYouMean(commands[-1]) if doubt else commands[0]
    for kind in (DidYouMean, meanings.LaterOutOfRange, meanings.WhichDay, meanings.Participation):
        for one in said:
            if isinstance(one, kind):
                return one
    if meanings.Thanks() in said:
        return meanings.Thanks()
    return None if unread or not said else said[0]


def _named(heard: Heard) -> Now | None:
    """*Nu bureau-reset*, *programma bureau reset*: a name that is written or announced as one."""
    heads, name = _name(heard)
    if not name or not heads:
        return None
    return Now("-".join(name)) if _PROGRAMME & heads or any("-" in part for part in name) else None


def _perhaps_named(heard: Heard) -> DidYouMean | None:
    """*Nu bureau reset*: perhaps a name, perhaps lunch."""
    heads, name = _name(heard)
    return DidYouMean(Now("-".join(name))) if name and heads & _AT_ONCE else None


def _name(heard: Heard) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words that announce a programme, and its name; no name where it cannot be one."""
    if len(heard.clauses) != 1:
        return frozenset(), ()
    words = [word for word in heard.clauses[0].words if word not in SOFT]
    start = 0
    while start < len(words) and words[start] in _HEADS | _PROGRAMME:
        start += 1
    name = tuple(words[start:])
    fits = 0 < len(name) <= 4 and len("-".join(name)) <= 60
    fits = fits and all(_NAME.fullmatch(part) and part not in _NO_NAMES for part in name)
    return frozenset(words[:start]), name if fits else ()


def _misspelt_symptom(heard: Heard) -> meanings.Symptom | None:
    if len(heard.words) > LONGEST_MESSAGE:
        return None
    right = corrected(heard, SYMPTOM_SLIPS)
    return symptoms.find(right) if right else None


def _misspelt(heard: Heard, today: date) -> Said | None:
    """What the message says with its slips put right; a command only as a question."""
    right = corrected(heard, COMMAND_SLIPS) if len(heard.words) <= _MISSPELT else None
    said = _asked(right, today) if right else None
    return DidYouMean(said) if isinstance(said, Command) else said


def _mentioned(words: tuple[str, ...]) -> DidYouMean | None:
    """*Waar vind ik iets over privacy?*: the one thing that is mentioned, in a short message."""
    found = {_MENTIONS[word] for word in words if word in _MENTIONS}
    if len(found) != 1 or len(words) > LONGEST_SENTENCE or not _DENIALS.isdisjoint(words):
        return None
    return DidYouMean(found.pop())


def _thanked(heard: Heard) -> meanings.Thanks | None:
    """*Bedankt voor het meedenken*: thanks, for whatever it was."""
    thanks = any(clause.words[0] in _THANKFUL for clause in heard.clauses)
    return meanings.Thanks() if thanks and len(heard.words) <= LONGEST_SENTENCE else None
