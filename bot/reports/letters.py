"""What letters typst can set, asked of typst itself, and words brought down to those letters.

PDF/UA-1 refuses a text that no font can show. The fonts are those that typst carries, and which
they are is its own affair; so a text out of the ordinary is set once to see whether it can be.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

HOLE = "□"
"""Stands where a character stood that no font has."""
PLAIN = re.compile("[ -~\u00a0-\u017f–—‘’“”…·×−≤≥□]*")
"""What every style of ours shows, so that most texts need not be asked about; a test sets it."""
PICTURES = re.compile(
    "[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
"""Blocks with emoji and other pictures; Python's own tables are older than the newest emoji."""
HIDDEN = re.compile(
    "[\u200d\u20e3\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
"""What alters or joins emoji: joiner, keycap, variation, skin, and the tags of a flag."""
JOINER = "\u200d"
CLOSING, OPENING = ",.;:!?)]}»”’", "([{«“‘"
GAP = "\0"
GAPS = re.compile(rf"\s*(?:{GAP}\s*)+")
ASKED = b"""#set document(title: "asked")
#set text(font: "Libertinus Serif")
#let asked = json(bytes(sys.inputs.asked))
#par(asked)
#par(strong(asked))
"""


def printable(text: str) -> str:
    """Return `text` in letters that paper has, itself where it has them all.

    Emoji and other pictures that no font has are left out, with the space they leave; any other
    character that none has becomes a `HOLE`, and so does a text of which nothing would be left.
    """
    if PLAIN.fullmatch(text) or shown(text):
        return text
    pieces = "".join(_piece(each) for each in _clusters(unicodedata.normalize("NFC", text)))
    made = GAPS.sub(_closed, pieces) or HOLE
    if shown(made):
        return made
    return "".join(each if PLAIN.fullmatch(each) else HOLE for each in made)


def sound(text: str) -> str:
    """Return `text` without what is no character: for what is read to somebody, not printed."""
    return "".join(each for each in text if unicodedata.category(each) not in ("Cc", "Cs", "Cn"))


def shown(text: str) -> bool:
    """Return whether the fonts can show a text, in both weights.

    Each character is asked for by itself too: typst lets one that it cannot show pass under a mark
    that it can.
    """
    odd = {each for each in text if not PLAIN.fullmatch(each) and not HIDDEN.match(each)}
    return all(map(_set, odd)) and _set(text)


@lru_cache(maxsize=4096)
def _set(text: str) -> bool:
    """Return whether typst sets a text; it takes some milliseconds."""
    import typst

    # Halves of characters cannot be handed on, and for private ones each font has its own picture.
    if any(unicodedata.category(each) in ("Cs", "Co") for each in text):
        return False
    try:
        typst.compile(
            ASKED,
            ignore_system_fonts=True,
            sys_inputs={"asked": json.dumps(text, ensure_ascii=False)},
            format="pdf",
            pdf_standards=["ua-1"],
        )
    except typst.TypstError:
        return False
    return True


def _clusters(text: str) -> Iterator[str]:
    """Take a text apart into characters, each with its marks and with what is joined to it."""
    cluster = ""
    for each in text:
        joined = cluster.endswith(JOINER) or HIDDEN.match(each)
        if cluster and not joined and not unicodedata.category(each).startswith("M"):
            yield cluster
            cluster = ""
        cluster += each
    yield cluster


@lru_cache(maxsize=4096)
def _piece(cluster: str) -> str:
    """Return what is printed for a character with its marks: a `GAP` for nothing at all."""
    bare = HIDDEN.sub("", cluster)
    if shown(cluster):
        return cluster
    if bare and shown(bare):
        return bare
    if not bare or PICTURES.match(bare) or unicodedata.category(bare[0]) in ("Cc", "Cs"):
        return GAP
    alone = "".join(each if shown(each) else HOLE for each in bare)
    return next(each for each in (alone, bare[0] + HOLE, HOLE) if shown(each))


def _closed(gap: re.Match[str]) -> str:
    """Return what stands where something was left out: one space, or none beside a mark."""
    before, after = gap.string[: gap.start()], gap.string[gap.end() :]
    if not before and after.startswith(tuple(CLOSING)):
        return HOLE
    beside = not before or not after
    beside = beside or before.endswith(tuple(OPENING)) or after.startswith(tuple(CLOSING))
    return "" if beside or not re.search(r"\s", gap[0]) else " "
