"""Hard words with the plain ones to use instead, and abbreviations, in Dutch and English."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.core.fields import Language

# A star stands for any ending. Plain words by the habit of level B1: what people say aloud.
HARD: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "abductie": "opzij bewegen",
        "activeer*": "aanspannen",
        "activer*": "aanspannen",
        "adductie": "naar binnen bewegen",
        "alvorens": "voordat",
        "anterieur*": "aan de voorkant",
        "artrose": "slijtage van een gewricht",
        "bilatera*": "aan beide kanten",
        "cervica*": "van de nek",
        "concentrisch*": "terwijl de spier korter wordt",
        "conform": "volgens",
        "continueer*": "doorgaan",
        "continuer*": "doorgaan",
        "contra-indicatie*": "voor wie niet",
        "contractie*": "aanspannen",
        "core": "buik en rug",
        "diafragma": "middenrif",
        "excentrisch*": "terwijl de spier langer wordt",
        "exhaleer*": "uitademen",
        "exhaler*": "uitademen",
        "extensie": "strekken",
        "faciliteer*": "helpen",
        "faciliter*": "helpen",
        "fascie*": "bindweefsel",
        "femur": "bovenbeen",
        "flexie": "buigen",
        "frequentie": "hoe vaak",
        "gedurende": "tijdens",
        "gluteaal": "van de billen",
        "gluteus*": "bilspier",
        "hamstring*": "achterkant van je bovenbeen",
        "iliopsoas": "voorkant van je heup",
        "indien": "als",
        "inhaleer*": "inademen",
        "inhaler*": "inademen",
        "initieer*": "beginnen",
        "initiër*": "beginnen",
        "intensiteit": "hoe zwaar",
        "isometrisch*": "zonder te bewegen",
        "kyfose": "bolle rug",
        "lateraal": "opzij",
        "laterale": "zijwaartse",
        "lordose": "holle rug",
        "lumba*": "van de onderrug",
        "middels": "met",
        "mobilise*": "losmaken",
        "mobiliteit": "hoe makkelijk je beweegt",
        "musculatuur": "spieren",
        "optimalise*": "beter maken",
        "participe*": "meedoen",
        "pelvis": "bekken",
        "posterieur*": "aan de achterkant",
        "postuur": "houding",
        "pronatie": "naar binnen draaien",
        "proprioceptie": "voelen hoe je staat",
        "psoas": "voorkant van je heup",
        "quadriceps": "voorkant van je bovenbeen",
        "reeds": "al",
        "relaxeer*": "ontspannen",
        "relaxer*": "ontspannen",
        "repetitie*": "keer",
        "respiratie": "ademen",
        "rotatie": "draaien",
        "roteer*": "draaien",
        "roter*": "draaien",
        "sacrum": "onderkant van je rug",
        "scapula*": "schouderblad",
        "stabilise*": "stevig blijven",
        "stabiliteit": "stevig staan",
        "sternum": "borstbeen",
        "supinatie": "naar buiten draaien",
        "symptomen": "wat je voelt",
        "teneinde": "om",
        "tevens": "ook",
        "thoracaal": "van de bovenrug",
        "thoracale": "van de bovenrug",
        "transversus": "buikspieren",
        "unilatera*": "aan één kant",
        "wervelkolom": "rug",
    },
    "en": {
        "abduction": "moving sideways",
        "activate*": "tighten",
        "adduction": "moving inwards",
        "anterior": "at the front",
        "approximately": "about",
        "bilateral*": "on both sides",
        "cervical": "of the neck",
        "commence*": "begin",
        "concentric": "while the muscle shortens",
        "contraction*": "tightening",
        "contraindication*": "who should not do it",
        "core": "belly and back",
        "diaphragm": "belly",
        "eccentric": "while the muscle lengthens",
        "ergonomic*": "set up well",
        "exhale*": "breathe out",
        "extension": "stretching",
        "facilitate*": "help",
        "fascia": "tissue",
        "femur": "thigh",
        "flexion": "bending",
        "frequency": "how often",
        "gluteal": "of the buttocks",
        "gluteus": "buttock muscle",
        "glutes": "buttocks",
        "hamstring*": "back of your thigh",
        "iliopsoas": "front of your hip",
        "inhale*": "breathe in",
        "initiate*": "begin",
        "intensity": "how hard",
        "isometric*": "without moving",
        "kyphosis": "rounded back",
        "lateral*": "sideways",
        "lordosis": "hollow back",
        "lumbar": "of the lower back",
        "mobilise*": "loosen",
        "mobilize*": "loosen",
        "mobility": "how easily you move",
        "musculature": "muscles",
        "optimise*": "improve",
        "optimize*": "improve",
        "participate*": "join in",
        "posterior": "at the back",
        "prior to": "before",
        "proprioception": "feeling how you stand",
        "psoas": "front of your hip",
        "quadriceps": "front of your thigh",
        "repetition*": "times",
        "rotate*": "turn",
        "rotation": "turning",
        "sacrum": "bottom of your back",
        "scapula*": "shoulder blade",
        "spine": "back",
        "stabilise*": "keep steady",
        "stability": "standing firmly",
        "stabilize*": "keep steady",
        "sternum": "breastbone",
        "subsequently": "then",
        "thoracic": "of the upper back",
        "unilateral*": "on one side",
        "utilise*": "use",
        "utilize*": "use",
        "whilst": "while",
    },
}

SHORTENED: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "a.u.b.": "alsjeblieft",
        "bijv.": "bijvoorbeeld",
        "bv.": "bijvoorbeeld",
        "ca.": "ongeveer",
        "d.m.v.": "door",
        "d.w.z.": "dat betekent",
        "e.d.": "en zo",
        "enz.": "enzovoort",
        "evt.": "misschien",
        "i.p.v.": "in plaats van",
        "i.v.m.": "door",
        "m.b.v.": "met",
        "min.": "minuten",
        "o.a.": "onder andere",
        "sec.": "seconden",
        "t.b.v.": "voor",
        "t/m": "tot en met",
        "z.s.m.": "zo snel mogelijk",
    },
    "en": {
        "approx.": "about",
        "e.g.": "for example",
        "etc.": "and so on",
        "i.e.": "that is",
        "min.": "minutes",
        "reps": "times",
        "sec.": "seconds",
    },
}


def _pattern(words: Mapping[str, str]) -> re.Pattern[str]:
    endings = (re.escape(word).replace(r"\*", r"\w*") for word in words)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(endings)})(?!\w)", re.IGNORECASE)


_HARD = {language: _pattern(words) for language, words in HARD.items()}
_SHORTENED = {language: _pattern(words) for language, words in SHORTENED.items()}


def hard_words(text: str, language: Language) -> list[tuple[str, str]]:
    """Return each hard word of `text` as it stands there, with the plain one to use instead."""
    return [(word, _plain(word, HARD[language])) for word in _HARD[language].findall(text)]


def abbreviations(text: str, language: Language) -> list[tuple[str, str]]:
    """Return each abbreviation of `text`, with what people say instead."""
    found = _SHORTENED[language].findall(text)
    return [(word, _plain(word, SHORTENED[language])) for word in found]


def _plain(word: str, table: Mapping[str, str]) -> str:
    word = word.casefold()
    stems = (stem for stem in table if stem.endswith("*") and word.startswith(stem[:-1]))
    return table[word] if word in table else table[next(stems)]
