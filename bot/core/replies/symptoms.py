"""Whether words tell of a symptom: of a person, and not denied, supposed or asked."""

from __future__ import annotations

from itertools import pairwise

from bot.core.replies.hearing import Heard
from bot.core.replies.meanings import Symptom
from bot.core.replies.phrases import bodies, symptoms
from bot.core.replies.telling import YOU, Hit, Told, Words, is_plain, tell

_WITHOUT = frozenset(("zonder", "without"))
_NOT = frozenset(
    """
    geen niet nooit nergens noch no not never nor neither dont doesnt didnt isnt arent wasnt
    wont havent hasnt hadnt aint
    """.split()
)
# Between a denial and what it denies: *geen enkele scherpe pijn*, *not in that much pain*.
_BETWEEN = bodies.BODY | frozenset(
    """
    meer enkele echt erg heel zo last ook helemaal scherpe hevige erge lichte veel me mij er
    vage any more really very feel feeling felt feels in that much a an have having had got
    longer at all sharp bad severe am be been de the
    """.split()
)
_OR = frozenset("of or noch nor".split())
_AND = frozenset("en and".split())
_FEELS = frozenset("heb had ben was voel voelde feel felt".split())
_NO_MORE = (("niet",), ("niet", "meer"), ("no", "more"), ("no", "longer"), ("not",))
_ABOUT = frozenset(
    "over about tegen against regarding inzake betreft onderwerp thema topic".split()
)
_WORRIED = frozenset("zorgen bezorgd bang ongerust klaag klacht worried afraid concerned".split())
_GONE = frozenset("weg verdwenen voorbij gone away disappeared".split())
_NOT_GONE = _NOT | frozenset(
    """
    nog still bijna almost krijg krijgen gaat hoe how get go goes moet moest wil want make
    """.split()
)
_IN_CASE = frozenset(("bij", "case"))
_IF = frozenset("als wanneer indien zodra if when whenever".split())
_ANYBODY = YOU | frozenset("het dit dat er de men iemand it this that the someone".split())
_ASKS = frozenset("doet doen gaat zal kan does do will would can could is was".split())
_ASKS_YOU = frozenset("heb hebt krijg krijgt ben bent word voel heeft have are do feel get".split())
_ASKED_OF = YOU | frozenset("dit dat het deze this that it the de zo".split())
_JUDGES = frozenset("normaal normal erg bad okay ok oke goed wrong fout".split())
_CAN = frozenset("kan kon can".split())
_CANNOT = frozenset("cant cannot couldnt unable".split())
_MOVES = frozenset(
    "bewegen optillen tillen voelen strekken buigen move lift feel raise bend".split()
)

# In front of a reason or behind one: *ik stop, want ik heb pijn* is two things said.
_TURNS = frozenset("maar but want because omdat dus".split())
_CAUSES = frozenset("van na door sinds tijdens als wanneer from after since during when".split())

_SOS = frozenset(symptoms.SOS.spellings())
_LIST = 8
"""Clauses for which a list between commas is followed."""


def find(heard: Heard) -> Symptom | None:
    """Return the symptom that `heard` tells of, and whether it asks for 112; linear in length."""
    clauses = tuple(part for clause in heard.clauses for part in _turned(clause.words))
    found = [True] if heard.words == ("112",) else []
    denied = False
    for at, words in enumerate(clauses):
        told = tell(words)
        listed = denied and _only_listed(clauses[at : at + _LIST])
        true = [] if listed else _true(told)
        found += true
        denied = bool(told.hits) and not true
        if words in _SOS:
            found.append(True)
        if _lost_strength(told):
            found.append(not told.own.isdisjoint(bodies.LIMBS))
    return Symptom(any(found)) if found else None


def _true(told: Told) -> list[bool]:
    """For the symptoms that are told of, whether they ask for 112; enough of them to know."""
    true: list[bool] = []
    for hit in told.hits:
        alarm = _asks_for_112(told, hit)
        if (alarm or not true) and not any(true) and _is_so(told, hit):
            true.append(alarm)
    return true


def _turned(words: Words) -> list[Words]:
    """A clause, apart where it takes a turn."""
    turns = [at for at, word in enumerate(words) if word in _TURNS]
    parts = (words[start:end] for start, end in zip((0, *turns), (*turns, len(words)), strict=True))
    return [part for part in parts if part]


def _only_listed(clauses: tuple[Words, ...]) -> bool:
    """*Geen pijn, tintelingen of kramp*: the denial holds for the list up to its *of*."""
    for words in clauses:
        told = tell(words)
        rest = {word for at, word in enumerate(told.words) if not told.hit_at(at)}
        if not told.hits or not rest <= _OR:
            return False
        if rest:
            return True
    return False


def _is_so(told: Told, hit: Hit) -> bool:
    return _of_a_person(told, hit) and not (
        _denied_before(told, hit)
        or _denied_after(told.words, hit)
        or _gone(told.words, hit)
        or _a_topic(told, hit)
        or _supposed(told, hit)
        or _asked(told)
    )


def _asks_for_112(told: Told, hit: Hit) -> bool:
    if hit.kind == "weakness":
        return not told.own.isdisjoint(bodies.LIMBS)
    return hit.kind == "alarm" or not bodies.CHEST.isdisjoint(told.words)


def _of_a_person(told: Told, hit: Hit) -> bool:
    """Whether the clause is about somebody's body; the more other words, the more it takes."""
    beside = told.beside(hit)
    opens = is_plain(told.words[: hit.start])
    if told.own:
        return True
    if told.plain:
        return hit.kind not in ("local", "weakness") or not bodies.BODY.isdisjoint(beside)
    match hit.kind:
        case "feeling":
            return opens or (told.person and not bodies.BEING.isdisjoint(beside))
        case "complaint":
            mine = told.words[max(0, hit.start - 1)] in ("mijn", "mn", "my")
            caused = told.words[hit.end : hit.end + 1] != () and told.words[hit.end] in _CAUSES
            has = not bodies.HAVING.isdisjoint(beside)
            return mine or (opens and (told.speaker or caused)) or (has and told.person)
        case "hurt":
            return told.speaker
        case "alarm":
            return told.person or not (bodies.HAVING | bodies.BEING).isdisjoint(beside)
        case "quality":
            return told.speaker and not bodies.BODY.isdisjoint(told.words[hit.end : hit.end + 1])
        case _:  # local and weakness name a part of the body as somebody's, or nothing
            return False


def _denied_before(told: Told, hit: Hit) -> bool:
    """*Geen pijn*, *not at all dizzy*, *zonder pijn of kramp*; but not *niet … zonder pijn*."""
    added = False
    for at in range(hit.start - 1, max(-1, hit.start - 9), -1):
        word = told.words[at]
        if word in _WITHOUT:
            return (_NOT | _CANNOT).isdisjoint(told.words[:at])
        if word in _NOT:
            return not added
        added = added or word in _AND
        if not (word in _BETWEEN or word in _OR or word in _AND or told.hit_at(at)):
            return False
    return False


def _denied_after(words: Words, hit: Hit) -> bool:
    """*Pijn heb ik niet*, *ik voel de pijn niet meer*."""
    after = words[hit.end : hit.end + 4]
    if after[:1] and after[0] in _FEELS:
        return not _NOT.isdisjoint(after)
    if after[:1] == ("niet",) and hit.kind in ("hurt", "local"):
        return True
    return words[hit.end :] in _NO_MORE and not _FEELS.isdisjoint(words[: hit.start])


def _gone(words: Words, hit: Hit) -> bool:
    """*De pijn is nu weg*; but not *de pijn gaat niet weg* or *hoe krijg ik de pijn weg*."""
    after = words[hit.end : hit.end + 5]
    over = after[-1:] == ("over",) and words[-1] == "over"
    return (over or not _GONE.isdisjoint(after)) and _NOT_GONE.isdisjoint(words)


def _a_topic(told: Told, hit: Hit) -> bool:
    """*Een artikel over rugpijn*, unless somebody worries about their own."""
    before = told.words[max(0, hit.start - 2) : hit.start]
    worried = told.speaker and not _WORRIED.isdisjoint(told.words)
    return not (told.own or worried or _ABOUT.isdisjoint(before))


def _supposed(told: Told, hit: Hit) -> bool:
    """*Stop bij pijn*, *if it hurts*: said of anybody, of nobody now."""
    if told.own:
        return False
    at = hit.start - 1
    while at > 0 and told.words[at] in _BETWEEN:
        at -= 1
    if at >= 0 and told.words[at] in _IN_CASE:
        return True
    if told.speaker:
        return False
    before = told.words[: hit.start + 1]
    return any(word in _IF and after in _ANYBODY for word, after in pairwise(before))


def _asked(told: Told) -> bool:
    """*Doet dit pijn?*, *heb je pijn?*; but *is het normaal dat het pijn doet?* tells."""
    first, second = (*told.words[:2], "", "")[:2]
    asks = (first in _ASKS and second in _ASKED_OF) or (first in _ASKS_YOU and second in YOU)
    return asks and not (told.speaker or told.own) and _JUDGES.isdisjoint(told.words)


def _lost_strength(told: Told) -> bool:
    """*Ik kan mijn arm niet optillen*, *I can't feel my legs*."""
    words = frozenset(told.words)
    cannot = bool(words & _CANNOT) or bool(words & _CAN and words & _NOT)
    return bool(told.own) and cannot and bool(words & _MOVES) and not words & _WITHOUT
