"""Which phrase stands for which command, and what a row of words says by that table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.core.replies import days, meanings
from bot.core.replies.meanings import DidYouMean, Later, LaterOutOfRange, Said, Until, WhichDay
from bot.core.replies.patterns import Phrases, spellings
from bot.core.replies.phrases import breaks, membership, pauses, questions, social
from bot.core.replies.slots import Slots, slotted


@dataclass(frozen=True)
class Row:
    """One line of the table: these phrases say that; `sure` where nobody need be asked."""

    phrases: Phrases
    says: Callable[[Slots], Said]
    sure: bool = True


def _just(said: Said) -> Callable[[Slots], Said]:
    return lambda _slots: said


def _later(slots: Slots) -> Said:
    if slots.minutes is None:
        return Later(meanings.USUAL)
    asked = round(max(-meanings.FURTHEST, min(meanings.FURTHEST, slots.minutes)))
    in_range = meanings.SHORTEST <= asked <= meanings.LONGEST
    return Later(asked) if in_range else LaterOutOfRange(asked)


def _until(slots: Slots) -> Said:
    return _break(slots.days[-1], slots.today)


def _through(slots: Slots) -> Said:
    return _break(days.after(slots.days[-1]), slots.today)


def _break(named: days.Day, today: date) -> Said:
    day = days.judged(named, today)
    if day.date is None:
        return WhichDay()
    return Until(day.date) if day.sure else DidYouMean(Until(day.date))


ROWS: Final = (
    Row(social.NEVER_MIND, _just(meanings.Unknown())),
    Row(pauses.NOW, _just(meanings.Now())),
    Row(pauses.LATER, _later),
    Row(pauses.LATER_IN, _later),
    Row(pauses.LATER_IF_YES, _later, sure=False),
    Row(pauses.A_MOMENT, _just(LaterOutOfRange(None))),
    Row(pauses.NOT_TODAY, _just(meanings.NotToday())),
    Row(pauses.NOT_TODAY_IF_YES, _just(meanings.NotToday()), sure=False),
    Row(breaks.UNTIL, _until),
    Row(breaks.THROUGH, _through),
    Row(breaks.UNTIL_IF_YES, _until, sure=False),
    Row(breaks.THROUGH_IF_YES, _through, sure=False),
    Row(breaks.WHICH_DAY, _just(WhichDay())),
    Row(breaks.RESUME, _just(meanings.Resume())),
    Row(membership.SUBSCRIBE, _just(meanings.Subscribe())),
    Row(membership.SUBSCRIBE_IF_YES, _just(meanings.Subscribe()), sure=False),
    Row(membership.UNSUBSCRIBE, _just(meanings.Unsubscribe())),
    Row(membership.UNSUBSCRIBE_IF_YES, _just(meanings.Unsubscribe()), sure=False),
    Row(membership.SETTINGS, _just(meanings.Settings())),
    Row(questions.HELP, _just(meanings.Help())),
    Row(questions.PRIVACY, _just(meanings.Privacy())),
    Row(questions.MY_WEEK, _just(meanings.MyWeek())),
    Row(questions.FORGET, _just(meanings.Forget())),
    Row(social.PARTICIPATION, _just(meanings.Participation())),
    Row(social.THANKS, _just(meanings.Thanks())),
    Row(social.GREETING, _just(meanings.Greeting())),
)
"""Every phrase that is understood, in order of precedence."""

SOFT: Final = frozenset(
    """
    alsjeblieft alstublieft alsjeblief aub svp graag even eventjes effe effen ff eens maar toch
    gewoon hoor dan eigenlijk wel echt heel erg helemaal al alle alles nou de een die deze me
    mij please pls plz just kindly actually really a an the all these those very
    """.split()
)
"""Words that may be said or left out anywhere without changing what is asked."""

_OPENERS: Final = """
    (en|dus|oke|ok|okay|ja|nee|hoi|hallo|hey|hee|dag|sorry|pauzebot|bot|beste|goedemorgen)
    (goedemiddag|bedankt|dankje|dank je|hm|hmm|uh|eh|liefst|liever|mag|kan|hi|hello|so|well|but)
    (and|or|yes|no|dear|thanks|thank you)
    [ik] (wil|zou|moet|ga|mag|kan) [ik] [willen]
    (kun|kan|wil|zou) (je|jij|u) [mijn|ons] [willen|kunnen]
    (kunt|wilt) u
    (kan|mag) (het|dit|dat)
    (ik|k|i|im|ive|id)
    (i|we) (want|need|would like|wish|like) [to]
    i (can|will|have|am) [to]
    (id|i would) like [to]
    (i wanna|wanna|can|could|may) [i|you|we]
    (would|will|could|can) you
    (lets|let us|laten we|laat ons)
    """
_CLOSERS: Final = """
    (pauzebot|bot|bedankt|dankje|dank je|dank je wel|dank|thanks|thank you|thx|groetjes|groet|ok)
    (oke|ja|voor mij|for me|now|nu|willen|kunnen|he|ofzo|of zo|if possible|als dat kan|mogelijk)
    """
LONGEST_SENTENCE = 24
"""Words; what is longer tells a story."""
_UNTIL_WORDS = frozenset("tot until till til untill through".split())
_CALENDAR = frozenset(
    """
    {span} {number} dag dagen week weken maand maanden jaar weekend vakantie kerst kerstmis
    pasen pinksteren hemelvaart koningsdag nieuwjaar zomer winter herfst lente voorjaar
    zomervakantie kerstvakantie herfstvakantie meivakantie voorjaarsvakantie begin eind einde
    half medio day days weeks month months year holidays christmas easter summer autumn spring
    end januari februari maart april mei juni juli augustus september oktober november december
    """.split()
)


def understand(words: tuple[str, ...], today: date) -> Said | None:
    """Return what `words` say as a whole, or None where no phrase of the table says it."""
    if not 0 < len(words) <= LONGEST_SENTENCE:
        return None
    shape, slots = slotted(words, today)
    for said, taken in ((words, Slots(today)), (shape, slots)):
        row = _look_up(_soft(said))
        if row:
            return _say(row, taken)
    return WhichDay() if _until_nobody_knows_when(_soft(shape)) else None


def _say(row: Row, slots: Slots) -> Said:
    said = row.says(slots)
    if row.sure:
        return said
    # A number alone may be anything; a day alone that is no day ahead is worth a question.
    return DidYouMean(said) if isinstance(said, meanings.Command) else _doubtful(said)


def _doubtful(said: Said) -> Said:
    return meanings.Unknown() if isinstance(said, LaterOutOfRange) else said


def _soft(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that matter; all of them where none would be left."""
    return tuple(word for word in words if word not in SOFT) or words


def _look_up(words: tuple[str, ...]) -> Row | None:
    # Written together or apart (*mijnweek*, *uit schrijven*): the table does not care.
    for bare in _bared(words):
        row = _TABLE.get("".join(bare))
        if row:
            return row
    return None


def _bared(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """`words` with ever more of the politeness around them taken away."""
    fronts = [0]
    while (cut := _opener(words, fronts[-1])) > fronts[-1]:
        fronts.append(cut)
    backs = [len(words)]
    while (cut := _closer(words, backs[-1])) < backs[-1]:
        backs.append(cut)
    for front in fronts:
        for back in backs:
            if front < back:
                yield words[front:back]


def _opener(words: tuple[str, ...], front: int) -> int:
    for length in (3, 2, 1):
        if words[front : front + length] in _OPENING:
            return front + length
    return front


def _closer(words: tuple[str, ...], back: int) -> int:
    for length in (3, 2, 1):
        if words[max(0, back - length) : back] in _CLOSING:
            return back - length
    return back


def _until_nobody_knows_when(shape: tuple[str, ...]) -> bool:
    """*Tot na de kerst*: it asks for a break, and no calendar here says until when."""
    for at, word in enumerate(shape):
        rest = shape[at + 1 :]
        if word in _UNTIL_WORDS and 0 < len(rest) <= 5:
            head = shape[: at + 1]
            asks = "{day}" not in rest and _look_up((*head, "{day}")) is not None
            return asks and (len(head) > 1 or not _CALENDAR.isdisjoint(rest))
    return False


def _table() -> dict[str, Row]:
    table: dict[str, Row] = {}
    for row in ROWS:
        for words in row.phrases.spellings():
            table.setdefault("".join(_soft(words)), row)
    return table


_TABLE = _table()
_OPENING = frozenset(_soft(way) for way in spellings(_OPENERS))
_CLOSING = frozenset(spellings(_CLOSERS))
