"""From what Slack delivers to plain words: no accents, emphasis, mentions, links or capitals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST_TEXT = 40_000
"""Characters that are read; Slack cuts a message there too."""
LONGEST_CLAUSE = 40
"""Words without a mark; more are cut there, so that whoever looks at a clause has a bound."""
LINK = "url"
"""The word that stands for any link or address: nobody's words, whatever they spell."""

_MENTION = re.compile(r"<[@#!][^<>]*>")
_LINK = re.compile(r"<[^<>\s][^<>]*>")
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_CHUNK = re.compile(r"\S+")
_COMMAND = re.compile(r"\s*/pauze\b")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_APOSTROPHES = re.compile("['’‘\u02bc\u00b4`]")
_TOKEN = re.compile(
    r"""
      (?P<sign>:(?=[0-9]*[a-z_+-])[a-z0-9_+-]{1,60}:)     # an emoji as Slack writes it
    | (?P<word>
          (?<!\S)-[0-9]+                                  # below zero
        | [0-9]{1,4}(?:[-/.:,][0-9]{1,4}){1,2}            # dates, times, decimals
        | [0-9]+
        | [^\W\d_]+[0-9]+[^\W\d_]\w*                     # a name: *numb3rs*
        | [^\W\d_]+(?:-[^\W\d_]+)*                        # a compound is one word here
      )
    | (?P<pause>[.!?;:,\n()\[\]/|…–—]|(?<=\s)-(?=\s))
    | (?P<other>\S)
    """,
    re.VERBOSE,
)
_SKIN = range(0x1F3FB, 0x1F400)


@dataclass(frozen=True)
class Clause:
    """Words between two marks; `question` where the mark after them is a question mark."""

    words: tuple[str, ...]
    question: bool = False


@dataclass(frozen=True)
class Heard:
    """A message as words and signs. Compounds (*rug-bekkenketen*) are whole inside `clauses`."""

    clauses: tuple[Clause, ...]
    signs: tuple[str, ...]
    question: bool

    @property
    def words(self) -> tuple[str, ...]:
        """All words in a row, compounds apart."""
        return tuple(part for clause in self.clauses for part in apart(clause.words))


def hear(text: str) -> Heard:
    """Return the words and emoji of `text`; linear in its length, whatever it holds."""
    plain = _plain(text[:LONGEST_TEXT])
    clauses: list[Clause] = []
    signs: list[str] = []
    words: list[str] = []
    question = False
    for token in _TOKEN.finditer(plain):
        asked = token[0] == "?"
        if token.lastgroup == "word":
            words.append(token[0])
        elif token.lastgroup in ("sign", "other"):
            signs += _sign(token[0])
        if words and (token.lastgroup == "pause" or len(words) == LONGEST_CLAUSE):
            clauses.append(Clause(tuple(words), asked))
            words = []
        question = question or asked
    if words:
        clauses.append(Clause(tuple(words)))
    return Heard(tuple(clauses), tuple(signs), question)


def apart(words: tuple[str, ...]) -> tuple[str, ...]:
    """Take compounds apart: *mijn-week* is two words where a command is looked for."""
    return tuple(part for word in words for part in _parts(word))


def _parts(word: str) -> list[str]:
    return word.split("-") if word[0].isalpha() else [word]


def _plain(text: str) -> str:
    text = _LINK.sub(f" {LINK} ", _MENTION.sub(" ", text))
    for escape, meant in _ESCAPES:
        text = text.replace(escape, meant)
    text = _APOSTROPHES.sub("", text)
    text = text.casefold() if text.isascii() else _flat(text)
    text = _COMMAND.sub(" ", text, count=1) if _COMMAND.match(text) else text
    text = _CHUNK.sub(_address, text)
    return _INITIALS.sub(lambda initials: initials[0].replace(".", ""), text)


def _flat(text: str) -> str:
    # Marks go first: Python sorts a run of them in quadratic time while it normalises, two seconds
    # for a message full of them.
    bare = "".join(char for char in text if not _mark(char))
    folded = unicodedata.normalize("NFKD", bare)[:LONGEST_TEXT].casefold()
    return "".join(_digit(char) for char in folded if not _mark(char))


def _mark(char: str) -> bool:
    return bool(unicodedata.combining(char)) or unicodedata.category(char) in ("Mn", "Me", "Cf")


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if unicodedata.category(char) == "Nd" else char


def _address(chunk: re.Match[str]) -> str:
    said = chunk[0]
    if said.startswith("@"):
        return " "
    return f" {LINK} " if "@" in said or "://" in said or said.startswith("www.") else said


def _sign(token: str) -> list[str]:
    """The name of an emoji without its skin tone; nothing for a mark of emphasis."""
    if token.startswith(":"):
        return [] if token.startswith(":skin-tone") else [token.strip(":")]
    return [token] if unicodedata.category(token) == "So" and ord(token) not in _SKIN else []
