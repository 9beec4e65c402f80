"""What one clause tells: the symptom words in it, whose body it names, and who speaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from bot.core.replies.hearing import apart
from bot.core.replies.numbers import NUMBERS
from bot.core.replies.patterns import Phrases, words_of
from bot.core.replies.phrases import bodies, symptoms

Words = tuple[str, ...]
Kind = Literal["feeling", "complaint", "hurt", "quality", "local", "weakness", "alarm"]

KINDS: Final[dict[Kind, Phrases]] = {
    "alarm": symptoms.ALARMS,
    "weakness": symptoms.WEAKNESS,
    "feeling": symptoms.FEELINGS,
    "complaint": symptoms.COMPLAINTS,
    "hurt": symptoms.HURTS,
    "quality": symptoms.QUALITIES,
    "local": symptoms.LOCAL,
}
"""All symptom words by how they are used; the first kind that has a word keeps it."""

YOU: Final = frozenset("je jij u you".split())
_DOES = frozenset("doet doen deed deden".split())
_AFTER_SORE = frozenset("als bij in aan door na sinds tijdens hier daar nu van onder en op".split())


@dataclass(frozen=True)
class Hit:
    """A symptom word, or several that belong together, from `start` up to `end`."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True)
class Told:
    """A clause that has symptom words, and what can be said of it as a whole.

    `own` are the parts of somebody's body it names as theirs. `plain` says that it holds no word
    but those that go with a symptom: no meeting, no joke, no price.
    """

    words: Words
    hits: tuple[Hit, ...]
    own: frozenset[str]
    speaker: bool
    person: bool
    plain: bool

    def hit_at(self, at: int) -> bool:
        """Whether the word at `at` belongs to a symptom."""
        return any(hit.start <= at < hit.end for hit in self.hits)

    def beside(self, hit: Hit) -> frozenset[str]:
        """The words that are not `hit` itself."""
        return frozenset(self.words[: hit.start] + self.words[hit.end :])


def tell(clause: Words) -> Told:
    """Look at the words of one clause, of which there is at least one."""
    words = _joined(clause)
    figures = _inside(words, _FIGURES)
    own = _own_body(words, figures)
    figures |= frozenset() if own else _inside(words, _NUISANCES)
    hits = tuple(hit for hit in _hits(words) if figures.isdisjoint(range(hit.start, hit.end)))
    speaker = _of_themselves(words)
    return Told(
        words=words,
        hits=hits,
        own=own,
        speaker=speaker,
        person=speaker or not bodies.OTHERS.isdisjoint(words),
        plain=_is_plain(words, hits),
    )


def is_plain(words: Iterable[str]) -> bool:
    """Whether all `words` go with a symptom."""
    return all(word in PLAIN or word[0].isdigit() for word in words)


def _of_themselves(words: Words) -> bool:
    """Whether somebody speaks of themselves; *heb je pijn* asks another."""
    if words[0] in bodies.SPEAKER_FIRST and not YOU.intersection(words[1:2]):
        return True
    return any(
        word in bodies.SPEAKER and after not in YOU
        for word, after in zip(words, (*words[1:], ""), strict=True)
    )


def _is_plain(words: Words, hits: tuple[Hit, ...]) -> bool:
    inside = {at for hit in hits for at in range(hit.start, hit.end)}
    return is_plain(word for at, word in enumerate(words) if at not in inside)


def _joined(words: Words) -> Words:
    """Compounds apart where every part is a word of ours; *pijn-dossier* stays another word."""
    found: list[str] = []
    for word in words:
        parts = apart((word,))
        found += parts if all(part in _KNOWN for part in parts) else (word,)
    return tuple(found)


def _own_body(words: Words, figures: frozenset[int]) -> frozenset[str]:
    """Parts of a body that follow *my* or the like: *mijn linker knie*."""
    found = set()
    for at, word in enumerate(words):
        if word in bodies.OWN and at + 1 not in figures:
            rest = [one for one in words[at + 1 : at + 4] if one not in bodies.SIDES]
            found |= set(rest[:1]) & bodies.BODY
    return frozenset(found)


def _hits(words: Words) -> list[Hit]:
    found: list[Hit] = []
    at = 0
    while at < len(words):
        hit = _hit_at(words, at)
        if hit:
            found.append(hit)
        at = hit.end if hit else at + 1
    return found


def _hit_at(words: Words, at: int) -> Hit | None:
    for length in _TERM_LENGTHS.get(words[at], ()):
        kind = _TERMS.get(words[at : at + length])
        if kind:
            return Hit(kind, at, at + length)
    return Hit("hurt", at, at + 1) if _sore(words, at) else None


def _sore(words: Words, at: int) -> bool:
    """*Doet … zeer*, where *zeer* is not the *very* of another word."""
    if words[at] != "zeer" or _DOES.isdisjoint(words):
        return False
    after = words[at + 1 : at + 2]
    return not after or after[0] in _AFTER_SORE | _DOES


def _inside(words: Words, phrases: frozenset[Words]) -> frozenset[int]:
    """The places of all words that belong to one of `phrases`."""
    return frozenset(
        place
        for at, word in enumerate(words)
        for length in _FIGURE_LENGTHS.get(word, ())
        if words[at : at + length] in phrases
        for place in range(at, at + length)
    )


def _terms() -> dict[Words, Kind]:
    terms: dict[Words, Kind] = {}
    for kind, phrases in KINDS.items():
        for way in phrases.spellings():
            terms.setdefault(way, kind)
    return terms


def _lengths(phrases: Iterable[Words]) -> dict[str, list[int]]:
    """How long the phrases with the same first word are, the longest first."""
    lengths: dict[str, set[int]] = {}
    for phrase in phrases:
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return {first: sorted(found, reverse=True) for first, found in lengths.items()}


def _words(phrases: Phrases) -> frozenset[str]:
    return words_of(" ".join((phrases.nl, phrases.en, phrases.both)))


_TERMS = _terms()
_FIGURES = frozenset(symptoms.FIGURES.spellings())
_NUISANCES = frozenset(symptoms.NUISANCES.spellings())
_TERM_LENGTHS = _lengths(_TERMS)
_FIGURE_LENGTHS = _lengths(_FIGURES | _NUISANCES)
TERM_WORDS: Final = frozenset(word for phrases in KINDS.values() for word in _words(phrases))
"""Every word of a symptom phrase, also the plain ones."""
PLAIN: Final = (
    bodies.PLAIN
    | bodies.SPEAKER_FIRST
    | bodies.BODY
    | bodies.SIDES
    | bodies.SPEAKER
    | bodies.OTHERS
    | bodies.OWN
    | bodies.HAVING
    | bodies.BEING
    | frozenset(NUMBERS)
)
_KNOWN = PLAIN | TERM_WORDS
