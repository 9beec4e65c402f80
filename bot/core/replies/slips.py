"""Spelling slips: the word of ours that an unknown word is nearest to, if it is near enough."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST_WORD = 24
"""Letters; a longer word is no slip of one of ours."""


class Targets:
    """Words that others may be slips of, by their first letter: who mistypes seldom misses that."""

    def __init__(self, words: Iterable[str], *, alike: bool = False) -> None:
        self._alike = alike
        self._by_letter: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            if len(word) >= 4 and word.isalpha():
                self._by_letter.setdefault(word[0], []).append(word)

    def near(self, word: str) -> str | None:
        """Return the target that `word` is a slip of, if there is just one, or all are alike."""
        swapped = [one for one in self._by_letter.get(word[1:2], ()) if one[1] == word[0]]
        found = nearest(word, [*self._by_letter.get(word[0], ()), *swapped])
        return found[0] if len(found) == 1 or (found and self._alike) else None


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """Return the words of `known` that `word` may be a slip of, those with the fewest letters off.

    Four letters to eight may have one slip, nine and more two: a letter too many, too few or wrong,
    or two that changed places. Shorter words are never slips: too many real ones lie around them.
    """
    allowed = _allowed(word)
    if not allowed:
        return []
    best: list[str] = []
    for one in known:
        away = distance(word, one, allowed)
        if away < allowed:
            allowed, best = away, []
        if away == allowed:
            best.append(one)
    # Two letters that changed places are the likelier slip.
    return [one for one in best if sorted(one) == sorted(word)] or best


def _allowed(word: str) -> int:
    if not 4 <= len(word) <= LONGEST_WORD:
        return 0
    return 1 if len(word) < 9 else 2


def distance(one: str, other: str, most: int) -> int:
    """Return the slips between two words by Damerau and Levenshtein, or `most` + 1 for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row, above = row, [at], before
        for there, meant in enumerate(other, 1):
            cost = min(before[there] + 1, row[there - 1] + 1, before[there - 1] + (letter != meant))
            swapped = at > 1 < there and letter == other[there - 2] and one[at - 2] == meant
            row.append(min(cost, above[there - 2] + 1) if swapped else cost)
        if min(row) > most:
            return most + 1
    return row[-1]
